"""Whole documents into the store and out of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert

from corpus.models import Document
from index.embedding.base import Vectors
from index.passages import Passage
from index.store import tables
from index.store.passage_rows import passage_row
from index.store.rows import clause_row, document_row, fact_rows, own_fields


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document to be stored with its passages; `vectors` is [passages, dimensions]."""

    document: Document
    source: bytes
    ingest_key: str
    passages: tuple[Passage, ...]
    vectors: Vectors


def insert_documents(
    connection: Connection,
    many: Sequence[NewDocument],
    embedder: str,
    revision: int,
    came: Mapping[str, datetime | None],
) -> None:
    """Insert documents, the rows of a table at once: a statement costs more than a row.

    `came` tells by id when those came that were stored before and say the same.
    """
    now = datetime.now(UTC)
    _insert_all(
        connection,
        tables.documents,
        [
            document_row(new.document, new.source, new.ingest_key)
            | {"revision": revision, "stored_at": came.get(new.document.id, now)}
            for new in many
        ],
    )
    of = [new.document for new in many]
    _insert_all(
        connection,
        tables.clauses,
        [clause_row(clause) | {"document_id": own.id} for own in of for clause in own.clauses],
    )
    _insert_all(
        connection,
        tables.responsibilities,
        [
            own_fields(row) | {"position": position, "document_id": own.id}
            for own in of
            for position, row in enumerate(own.responsibilities)
        ],
    )
    _insert_all(
        connection,
        tables.facts,
        [row | {"document_id": own.id} for own in of for row in fact_rows(own.facts)],
    )
    _insert_all(
        connection,
        tables.passages,
        [
            passage_row(passage, vector, embedder) | {"document_id": new.document.id}
            for new in many
            for passage, vector in zip(new.passages, new.vectors, strict=True)
        ],
    )


def delete_documents(connection: Connection, document_ids: Sequence[str]) -> bool:
    """Delete documents where there are any of these ids; tell whether there were."""
    for table in (tables.clauses, tables.responsibilities, tables.facts, tables.passages):
        connection.execute(delete(table).where(table.c.document_id.in_(document_ids)))
    own = tables.documents.c.id.in_(document_ids)
    return bool(connection.execute(delete(tables.documents).where(own)).rowcount)


def _insert_all(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
