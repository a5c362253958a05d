"""Routes that list the facts of all documents, each kind in reading order."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Annotated, TypeVar

from fastapi import APIRouter, Query

from corpus.facts.models import Condition, Incentive, Role, Target, Validity, ValidityKind
from corpus.models import Document
from corpus.names.units import unit_matches
from index.filters import Filters
from service.answering.models import (
    ConditionRow,
    IncentiveRow,
    ResponsibilityRow,
    TargetRow,
    ValidityRow,
)
from service.answering.rows import (
    condition_row,
    incentive_row,
    responsibility_row,
    target_row,
    validity_row,
)
from service.api.parameters import Limit, Offset, State, document_of
from service.api.schemas import Page
from service.api.state import ServiceState

router = APIRouter(prefix="/v1", tags=["facts"])
RegionName = Annotated[str | None, Query(description="a place; those subordinate to it too")]
DocumentId = Annotated[str | None, Query(description="a document's id")]
Fact = TypeVar("Fact")
Row = TypeVar("Row")
Pairs = list[tuple[Document, Fact]]


@router.get("/responsibilities")
async def responsibilities(
    state: State,
    region: RegionName = None,
    document: DocumentId = None,
    unit: Annotated[str | None, Query(description="any name or alias of a unit")] = None,
    role: Role | None = None,
    q: Annotated[str | None, Query(description="words of the task or its heading")] = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Page[ResponsibilityRow]:
    """List who does what."""
    rows = [
        (owner, row)
        for owner, labels in _documents(state, region, document)
        for row in owner.facts.responsibilities
        if (role is None or row.role is role)
        and (unit is None or unit_matches(unit, row.unit, owner.region))
        and _says(q, row.task, labels.get(row.clause_id))
    ]
    return _page(rows, responsibility_row, limit, offset)


@router.get("/targets")
async def targets(
    state: State,
    region: RegionName = None,
    document: DocumentId = None,
    indicator: Annotated[str | None, Query(description="words of the indicator")] = None,
    due_by: Annotated[date | None, Query(description="due on this day or before it")] = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Page[TargetRow]:
    """List the quantities that documents want to be reached."""
    rows: Pairs[Target] = [
        (owner, row)
        for owner, _ in _documents(state, region, document)
        for row in owner.facts.targets
        if _says(indicator, row.indicator)
        and (due_by is None or (row.due_on is not None and row.due_on <= due_by))
    ]
    return _page(rows, target_row, limit, offset)


@router.get("/incentives")
async def incentives(
    state: State,
    region: RegionName = None,
    document: DocumentId = None,
    q: Annotated[
        str | None, Query(description="words of award, amount, payer, condition, quote, heading")
    ] = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Page[IncentiveRow]:
    """List the money and the reliefs that somebody gets."""
    rows: Pairs[Incentive] = [
        (owner, row)
        for owner, labels in _documents(state, region, document)
        for row in owner.facts.incentives
        if _says(
            q,
            row.award,
            row.amount,
            row.payer,
            row.condition,
            row.quote,
            labels.get(row.clause_id),
        )
    ]
    return _page(rows, incentive_row, limit, offset)


@router.get("/conditions")
async def conditions(
    state: State,
    region: RegionName = None,
    document: DocumentId = None,
    q: Annotated[str | None, Query(description="words of subject, quote, heading")] = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Page[ConditionRow]:
    """List the thresholds that decide who or what a clause applies to."""
    rows: Pairs[Condition] = [
        (owner, row)
        for owner, labels in _documents(state, region, document)
        for row in owner.facts.conditions
        if _says(q, row.subject, row.quote, labels.get(row.clause_id))
    ]
    return _page(rows, condition_row, limit, offset)


@router.get("/validity")
async def validity(
    state: State,
    region: RegionName = None,
    document: DocumentId = None,
    kind: ValidityKind | None = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Page[ValidityRow]:
    """List when documents hold, and what they end or carry out."""
    rows: Pairs[Validity] = [
        (owner, row)
        for owner, _ in _documents(state, region, document)
        for row in owner.facts.validity
        if kind is None or row.kind is kind
    ]
    return _page(rows, validity_row, limit, offset)


def _documents(
    state: ServiceState, region: str | None, document: str | None
) -> Iterator[tuple[Document, dict[str, str]]]:
    """Yield the documents admitted, each with the labels of its clauses by their ids."""
    if document is not None:
        document_of(state, document)
    filters = Filters((region,) if region else (), (document,) if document else ())
    snapshot = state.store.snapshot()
    for header in snapshot.headers():
        if filters.admit(header):
            owner = snapshot.document(header.id)
            yield owner, {clause.id: clause.label for clause in owner.clauses}


def _says(words: str | None, *texts: str | None) -> bool:
    """Tell whether the words stand in one of the texts; without words, always."""
    return words is None or any(words in text for text in texts if text)


def _page(
    rows: Sequence[tuple[Document, Fact]],
    row_of: Callable[[Document, Fact], Row],
    limit: int,
    offset: int,
) -> Page[Row]:
    items = [row_of(owner, fact) for owner, fact in rows[offset : offset + limit]]
    return Page(items=items, total=len(rows))
