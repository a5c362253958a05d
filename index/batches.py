"""Documents embedded together and stored in one transaction: many small ones cost less so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from corpus.facts.extraction import Stage, no_stage
from corpus.models import Document
from index.embedding import Embedder, Vectors
from index.passages import Passage, passages_of
from index.store import NewDocument, Store

MOST_DOCUMENTS = 256
MOST_CHARACTERS = 300_000


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A parsed document, its file, and what tells whether it changed."""

    document: Document
    source: bytes
    ingest_key: str
    replaces: bool


class DocumentBatch:
    """Takes documents and stores them a few at a time."""

    def __init__(self, store: Store, embedder: Embedder, stage: Stage = no_stage) -> None:
        """`stage` is entered around each part of the work, to tell or time it."""
        self._stage = stage
        self._store = store
        self._embedder = embedder
        self._waiting: list[ParsedDocument] = []
        self._characters = 0

    def add(self, parsed: ParsedDocument) -> None:
        """Take a document."""
        self._waiting.append(parsed)
        self._characters += len(parsed.document.text)

    @property
    def is_full(self) -> bool:
        """Whether it is time to store."""
        return len(self._waiting) >= MOST_DOCUMENTS or self._characters >= MOST_CHARACTERS

    def stored(self) -> list[ParsedDocument]:
        """Embed and store all that was taken, or nothing where that fails; return it."""
        waiting, self._waiting, self._characters = self._waiting, [], 0
        with self._stage("embed"):
            passages = [passages_of(parsed.document) for parsed in waiting]
            vectors = self._vectors(waiting, passages)
            new = [
                NewDocument(parsed.document, parsed.source, parsed.ingest_key, own, own_vectors)
                for parsed, own, own_vectors in zip(waiting, passages, vectors, strict=True)
            ]
        with self._stage("store"):
            self._store.put(new, self._embedder.fingerprint)
        return waiting

    def _vectors(
        self, waiting: Sequence[ParsedDocument], passages: Sequence[tuple[Passage, ...]]
    ) -> Iterator[Vectors]:
        """Yield each document's vectors; of one stored before, only new texts are embedded."""
        dimensions, fingerprint = self._embedder.dimensions, self._embedder.fingerprint
        stored = [parsed.document.id for parsed in waiting if parsed.replaces]
        vector_of = dict(self._store.vectors_of(stored, fingerprint, dimensions)) if stored else {}
        texts = [
            (parsed.document.id, passage.embedded_text)
            for parsed, own in zip(waiting, passages, strict=True)
            for passage in own
        ]
        new = [text for text in dict.fromkeys(texts) if text not in vector_of]
        if new:
            embedded = self._embedder.embed_passages([text for _, text in new])
            vector_of |= dict(zip(new, embedded, strict=True))
        every = iter(texts)
        for own in passages:
            vectors = [vector_of[text] for text in islice(every, len(own))]
            yield np.array(vectors, dtype=np.float32).reshape(len(own), dimensions)
