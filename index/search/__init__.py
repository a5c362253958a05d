"""The search engine: a store, its generation and live delta, both legs, fused."""

from index.search.engine import SearchEngine, SearchOptions
from index.search.results import Duplicate, Hit, HitScore, MatchedTerm, SearchResult

__all__ = [
    "Duplicate",
    "Hit",
    "HitScore",
    "MatchedTerm",
    "SearchEngine",
    "SearchOptions",
    "SearchResult",
]
