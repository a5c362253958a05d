"""Regions on a topic, or documents, side by side."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from corpus.models import Clause, Document
from index.filters import Filters
from index.search import Hit, SearchEngine
from index.store import Snapshot
from service.answering.models import TargetRow
from service.answering.rows import document_reference, label_in, target_row
from service.comparing.alignment import LEAST_SIMILAR, LEAST_SIMILAR_ON_TOPIC
from service.comparing.models import ComparedRow, ComparedUnit, Comparison, Side
from service.comparing.rows import PlacedClause, rows_of
from service.reading.clauses import clauses_found, said_in_the_body
from service.reading.reasons import Reason

READ_FOR_REGIONS = 300  # clauses
READ = 60  # clauses of a side, of which a table may repeat many
MOST_REGIONS = 4  # where none is named
LEAST_SHARE = 0.45  # of the topic's worth in a clause that speaks of it; measured in docs/desk.md


@dataclass(frozen=True, slots=True)
class _Column:
    """A side before it is laid out: its clauses, each with its document."""

    name: str
    region: str | None
    document: Document | None
    clauses: Sequence[tuple[Document, PlacedClause]]
    reason: Reason | None


def compared_topic(
    engine: SearchEngine,
    topic: str,
    regions: Sequence[str],
    document_ids: Sequence[str],
    most_clauses: int,
) -> Comparison:
    """Return what regions, and documents, say of a topic; without any, the regions that say most.

    A clause speaks of a topic that holds enough of its words; what is only like it does not.
    """
    snapshot = engine.store.snapshot()
    if not regions and not document_ids:
        regions = _regions_that_say_most(engine, snapshot, topic)
    columns = [
        _of_topic(engine, snapshot, topic, Filters(regions=(region,)), most_clauses)
        for region in regions
    ]
    for document in snapshot.documents(document_ids).values():
        filters = Filters(documents=(document.id,))
        columns.append(_of_topic(engine, snapshot, topic, filters, most_clauses, document))
    return _comparison(engine, topic, columns)


def compared_documents(engine: SearchEngine, document_ids: Sequence[str]) -> Comparison:
    """Return whole documents side by side, in the order of the last one's clauses."""
    documents = engine.store.snapshot().documents(document_ids).values()
    columns = [
        _Column(
            name=document.title,
            region=document.metadata.region,
            document=document,
            clauses=[(document, _placed(document, c)) for c in document.clauses],
            reason=None,
        )
        for document in documents
    ]
    return _comparison(engine, None, columns)


def _regions_that_say_most(engine: SearchEngine, snapshot: Snapshot, topic: str) -> list[str]:
    """Return the regions with most clauses that speak of a topic, among the best found."""
    found = clauses_found(engine.search(topic, READ_FOR_REGIONS), snapshot)
    regions = Counter(owner.metadata.region for hit, owner, _ in found if _speaks_of_it(hit))
    return [region for region, _ in regions.most_common() if region][:MOST_REGIONS]


def _speaks_of_it(hit: Hit) -> bool:
    return (hit.score.lexical or 0.0) >= LEAST_SHARE


def _of_topic(
    engine: SearchEngine,
    snapshot: Snapshot,
    topic: str,
    filters: Filters,
    most_clauses: int,
    document: Document | None = None,
) -> _Column:
    region = filters.regions[0] if filters.regions else None
    found = [
        (hit.score.score, owner, clause)
        for hit, owner, clause in clauses_found(engine.search(topic, READ, filters), snapshot)
        if _speaks_of_it(hit)
    ]
    scores = {clause.id: score for score, _, clause in reversed(found)}
    told = said_in_the_body((owner, clause) for _, owner, clause in found)
    clauses = [
        (owner, _placed(owner, clause, scores.get(clause.id)))
        for owner, clause in islice(told, most_clauses)
    ]
    reason = None
    if not clauses:
        is_held = document or any(map(filters.admit, snapshot.headers()))
        reason = Reason.NOT_STATED if is_held else Reason.REGION_NOT_IN_CORPUS
    name = document.title if document else str(region)
    of_region = document.metadata.region if document else region
    return _Column(name, of_region, document, clauses, reason)


def _placed(document: Document, clause: Clause, score: float | None = None) -> PlacedClause:
    return PlacedClause(
        clause_id=clause.id,
        document_id=document.id,
        label=clause.label,
        heading=clause.heading,
        start=clause.start,
        end=clause.end,
        text=document.text[clause.start : clause.end],
        score=None if score is None else round(score, 4),
    )


def _comparison(engine: SearchEngine, topic: str | None, columns: Sequence[_Column]) -> Comparison:
    laid_out = [[clause for _, clause in column.clauses] for column in columns]
    least = LEAST_SIMILAR_ON_TOPIC if topic else LEAST_SIMILAR
    rows = rows_of(laid_out, engine.embedder, least)
    if topic:
        rows.sort(key=_worth, reverse=True)
    return Comparison(
        topic=topic, sides=tuple(_side(column) for column in columns), rows=tuple(rows)
    )


def _worth(row: ComparedRow) -> tuple[int, float]:
    """Return what a row on a topic is worth: in how many columns it is, then its best score."""
    present = [cell for cell in row.cells if cell]
    return len(present), max(cell.score or 0.0 for cell in present)


def _side(column: _Column) -> Side:
    documents = {owner.id: owner for owner, _ in column.clauses}
    if column.document:
        documents.setdefault(column.document.id, column.document)
    shown = {clause.clause_id for _, clause in column.clauses}
    # what a row of a table says of a clause that it repeats is said of the clause
    shown |= {
        clause.id
        for document in documents.values()
        for clause in document.clauses
        if clause.repeats_id in shown
    }
    return Side(
        name=column.name,
        region=column.region,
        document=document_reference(column.document) if column.document else None,
        documents=tuple(map(document_reference, documents.values())),
        reason=column.reason,
        clauses=len(column.clauses),
        targets=tuple(_targets(documents.values(), shown)),
        units=tuple(_units(documents.values(), shown)),
    )


def _targets(documents: Iterable[Document], shown: Container[str]) -> Iterator[TargetRow]:
    for document in documents:
        for target in document.facts.targets:
            if target.clause_id in shown:
                label = label_in(document, target.clause_id)
                yield target_row(document.header, label, target)


def _units(documents: Iterable[Document], shown: Container[str]) -> Iterator[ComparedUnit]:
    """Yield the units of the clauses shown, those with most tasks first."""
    tasks = Counter(
        (row.unit_full, row.role.value)
        for document in documents
        for row in document.responsibilities
        if row.clause_id in shown
    )
    for (unit, role), count in tasks.most_common():
        yield ComparedUnit(unit_full=unit, role=role, tasks=count)
