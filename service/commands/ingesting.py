"""`policyqa ingest`."""

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.progress import Progress

from index.ingestion import IngestReport, ingest, writer_lock
from index.sources import collection_of, items_in
from service.errors import ServiceError
from service.settings import Settings
from service.start import open_engine


def ingest_paths(settings: Settings, paths: Sequence[Path], mirror: bool) -> bool:
    """Ingest paths and say what happened; return whether every file could be read."""
    if mirror and not (len(paths) == 1 and paths[0].is_dir()):
        raise ServiceError("--mirror needs one folder: it removes what is no longer in it")
    collection = collection_of(paths[0]) if mirror else None
    items = items_in(paths)
    engine = open_engine(settings)
    with (
        writer_lock(settings.data),
        Progress(disable=not sys.stderr.isatty(), transient=True) as progress,
    ):
        task = progress.add_task("ingesting", total=None)
        report = ingest(items, engine, collection, on_item=lambda name: progress.advance(task))
    engine.store.close()
    _say(report)
    return not report.failed


def _say(report: IngestReport) -> None:
    for name in report.skipped:
        print(f"policyqa: {name}: skipped, no reader for files of this kind", file=sys.stderr)
    print(
        f"{len(report.added)} added, {len(report.updated)} updated, "
        f"{len(report.unchanged)} unchanged, {len(report.removed)} removed, "
        f"{len(report.failed)} failed"
    )
    for error in report.failed:
        print(f"policyqa: {error}", file=sys.stderr)
