"""What a benchmark of search measures in one process."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.catalogue import CatalogueEntry
from corpus.reading import SourceFile
from index.batches import DocumentBatch, ParsedDocument
from index.embedding import embedder_named
from index.ingestion import parsed_item
from index.passages import passages_of
from index.search import SearchEngine
from index.sources import IngestItem
from index.store import Store

K = 10
WARMING_QUERIES = 20
RECALL_QUERIES = 200
NEAREST = 10
COSINE_TOLERANCE = 1e-5  # two ways to sum the same numbers
STORE_FILE, INDEX_FOLDER = "store.sqlite", "generations"
# Ten clauses of a document of their own
NEW_DOCUMENT = "某地关于测试的办法\n" + "\n".join(
    f"第{number}条 推进第{number}项试验任务，按时完成评估并公开结果。" for number in range(1, 11)
)


@dataclass(frozen=True, slots=True)
class Ingested:
    """A corpus brought into a data folder, and what it took; `seconds` by stage."""

    documents: int
    passages: int
    text_bytes: int
    seconds: dict[str, float]
    store_bytes: int
    index_bytes: int


@dataclass(frozen=True, slots=True)
class Measured:
    """One round: a fresh process that opens the data, and searches.

    `memory_bytes` is the resident set after all queries, mapped files included. `new_document_ms`
    is from its parsed text, embedding included, until a search finds a new document of ten clauses.
    `recall_at_10` is of the dense leg, against comparing every vector.
    """

    passages: int
    ready_seconds: float
    memory_bytes: int
    percentiles_ms: dict[str, float]
    queries_per_second: dict[str, float]
    new_document_ms: float
    recall_at_10: float


def ingest_clauses(embedder: str, data: Path, items: Iterator[IngestItem], size: int) -> Ingested:
    """Bring documents into a data folder until they have `size` passages."""
    engine = _opened(embedder, data)
    seconds: dict[str, float] = {}

    @contextmanager
    def stage(name: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        seconds[name] = seconds.get(name, 0.0) + time.perf_counter() - started

    batch = DocumentBatch(engine.store, engine.embedder, stage)
    passages = documents = text_bytes = 0
    while passages < size:
        item = next(items)
        with stage("parse"):
            document = parsed_item(item)
        passages += len(passages_of(document))
        documents += 1
        text_bytes += len(item.source.data)
        batch.add(ParsedDocument(document, item.source.data, "bench", replaces=False))
        if batch.is_full:
            batch.stored_in_turn()
    batch.stored()
    batch.close()
    with stage("index"):
        engine.compact()
    engine.store.close()
    return Ingested(
        documents,
        engine.passages,
        text_bytes,
        seconds,
        sum(file.stat().st_size for file in data.glob(f"{STORE_FILE}*")),
        # of the generation that is searched, not of the empty one before
        sum(f.stat().st_size for f in _generation(data, engine.generation).rglob("*")),
    )


def measure_search(embedder: str, data: Path, queries: Sequence[str], started: float) -> Measured:
    """Open a data folder, search, and measure; `started` is when the process was asked for."""
    engine = _opened(embedder, data)
    engine.search(queries[0], K)
    ready = time.monotonic() - started
    passages = engine.passages
    for query in queries[:WARMING_QUERIES]:
        engine.search(query, K)
    latencies = np.array([_seconds_of(engine, query) for query in queries]) * 1000
    names = {"p50": 50, "p95": 95, "p99": 99}
    percentiles = {name: float(np.percentile(latencies, q)) for name, q in names.items()}
    rates = {str(threads): _queries_per_second(engine, queries, threads) for threads in (1, 8)}
    memory = _resident_bytes()
    recall = _recall_at_10(engine, queries[:RECALL_QUERIES])
    new_document = _milliseconds_until_searchable(engine)
    engine.store.close()
    return Measured(passages, ready, memory, percentiles, rates, new_document, recall)


def _opened(embedder: str, data: Path) -> SearchEngine:
    store = Store(f"sqlite:///{data / STORE_FILE}")
    return SearchEngine(store, embedder_named(embedder), data / INDEX_FOLDER)


def _generation(data: Path, number: int) -> Path:
    return data / INDEX_FOLDER / f"{number:08d}"


def _seconds_of(engine: SearchEngine, query: str) -> float:
    started = time.perf_counter()
    engine.refresh()
    engine.search(query, K)
    return time.perf_counter() - started


def _queries_per_second(engine: SearchEngine, queries: Sequence[str], threads: int) -> float:
    started = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda query: engine.search(query, K), queries))
    return len(queries) / (time.perf_counter() - started)


def _recall_at_10(engine: SearchEngine, queries: Sequence[str]) -> float:
    """Return the share of the ten nearest passages that the dense leg finds.

    By cosines of the stored vectors, not by rows: of texts that stand in several documents any is
    as near.
    """
    wanted = engine.embedder.embed_queries(queries)
    generation = engine.segments[0].dense
    # to a query of which nothing is known nothing is nearest
    found = [(q, generation.search(q, NEAREST, None).rows) for q in wanted if q.any()]
    nearest = np.full((len(found), NEAREST), -1, dtype=np.float32)
    of_found = [np.empty(0, dtype=np.float32) for _ in found]
    asked = np.array([query for query, _ in found]).reshape(len(found), -1)
    begin = 0
    with engine.store.whole() as corpus:
        for block in corpus.vectors(engine.embedder.dimensions):
            cosines = asked @ block.T
            for place, (_, rows) in enumerate(found):
                own = rows[(begin <= rows) & (rows < begin + len(block))] - begin
                of_found[place] = np.append(of_found[place], cosines[place, own])
            every = np.concatenate([nearest, cosines], axis=1)
            nearest = np.partition(every, -NEAREST, axis=1)[:, -NEAREST:]
            begin += len(block)
    least = nearest.min(axis=1) - COSINE_TOLERANCE
    shares = [(own >= low).mean() for own, low in zip(of_found, least, strict=True)]
    return float(np.mean(shares or [1.0]))


def _milliseconds_until_searchable(engine: SearchEngine) -> float:
    """Return how long a new document takes from its vectors to being found; then remove it."""
    source = SourceFile("new.txt", NEW_DOCUMENT.encode(), "new")
    document = parsed_item(IngestItem(source, CatalogueEntry()))
    batch = DocumentBatch(engine.store, engine.embedder)
    batch.add(ParsedDocument(document, source.data, "bench", replaces=False))
    started = time.perf_counter()
    batch.stored()
    engine.refresh()
    hits = engine.search("第七项试验任务评估", K).hits
    spent = time.perf_counter() - started
    assert any(hit.document_id == document.id for hit in hits)
    engine.store.delete(document.id)
    engine.refresh()
    return spent * 1000


def _resident_bytes() -> int:
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) * 1024
    return 0
