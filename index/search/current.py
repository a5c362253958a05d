"""Keeps a search index current: the generation, and the live delta of what came since."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from filelock import FileLock

from index.embedding import Embedder
from index.errors import EmbedderMismatchError, IndexingError
from index.generations import (
    DamagedGenerationError,
    Generation,
    Manifest,
    NoGenerationError,
    build_generation,
    current_number,
    opened_generation,
)
from index.live import AverageLengths, Delta
from index.segment import Segment
from index.store import Changes, Store, TooManyChangesError

log = logging.getLogger(__name__)

BUILD_LOCK = "build.lock"
MOST_DELTA_PASSAGES = 20_000  # a delta takes in no more; then a generation is due
COMPACTED_FROM = 4_000  # passages of the delta, or a tenth of the generation's where that is more
EMBEDDED_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class IndexState:
    """What is searched at a moment; replaced as a whole, never changed."""

    manifest: Manifest
    revision: int
    base: Segment
    delta: Segment

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The segments that hold anything."""
        return tuple(s for s in (self.base, self.delta) if len(s.documents))

    @property
    def passage_count(self) -> int:
        """How many passages can be found."""
        return sum(segment.passage_count for segment in self.segments)


class CurrentIndex:
    """The index of a store in a folder, for one process. Safe to use from several threads."""

    def __init__(self, store: Store, embedder: Embedder, folder: Path) -> None:
        """Open the current generation, or build one where it is not whole or too old."""
        self._store = store
        self._embedder = embedder
        self._folder = folder
        self._lock = threading.RLock()
        self._left_alone: int | None = None
        self._opening: threading.Thread | None = None
        self._opened: Generation | None = None
        self._is_behind = False  # more came than the delta takes in
        self._warned_of: str | None = None
        self._delta: Delta
        self._state: IndexState
        self._open_or_build()

    @property
    def state(self) -> IndexState:
        """What is searched now."""
        return self._state

    @property
    def is_current(self) -> bool:
        """Whether the newest generation and all that the store holds is searched."""
        state = self._state
        return (
            self._opened is None
            and not self._has_newer()
            and self._store.revision() == state.revision
        )

    def refresh(self) -> None:
        """Take in what the store has by now, whichever process wrote it.

        A generation that another process built is opened meanwhile and taken over when it is open.
        One that is not whole, or that another embedder's vectors are in, is left alone with a
        warning: who writes it mends it.
        """
        if self.is_current:
            return
        with self._lock:
            if self._has_newer():
                self._open_meanwhile()
            elif self._is_behind and self._opened is None:
                return  # until the process that wrote so much has built a generation of it
            self._take_over_what_is_open()
            try:
                while not self._catches_up():
                    pass
            except EmbedderMismatchError as problem:
                self._warn(f"{problem}: they are not searched here")

    def compact(self) -> None:
        """Build a generation of the store as it is now, and search it. Others search meanwhile."""
        before = self._state.manifest.store_revision
        with self._build_lock():
            self._embed_again_where_needed()
            build_generation(self._folder, self._store, self._embedder)
            generation = opened_generation(self._folder, verify=False)
        with self._lock:
            self._take_over(generation)
            self._catch_up()
        self._store.forget_removals(before)

    @property
    def is_compaction_due(self) -> bool:
        """Whether so much came or went since the generation that another should be built."""
        base, delta = self._state.base, self._state.delta
        gone = len(base.passages) - base.passage_count
        return max(len(delta.passages), gone) > max(COMPACTED_FROM, len(base.passages) / 10)

    def _has_newer(self) -> bool:
        """Tell whether another generation is current than the open one and one left alone."""
        number = self._current_number()
        return number not in (None, self._state.manifest.number, self._left_alone)

    def _current_number(self) -> int | None:
        try:
            return current_number(self._folder)
        except DamagedGenerationError as problem:
            self._warn(f"{problem}: generation {self._state.manifest.number} stays open")
            return None

    def _open_or_build(self) -> None:
        if self._opens() is None:
            return
        with self._build_lock():
            # another process may have built it meanwhile
            problem = self._opens()
            if problem is None:
                return
            _say_why(problem, self._folder)
            self._embed_again_where_needed()
            build_generation(self._folder, self._store, self._embedder)
            self._start_from(opened_generation(self._folder, verify=False))

    def _opens(self) -> Exception | None:
        """Search the current generation; return why it cannot be, or None."""
        try:
            self._start_from(opened_generation(self._folder))
        except (DamagedGenerationError, TooManyChangesError, EmbedderMismatchError) as problem:
            return problem
        return None

    def _start_from(self, generation: Generation) -> None:
        manifest, segment = generation.manifest, generation.segment
        if manifest.store_id != self._store.id or manifest.store_revision > self._store.revision():
            raise DamagedGenerationError(
                f"generation {manifest.number} is of another store, or of a later state of it"
            )
        if manifest.embedder != self._embedder.fingerprint:
            raise EmbedderMismatchError(f"generation {manifest.number} is of {manifest.embedder}")
        lengths = AverageLengths(
            segment.passage_index.average_lengths, segment.document_index.average_lengths
        )
        delta = Delta(self._embedder.dimensions, lengths if len(segment.passages) else None)
        state = IndexState(manifest, manifest.store_revision, segment, delta.segment())
        changes = self._changes_since(state.revision, 0)
        self._delta = delta
        self._is_behind = False
        self._state = _changed(state, delta, changes)

    def _take_over(self, generation: Generation) -> None:
        """Search a newer generation, unless it is none that this process can search."""
        number = generation.manifest.number
        if number <= self._state.manifest.number:
            return  # this process has built a newer one meanwhile
        try:
            self._start_from(generation)
        except (DamagedGenerationError, EmbedderMismatchError, TooManyChangesError) as problem:
            self._left_alone = number
            log.warning("%s: generation %d stays open", problem, self._state.manifest.number)

    def _catches_up(self) -> bool:
        """Take in what came; return whether that was all that can be done now."""
        try:
            self._catch_up()
        except TooManyChangesError:
            # more than the delta takes in, or so long ago that it is forgotten: a generation has it
            if self._has_newer():
                self._wait_for_newer()
                return False
            log.info("more changed than the live delta takes in: a new generation is needed")
            self._is_behind = True
        return True

    def _catch_up(self) -> None:
        state = self._state
        changes = self._changes_since(state.revision, len(self._delta))
        if changes.revision != state.revision:
            self._state = _changed(state, self._delta, changes)

    def _changes_since(self, revision: int, already: int) -> Changes:
        return self._store.changes_since(
            revision,
            self._embedder.fingerprint,
            self._embedder.dimensions,
            MOST_DELTA_PASSAGES - already,
        )

    def _open_meanwhile(self) -> None:
        if self._opening is None or not self._opening.is_alive():
            self._opening = threading.Thread(target=self._open_newer, name="open-generation")
            self._opening.daemon = True
            self._opening.start()

    def _open_newer(self) -> None:
        number = self._current_number()
        try:
            self._opened = opened_generation(self._folder)
        except DamagedGenerationError as problem:
            self._left_alone = number
            self._warn(f"{problem}: generation {self._state.manifest.number} stays open")
        except Exception:  # a fault of ours; whoever waits for the thread must not wait for ever
            self._left_alone = number
            log.exception("generation %s cannot be opened", number)

    def _wait_for_newer(self) -> None:
        """Take over the newest generation, or leave it alone where it cannot be searched."""
        self._open_meanwhile()
        if self._opening is not None:
            self._opening.join()
        self._take_over_what_is_open()

    def _take_over_what_is_open(self) -> None:
        if self._opened is not None:
            generation, self._opened = self._opened, None
            self._take_over(generation)

    def _embed_again_where_needed(self) -> None:
        """Give passages of another embedder vectors of this one: the two are never mixed."""
        embedder, store = self._embedder, self._store
        while stale := store.passages_not_embedded_by(embedder.fingerprint, EMBEDDED_AT_ONCE):
            log.info("embedding %d passages with %s", len(stale), embedder.name)
            vectors = embedder.embed_passages([row.passage.embedded_text for row in stale])
            store.replace_vectors([row.id for row in stale], vectors, embedder.fingerprint)

    @contextmanager
    def _build_lock(self) -> Iterator[None]:
        lock = FileLock(self._folder / BUILD_LOCK)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except OSError as error:
            raise IndexingError(
                f"the search index in {self._folder} cannot be written: {error}. Free some disk "
                "space or make the folder writable, then try again"
            ) from error
        try:
            yield
        finally:
            lock.release()

    def _warn(self, message: str) -> None:
        """Warn, once of the same."""
        if message != self._warned_of:
            self._warned_of = message
            log.warning("%s", message)


def _say_why(problem: Exception, folder: Path) -> None:
    if isinstance(problem, NoGenerationError):
        log.info("building the first generation of the search index in %s", folder)
    elif isinstance(problem, DamagedGenerationError):
        log.warning("%s: the search index is built again from the store", problem)
    else:
        log.info("the search index is older than the store: building anew (%s)", problem)


def _changed(state: IndexState, delta: Delta, changes: Changes) -> IndexState:
    """Return the state after changes, which the delta takes in."""
    base = state.base
    gone = base.documents.ordinals_of(sorted(changes.gone))
    if len(gone):
        present = np.array(base.present)
        present[gone] = False
        base = replace(base, present=present)
    delta.remove(sorted(changes.gone))
    for document in changes.documents:
        delta.add(document)
    return IndexState(state.manifest, changes.revision, base, delta.segment())
