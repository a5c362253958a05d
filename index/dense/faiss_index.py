"""Dense search with FAISS: every vector is compared while they are few, else those of near cells.

A search compares the codes in the cells nearest to the query, and the best of them again by
vectors of 8 bits a dimension. `index.dense.faiss_writer` tells how they are kept.
"""

import math
from pathlib import Path
from typing import Any, Self

import faiss
import numpy as np
from numpy.typing import NDArray

from index.dense.base import NO_SIMILARITIES, Similarities
from index.embedding.base import Vectors
from index.lexical.base import Among

INDEX_FILE = "vectors.faiss"
PROBED_SHARE = 3 / 8  # of the cells
COMPARED_AGAIN = 3  # times as many as are wanted, and at least
LEAST_COMPARED_AGAIN = 300
COMPARED_ONE_BY_ONE = 4_000  # rows; of so few that may be found, each is compared


class FaissIndex:
    """Inner product over vectors by row."""

    def __init__(self, index: Any) -> None:
        self._index = index
        self._is_exact = not isinstance(index, faiss.IndexRefine)
        self._vectors = index if self._is_exact else faiss.downcast_index(index.refine_index)
        self._cells = 0 if self._is_exact else int(faiss.extract_index_ivf(index).nlist)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open what `FaissWriter` wrote; its vectors are mapped into memory."""
        path = str(folder / INDEX_FILE)
        return cls(faiss.read_index(path, faiss.IO_FLAG_MMAP_IFC | faiss.IO_FLAG_READ_ONLY))

    def search(self, query: Vectors, k: int, among: Among | None) -> Similarities:
        """Return the k nearest rows of those that may be found. `query` is [dimensions]."""
        count = self._index.ntotal
        if k <= 0 or not count or not query.any():
            return NO_SIMILARITIES
        if among is None:
            return self._nearest(query, min(k, count))
        if among.filters.restrict:
            return self._nearest_of(query, k, among)
        depth = min(k, count)
        while True:
            found = self._nearest(query, depth)
            # What went since the index was built is found too, and left out here
            stays = among.rows[found.rows]
            if stays.sum() >= k or depth == count:
                return Similarities(found.rows[stays][:k], found.cosines[stays][:k])
            depth = min(2 * depth, count)

    def _nearest_of(self, query: Vectors, k: int, among: Among) -> Similarities:
        allowed = int(among.rows.sum())
        if not allowed:
            return NO_SIMILARITIES
        if not self._is_exact and allowed <= COMPARED_ONE_BY_ONE:
            rows = np.flatnonzero(among.rows)
            cosines = self.cosines(query, rows)
            nearest = np.argsort(-cosines, kind="stable")[:k]
            return Similarities(rows[nearest], cosines[nearest])
        bitmap = np.packbits(among.rows, bitorder="little")
        return self._nearest(query, min(k, allowed), faiss.IDSelectorBitmap(bitmap))

    def cosines(self, query: Vectors, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the cosine of each row, [rows]. `query` is [dimensions]."""
        return self.vectors(rows) @ query

    def vectors(self, rows: NDArray[np.int64]) -> Vectors:
        """Return the vectors of rows, [rows, dimensions]."""
        if not len(rows):
            return np.empty((0, self._index.d), dtype=np.float32)
        found: Vectors = self._vectors.reconstruct_batch(np.ascontiguousarray(rows))
        return found

    def _nearest(self, query: Vectors, k: int, selector: Any = None) -> Similarities:
        # One query gains nothing from several threads, and many at once lose by them
        faiss.omp_set_num_threads(1)
        for parameters in self._parameters(k, selector):
            cosines, rows = self._index.search(query[np.newaxis], k, params=parameters)
            found = rows[0] >= 0
            if found.all():
                break
        return Similarities(rows[0][found], cosines[0][found])

    def _parameters(self, k: int, selector: Any) -> list[Any]:
        """Return how to search: near cells first, all where they do not hold enough."""
        if self._is_exact:
            return [faiss.SearchParameters(sel=selector)]
        near = math.ceil(self._cells * PROBED_SHARE)
        return [
            faiss.IndexRefineSearchParameters(
                k_factor=max(COMPARED_AGAIN, LEAST_COMPARED_AGAIN / k),
                base_index_params=faiss.SearchParametersIVF(nprobe=probed, sel=selector),
            )
            for probed in (near, self._cells)
        ]
