"""What every lexical index offers."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

from index.passages import Passage


@dataclass(frozen=True, slots=True)
class LexicalHits:
    """Scores by passage id, as shares of `ceiling`: what a passage with every term would score.

    The best share is the lexical confidence that weighs the dense leg in fusion.
    """

    shares: dict[int, float]
    ceiling: float

    @property
    def confidence(self) -> float:
        """The best passage's share of what the query's terms are worth, 0 when none matches."""
        return max(self.shares.values(), default=0.0)


class LexicalIndex(Protocol):
    """Finds the passages that share the query's words."""

    @classmethod
    def build(cls, folder: Path, passage_ids: Sequence[int], passages: Sequence[Passage]) -> None:
        """Write an index of the passages into a folder."""
        ...

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open what `build` wrote."""
        ...

    def search(self, query: str, k: int, allowed: AbstractSet[int] | None) -> LexicalHits:
        """Return the k best passages for a query, among the allowed ones; None means all."""
        ...

    def inverse_document_frequencies(self, terms: Sequence[str]) -> dict[str, float]:
        """Return the idf of each term over passage bodies, by Robertson and Spärck Jones."""
        ...

    def document_frequency(self, term: str) -> int:
        """Return how many passages hold a term in their bodies."""
        ...
