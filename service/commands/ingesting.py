"""`policyqa ingest`."""

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.progress import Progress

from index.ingestion import IngestReport, ingest, writer_lock
from index.sources import items_in
from service.api.state import open_engine
from service.settings import Settings


def ingest_paths(settings: Settings, paths: Sequence[Path], mirror: bool) -> bool:
    """Ingest paths and say what happened; return whether every file could be read."""
    engine = open_engine(settings)
    collection = paths[0].resolve().name if mirror and len(paths) == 1 else None
    with (
        writer_lock(settings.data),
        Progress(disable=not sys.stderr.isatty(), transient=True) as progress,
    ):
        items = list(items_in(paths))
        task = progress.add_task("ingesting", total=len(items))
        report = ingest(items, engine, collection, lambda name: progress.advance(task))
    engine.store.close()
    _say(report)
    return not report.failed


def _say(report: IngestReport) -> None:
    print(
        f"{len(report.added)} added, {len(report.updated)} updated, "
        f"{len(report.unchanged)} unchanged, {len(report.removed)} removed, "
        f"{len(report.failed)} failed"
    )
    for error in report.failed:
        print(f"policyqa: {error}", file=sys.stderr)
