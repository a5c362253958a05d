"""Counts from which precision, recall and F1 follow."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Score:
    """How many things are labelled, how many are found, how many of both are the same."""

    labelled: int = 0
    found: int = 0
    matched: int = 0

    def __add__(self, other: "Score") -> "Score":
        """Return the counts of two documents together."""
        return Score(
            self.labelled + other.labelled, self.found + other.found, self.matched + other.matched
        )

    @property
    def precision(self) -> float | None:
        """The share of what is found that is right; None where nothing is found."""
        return self.matched / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """The share of what is labelled that is found; None where nothing is labelled."""
        return self.matched / self.labelled if self.labelled else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None where nothing is labelled nor found."""
        total = self.labelled + self.found
        return 2 * self.matched / total if total else None


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some things are right."""

    right: int = 0
    of: int = 0

    def __add__(self, other: "Share") -> "Share":
        """Return the counts of two documents together."""
        return Share(self.right + other.right, self.of + other.of)

    @property
    def value(self) -> float | None:
        """The share; None of nothing."""
        return self.right / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Failure:
    """Something missed, found falsely, or found with a wrong part."""

    document: str
    measure: str
    what: str
    clause: str
    said: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of a document or of several, by what is measured."""

    counts: dict[str, Score] = field(default_factory=dict)
    shares: dict[str, Share] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()

    def __add__(self, other: "Scores") -> "Scores":
        """Return the scores of both together."""
        counts, shares = dict(self.counts), dict(self.shares)
        for name, score in other.counts.items():
            counts[name] = counts.get(name, Score()) + score
        for name, share in other.shares.items():
            shares[name] = shares.get(name, Share()) + share
        return Scores(counts, shares, self.failures + other.failures)
