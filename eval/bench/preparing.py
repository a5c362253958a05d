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
from eval.bench.processes import Watch
from eval.services.processes import process_environment, running

PREPARING_LIMITS = Limits(seconds=24 * 3600)
QUERY_FIELDS = ("query", "question")
PROGRAM = "service.bench.shared_texts"


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
    command = [sys.executable, "-m", PROGRAM, json.dumps(given)]
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
