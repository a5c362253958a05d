"""The tables of a comparison, in Markdown."""

from collections.abc import Iterator, Sequence

from eval.bench.model import Load, Measurement
from eval.bench.plot import PLOT_NAME
from eval.bench.systems.factory import order_of

NOT_MEASURED = "–"
HEADER = (
    "system",
    "ingest, clauses/s",
    "with embedding",
    "MB/s",
    "p50, ms",
    "p95, ms",
    "p99, ms",
    "queries/s, 1 client",
    "8 clients",
    "32 clients",
    "memory, MB",
    "disk, MB",
    "start, s",
)


def report(measurements: Sequence[Measurement]) -> Iterator[str]:
    """Yield the lines of the page: how it was measured, a table for each size, the plot."""
    yield "# Beside what you would otherwise assemble"
    yield ""
    yield from _method(measurements)
    for size in sorted({own.shared.size for own in measurements}):
        yield ""
        yield from table(measurements, size)
    yield ""
    yield f"![Ingestion, latency, queries a second and memory by size](images/{PLOT_NAME})"
    yield ""
    yield from _notes(measurements)


def table(measurements: Sequence[Measurement], size: int) -> Iterator[str]:
    """Yield the lines of the table of one size, and below it what did not finish."""
    of_size = [own for own in measurements if own.shared.size == size]
    of_size.sort(key=lambda own: order_of(own.system))
    shared = of_size[0].shared
    yield f"## {shared.clauses:,} clauses"
    yield ""
    yield (
        f"{shared.documents:,} documents, {shared.text_bytes / 1e6:.1f} MB. The built-in embedder "
        f"takes {shared.embedding_seconds:.1f} s for their vectors and "
        f"{shared.query_embedding_ms:.2f} ms for a question's."
    )
    yield ""
    yield _row(HEADER)
    yield _row(["---"] + ["---:"] * (len(HEADER) - 1))
    for measurement in of_size:
        for operation in measurement.loads or {"": ()}:
            yield _row(cells(measurement, operation))
    unfinished = [own for own in of_size if own.unfinished]
    if unfinished:
        yield ""
        yield from (f"- **{own.system}** did not finish: {own.unfinished}." for own in unfinished)


def cells(measurement: Measurement, operation: str) -> list[str]:
    """Return a row of the table; the figures of the whole system stand by its first operation."""
    is_first = operation == next(iter(measurement.loads), operation)
    name = (
        f"{measurement.system}, {operation}" if len(measurement.loads) > 1 else measurement.system
    )
    loads = measurement.loads.get(operation, ())
    of_system = [*_ingestion_cells(measurement), *_size_cells(measurement)]
    if not is_first:
        of_system = [""] * len(of_system)
    return [name, *of_system[:3], *_load_cells(loads), *of_system[3:]]


def _ingestion_cells(measurement: Measurement) -> list[str]:
    """Return clauses a second, the same with the embedding counted, MB a second."""
    ingestion, shared = measurement.ingestion, measurement.shared
    if ingestion is None:
        return [
            "did not finish" if measurement.unfinished else NOT_MEASURED,
            NOT_MEASURED,
            NOT_MEASURED,
        ]
    whole = measurement.seconds_with_embedding
    alone = f"{shared.clauses / ingestion.seconds:,.0f}"
    return [
        NOT_MEASURED if measurement.embedding == "own" else alone,
        f"{shared.clauses / whole:,.0f}",
        f"{shared.text_bytes / whole / 1e6:.2f}",
    ]


def _load_cells(loads: Sequence[Load]) -> list[str]:
    if not loads:
        return [NOT_MEASURED] * 6
    one = next(load for load in loads if load.clients == 1)
    percentiles = [f"{value:.1f}" for value in (one.p50_ms, one.p95_ms, one.p99_ms)]
    return [*percentiles, *(_rate(load.queries_per_second) for load in loads)]


def _size_cells(measurement: Measurement) -> list[str]:
    ingestion, memory, ready = (
        measurement.ingestion,
        measurement.memory_bytes,
        measurement.ready_seconds,
    )
    return [
        NOT_MEASURED if memory is None else f"{memory / 1e6:,.0f}",
        NOT_MEASURED if ingestion is None else f"{ingestion.disk_bytes / 1e6:,.1f}",
        NOT_MEASURED if ready is None else f"{ready:.1f}",
    ]


def _rate(queries_per_second: float) -> str:
    return f"{queries_per_second:,.0f}" if queries_per_second >= 10 else f"{queries_per_second:.1f}"


def _method(measurements: Sequence[Measurement]) -> Iterator[str]:
    machines = dict.fromkeys(own.machine for own in measurements)
    limits = dict.fromkeys(own.limits for own in measurements)
    versions = {name: found for own in measurements for name, found in own.versions.items()}
    yield (
        "Measured by `policyqa bench compare`, each system at each size in fresh processes, all "
        "over HTTP on the same machine: " + "; ".join(machines) + ". The clients are a process of "
        "their own and share the cores with the service."
    )
    yield ""
    yield "Versions: " + ", ".join(f"{name} {found}" for name, found in versions.items()) + "."
    yield ""
    seconds = " or ".join(f"{s:,.0f}" for s in sorted({limit.seconds for limit in limits}))
    memory = " or ".join(f"{b / 1e9:.0f}" for b in sorted({own.memory_bytes for own in limits}))
    yield (
        f"A system is given up after {seconds} s of ingestion or of starting, or at {memory} GB of "
        "memory."
    )


def _notes(measurements: Sequence[Measurement]) -> Iterator[str]:
    answered = [
        load.answered for own in measurements for loads in own.loads.values() for load in loads
    ]
    yield "What the figures are:"
    yield ""
    yield (
        "- **Texts, questions, vectors** are the same for all: policyqa cuts the texts into "
        "clauses and embeds clauses and questions once; the libraries look the vectors up through "
        "their own embedding interfaces. policyqa alone gets the whole documents, reads, cuts and "
        "embeds them itself, finds their facts, and embeds each question."
    )
    yield (
        "- **ingest** is from the start of a process to its end, the index saved; `with embedding` "
        "adds the seconds of embedding for the libraries, and `MB/s` is of that."
    )
    yield (
        "- **p50, p95, p99** are of questions one after another by one client, after warming up. "
        "A route is asked no measured question twice (of fewer than three questions, each number "
        "of clients asks all). A search gives ten clauses. A figure stands on "
        f"{_from_to(answered)} answers."
    )
    yield (
        "- **memory** is resident after all questions, mapped files included, those that processes "
        "share once for each; **start** is from the process to its first answer, with the index on "
        "disk and in the system's cache."
    )
    yield (
        "- **LangChain**: RecursiveCharacterTextSplitter (no clause is longer than a chunk), FAISS "
        "(flat), BM25Retriever over words of jieba, EnsembleRetriever. BM25Retriever cannot be "
        "saved: it is built at ingestion and again at each start."
    )
    yield (
        "- **LlamaIndex**: VectorStoreIndex over FaissVectorStore (flat), BM25Retriever given an "
        "index over words of jieba, QueryFusionRetriever by reciprocal rank, without a model."
    )
    yield (
        "- **txtai**: hybrid, FAISS as it chooses, BM25 over words of jieba, content kept; one "
        "query at a time, because its database leaves locking to the caller."
    )
    yield "- **bm25s**: words of jieba alone, no vectors; nothing is added for embedding."
    yield (
        "- The libraries are served by one minimal FastAPI app in one process, as each further one "
        "would hold texts and index once more, and return clauses. policyqa is served by a process "
        "on each core (`POLICYQA_WORKERS`), over one index; one client gains nothing by that. "
        "`policyqa, ask` reads the clauses, composes an answer with its citations and checks it."
    )


def _from_to(numbers: Sequence[int]) -> str:
    least, most = min(numbers, default=0), max(numbers, default=0)
    return f"{least:,}" if least == most else f"{least:,} to {most:,}"


def _row(values: Sequence[str]) -> str:
    return "| " + " | ".join(values) + " |"
