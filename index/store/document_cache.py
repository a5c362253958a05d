"""Keeps documents that were read, as long as the store has no newer version of them."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from corpus.models import Document

CACHED_DOCUMENTS = 2_000


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
        read: Callable[[Sequence[str]], Mapping[str, tuple[Document, int]]],
        versions_of: Callable[[Sequence[str]], Mapping[str, int]],
    ) -> None:
        """`read` gives documents with their versions, `versions_of` the versions stored.

        Both by the ids of those that there are.
        """
        self._read = read
        self._versions_of = versions_of
        self._entries: OrderedDict[str, _Entry] = OrderedDict()
        self._lock = threading.Lock()

    def documents(self, document_ids: Sequence[str], revision: int) -> dict[str, Document]:
        """Return those of the documents that there are as of a revision of the store, or later."""
        wanted = list(dict.fromkeys(document_ids))
        with self._lock:
            known = {own: self._entries[own] for own in wanted if own in self._entries}
        unsure = [own for own, entry in known.items() if entry.current_at < revision]
        versions = self._versions_of(unsure) if unsure else {}
        for own in unsure:
            if versions.get(own) != known[own].version:
                del known[own]
        new = [own for own in wanted if own not in known]
        if new:
            for own, (document, version) in self._read(new).items():
                known[own] = _Entry(document, version, revision)
        with self._lock:
            for own, entry in known.items():
                current_at = max(entry.current_at, revision)
                self._entries[own] = _Entry(entry.document, entry.version, current_at)
                self._entries.move_to_end(own)
            while len(self._entries) > CACHED_DOCUMENTS:
                self._entries.popitem(last=False)
        return {own: known[own].document for own in wanted if own in known}
