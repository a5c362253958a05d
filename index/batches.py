"""Documents embedded together and stored in one transaction: many small ones cost less so."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from corpus.facts.extraction import Stage, no_stage
from corpus.models import Document
from index.embedding import Embedder, Vectors
from index.embedding.beside import EmbeddingProcess, EmbeddingProcessError, embedding_process
from index.passages import Passage, passages_of
from index.store import NewDocument, Store

MOST_DOCUMENTS = 256
MOST_CHARACTERS = 300_000
PROCESS_FROM_TURN = 2  # a process costs half a second to start, for which one batch is too few
NO_VECTORS: Vectors = np.empty((0, 0), dtype=np.float32)
DocumentText = tuple[str, str]  # a document's id, and a text to embed of it

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A parsed document, its file, and what tells whether it changed."""

    document: Document
    source: bytes
    ingest_key: str
    replaces: bool


@dataclass(frozen=True, slots=True)
class _Begun:
    """Documents on their way into the store.

    `known` are the vectors of texts that were stored before; `new` are the texts that have none.
    """

    waiting: list[ParsedDocument]
    passages: list[tuple[Passage, ...]]
    known: Mapping[DocumentText, Vectors]
    new: list[DocumentText]

    @property
    def texts(self) -> list[str]:
        """The texts to embed."""
        return [text for _, text in self.new]


class DocumentBatch:
    """Takes documents and stores them a few at a time.

    From the second full batch on, a process beside this one embeds a batch while this one stores
    the batch before and reads the next. Should that process end, this one does its work.
    """

    def __init__(self, store: Store, embedder: Embedder, stage: Stage = no_stage) -> None:
        """`stage` is entered around each part of the work, to tell or time it."""
        self._stage = stage
        self._store = store
        self._embedder = embedder
        self._waiting: list[ParsedDocument] = []
        self._characters = 0
        self._turns = 0
        self._begun: _Begun | None = None
        self._process: EmbeddingProcess | None = None

    def add(self, parsed: ParsedDocument) -> None:
        """Take a document."""
        self._waiting.append(parsed)
        self._characters += len(parsed.document.text)

    @property
    def is_full(self) -> bool:
        """Whether it is time to store."""
        return len(self._waiting) >= MOST_DOCUMENTS or self._characters >= MOST_CHARACTERS

    def stored_in_turn(self) -> list[ParsedDocument]:
        """Have what was taken embedded, and store it, or what was taken before; return that.

        Store the last of it with `stored`.
        """
        self._turns += 1
        if self._turns == PROCESS_FROM_TURN:
            self._process = embedding_process(self._embedder)
        if self._process is None:
            return self.stored()
        former = self._begun
        with self._stage("embed"):
            vectors = self._awaited(former) if former else None
            self._begun = self._taken()
            if self._process is not None:
                self._process.begin(self._begun.texts)
        return self._put(former, vectors) if former and vectors is not None else []

    def stored(self) -> list[ParsedDocument]:
        """Embed and store all that was taken, or nothing where that fails; return it."""
        stored: list[ParsedDocument] = []
        former, self._begun = self._begun, None
        if former:
            with self._stage("embed"):
                vectors = self._awaited(former)
            stored += self._put(former, vectors)
        with self._stage("embed"):
            begun = self._taken()
            vectors = self._embedder.embed_passages(begun.texts) if begun.new else NO_VECTORS
        return stored + self._put(begun, vectors)

    def close(self) -> None:
        """End the process that embeds, if there is one. What was not stored is lost."""
        if self._process is not None:
            self._process.close()
            self._process = None

    def _taken(self) -> _Begun:
        """Return what was taken; of a document stored before, only new texts are to be embedded."""
        waiting, self._waiting, self._characters = self._waiting, [], 0
        passages = [passages_of(parsed.document) for parsed in waiting]
        stored = [parsed.document.id for parsed in waiting if parsed.replaces]
        fingerprint, dimensions = self._embedder.fingerprint, self._embedder.dimensions
        known = self._store.vectors_of(stored, fingerprint, dimensions) if stored else {}
        texts = dict.fromkeys(_texts(waiting, passages))
        return _Begun(waiting, passages, known, [text for text in texts if text not in known])

    def _awaited(self, begun: _Begun) -> Vectors:
        """Return the vectors that the process makes, or where it has ended this one."""
        if self._process is not None:
            try:
                return self._process.vectors()
            except EmbeddingProcessError as problem:
                log.warning("%s: embedding goes on here, more slowly", problem)
                self.close()
        return self._embedder.embed_passages(begun.texts)

    def _put(self, begun: _Begun, embedded: Vectors) -> list[ParsedDocument]:
        """Store documents with the vectors of their new texts, [new, dimensions]; return them."""
        with self._stage("store"):
            vector_of = dict(begun.known) | dict(zip(begun.new, embedded, strict=True))
            every = iter(_texts(begun.waiting, begun.passages))
            new: list[NewDocument] = []
            for parsed, own in zip(begun.waiting, begun.passages, strict=True):
                vectors = [vector_of[text] for text in islice(every, len(own))]
                shape = (len(own), self._embedder.dimensions)
                own_vectors = np.array(vectors, dtype=np.float32).reshape(shape)
                new.append(
                    NewDocument(parsed.document, parsed.source, parsed.ingest_key, own, own_vectors)
                )
            self._store.put(new, self._embedder.fingerprint)
        return begun.waiting


def _texts(
    waiting: Sequence[ParsedDocument], passages: Sequence[tuple[Passage, ...]]
) -> list[DocumentText]:
    return [
        (parsed.document.id, passage.embedded_text)
        for parsed, own in zip(waiting, passages, strict=True)
        for passage in own
    ]
