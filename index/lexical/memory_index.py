"""BM25 in memory, for the few texts of the live delta: added to, never rewritten."""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from copy import copy

import numpy as np
from numpy.typing import NDArray

from index.lexical.base import NO_SCORES, Among, LexicalQuery, Scores
from index.lexical.bm25 import K1, B, quantized_length


class _Field:
    """The postings of one field: for each term the rows that hold it, rising, and how often."""

    def __init__(self) -> None:
        self.postings: dict[str, tuple[array[int], array[int]]] = {}
        self.lengths = array("I")
        self.total_length = 0

    def add(self, row: int, terms: Sequence[str]) -> None:
        for term, count in Counter(terms).items():
            rows, counts = self.postings.setdefault(term, (array("I"), array("I")))
            # counts first: a reader takes as many rows as it sees
            counts.append(count)
            rows.append(row)
        self.total_length += len(terms)
        self.lengths.append(quantized_length(len(terms)))


class MemoryIndex:
    """Texts by row in the order in which they were added. One thread adds while others search.

    `average_lengths` are the generation's, so that a text scores as it will there; without one
    they are its own.
    """

    def __init__(self, fields: Sequence[str], average_lengths: Mapping[str, float] | None) -> None:
        self._fields = {field: _Field() for field in fields}
        self._given_lengths = average_lengths
        self._size = 0

    @property
    def size(self) -> int:
        """How many texts are indexed."""
        return self._size

    @property
    def average_lengths(self) -> Mapping[str, float]:
        """The average number of terms of each field."""
        if self._given_lengths is not None:
            return self._given_lengths
        return {
            name: field.total_length / max(self._size, 1) for name, field in self._fields.items()
        }

    def up_to_now(self) -> "MemoryIndex":
        """Return this index as it is, whatever is added to it later."""
        view = copy(self)
        view._given_lengths = self.average_lengths
        return view

    def add(self, terms: Mapping[str, Sequence[str]]) -> int:
        """Add a text by the terms of each of its fields, with repeats; return its row."""
        row = self._size
        for name, field in self._fields.items():
            field.add(row, terms[name])
        self._size = row + 1
        return row

    def frequencies(self, field: str, terms: Sequence[str]) -> NDArray[np.int64]:
        """Return how many texts hold each term in a field, [terms]."""
        postings = self._fields[field].postings
        counted = (
            bisect_left(postings[term][0], self._size) if term in postings else 0 for term in terms
        )
        return np.fromiter(counted, dtype=np.int64, count=len(terms))

    def search(self, query: LexicalQuery, k: int, among: Among | None) -> Scores:
        """Return the k best rows that share a term with the query, of those that may be found."""
        scores = self._all_scores(query)
        if among is not None:
            scores[~among.rows] = 0
        return best_rows(scores, k)

    def scores(self, query: LexicalQuery, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the score of each row, [rows]; 0 for one that shares no term."""
        return self._all_scores(query)[rows]

    def _all_scores(self, query: LexicalQuery) -> NDArray[np.float32]:
        size = self._size
        scores = np.zeros(size, dtype=np.float32)
        averages = self.average_lengths
        for name, field in self._fields.items():
            norms = _norms(field.lengths, size, averages[name])
            for term, weight in zip(query.terms, query.weights[name].tolist(), strict=True):
                if term in field.postings:
                    rows, counts = _up_to(field.postings[term], size)
                    scores[rows] += weight * (K1 + 1) * counts / (counts + norms[rows])
        return scores


def best_rows(scores: NDArray[np.float32], k: int) -> Scores:
    """Return the k rows of the highest scores above nothing, ties by row."""
    rows = np.flatnonzero(scores > 0)
    if not len(rows) or k <= 0:
        return NO_SCORES
    if len(rows) > k:
        least = np.partition(scores[rows], len(rows) - k)[len(rows) - k]
        rows = rows[scores[rows] >= least]
    order = np.argsort(-scores[rows], kind="stable")[:k]
    return Scores(rows[order], scores[rows[order]])


def _norms(lengths: "array[int]", size: int, average: float) -> NDArray[np.float32]:
    own = np.frombuffer(lengths[:size].tobytes(), dtype=np.uint32)
    norms: NDArray[np.float32] = (K1 * (1 - B + B * own / max(average, 1e-9))).astype(np.float32)
    return norms


def _up_to(
    postings: "tuple[array[int], array[int]]", size: int
) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Return the rows below `size` and their counts; more may be added meanwhile."""
    rows = np.frombuffer(postings[0].tobytes(), dtype=np.uint32)
    rows = rows[: np.searchsorted(rows, size)]
    return rows, np.frombuffer(postings[1][: len(rows)].tobytes(), dtype=np.uint32)
