"""The whole corpus in one state, read from the store to build a search index of."""

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from corpus.models import DocumentHeader
from index.embedding.base import Vectors
from index.store import tables
from index.store.connection import revision_of
from index.store.passage_rows import PASSAGES, VECTORS, StoredPassage, passages_in, vectors_in
from index.store.rows import HEADER, header_of


class WholeCorpus:
    """Every document and passage at one revision."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.revision = revision_of(connection)

    def headers(self) -> list[DocumentHeader]:
        """Return what identifies each document, in order of their ids."""
        statement = HEADER.order_by(tables.documents.c.id)
        return [header_of(row) for row in self._connection.execute(statement).mappings()]

    def passage_count(self) -> int:
        """Return how many passages there are."""
        return self._connection.scalar(select(func.count()).select_from(tables.passages)) or 0

    def embedders(self) -> set[str]:
        """Return the embedders that made the vectors."""
        return set(self._connection.scalars(select(tables.passages.c.embedder).distinct()))

    def passages(self) -> Iterator[StoredPassage]:
        """Yield every passage in order of its number."""
        return passages_in(self._connection, PASSAGES)

    def vectors(self, dimensions: int) -> Iterator[Vectors]:
        """Yield the vectors in order of the passages' numbers, in blocks [n, dimensions]."""
        return vectors_in(self._connection, VECTORS, dimensions)
