"""A process of its own that writes to a data folder as planned and says what is acknowledged.

`python -m tests.index.writing_process DATA SEED OPERATIONS` prints `ready`, waits for a line, then
prints a line after each operation that returned. `cut-off DATA` is for the tests of crashes: it
makes folders in which the process that wrote was killed at one of its writes, and prints each.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from index.ingestion import ingest, writer_lock
from index.search import SearchEngine
from index.sources import IngestItem
from tests.conftest import ROOT
from tests.index.conftest import item
from tests.index.tokens import builtin, engine_at, id_of, names_found, text_of, word

CLAUSES = 3
NAMES = 6  # documents of a plan
VERSIONS = 100  # at most, of a document
# What documents, of which version, the cut-off process writes in one ingestion, and before it
BEFORE = {"0.txt": 0, "1.txt": 0}
AFTER = {"0.txt": 1, "2.txt": 0}
SYNCS_PER_POINT = 6  # a build brings some thirty files onto the disk; it may be killed at a few
Versions = dict[str, int]  # of each document, by its name


@dataclass(frozen=True)
class Operation:
    """Puts a version of a document, or removes it where there is no version."""

    name: str
    version: int | None
    compact: bool


def plan(seed: int, operations: int) -> list[Operation]:
    """Return operations by chance, the same for a seed: documents come, change and go."""
    chance = random.Random(seed)
    names = [f"{seed * NAMES + number}.txt" for number in range(NAMES)]
    versions = dict.fromkeys(names, 0)
    stored: set[str] = set()
    planned: list[Operation] = []
    while len(planned) < operations:
        name = chance.choice(names)
        if name in stored and chance.random() < 0.4:
            stored.remove(name)
            planned.append(Operation(name, None, compact=False))
        else:
            stored.add(name)
            planned.append(Operation(name, versions[name], compact=chance.random() < 0.35))
            versions[name] += 1
    return planned


def states(planned: list[Operation]) -> list[Versions]:
    """Return what is stored before the first operation and after each."""
    now: Versions = {}
    after = [dict(now)]
    for operation in planned:
        now.pop(operation.name, None)
        if operation.version is not None:
            now[operation.name] = operation.version
        after.append(dict(now))
    return after


def name_word(name: str) -> str:
    """Return the word that stands in every version of a document."""
    return f"zqname{word(int(Path(name).stem))}"


def words_of(name: str, version: int) -> list[str]:
    """Return the words of the clauses of a version of a document; no other version has them."""
    first = (int(Path(name).stem) * VERSIONS + version) * CLAUSES
    return [word(number) for number in range(first, first + CLAUSES)]


def made(name: str, version: int) -> IngestItem:
    """Return a version of a document, to be ingested."""
    return item(name, text_of([f"{own}与{name_word(name)}" for own in words_of(name, version)]))


def put(engine: SearchEngine, name: str, version: int, compact: bool) -> None:
    """Ingest a version of a document."""
    report = ingest([made(name, version)], engine, compact=compact)
    assert not report.failed
    assert report.changed


def stored_in(engine: SearchEngine, names: set[str], versions: int) -> Versions:
    """Return which version of each document searches find, whole; a part of one is an error."""
    found: Versions = {}
    for name in sorted(names):
        for version in range(versions):
            hits = [hit for own in words_of(name, version) for hit in names_found(engine, own)]
            assert hits in ([], [name] * CLAUSES), (name, version, hits)
            if hits:
                assert name not in found, (name, found[name], version)
                found[name] = version
    assert engine.passages == CLAUSES * len(found)
    return found


@contextmanager
def started(*arguments: object) -> Iterator["subprocess.Popen[str]"]:
    """Start this module as a process that is ready for its first operation."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.index.writing_process", *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def begin(process: "subprocess.Popen[str]") -> None:
    """Let a process that is ready begin."""
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def _write(data: Path, seed: int, operations: int) -> None:
    builtin()
    print("ready", flush=True)
    sys.stdin.readline()
    with writer_lock(data):
        engine = engine_at(data)
    for operation in plan(seed, operations):
        with writer_lock(data):
            if operation.version is not None:
                put(engine, operation.name, operation.version, operation.compact)
            else:
                engine.store.delete(id_of(engine.store, operation.name))
                engine.refresh()
        print(operation.name, flush=True)
    engine.store.close()


def _cut_off_at_every_write(data: Path) -> None:
    """Make a folder for each point at which a process that writes can be killed."""
    builtin()
    print("ready", flush=True)
    sys.stdin.readline()
    prepared = data / "prepared"
    engine = engine_at(prepared)
    for name, version in BEFORE.items():
        put(engine, name, version, compact=True)
    engine.store.close()
    for point in count():
        folder = data / str(point)
        shutil.copytree(prepared, folder)
        child = os.fork()
        if child == 0:
            _killed_at(point, folder)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            assert status == 0, f"the process of {folder} failed"
            return
        print(folder, flush=True)


def _killed_at(point: int, folder: Path) -> None:
    """Write, killed before the call of this number that touches the disk; never return."""
    calls, syncs = count(), count()

    def lethal(function: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any, **named: Any) -> Any:
            is_point = function is not fsync or next(syncs) % SYNCS_PER_POINT == 0
            if is_point and next(calls) == point:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*arguments, **named)

        return called

    fsync = os.fsync
    engine = engine_at(folder)
    for module, name in ((os, "fsync"), (os, "replace"), (os, "rename"), (shutil, "rmtree")):
        setattr(module, name, lethal(getattr(module, name)))
    try:
        ingest([made(name, version) for name, version in AFTER.items()], engine)
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


if __name__ == "__main__":
    if sys.argv[1] == "cut-off":
        _cut_off_at_every_write(Path(sys.argv[2]))
    else:
        _write(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
