"""What changed in a store since a revision, for the live delta of a search index."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from corpus.models import DocumentHeader
from index.embedding.base import Vectors
from index.errors import EmbedderMismatchError
from index.store import tables
from index.store.connection import revision_of, setting
from index.store.passage_rows import (
    PASSAGES_WITH_VECTORS,
    StoredPassage,
    stored_passage,
    unpacked,
)
from index.store.rows import HEADER, header_of

# The revision up to which removals are forgotten
FORGOTTEN = "removals_forgotten_to"
NAMED_AT_ONCE = 500  # documents


@dataclass(frozen=True, slots=True)
class ChangedDocument:
    """A document as it is now; `vectors` is [passages, dimensions]."""

    header: DocumentHeader
    passages: tuple[StoredPassage, ...]
    vectors: Vectors


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed up to a revision: ids of documents whose earlier version is gone, new ones."""

    revision: int
    gone: frozenset[str]
    documents: tuple[ChangedDocument, ...]


class TooManyChangesError(Exception):
    """More changed than a delta takes in, or longer ago than removals are remembered."""

    def __str__(self) -> str:
        return "more changed than the live delta takes in"


def changes_since(
    connection: Connection, revision: int, embedder: str, dimensions: int, most_passages: int
) -> Changes:
    """Return what changed after a revision.

    Raises TooManyChangesError when that is more than `most_passages`, and EmbedderMismatchError
    when vectors of another embedder are among it.
    """
    now = revision_of(connection)
    if revision < int(setting(connection, FORGOTTEN) or 0):
        raise TooManyChangesError
    documents, removals = tables.documents, tables.removals
    changed = list(
        connection.scalars(
            select(documents.c.id).where(documents.c.revision > revision).limit(most_passages + 1)
        )
    )
    if len(changed) > most_passages:
        raise TooManyChangesError
    gone = connection.scalars(select(removals.c.document_id).where(removals.c.revision > revision))
    found: list[ChangedDocument] = []
    room = most_passages
    for ids in _blocks(changed):
        block = _documents(connection, ids, embedder, dimensions)
        room -= sum(len(document.passages) for document in block)
        if room < 0:
            raise TooManyChangesError
        found.extend(block)
    found.sort(key=lambda document: document.header.id)
    return Changes(now, frozenset([*gone, *changed]), tuple(found))


def _blocks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the ids, so many at once as a query may name."""
    for begin in range(0, len(ids), NAMED_AT_ONCE):
        yield ids[begin : begin + NAMED_AT_ONCE]


def _documents(
    connection: Connection, ids: Sequence[str], embedder: str, dimensions: int
) -> list[ChangedDocument]:
    """Return documents with their passages in order.

    Found by their names alone: asked for an order, SQLite would walk the whole table in that order.
    """
    own = tables.passages.c.document_id.in_(ids)
    rows = connection.execute(PASSAGES_WITH_VECTORS.where(own)).all()
    others = {row.embedder for row in rows} - {embedder}
    if others:
        raise EmbedderMismatchError(
            f"documents were added with the embedder {', '.join(sorted(others))}, this process "
            f"uses {embedder}"
        )
    rows_of: dict[str, list[Any]] = {document_id: [] for document_id in ids}
    for row in sorted(rows, key=lambda row: int(row.id)):
        rows_of[row.document_id].append(row)
    headers = connection.execute(HEADER.where(tables.documents.c.id.in_(ids))).mappings()
    return [
        ChangedDocument(
            header,
            tuple(stored_passage(row) for row in rows_of[header.id]),
            unpacked((row.vector for row in rows_of[header.id]), dimensions),
        )
        for header in map(header_of, headers)
    ]
