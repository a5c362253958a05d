"""What every dense index offers."""

from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from index.embedding.base import Vectors
from index.lexical.base import Among


class Similarities(NamedTuple):
    """Rows, nearest first, [n], and their cosines, [n]."""

    rows: NDArray[np.int64]
    cosines: NDArray[np.float32]


NO_SIMILARITIES = Similarities(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32))


class DenseIndex(Protocol):
    """Finds the passages whose vectors are nearest to a query's. They are numbered by rows."""

    def search(self, query: Vectors, k: int, among: Among | None) -> Similarities:
        """Return the k nearest rows of those that may be found. `query` is [dimensions]."""
        ...

    def cosines(self, query: Vectors, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the cosine of each row, [rows]. `query` is [dimensions]."""
        ...

    def vectors(self, rows: NDArray[np.int64]) -> Vectors:
        """Return the vectors of rows, [rows, dimensions]."""
        ...
