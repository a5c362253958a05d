"""Runs a comparison: every size and system that is not yet in the file of figures."""

import signal
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from eval.bench.figures import add_measurement, check_same_texts, measurements_in
from eval.bench.machine import machine_described
from eval.bench.measuring import asking_of, measured
from eval.bench.model import Limits, Measurement
from eval.bench.plot import PLOT_NAME, plotted
from eval.bench.preparing import digest_of, queries_in, shared_texts
from eval.bench.report import report
from eval.bench.systems.base import System, versions_of

PAGE_NAME = "benchmarks-compare.md"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared. `seconds` are of each load, `most_queries` its questions at most.

    `retry` measures again what did not finish.
    """

    texts: tuple[Path, ...]
    queries: tuple[Path, ...]
    sizes: tuple[int, ...]
    systems: tuple[System, ...]
    limits: Limits
    most_queries: int
    seconds: float
    retry: bool = False


def compared(comparison: Comparison, out: Path, folder: Path | None) -> tuple[Measurement, ...]:
    """Measure what `out` does not hold yet, add it there, return all that it then holds.

    Texts and vectors are kept in `folder` where one is given. Raises BenchmarkError for bad input
    and for a library that is not installed, before anything is measured.
    """
    for system in comparison.systems:
        versions_of(system)
    queries = queries_in(comparison.queries)
    kept = measurements_in(out)
    if comparison.retry:
        kept = tuple(measurement for measurement in kept if not measurement.unfinished)
    check_same_texts(out, kept, digest_of(comparison.texts, queries))
    with _ended_by_signals(), _work_folder(folder) as work:
        for size in sorted(comparison.sizes):
            kept = _size_compared(comparison, queries, size, work, out, kept)
    return kept


def write_page(measurements: Sequence[Measurement], docs: Path) -> None:
    """Write the page and its plot into a folder of documentation."""
    images = docs / "images"
    images.mkdir(parents=True, exist_ok=True)
    (images / PLOT_NAME).write_text(plotted(measurements), encoding="utf-8")
    (docs / PAGE_NAME).write_text("\n".join(report(measurements)) + "\n", encoding="utf-8")


def _size_compared(
    comparison: Comparison,
    queries: Sequence[str],
    size: int,
    work: Path,
    out: Path,
    kept: tuple[Measurement, ...],
) -> tuple[Measurement, ...]:
    done = {measurement.key for measurement in kept}
    waiting = [system for system in comparison.systems if (system.name, size) not in done]
    if not waiting:
        return kept
    print(f"{size:,} clauses: cutting and embedding the texts", flush=True)
    shared, files = shared_texts(comparison.texts, queries, size, work)
    asking = asking_of(queries, comparison.most_queries, comparison.seconds)
    for system in waiting:
        print(f"{size:,} clauses: {system.name}", flush=True)
        new = measured(
            system,
            shared,
            files,
            asking,
            comparison.limits,
            work / f"{system.name}-{size}",
            machine_described(),
        )
        if new.unfinished:
            print(f"  did not finish: {new.unfinished}", flush=True)
        add_measurement(out, kept, new)
        kept = (*kept, new)
    return kept


@contextmanager
def _work_folder(folder: Path | None) -> Iterator[Path]:
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        yield folder.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="policyqa-compare-") as made:
        yield Path(made)


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Leave by an exception on SIGTERM and SIGHUP, so that processes and folders are removed."""

    def leave(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    before = {number: signal.signal(number, leave) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
