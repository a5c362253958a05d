"""Searches a store: both legs over generation and delta, fused, folded, counted, explained."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.columns import CATEGORIES
from index.embedding import Embedder, Vectors
from index.filters import Filters
from index.fusion import DEFAULT_FUSION, FusionSettings
from index.lexical.bm25 import inverse_document_frequency
from index.reranking import LinearReranker
from index.search.candidates import Query, candidates_in
from index.search.current import CurrentIndex, IndexState
from index.search.explaining import matched_terms
from index.search.folding import folded
from index.search.ranking import RankedClauses, ranked
from index.search.results import Hit, SearchResult
from index.segment import Segment
from index.store import Store
from index.terms import bigrams, normalized, query_terms

CANDIDATES_PER_LEG = 100
CANDIDATES_FOR_FACETS = 1_000
READ_AT_ONCE = 1_000  # clauses
READ_FOR_FOLDING = 3  # times as many clauses are read as are wanted
BODY, YEAR = "body", "year"
PlacedHit = tuple[int, Hit]  # with its place among the ranked clauses


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """What a search gives besides ranked clauses."""

    fold: bool = False
    facets: bool = False
    explain: bool = False


PLAIN = SearchOptions()
NO_FILTERS = Filters()


class SearchEngine:
    """Searches what the store holds, as of the last `refresh`."""

    def __init__(
        self,
        store: Store,
        embedder: Embedder,
        folder: Path,
        fusion: FusionSettings = DEFAULT_FUSION,
        reranker: LinearReranker | None = None,
    ) -> None:
        """Open the current generation, or build it from the store when it is not whole."""
        self.store = store
        self.embedder = embedder
        self._fusion = fusion
        self._reranker = reranker
        self._index = CurrentIndex(store, embedder, folder)

    @property
    def generation(self) -> int:
        """The number of the open generation."""
        return self._index.state.manifest.number

    @property
    def segments(self) -> tuple[Segment, ...]:
        """What is searched: the generation, then the live delta, those that hold anything."""
        return self._index.state.segments

    @property
    def passages(self) -> int:
        """The number of passages that are searched."""
        return self._index.state.passage_count

    def refresh(self) -> None:
        """Take in what the store has by now, whichever process wrote it."""
        self._index.refresh()

    @property
    def is_current(self) -> bool:
        """Whether all that the store holds is searched: the live delta takes in only so much."""
        return self._index.is_current

    def compact(self) -> None:
        """Build a generation from the store as it is now, and search it."""
        self._index.compact()

    @property
    def is_compaction_due(self) -> bool:
        """Whether so much changed since the generation that another should be built."""
        return self._index.is_compaction_due

    def idf(self, terms: Sequence[str]) -> dict[str, float]:
        """Return the inverse document frequency of each term over passages."""
        texts, counts = self._frequencies(terms)
        idf = inverse_document_frequency(texts, counts)
        return dict(zip(terms, idf.tolist(), strict=True))

    def frequencies(self, terms: Sequence[str]) -> dict[str, int]:
        """Return how many passages hold each term in their bodies."""
        _, counts = self._frequencies(terms)
        return dict(zip(terms, counts.tolist(), strict=True))

    def occurs(self, name: str) -> bool:
        """Tell whether some passage may hold a name: whether its bigrams all occur."""
        _, counts = self._frequencies(bigrams(normalized(name)))
        return bool((counts > 0).all())

    def _frequencies(self, terms: Sequence[str]) -> tuple[int, NDArray[np.int64]]:
        """Return how many passages there are, and how many hold each term in their bodies."""
        indexes = [segment.passage_index for segment in self._index.state.segments]
        counts = np.zeros(len(terms), dtype=np.int64)
        for index in indexes:
            counts += index.frequencies(BODY, terms)
        return sum(index.size for index in indexes), counts

    def search(
        self,
        query: str,
        k: int,
        filters: Filters | None = None,
        options: SearchOptions = PLAIN,
    ) -> SearchResult:
        """Return the k best clauses that pass the filters. Nothing in common finds nothing."""
        state = self._index.state
        if k <= 0 or not state.segments:
            return SearchResult((), 0.0)
        asked = self._asked(query, state)
        least = CANDIDATES_FOR_FACETS if options.facets else CANDIDATES_PER_LEG
        wanted = k * READ_FOR_FOLDING if options.fold else k
        while True:
            depth = max(least, 2 * wanted)
            found = [candidates_in(s, asked, depth, filters or NO_FILTERS) for s in state.segments]
            clauses = ranked(found, self._fusion, self._reranker)
            read = list(islice(self._read(clauses, wanted), wanted))
            hits = [hit for _, hit in read]
            if options.fold:
                hits = folded(hits, _vectors(read, clauses, state))
            if len(hits) >= k or len(read) < wanted:
                break
            wanted *= READ_FOR_FOLDING  # many were folded into few
        hits = hits[:k]
        if options.explain:
            hits = _explained(hits, read, asked, clauses, state)
        facets = _facets(state, clauses) if options.facets else {}
        return SearchResult(tuple(hits), clauses.lexical_confidence, facets)

    def search_documents(self, query: str, k: int, filters: Filters | None = None) -> list[str]:
        """Return the ids of the k documents that hold the best clauses, best first."""
        state = self._index.state
        if k <= 0 or not state.segments:
            return []
        asked = self._asked(query, state)
        passages = sum(len(segment.passages) for segment in state.segments)
        depth = max(CANDIDATES_PER_LEG, 2 * k)
        while True:
            found = [candidates_in(s, asked, depth, filters or NO_FILTERS) for s in state.segments]
            best = ranked(found, self._fusion, self._reranker, per_document=True)
            # many passages of few documents: look further
            if len(best) >= k or depth >= passages or len(best) == 0:
                return [
                    state.segments[number].documents.id_of(
                        int(state.segments[number].passages.documents[row])
                    )
                    for number, row in zip(
                        best.segments[:k].tolist(), best.rows[:k].tolist(), strict=True
                    )
                ]
            depth = min(4 * depth, passages)

    def _asked(self, query: str, state: IndexState) -> Query:
        vector = self.embedder.embed_queries([query])[0]
        return Query.of(query_terms(query), vector, state.segments)

    def _read(self, clauses: RankedClauses, at_once: int) -> Iterator[PlacedHit]:
        """Yield the clauses with their places, some read at once, without what went."""
        at_once = min(at_once, READ_AT_ONCE)
        for begin in range(0, len(clauses), at_once):
            ids = clauses.passage_ids[begin : begin + at_once].tolist()
            stored = self.store.passages(ids)
            for place, passage_id in enumerate(ids, start=begin):
                row = stored.get(passage_id)
                if row is not None:
                    clause_id, score = row.passage.clause_id, clauses.score(place)
                    yield place, Hit(row.document_id, clause_id, row.passage, score)


def _explained(
    hits: Sequence[Hit],
    read: Sequence[PlacedHit],
    asked: Query,
    clauses: RankedClauses,
    state: IndexState,
) -> list[Hit]:
    """Return the hits with the terms that they share with the query."""
    place_of = {hit.clause_id: place for place, hit in read}
    explained: list[Hit] = []
    for hit in hits:
        segment = state.segments[clauses.segments[place_of[hit.clause_id]]]
        matched = matched_terms(hit.passage, asked.passages, segment)
        explained.append(replace(hit, matched=matched))
    return explained


def _vectors(read: Sequence[PlacedHit], clauses: RankedClauses, state: IndexState) -> Vectors:
    """Return the vectors of what was read, [read, dimensions]."""
    return np.concatenate(
        [
            state.segments[clauses.segments[place]].dense.vectors(clauses.rows[place : place + 1])
            for place, _ in read
        ]
        or [np.empty((0, 0), dtype=np.float32)]
    )


def _facets(state: IndexState, clauses: RankedClauses) -> dict[str, dict[str, int]]:
    """Return how many of the clauses found have each value of each category, most first."""
    facets: dict[str, dict[str, int]] = {name: {} for name in (*CATEGORIES, YEAR)}
    for number, segment in enumerate(state.segments):
        rows = clauses.rows[clauses.segments == number]
        documents = segment.passages.documents[rows].astype(np.int64)
        for name, counted in facets.items():
            own = segment.documents
            for value, count in (
                own.years(documents) if name == YEAR else own.counts(name, documents)
            ).items():
                counted[value] = counted.get(value, 0) + count
    return {
        name: dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))
        for name, counted in facets.items()
    }
