"""What a search gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from index.passages import Passage


@dataclass(frozen=True, slots=True)
class HitScore:
    """A passage's score and what each leg gave it; None where a leg did not find it.

    `lexical` and `document` are shares of what a text with every term of the query would score: the
    passage's own, and its document's. `dense` is the cosine.
    """

    score: float
    lexical: float | None
    document: float | None
    dense: float | None


@dataclass(frozen=True, slots=True)
class MatchedTerm:
    """A term of the query in a field of a passage, and its part of the lexical share."""

    term: str
    field: str
    share: float


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A clause of another document that says nearly the same."""

    document_id: str
    clause_id: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause found: the best of its passages, with the score of each leg.

    `matched` is filled where the search was to be explained, `duplicates` where it was to fold
    clauses that say nearly the same.
    """

    document_id: str
    clause_id: str
    passage: Passage
    score: HitScore
    matched: tuple[MatchedTerm, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits, best first, and how sure the lexical leg was (0 to 1 or a little above).

    `facets` are counts of the clauses found by each value of region, issuer, kind, collection and
    year, where they were asked for.
    """

    hits: tuple[Hit, ...]
    lexical_confidence: float
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
