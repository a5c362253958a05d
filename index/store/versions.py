"""Earlier versions of documents: what a file said before another took its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from corpus.models import Document
from index.store import tables

KEPT_VERSIONS = 20  # of a document, the newest
OUTLINE_COLUMNS = ("id", "kind", "level", "heading", "label", "start", "end")


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A clause of a version: its own text is `text[start:end]`."""

    id: str
    kind: str
    level: int
    heading: str | None
    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """A version of a document, with its text; null times are those of older stores.

    `revision` is the store's when it came, and names it.
    """

    revision: int
    title: str
    source_sha256: str
    stored_at: datetime | None
    replaced_at: datetime | None
    text: str
    outline: tuple[OutlineEntry, ...]


def keep_replaced(
    connection: Connection, documents: Mapping[str, Document]
) -> dict[str, datetime | None]:
    """Keep the stored versions of documents, by id, that are about to be replaced by others.

    What is only parsed anew, or says the same, is no other version: of those, return by id when
    they came.
    """
    same: dict[str, datetime | None] = {}
    own = tables.documents.c
    statement = select(
        own.id, own.title, own.source_name, own.source_sha256, own.revision, own.stored_at, own.text
    ).where(own.id.in_(documents))
    now = datetime.now(UTC)
    for row in connection.execute(statement).all():
        new = documents[row.id]
        if row.source_sha256 == new.header.source_sha256 or row.text == new.text:
            same[row.id] = row.stored_at
            continue
        version = {
            "document_id": row.id,
            "revision": row.revision,
            "title": row.title or row.source_name,
            "source_sha256": row.source_sha256,
            "stored_at": row.stored_at,
            "replaced_at": now,
            "text": row.text,
            "outline": _outline(connection, row.id),
        }
        connection.execute(insert(tables.versions), version)
        _forget_the_oldest(connection, row.id)
    return same


def delete_versions(connection: Connection, document_id: str) -> None:
    """Forget all earlier versions of a document."""
    connection.execute(delete(tables.versions).where(tables.versions.c.document_id == document_id))


def versions_of_document(connection: Connection, document_id: str) -> list[DocumentVersion]:
    """Return the versions of a document, the newest, which is the current one, first."""
    own = tables.documents.c
    current = connection.execute(
        select(
            own.revision, own.title, own.source_name, own.source_sha256, own.stored_at, own.text
        ).where(own.id == document_id)
    ).first()
    if current is None:
        return []
    earlier = connection.execute(
        select(tables.versions)
        .where(tables.versions.c.document_id == document_id)
        .order_by(tables.versions.c.number.desc())
    )
    return [
        DocumentVersion(
            revision=current.revision,
            title=current.title or current.source_name,
            source_sha256=current.source_sha256,
            stored_at=current.stored_at,
            replaced_at=None,
            text=current.text,
            outline=_entries(_outline(connection, document_id)),
        ),
        *(
            DocumentVersion(
                revision=row.revision,
                title=row.title,
                source_sha256=row.source_sha256,
                stored_at=row.stored_at,
                replaced_at=row.replaced_at,
                text=row.text,
                outline=_entries(row.outline),
            )
            for row in earlier
        ),
    ]


def _outline(connection: Connection, document_id: str) -> list[list[Any]]:
    clauses = tables.clauses
    statement = (
        select(*(clauses.c[name] for name in OUTLINE_COLUMNS))
        .where(clauses.c.document_id == document_id)
        .order_by(clauses.c.position)
    )
    return [list(row) for row in connection.execute(statement)]


def _entries(outline: Sequence[Sequence[Any]]) -> tuple[OutlineEntry, ...]:
    return tuple(OutlineEntry(*values) for values in outline)


def _forget_the_oldest(connection: Connection, document_id: str) -> None:
    table = tables.versions
    kept = (
        select(table.c.number)
        .where(table.c.document_id == document_id)
        .order_by(table.c.number.desc())
        .offset(KEPT_VERSIONS)
        .limit(1)
    )
    last = connection.scalar(kept)
    if last is not None:
        connection.execute(
            delete(table).where(table.c.document_id == document_id, table.c.number <= last)
        )
