"""Brings documents into the store and the search index up to date with it."""

import hashlib
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock

from corpus.errors import CorpusError
from corpus.facts.extraction import Stage, no_stage
from corpus.models import Document
from corpus.parser import PARSER_VERSION, document_id_of, parsed
from index.batches import DocumentBatch, ParsedDocument
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
    compact: bool = True,
    on_item: Callable[[str], None] | None = None,
    stage: Stage = no_stage,
) -> IngestReport:
    """Store what is new or changed, and make it searchable.

    What cannot be read or parsed is reported, does not stop the rest, and leaves what was stored
    of it as it was. `mirror` names a collection whose documents that are not among the items are
    removed. With `compact` a generation is built of all; without, the live delta takes in what
    it can. `stage` opens a context around each stage of the work, by name.
    """
    report = IngestReport()
    batch = DocumentBatch(engine.store, engine.embedder, stage)
    present: set[str] = set()
    failed: list[FailedItem] = []
    known = engine.store.ingest_keys()
    try:
        for item in items:
            name = item.source.name if isinstance(item, IngestItem) else item.name
            if isinstance(item, IngestItem):
                present.add(document_id_of(item.source.collection, name))
                _take(item, known, batch, report, stage)
            elif isinstance(item, FailedItem):
                failed.append(item)
                report.failed.append(item.error)
            else:
                report.skipped.append(name)
            if batch.is_full:
                _note(batch.stored_in_turn(), report)
            if on_item:
                on_item(name)
        _note(batch.stored(), report)
        if mirror is not None:
            _remove_others(mirror, present, failed, engine.store, report)
    finally:
        batch.close()
        # what is stored is searchable, whatever ended the rest
        if report.changed:
            with stage("index"):
                if not compact:
                    engine.refresh()
                if compact or not engine.is_current:
                    engine.compact()
    return report


def parsed_item(item: IngestItem | FailedItem, stage: Stage = no_stage) -> Document:
    """Return the Document of an item. Raises CorpusError that names its place."""
    if isinstance(item, FailedItem):
        raise item.error
    source = item.source
    try:
        return parsed(source, item.entry, item.external_id, item.entry_wins, stage)
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


def _take(
    item: IngestItem,
    known: Mapping[str, str],
    batch: DocumentBatch,
    report: IngestReport,
    stage: Stage,
) -> None:
    """Parse an item into the batch, unless its document is stored as it is."""
    name = item.source.name
    document_id = document_id_of(item.source.collection, name)
    key = _ingest_key(item)
    if known.get(document_id) == key:
        report.unchanged.append(name)
        report.ids[name] = document_id
        return
    try:
        document = parsed_item(item, stage)
    except CorpusError as error:
        report.failed.append(error)
        return
    batch.add(ParsedDocument(document, item.source.data, key, document_id in known))


def _note(documents: Iterable[ParsedDocument], report: IngestReport) -> None:
    for stored in documents:
        header = stored.document.header
        (report.updated if stored.replaces else report.added).append(header.source_name)
        report.ids[header.source_name] = header.id


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
