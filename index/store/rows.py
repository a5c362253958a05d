"""Rows of the store as the corpus's dataclasses, and back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from pydantic import TypeAdapter
from sqlalchemy import Connection, func, select

from corpus.facts.models import Condition, Facts, Incentive, Responsibility, Target, Validity
from corpus.models import Clause, ClauseKind, Document, DocumentHeader, Metadata, Origin
from corpus.tables import Table
from index.store import tables

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

METADATA_COLUMNS = tuple(f.name for f in fields(Metadata) if f.name != "origins")
TABLE: Final = TypeAdapter(Table)
FACT_KINDS: Final[dict[str, TypeAdapter[Any]]] = {
    "targets": TypeAdapter(Target),
    "incentives": TypeAdapter(Incentive),
    "conditions": TypeAdapter(Condition),
    "validity": TypeAdapter(Validity),
}
HEADER_COLUMNS = tuple(f.name for f in fields(DocumentHeader) if f.name != "metadata")

HEADER = select(
    *(tables.documents.c[name] for name in (*HEADER_COLUMNS, *METADATA_COLUMNS, "origins"))
)


def header_of(row: Mapping[Any, Any]) -> DocumentHeader:
    """Return the header in a row of documents."""
    metadata = Metadata(
        **{name: row[name] for name in METADATA_COLUMNS},
        origins={name: Origin(value) for name, value in row["origins"].items()},
    )
    return DocumentHeader(**{name: row[name] for name in HEADER_COLUMNS}, metadata=metadata)


def document_row(document: Document, source: bytes, ingest_key: str) -> dict[str, Any]:
    """Return a document as a row."""
    header = {name: getattr(document.header, name) for name in HEADER_COLUMNS}
    metadata = {name: getattr(document.metadata, name) for name in METADATA_COLUMNS}
    return (
        header
        | metadata
        | {
            "source": source,
            "ingest_key": ingest_key,
            "origins": {name: origin.value for name, origin in document.metadata.origins.items()},
            "text": document.text,
            "furniture": [asdict(item) for item in document.furniture],
            "tables": [asdict(item) for item in document.tables],
            "uncertain": [asdict(item) for item in document.uncertain],
        }
    )


def own_fields(instance: "DataclassInstance") -> dict[str, Any]:
    """Return the fields of a dataclass as they are; `asdict` would copy them, slowly."""
    return {name: getattr(instance, name) for name in field_names(type(instance))}


@cache
def field_names(kind: "type[DataclassInstance]") -> tuple[str, ...]:
    """Return the names of a dataclass's fields."""
    return tuple(f.name for f in fields(kind))


def clause_row(clause: Clause) -> dict[str, Any]:
    """Return a clause as a row, but for its document."""
    return own_fields(clause) | {"path": list(clause.path)}


def clause_of(row: Mapping[Any, Any]) -> Clause:
    """Return the clause in a row."""
    values = {f.name: row[f.name] for f in fields(Clause)}
    return Clause(**values | {"path": tuple(row["path"]), "kind": ClauseKind(row["kind"])})


@dataclass(frozen=True, slots=True)
class FoundClause:
    """A clause with its own text, and what identifies its document."""

    header: DocumentHeader
    clause: Clause
    text: str


def found_clauses(
    connection: Connection, clause_ids: Sequence[str]
) -> Iterator[tuple[str, FoundClause]]:
    """Yield those of the clauses that there are by their ids, in one query."""
    documents, clauses = tables.documents, tables.clauses
    length = clauses.c.end - clauses.c.start
    own_text = func.substr(documents.c.text, clauses.c.start + 1, length)
    of_clause = [clauses.c[name].label(f"clause_{name}") for name in field_names(Clause)]
    statement = (
        HEADER.add_columns(*of_clause, own_text.label("clause_text"))
        .join(clauses, clauses.c.document_id == documents.c.id)
        .where(clauses.c.id.in_(clause_ids))
    )
    for row in connection.execute(statement).mappings():
        own = {name: row[f"clause_{name}"] for name in field_names(Clause)}
        yield row["clause_id"], FoundClause(header_of(row), clause_of(own), row["clause_text"])


def fact_rows(facts: Facts) -> Iterator[dict[str, Any]]:
    """Yield the targets, incentives, conditions and validity of a document as rows."""
    for kind, adapter in FACT_KINDS.items():
        for position, fact in enumerate(getattr(facts, kind)):
            yield {
                "id": fact.id,
                "clause_id": fact.clause_id,
                "kind": kind,
                "position": position,
                "fact": adapter.dump_python(fact, mode="json"),
            }


def facts_of(responsibilities: Iterable[Responsibility], rows: Iterable[Sequence[Any]]) -> Facts:
    """Return the facts of a document: its responsibilities, and rows of a kind with a fact."""
    found: dict[str, list[Any]] = {kind: [] for kind in FACT_KINDS}
    for kind, fact in rows:
        found[kind].append(FACT_KINDS[kind].validate_python(fact))
    return Facts(
        tuple(responsibilities),
        **{kind: tuple(facts) for kind, facts in found.items()},
    )
