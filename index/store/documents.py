"""Whole documents in the store, several at once: a query costs more than the rows that it gives."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, Text, cast, func, select

from corpus.facts.models import Responsibility, Role
from corpus.models import Clause, ClauseKind, Document, Furniture, UncertainSpan
from index.store import tables
from index.store.rows import HEADER, TABLE, facts_of, field_names, header_of

READ_AT_ONCE = 500  # documents, as many as a query may name
PATHS_REMEMBERED = 10_000
KINDS = {kind.value: kind for kind in ClauseKind}
ROLES = {role.value: role for role in Role}


def _rows_as(
    table: Table, kind: type, instead: dict[str, ColumnElement[Any]] | None = None
) -> Select[Any]:
    """Return the query of a table's rows: a document's id, then a dataclass's fields in order."""
    columns = {name: table.c[name] for name in field_names(kind)} | (instead or {})
    return select(table.c.document_id, *columns.values()).order_by(table.c.position)


_of = tables.documents.c
DOCUMENTS = HEADER.add_columns(_of.text, _of.furniture, _of.tables, _of.uncertain, _of.revision)
# Clauses next to each other have the same path: its JSON is read once for all of them
CLAUSES = _rows_as(tables.clauses, Clause, {"path": cast(tables.clauses.c.path, Text)})
RESPONSIBILITIES = _rows_as(tables.responsibilities, Responsibility)
FACTS = select(tables.facts.c.document_id, tables.facts.c.kind, tables.facts.c.fact).order_by(
    tables.facts.c.position
)
_KIND, _PATH = (field_names(Clause).index(name) for name in ("kind", "path"))
_ROLE = field_names(Responsibility).index("role")


def documents_of(
    connection: Connection, document_ids: Sequence[str]
) -> Iterator[tuple[Document, int]]:
    """Yield those of the documents that there are, each with the revision at which it came."""
    for begin in range(0, len(document_ids), READ_AT_ONCE):
        yield from _read(connection, document_ids[begin : begin + READ_AT_ONCE])


@dataclass(frozen=True, slots=True)
class DocumentSize:
    """How large a document is, and when it came."""

    characters: int
    clauses: int
    stored_at: datetime | None


def sizes_of(connection: Connection, document_ids: Sequence[str]) -> dict[str, DocumentSize]:
    """Return how large those of the documents are that there are, without reading them."""
    clauses = tables.clauses
    counted = (
        select(func.count()).where(clauses.c.document_id == _of.id).correlate(tables.documents)
    ).scalar_subquery()
    statement = select(_of.id, func.length(_of.text), counted, _of.stored_at)
    found: dict[str, DocumentSize] = {}
    for begin in range(0, len(document_ids), READ_AT_ONCE):
        own = _of.id.in_(document_ids[begin : begin + READ_AT_ONCE])
        for row in connection.execute(statement.where(own)):
            found[row[0]] = DocumentSize(row[1], row[2], row[3])
    return found


def versions_of(connection: Connection, document_ids: Sequence[str]) -> dict[str, int]:
    """Return the revisions at which those of the documents came that there are."""
    found: dict[str, int] = {}
    for begin in range(0, len(document_ids), READ_AT_ONCE):
        own = _of.id.in_(document_ids[begin : begin + READ_AT_ONCE])
        found |= {
            row[0]: row[1] for row in connection.execute(select(_of.id, _of.revision).where(own))
        }
    return found


def _read(connection: Connection, document_ids: Sequence[str]) -> Iterator[tuple[Document, int]]:
    clauses = _by_document(connection, CLAUSES, tables.clauses, document_ids)
    duties = _by_document(connection, RESPONSIBILITIES, tables.responsibilities, document_ids)
    facts = _by_document(connection, FACTS, tables.facts, document_ids)
    for row in connection.execute(DOCUMENTS.where(_of.id.in_(document_ids))).mappings():
        own = row["id"]
        document = Document(
            header=header_of(row),
            text=row["text"],
            furniture=tuple(Furniture(**item) for item in row["furniture"]),
            clauses=tuple(map(_clause, clauses[own])),
            facts=facts_of(map(_responsibility, duties[own]), facts[own]),
            tables=tuple(TABLE.validate_python(item) for item in row["tables"]),
            uncertain=tuple(UncertainSpan(**item) for item in row["uncertain"]),
        )
        yield document, row["revision"]


def _by_document(
    connection: Connection, statement: Select[Any], table: Table, document_ids: Sequence[str]
) -> dict[str, list[list[Any]]]:
    """Return the rows of each document in their order, without its id."""
    found: dict[str, list[list[Any]]] = {document_id: [] for document_id in document_ids}
    own = table.c.document_id.in_(document_ids)
    for document_id, *values in connection.execute(statement.where(own)).all():
        found[document_id].append(values)
    return found


def _clause(values: list[Any]) -> Clause:
    values[_KIND] = KINDS[values[_KIND]]
    values[_PATH] = _path(values[_PATH])
    return Clause(*values)


@lru_cache(maxsize=PATHS_REMEMBERED)
def _path(written: str) -> tuple[str, ...]:
    return tuple(json.loads(written))


def _responsibility(values: list[Any]) -> Responsibility:
    values[_ROLE] = ROLES[values[_ROLE]]
    return Responsibility(*values)
