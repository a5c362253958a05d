"""Exact dense search with FAISS: every vector is compared (100k of 256 dimensions in 5 ms)."""

from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Self

import faiss
import numpy as np
from numpy.typing import NDArray

from index.embedding.base import Vectors

INDEX_FILE = "vectors.faiss"
IDS_FILE = "passage_ids.npy"


class FaissFlatIndex:
    """Inner product over all vectors; FAISS numbers rows, `ids` turns them into passages."""

    def __init__(self, index: faiss.Index, ids: NDArray[np.int64]) -> None:
        self._index = index
        self._ids = ids
        self._rows = {int(passage_id): row for row, passage_id in enumerate(ids)}

    @classmethod
    def build(cls, folder: Path, passage_ids: list[int], vectors: Vectors) -> None:
        """Write an index of `vectors`, [len(passage_ids), dimensions], into a folder."""
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors))
        faiss.write_index(index, str(folder / INDEX_FILE))
        np.save(folder / IDS_FILE, np.asarray(passage_ids, dtype=np.int64))

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open what `build` wrote."""
        index = faiss.read_index(str(folder / INDEX_FILE))
        return cls(index, np.load(folder / IDS_FILE, allow_pickle=False))

    @property
    def passage_ids(self) -> AbstractSet[int]:
        """The ids of the passages that are indexed."""
        return self._rows.keys()

    def search(self, query: Vectors, k: int, allowed: AbstractSet[int] | None) -> dict[int, float]:
        """Return the cosine of the k nearest passages by id, among the allowed ones."""
        k = min(k, len(self._ids) if allowed is None else len(allowed))
        if not k or not query.any():
            return {}
        parameters = None
        if allowed is not None:
            rows = np.fromiter((self._rows[i] for i in allowed), dtype=np.int64)
            parameters = faiss.SearchParameters()
            parameters.sel = faiss.IDSelectorBatch(rows)
        cosines, rows = self._index.search(query, k, params=parameters)
        return {
            int(self._ids[row]): float(cosine)
            for row, cosine in zip(rows[0], cosines[0], strict=True)
            if row >= 0
        }

    def cosines(self, query: Vectors, passage_ids: list[int]) -> dict[int, float]:
        """Return the cosine of each passage named."""
        return {
            passage_id: float(self._index.reconstruct(self._rows[passage_id]) @ query[0])
            for passage_id in passage_ids
        }
