"""Routes that list the facts of all documents, each kind in reading order."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Query

from corpus.facts.models import Role, ValidityKind
from corpus.models import DocumentHeader
from corpus.names.units import unit_matches
from index.filters import Filters
from index.store.fact_lists import FactList, Fields
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
from service.api.parameters import (
    DocumentIds,
    ManyRows,
    Offset,
    RegionNames,
    State,
    check_documents,
)
from service.api.schemas import Page, UnitSummary
from service.api.state import ServiceState
from service.api.units import unit_summaries

router = APIRouter(prefix="/v1", tags=["facts"])
Row = TypeVar("Row")


@router.get("/responsibilities")
async def responsibilities(
    state: State,
    region: RegionNames = (),
    document: DocumentIds = (),
    unit: Annotated[str | None, Query(description="any name or alias of a unit")] = None,
    role: Role | None = None,
    q: Annotated[str | None, Query(description="words of the task or its heading")] = None,
    has_deadline: Annotated[bool, Query(description="only tasks that say by when")] = False,
    limit: ManyRows = 100,
    offset: Offset = 0,
) -> Page[ResponsibilityRow]:
    """List who does what."""
    is_meant = unit_rule(unit)

    def keeps(header: DocumentHeader, row: Fields, label: str) -> bool:
        return (
            (role is None or row["role"] == role)
            and (row["deadline"] is not None or not has_deadline)
            and _says(q, row["task"], label)
            and is_meant(row["unit"], header)
        )

    found = _listed(state, "responsibilities", region, document, keeps)
    return _page(found, responsibility_row, limit, offset)


@router.get("/units")
async def units(
    state: State,
    region: RegionNames = (),
    document: DocumentIds = (),
    q: Annotated[str | None, Query(description="letters of a name, or any alias")] = None,
    limit: ManyRows = 100,
    offset: Offset = 0,
) -> Page[UnitSummary]:
    """List the units that have a part in a task, those with most tasks first."""
    is_meant = unit_rule(q)

    def keeps(header: DocumentHeader, row: Fields, label: str) -> bool:
        return _says(q, row["unit"], row["unit_full"]) or is_meant(row["unit"], header)

    found = unit_summaries(_listed(state, "responsibilities", region, document, keeps))
    return Page(items=found[offset : offset + limit], total=len(found))


@router.get("/targets")
async def targets(
    state: State,
    region: RegionNames = (),
    document: DocumentIds = (),
    indicator: Annotated[str | None, Query(description="words of the indicator")] = None,
    due_from: Annotated[date | None, Query(description="due on this day or after it")] = None,
    due_by: Annotated[date | None, Query(description="due on this day or before it")] = None,
    limit: ManyRows = 100,
    offset: Offset = 0,
) -> Page[TargetRow]:
    """List the quantities that documents want to be reached."""

    def keeps(header: DocumentHeader, row: Fields, label: str) -> bool:
        return _says(indicator, row["indicator"]) and _is_within(row["due_on"], due_from, due_by)

    found = _listed(state, "targets", region, document, keeps)
    return _page(found, target_row, limit, offset)


@router.get("/incentives")
async def incentives(
    state: State,
    region: RegionNames = (),
    document: DocumentIds = (),
    q: Annotated[
        str | None, Query(description="words of award, amount, payer, condition, quote, heading")
    ] = None,
    limit: ManyRows = 100,
    offset: Offset = 0,
) -> Page[IncentiveRow]:
    """List the money and the reliefs that somebody gets."""
    searched = ("award", "amount", "payer", "condition", "quote")

    def keeps(header: DocumentHeader, row: Fields, label: str) -> bool:
        return _says(q, *(row[name] for name in searched), label)

    found = _listed(state, "incentives", region, document, keeps)
    return _page(found, incentive_row, limit, offset)


@router.get("/conditions")
async def conditions(
    state: State,
    region: RegionNames = (),
    document: DocumentIds = (),
    q: Annotated[str | None, Query(description="words of subject, quote, heading")] = None,
    limit: ManyRows = 100,
    offset: Offset = 0,
) -> Page[ConditionRow]:
    """List the thresholds that decide who or what a clause applies to."""

    def keeps(header: DocumentHeader, row: Fields, label: str) -> bool:
        return _says(q, row["subject"], row["quote"], label)

    found = _listed(state, "conditions", region, document, keeps)
    return _page(found, condition_row, limit, offset)


@router.get("/validity")
async def validity(
    state: State,
    region: RegionNames = (),
    document: DocumentIds = (),
    kind: ValidityKind | None = None,
    limit: ManyRows = 100,
    offset: Offset = 0,
) -> Page[ValidityRow]:
    """List when documents hold, and what they end or carry out."""

    def keeps(header: DocumentHeader, row: Fields, label: str) -> bool:
        return kind is None or row["kind"] == kind

    found = _listed(state, "validity", region, document, keeps)
    return _page(found, validity_row, limit, offset)


def unit_rule(unit: str | None) -> Callable[[str, DocumentHeader], bool]:
    """Return what tells whether a unit as a document writes it is meant; None means every one."""
    known: dict[tuple[str, str | None], bool] = {}

    def is_meant(written: str, header: DocumentHeader) -> bool:
        if unit is None:
            return True
        key = (written, header.metadata.region)
        if key not in known:
            known[key] = unit_matches(unit, written, header.region)
        return known[key]

    return is_meant


def _listed(
    state: ServiceState,
    kind: str,
    regions: Sequence[str],
    documents: Sequence[str],
    keeps: Callable[[DocumentHeader, Fields, str], bool],
) -> FactList:
    """Return the facts kept of the documents admitted. Raises the problem of an unknown id."""
    check_documents(state, documents)
    filters = Filters(tuple(regions), tuple(documents))
    return state.store.snapshot().facts(kind, filters.admit, keeps, documents)


def _says(words: str | None, *texts: str | None) -> bool:
    """Tell whether the words stand in one of the texts; without words, always."""
    return words is None or any(words in text for text in texts if text)


def _is_within(day: str | None, first: date | None, last: date | None) -> bool:
    """Tell whether a day, an ISO date, lies between two, both of them included."""
    if first is None and last is None:
        return True
    return (
        day is not None
        and (first is None or first.isoformat() <= day)
        and (last is None or day <= last.isoformat())
    )


def _page(
    found: FactList, row_of: Callable[[DocumentHeader, str, Any], Row], limit: int, offset: int
) -> Page[Row]:
    items = [row_of(own.header, own.label, own.fact) for own in found.part(offset, offset + limit)]
    return Page(items=items, total=len(found))
