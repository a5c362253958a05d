"""The search engine: one store, one open generation, both legs, fused."""

import logging
import threading
from dataclasses import dataclass
from pathlib import Path

from index.embedding import Embedder
from index.filters import Filters
from index.fusion import FusedScore, fused
from index.generations import (
    DamagedGenerationError,
    Generation,
    NoGenerationError,
    build_generation,
    current_number,
    opened_generation,
)
from index.passages import Passage
from index.store import Store
from index.terms import bigrams, normalized

log = logging.getLogger(__name__)

CANDIDATES_PER_LEG = 100


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause found: the best of its passages, with the score of each leg."""

    document_id: str
    clause_id: str
    passage: Passage
    score: FusedScore


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits, best first, and how sure the lexical leg was (0 to 1 or a little above)."""

    hits: tuple[Hit, ...]
    lexical_confidence: float


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A generation with the passages it indexes; replaced as a whole, never changed."""

    generation: Generation
    passages: dict[int, tuple[str, Passage]]


class SearchEngine:
    """Searches the current generation; opens a newer one as soon as it is named."""

    def __init__(self, store: Store, embedder: Embedder, folder: Path) -> None:
        """Open the current generation, or build it from the store when it is not whole."""
        self.store = store
        self.embedder = embedder
        self._folder = folder
        self._lock = threading.Lock()
        self._left_alone: int | None = None
        self._loaded = self._opened_or_rebuilt()

    @property
    def generation(self) -> int:
        """The number of the open generation."""
        return self._loaded.generation.manifest.number

    @property
    def passages(self) -> int:
        """The number of passages that are searched."""
        return len(self._loaded.passages)

    def refresh(self) -> None:
        """Open the generation that is current now, if it is another than the open one.

        One that is not whole, or that another embedder's vectors are in, is left alone with a
        warning: who writes it mends it.
        """
        number: int | None = None
        try:
            number = current_number(self._folder)
            if number in (self.generation, self._left_alone):
                return
            with self._lock:
                if number == self.generation:
                    return
                loaded = self._opened()
            if loaded.generation.manifest.embedder != self.embedder.fingerprint:
                raise DamagedGenerationError(f"generation {number} is of another embedder")
            self._loaded = loaded
        except DamagedGenerationError as problem:
            self._left_alone = number
            log.warning("%s: generation %d stays open", problem, self.generation)

    def rebuild(self) -> None:
        """Build a generation from the store as it is now, and open it."""
        with self._lock:
            self._build()
            self._loaded = self._opened()

    def idf(self, terms: list[str]) -> dict[str, float]:
        """Return the inverse document frequency of each term over passages."""
        return self._loaded.generation.lexical.inverse_document_frequencies(terms)

    def occurs(self, name: str) -> bool:
        """Tell whether some passage may hold a name: whether its bigrams all occur."""
        lexical = self._loaded.generation.lexical
        return all(lexical.document_frequency(pair) for pair in bigrams(normalized(name)))

    def search(self, query: str, k: int, filters: Filters | None = None) -> SearchResult:
        """Return the k best clauses that pass the filters. Nothing in common finds nothing."""
        loaded = self._loaded
        allowed = self._allowed(loaded, filters or Filters())
        if k <= 0 or not loaded.passages or (allowed is not None and not allowed):
            return SearchResult((), 0.0)
        depth = max(CANDIDATES_PER_LEG, 2 * k)
        generation = loaded.generation
        lexical = generation.lexical.search(query, depth, allowed)
        vector = self.embedder.embed_queries([query])
        dense = generation.dense.search(vector, depth, allowed)
        missing = [passage_id for passage_id in lexical.shares if passage_id not in dense]
        if vector.any():
            dense |= generation.dense.cosines(vector, missing)
        scores = fused(lexical.shares, dense, lexical.confidence)
        return SearchResult(_best_by_clause(loaded, scores, k), lexical.confidence)

    def _allowed(self, loaded: _Loaded, filters: Filters) -> set[int] | None:
        if filters.is_empty:
            return None
        admitted = {h.id for h in self.store.snapshot().headers() if filters.admit(h)}
        return {i for i, (document_id, _) in loaded.passages.items() if document_id in admitted}

    def _opened_or_rebuilt(self) -> _Loaded:
        try:
            loaded = self._opened()
        except NoGenerationError:
            log.info("building the first generation of the search index in %s", self._folder)
        except DamagedGenerationError as problem:
            log.warning("%s: the search index is built again from the store", problem)
        else:
            manifest = loaded.generation.manifest
            if (manifest.store_revision, manifest.embedder) == (
                self.store.revision(),
                self.embedder.fingerprint,
            ):
                return loaded
            log.info("generation %d is older than the store: building anew", manifest.number)
        self._build()
        return self._opened()

    def _opened(self) -> _Loaded:
        generation = opened_generation(self._folder)
        # The store may be ahead of the generation: what only one of them has is not searched
        indexed = generation.dense.passage_ids
        stored = (row for row in self.store.passages() if row.id in indexed)
        return _Loaded(generation, {row.id: (row.document_id, row.passage) for row in stored})

    def _build(self) -> None:
        self._embed_again_where_needed()
        revision = self.store.revision()
        stored = self.store.passages()
        vectors = self.store.vectors(self.embedder.dimensions)
        build_generation(self._folder, stored, vectors, revision, self.embedder.fingerprint)

    def _embed_again_where_needed(self) -> None:
        """Give passages of another embedder vectors of this one: the two are never mixed."""
        stale = self.store.passages_not_embedded_by(self.embedder.fingerprint)
        if stale:
            log.info("embedding %d passages with %s", len(stale), self.embedder.name)
            vectors = self.embedder.embed_passages([row.passage.embedded_text for row in stale])
            ids = [row.id for row in stale]
            self.store.replace_vectors(ids, vectors, self.embedder.fingerprint)


def _best_by_clause(loaded: _Loaded, scores: dict[int, FusedScore], k: int) -> tuple[Hit, ...]:
    hits: dict[str, Hit] = {}
    for passage_id, score in scores.items():
        if passage_id not in loaded.passages:
            continue
        document_id, passage = loaded.passages[passage_id]
        if score.score > 0 and passage.clause_id not in hits:
            hits[passage.clause_id] = Hit(document_id, passage.clause_id, passage, score)
            if len(hits) == k:
                break
    return tuple(hits.values())
