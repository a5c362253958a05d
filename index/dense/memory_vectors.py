"""Dense search in memory, for the few vectors of the live delta."""

import numpy as np
from numpy.typing import NDArray

from index.dense.base import NO_SIMILARITIES, Similarities
from index.embedding.base import Vectors
from index.lexical.base import Among
from index.lexical.memory_index import best_rows

LOWEST = np.float32(-2.0)  # below every cosine


class MemoryVectors:
    """Vectors by row, [rows, dimensions]: every one is compared."""

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors

    def search(self, query: Vectors, k: int, among: Among | None) -> Similarities:
        """Return the k nearest rows of those that may be found. `query` is [dimensions]."""
        if k <= 0 or not query.any():
            return NO_SIMILARITIES
        above_lowest = self._vectors @ query - LOWEST
        if among is not None:
            above_lowest[~among.rows] = 0
        rows, scores = best_rows(above_lowest, k)
        return Similarities(rows, scores + LOWEST)

    def cosines(self, query: Vectors, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the cosine of each row, [rows]. `query` is [dimensions]."""
        return self._vectors[rows] @ query

    def vectors(self, rows: NDArray[np.int64]) -> Vectors:
        """Return the vectors of rows, [rows, dimensions]."""
        return self._vectors[rows]
