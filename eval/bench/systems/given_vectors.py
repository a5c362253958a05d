"""Vectors made beforehand, given to every library through its own embedding interface."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.bench.errors import BenchmarkError
from eval.bench.model import SharedFolder

Vectors = NDArray[np.float32]


class GivenVectors:
    """Looks texts up. Of the same text in several places the vector is the same."""

    def __init__(self, texts: Sequence[str], vectors: Vectors) -> None:
        """`vectors` are of shape [len(texts), dimensions]."""
        self._rows = {text: row for row, text in enumerate(texts)}
        self._vectors = vectors

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        return int(self._vectors.shape[1])

    def of_texts(self, texts: Sequence[str]) -> Vectors:
        """Return float32 vectors of shape [len(texts), dimensions].

        Raises BenchmarkError for a text that was not given.
        """
        try:
            return self._vectors[[self._rows[text] for text in texts]]
        except KeyError as error:
            raise BenchmarkError(f"no vector was made of {str(error)[:80]}") from error


def clauses_in(shared: SharedFolder) -> tuple[list[str], list[str]]:
    """Return the ids and the texts of the clauses."""
    rows = [(str(row["id"]), str(row["text"])) for row in _rows(shared.clauses)]
    return [name for name, _ in rows], [text for _, text in rows]


def query_vectors(shared: SharedFolder) -> GivenVectors:
    """Return the vectors of the questions."""
    queries = json.loads(shared.queries.read_text("utf-8"))
    return GivenVectors(queries, np.load(shared.query_vectors, allow_pickle=False))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
