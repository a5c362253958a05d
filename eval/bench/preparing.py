"""Texts, questions and vectors that every system is given alike, made once for each size.

The texts are those of `policyqa bench search`: the user's, then copies of them in other words.
policyqa cuts them into clauses and embeds them in a process of its own, because the evaluation
imports nothing of it.
"""

import hashlib
import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from eval.bench.errors import BenchmarkError
from eval.bench.model import Limits, Shared, SharedFolder
from eval.bench.processes import Watch, process_environment, running

PREPARING_LIMITS = Limits(seconds=24 * 3600)
QUERY_FIELDS = ("query", "question")

# Arguments: a JSON object of texts, queries, size, folder
PROGRAM = """
import json, sys, time
from pathlib import Path
import numpy as np
from index.embedding import embedder_named
from index.ingestion import parsed_item
from index.passages import passages_of
from service.bench.corpus import benchmark_items

given = json.loads(sys.argv[1])
folder, size = Path(given["folder"]), given["size"]
queries = json.loads((folder / "queries.json").read_text("utf-8"))
embedder = embedder_named("builtin")
embedder.embed_passages(["warm"])
documents = clauses = text_bytes = 0
waiting, vectors, seconds = [], [], 0.0

def embed():
    global seconds
    started = time.perf_counter()
    vectors.append(embedder.embed_passages(waiting))
    seconds += time.perf_counter() - started
    waiting.clear()

with open(folder / "rows.jsonl", "w", encoding="utf-8") as rows, \\
        open(folder / "clauses.jsonl", "w", encoding="utf-8") as lines:
    for item in benchmark_items([Path(path) for path in given["texts"]]):
        name = item.source.name.removesuffix(".txt")
        row = {"id": name, "text": item.source.data.decode(), "title": item.entry.title}
        rows.write(json.dumps(row, ensure_ascii=False) + "\\n")
        documents += 1
        text_bytes += len(item.source.data)
        for passage in passages_of(parsed_item(item)):
            line = {"id": f"{name}#{clauses}", "text": passage.embedded_text}
            lines.write(json.dumps(line, ensure_ascii=False) + "\\n")
            waiting.append(passage.embedded_text)
            clauses += 1
        if len(waiting) >= 2000:
            embed()
        if clauses >= size:
            break
if waiting:
    embed()
np.save(folder / "vectors.npy", np.concatenate(vectors))
started = time.perf_counter()
asked = [embedder.embed_queries([query]) for query in queries]
query_ms = (time.perf_counter() - started) / len(queries) * 1000
np.save(folder / "query_vectors.npy", np.concatenate(asked))
print(json.dumps({
    "documents": documents, "clauses": clauses, "text_bytes": text_bytes,
    "dimensions": int(vectors[0].shape[1]), "embedding_seconds": seconds,
    "query_embedding_ms": query_ms,
}))
"""


def queries_in(paths: Sequence[Path]) -> tuple[str, ...]:
    """Return the questions of JSON Lines files, each once.

    Raises BenchmarkError for a line without a `query` or `question`, or no line at all.
    """
    found = dict.fromkeys(query for path in paths for query in _queries_of(path))
    if not found:
        raise BenchmarkError(f"no question in {', '.join(map(str, paths)) or 'no file'}")
    return tuple(found)


def digest_of(texts: Sequence[Path], queries: Sequence[str]) -> str:
    """Return what changes when a text or a question does: of names, lengths and contents."""
    sha256 = hashlib.sha256("\0".join(queries).encode())
    for path in texts:
        if not path.exists():
            raise BenchmarkError(f"{path}: no such file or folder")
        for file in [path] if path.is_file() else sorted(path.rglob("*")):
            if file.is_file():
                sha256.update(f"\0{file.name}\0".encode() + file.read_bytes())
    return sha256.hexdigest()[:16]


def shared_texts(
    texts: Sequence[Path], queries: Sequence[str], size: int, folder: Path
) -> tuple[Shared, SharedFolder]:
    """Return texts of at least `size` clauses with their vectors; made where they are not there.

    Raises BenchmarkError when the texts cannot be read.
    """
    files = SharedFolder(folder / f"texts-{size}")
    digest = digest_of(texts, queries)
    if files.summary.exists():
        shared = Shared.model_validate_json(files.summary.read_text("utf-8"))
        if shared.digest == digest:
            return shared, files
    shutil.rmtree(files.folder, ignore_errors=True)
    files.folder.mkdir(parents=True)
    files.queries.write_text(json.dumps(list(queries), ensure_ascii=False), encoding="utf-8")
    shared = _made(texts, queries, size, files, digest)
    files.summary.write_text(shared.model_dump_json(), encoding="utf-8")
    return shared, files


def _made(
    texts: Sequence[Path], queries: Sequence[str], size: int, files: SharedFolder, digest: str
) -> Shared:
    given = {
        "texts": [str(path.resolve()) for path in texts],
        "size": size,
        "folder": str(files.folder),
    }
    command = [sys.executable, "-c", PROGRAM, json.dumps(given)]
    log = files.folder / "preparing.log"
    with running(command, process_environment(), log) as process:
        Watch("preparing the texts", PREPARING_LIMITS, log).wait_for(process)
    counted = json.loads(log.read_text("utf-8").splitlines()[-1])
    return Shared(size=size, queries=len(queries), digest=digest, **counted)


def _queries_of(path: Path) -> Iterator[str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BenchmarkError(f"{path} cannot be read: {error}") from error
    for number, line in enumerate(lines, start=1):
        try:
            row = json.loads(line)
            yield next(str(row[field]) for field in QUERY_FIELDS if field in row)
        except (ValueError, TypeError, StopIteration) as error:
            raise BenchmarkError(f"{path} line {number}: no `query` or `question` in it") from error
