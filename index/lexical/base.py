"""What every lexical index offers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from index.filters import Filters

# A passage's own words count fully, those of its headings less: many passages share them
PASSAGE_FIELDS: Mapping[str, float] = {"body": 1.0, "heading": 0.3}
DOCUMENT_FIELDS: Mapping[str, float] = {"text": 1.0, "title": 0.3}


@dataclass(frozen=True, slots=True)
class LexicalQuery:
    """Terms with what each is worth in each field: the field's weight times the term's idf.

    `weights` are [terms] for each field. `ceiling` is what a text would score in which every term
    of the question, known or not, stands once in the first field.
    """

    terms: tuple[str, ...]
    weights: Mapping[str, NDArray[np.float64]]
    ceiling: float


class Scores(NamedTuple):
    """Rows, best first, [n], and their scores, [n]."""

    rows: NDArray[np.int64]
    scores: NDArray[np.float32]


NO_SCORES = Scores(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32))


class Among(NamedTuple):
    """Which rows may be found: by the filters' own words, and as a mask [rows]."""

    filters: Filters
    rows: NDArray[np.bool_]


class LexicalIndex(Protocol):
    """Finds the texts that share a query's terms. Texts are numbered by rows from 0."""

    @property
    def size(self) -> int:
        """How many texts are indexed."""
        ...

    @property
    def average_lengths(self) -> Mapping[str, float]:
        """The average number of terms of each field."""
        ...

    def frequencies(self, field: str, terms: Sequence[str]) -> NDArray[np.int64]:
        """Return how many texts hold each term in a field, [terms]."""
        ...

    def search(self, query: LexicalQuery, k: int, among: Among | None) -> Scores:
        """Return the k best rows that share a term with the query, of those that may be found."""
        ...

    def scores(self, query: LexicalQuery, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the score of each row, [rows]; 0 for one that shares no term."""
        ...
