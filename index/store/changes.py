"""What changed in a store since a revision, for the live delta of a search index."""

from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, func, select

from corpus.models import DocumentHeader
from index.embedding.base import Vectors
from index.errors import EmbedderMismatchError
from index.store import tables
from index.store.connection import revision_of, setting
from index.store.passage_rows import PASSAGES, VECTORS, StoredPassage, passages_in, unpacked
from index.store.rows import HEADER, header_of

# The revision up to which removals are forgotten
FORGOTTEN = "removals_forgotten_to"


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
    documents, passages, removals = tables.documents, tables.passages, tables.removals
    changed = documents.c.revision > revision
    of_changed = passages.c.document_id.in_(select(documents.c.id).where(changed))
    if (connection.scalar(select(func.count()).where(of_changed)) or 0) > most_passages:
        raise TooManyChangesError
    foreign = select(passages.c.embedder).where(of_changed, passages.c.embedder != embedder)
    other = connection.scalar(foreign.limit(1))
    if other is not None:
        raise EmbedderMismatchError(
            f"documents were added with the embedder {other}, this process uses {embedder}"
        )
    gone = set(
        connection.scalars(select(removals.c.document_id).where(removals.c.revision > revision))
    )
    headers = [
        header_of(row)
        for row in connection.execute(HEADER.where(changed).order_by(documents.c.id)).mappings()
    ]
    gone |= {header.id for header in headers}
    stored = list(passages_in(connection, PASSAGES.where(of_changed)))
    vectors = unpacked(connection.scalars(VECTORS.where(of_changed)), dimensions)
    rows_of: dict[str, list[int]] = {header.id: [] for header in headers}
    for row, passage in enumerate(stored):
        rows_of[passage.document_id].append(row)
    return Changes(
        now,
        frozenset(gone),
        tuple(
            ChangedDocument(
                header,
                tuple(stored[row] for row in rows_of[header.id]),
                vectors[np.array(rows_of[header.id], dtype=np.int64)],
            )
            for header in headers
        ),
    )
