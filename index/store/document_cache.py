"""Keeps documents that were read, as long as the store has no newer version of them."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from corpus.models import Document

CACHED_DOCUMENTS = 512


@dataclass(frozen=True, slots=True)
class _Entry:
    """A document, its version, and the store's revision at which it was last known current."""

    document: Document
    version: int
    current_at: int


class DocumentCache:
    """The documents read last. A change of the store costs those it leaves alone one look each."""

    def __init__(
        self,
        read: Callable[[str], tuple[Document, int]],
        version_of: Callable[[str], int | None],
    ) -> None:
        """`read` gives a document with its version, `version_of` the version that is stored."""
        self._read = read
        self._version_of = version_of
        self._entries: OrderedDict[str, _Entry] = OrderedDict()
        self._lock = threading.Lock()

    def document(self, document_id: str, revision: int) -> Document:
        """Return a document as of a revision of the store, or later.

        Raises what `read` raises for one that is not there.
        """
        with self._lock:
            entry = self._entries.get(document_id)
        if entry is None or (
            entry.current_at < revision and self._version_of(document_id) != entry.version
        ):
            document, version = self._read(document_id)
            entry = _Entry(document, version, revision)
        with self._lock:
            current_at = max(entry.current_at, revision)
            self._entries[document_id] = _Entry(entry.document, entry.version, current_at)
            self._entries.move_to_end(document_id)
            while len(self._entries) > CACHED_DOCUMENTS:
                self._entries.popitem(last=False)
        return entry.document
