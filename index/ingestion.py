"""Brings documents into the store and the search index up to date with it."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock

from corpus.errors import CorpusError
from corpus.parser import PARSER_VERSION, document_id_of, parsed
from index.embedding import Embedder
from index.passages import passages_of
from index.search import SearchEngine
from index.sources import IngestItem
from index.store import Store

WRITER_LOCK = "writer.lock"


@dataclass
class IngestReport:
    """What an ingestion did, by source name."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed: list[CorpusError] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)

    @property
    def changed(self) -> bool:
        """Whether the search index has to follow."""
        return bool(self.added or self.updated or self.removed)


def writer_lock(data: Path) -> FileLock:
    """Return the lock that only one writer of a data folder holds at a time."""
    data.mkdir(parents=True, exist_ok=True)
    return FileLock(data / WRITER_LOCK)


def ingest(
    items: Iterable[IngestItem],
    engine: SearchEngine,
    mirror: str | None = None,
    on_item: Callable[[str], None] | None = None,
) -> IngestReport:
    """Store what is new or changed, then rebuild the search index if anything was.

    A file that cannot be parsed is reported and leaves what was stored of it as it was. `mirror`
    names a collection whose documents that are not among the items are removed.
    """
    report = IngestReport()
    store = engine.store
    present = set()
    known = store.ingest_keys()
    for item in items:
        document_id = document_id_of(item.source.collection, item.source.name)
        present.add(document_id)
        key = _ingest_key(item)
        if known.get(document_id) == key:
            report.unchanged.append(item.source.name)
        else:
            _store_item(item, key, document_id in known, store, engine.embedder, report)
        report.ids[item.source.name] = document_id
        if on_item:
            on_item(item.source.name)
    if mirror is not None:
        for document_id in store.ids_in_collection(mirror) - present:
            report.removed.append(store.document(document_id).header.source_name)
            store.delete(document_id)
    if report.changed:
        engine.rebuild()
    return report


def _store_item(
    item: IngestItem,
    key: str,
    is_known: bool,
    store: Store,
    embedder: Embedder,
    report: IngestReport,
) -> None:
    try:
        document = parsed(item.source, item.entry, item.external_id, item.entry_wins)
    except CorpusError as error:
        report.failed.append(error)
        return
    passages = passages_of(document)
    vectors = embedder.embed_passages([passage.embedded_text for passage in passages])
    store.put(document, item.source.data, key, passages, vectors, embedder.fingerprint)
    (report.updated if is_known else report.added).append(item.source.name)


def _ingest_key(item: IngestItem) -> str:
    """Return what changes whenever the stored document would: bytes, catalogue, parser."""
    parts = (
        item.source.sha256,
        item.entry.model_dump_json(),
        item.external_id or "",
        str(PARSER_VERSION),
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
