"""`python -m service.bench.shared_texts JSON`: texts with their vectors, for a comparison.

The argument is an object of `texts` (paths), `size` (clauses) and `folder`, which holds
queries.json. Writes rows.jsonl, clauses.jsonl, vectors.npy and query_vectors.npy into the folder,
and prints what was made as a line of JSON.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np

from index.embedding import Embedder, Vectors, embedder_named
from index.ingestion import parsed_item
from index.passages import passages_of
from service.bench.corpus import benchmark_items

EMBEDDED_AT_ONCE = 2_000  # clauses


class _Embedding:
    """Embeds clauses a few at a time, and counts the seconds."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._waiting: list[str] = []
        self._vectors: list[Vectors] = []
        self.seconds = 0.0

    def add(self, text: str) -> None:
        """Take a clause."""
        self._waiting.append(text)

    def embed(self, least: int = 1) -> None:
        """Embed what was taken, if it is at least so many."""
        if len(self._waiting) < least:
            return
        started = time.perf_counter()
        self._vectors.append(self._embedder.embed_passages(self._waiting))
        self.seconds += time.perf_counter() - started
        self._waiting.clear()

    def vectors(self) -> Vectors:
        """Return the vectors of all clauses, [clauses, dimensions]."""
        self.embed()
        return np.concatenate(self._vectors)


def made(texts: list[Path], size: int, folder: Path) -> dict[str, float]:
    """Write texts of at least `size` clauses and their vectors; return what was made."""
    queries = json.loads((folder / "queries.json").read_text("utf-8"))
    embedder = embedder_named("builtin")
    embedder.embed_passages(["warm"])
    embedding = _Embedding(embedder)
    documents = clauses = text_bytes = 0
    with (
        (folder / "rows.jsonl").open("w", encoding="utf-8") as rows,
        (folder / "clauses.jsonl").open("w", encoding="utf-8") as lines,
    ):
        for item in benchmark_items(texts):
            name = item.source.name.removesuffix(".txt")
            row = {"id": name, "text": item.source.data.decode(), "title": item.entry.title}
            rows.write(json.dumps(row, ensure_ascii=False) + "\n")
            documents += 1
            text_bytes += len(item.source.data)
            for passage in passages_of(parsed_item(item)):
                line = {"id": f"{name}#{clauses}", "text": passage.embedded_text}
                lines.write(json.dumps(line, ensure_ascii=False) + "\n")
                embedding.add(passage.embedded_text)
                clauses += 1
            embedding.embed(EMBEDDED_AT_ONCE)
            if clauses >= size:
                break
    vectors = embedding.vectors()
    np.save(folder / "vectors.npy", vectors)
    started = time.perf_counter()
    asked = [embedder.embed_queries([query]) for query in queries]
    query_ms = (time.perf_counter() - started) / len(queries) * 1000
    np.save(folder / "query_vectors.npy", np.concatenate(asked))
    return {
        "documents": documents,
        "clauses": clauses,
        "text_bytes": text_bytes,
        "dimensions": vectors.shape[1],
        "embedding_seconds": embedding.seconds,
        "query_embedding_ms": query_ms,
    }


if __name__ == "__main__":
    given = json.loads(sys.argv[1])
    paths = [Path(path) for path in given["texts"]]
    print(json.dumps(made(paths, given["size"], Path(given["folder"]))))
