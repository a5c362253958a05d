"""Brings documents into the store and the search index up to date with it."""

import hashlib
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock

from corpus.errors import CorpusError
from corpus.models import Document
from corpus.parser import PARSER_VERSION, document_id_of, parsed
from index.passages import passages_of
from index.search import SearchEngine
from index.sources import FailedItem, IngestItem, Item
from index.store import Store

log = logging.getLogger(__name__)

WRITER_LOCK = "writer.lock"


@dataclass
class IngestReport:
    """What an ingestion did, by source name; `ids` are the documents that are stored now."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
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
    items: Iterable[Item],
    engine: SearchEngine,
    mirror: str | None = None,
    on_item: Callable[[str], None] | None = None,
) -> IngestReport:
    """Store what is new or changed, then rebuild the search index if anything was.

    What cannot be read or parsed is reported, does not stop the rest, and leaves what was stored
    of it as it was. `mirror` names a collection whose documents that are not among the items are
    removed.
    """
    report = IngestReport()
    store = engine.store
    present: set[str] = set()
    failed: list[FailedItem] = []
    known = store.ingest_keys()
    try:
        for item in items:
            _take(item, known, present, failed, engine, report, on_item)
        if mirror is not None:
            _remove_others(mirror, present, failed, store, report)
    finally:
        # what is stored is searchable, whatever ended the rest
        if report.changed:
            engine.rebuild()
    return report


def _take(
    item: Item,
    known: Mapping[str, str],
    present: set[str],
    failed: list[FailedItem],
    engine: SearchEngine,
    report: IngestReport,
    on_item: Callable[[str], None] | None,
) -> None:
    if isinstance(item, IngestItem):
        document_id = document_id_of(item.source.collection, item.source.name)
        present.add(document_id)
        _bring_up_to_date(item, document_id, known.get(document_id), engine, report)
        name = item.source.name
    elif isinstance(item, FailedItem):
        failed.append(item)
        report.failed.append(item.error)
        name = item.name
    else:
        report.skipped.append(item.name)
        name = item.name
    if on_item:
        on_item(name)


def parsed_item(item: IngestItem | FailedItem) -> Document:
    """Return the Document of an item. Raises CorpusError that names its place."""
    if isinstance(item, FailedItem):
        raise item.error
    source = item.source
    try:
        return parsed(source, item.entry, item.external_id, item.entry_wins)
    except CorpusError as error:
        if item.place is None:
            raise
        place = f"{item.place} ({error.source})"
        raise CorpusError(place, error.stage, error.problem, error.remedy) from error
    except Exception as error:  # a fault of ours over one document; the others are none the worse
        log.exception("parsing %s failed", source.name)
        raise CorpusError(
            item.place or source.name,
            "parse",
            f"{type(error).__name__}: {error}",
            "This is a fault of the parser; please report it with the file",
        ) from error


def _bring_up_to_date(
    item: IngestItem,
    document_id: str,
    stored_key: str | None,
    engine: SearchEngine,
    report: IngestReport,
) -> None:
    name = item.source.name
    key = _ingest_key(item)
    if stored_key == key:
        report.unchanged.append(name)
    else:
        try:
            document = parsed_item(item)
        except CorpusError as error:
            report.failed.append(error)
            return
        passages = passages_of(document)
        embedder = engine.embedder
        vectors = embedder.embed_passages([passage.embedded_text for passage in passages])
        engine.store.put(document, item.source.data, key, passages, vectors, embedder.fingerprint)
        (report.added if stored_key is None else report.updated).append(name)
    report.ids[name] = document_id


def _remove_others(
    collection: str,
    present: set[str],
    failed: Sequence[FailedItem],
    store: Store,
    report: IngestReport,
) -> None:
    """Remove a collection's documents that are not present, nor perhaps of what failed."""
    kept = [item for item in failed if item.collection == collection]
    for document_id in store.ids_in_collection(collection) - present:
        name = store.document(document_id).header.source_name
        if not any(item.may_be(name) for item in kept):
            report.removed.append(name)
            store.delete(document_id)


def _ingest_key(item: IngestItem) -> str:
    """Return what changes whenever the stored document would: bytes, catalogue, parser."""
    parts = (
        item.source.sha256,
        item.entry.model_dump_json(),
        item.external_id or "",
        str(PARSER_VERSION),
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
