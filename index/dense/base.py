"""What every dense index offers."""

from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Protocol, Self

from index.embedding.base import Vectors


class DenseIndex(Protocol):
    """Finds the passages whose vectors are nearest to a query's."""

    @classmethod
    def build(cls, folder: Path, passage_ids: list[int], vectors: Vectors) -> None:
        """Write an index of `vectors`, [len(passage_ids), dimensions], into a folder."""
        ...

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open what `build` wrote."""
        ...

    @property
    def passage_ids(self) -> AbstractSet[int]:
        """The ids of the passages that are indexed."""
        ...

    def search(self, query: Vectors, k: int, allowed: AbstractSet[int] | None) -> dict[int, float]:
        """Return the cosine of the k nearest passages by id, among the allowed ones.

        `query` is [1, dimensions]; `allowed` None means all.
        """
        ...

    def cosines(self, query: Vectors, passage_ids: list[int]) -> dict[int, float]:
        """Return the cosine of each passage named."""
        ...
