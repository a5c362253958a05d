"""`policyqa bench search`: how fast and how large search is, at several sizes of the corpus.

Each size is ingested in a process of its own and measured in another, fresh one, so that memory
and the time to start are those of a service. Queries run one after another in one thread unless
said otherwise; every figure is of the whole hybrid query, as `/v1/search` runs it.
"""

import json
import multiprocessing
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from service.bench.corpus import benchmark_items
from service.bench.machine import machine
from service.bench.search_measures import (
    Ingested,
    Measured,
    ingest_clauses,
    measure_search,
)
from service.errors import ServiceError
from service.settings import Settings

MOST_QUERIES = 1_000


@dataclass(frozen=True, slots=True)
class SizeReport:
    """What was measured at one size."""

    ingested: Ingested
    rounds: tuple[Measured, ...]


def bench_search(
    settings: Settings,
    texts: Sequence[Path],
    queries: Path,
    sizes: Sequence[int],
    rounds: int,
    folder: Path | None,
    out: Path | None,
) -> None:
    """Ingest and measure each size; print a table. Raises ServiceError for bad input.

    With a `folder` the data of a size stay in it and are not ingested again; `out` gets a line of
    JSON for each size.
    """
    for path in (*texts, queries):
        if not path.exists():
            raise ServiceError(f"{path}: no such file or folder")
    if min(sizes) < 1:
        raise ServiceError(f"{min(sizes)} is no number of clauses. Give 1 or more")
    asked = list(islice(_queries(queries), MOST_QUERIES))
    if not asked:
        raise ServiceError(f"{queries}: no query in it")
    kept = Path(tempfile.mkdtemp(prefix="policyqa-bench-")) if folder is None else folder
    print(machine())
    print(f"{len(asked)} queries, {rounds} rounds")
    try:
        for size in sizes:
            report = _measured(settings, texts, asked, size, rounds, kept / str(size))
            print("\n".join(table(report)), flush=True)
            if out is not None:
                with out.open("a", encoding="utf-8") as lines:
                    lines.write(json.dumps(asdict(report)) + "\n")
    finally:
        if folder is None:
            shutil.rmtree(kept, ignore_errors=True)


def table(report: SizeReport) -> Iterator[str]:
    """Yield the lines of what was measured at one size: the middle round, and the spread."""
    ingested = report.ingested
    yield f"\n{ingested.passages} clauses in {ingested.documents} documents"
    seconds = sum(ingested.seconds.values())
    stages = ", ".join(f"{name} {spent:.1f} s" for name, spent in ingested.seconds.items())
    yield (
        f"  ingest          {ingested.passages / seconds:.0f} clauses/s, "
        f"{ingested.text_bytes / seconds / 1e6:.2f} MB/s ({stages})"
    )
    store, index = ingested.store_bytes, ingested.index_bytes
    yield (
        f"  disk            {(store + index) / ingested.passages:.0f} bytes a clause "
        f"(store {store / 1e6:.0f} MB, index {index / 1e6:.0f} MB)"
    )
    for label, value, form in ROWS:
        values = sorted(value(measured) for measured in report.rounds)
        least, middle, most = (form.format(values[i]) for i in (0, len(values) // 2, -1))
        yield f"  {label:15} {middle}   [{least} – {most}]"


ROWS: tuple[tuple[str, Callable[[Measured], float], str], ...] = (
    ("start to ready", lambda m: m.ready_seconds, "{:.2f} s"),
    ("memory", lambda m: m.memory_bytes / 1e6, "{:.0f} MB"),
    ("memory / clause", lambda m: m.memory_bytes / m.passages, "{:.0f} bytes"),
    ("search p50", lambda m: m.percentiles_ms["p50"], "{:.2f} ms"),
    ("search p95", lambda m: m.percentiles_ms["p95"], "{:.2f} ms"),
    ("search p99", lambda m: m.percentiles_ms["p99"], "{:.2f} ms"),
    ("1 thread", lambda m: m.queries_per_second["1"], "{:.0f} queries/s"),
    ("8 threads", lambda m: m.queries_per_second["8"], "{:.0f} queries/s"),
    ("new document", lambda m: m.new_document_ms, "{:.1f} ms"),
    ("recall@10", lambda m: m.recall_at_10, "{:.3f}"),
)


def _measured(
    settings: Settings,
    texts: Sequence[Path],
    queries: Sequence[str],
    size: int,
    rounds: int,
    data: Path,
) -> SizeReport:
    record = data / "ingested.json"
    if not record.exists():
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir(parents=True)
        ingested = _in_a_process(_ingest, settings.embedder, data, list(texts), size)
        record.write_text(json.dumps(asdict(ingested)), "utf-8")
    ingested = Ingested(**json.loads(record.read_text("utf-8")))
    measured = tuple(
        _in_a_process(measure_search, settings.embedder, data, list(queries), time.monotonic())
        for _ in range(rounds)
    )
    return SizeReport(ingested, measured)


def _ingest(embedder: str, data: Path, texts: Sequence[Path], size: int) -> Ingested:
    return ingest_clauses(embedder, data, benchmark_items(texts), size)


def _in_a_process(work: Callable[..., Any], *arguments: Any) -> Any:
    """Return what a function returns in a fresh process."""
    context = multiprocessing.get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(sending, work, arguments))
    process.start()
    sending.close()
    try:
        result = receiving.recv()
    except EOFError as error:
        process.join()
        raise ServiceError(
            f"a process of the benchmark ended with {process.exitcode}; its message stands above"
        ) from error
    process.join()
    return result


def _send(sending: Any, work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    sending.send(work(*arguments))
    sending.close()


def _queries(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                yield str(json.loads(line)["query"])
            except (ValueError, KeyError, TypeError) as error:
                raise ServiceError(f"{path} line {number}: no `query` in it: {error}") from error
