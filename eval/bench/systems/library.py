"""Libraries that have no service of their own: built by one program, served by another.

Both programs are the same for every library; see `eval.bench.building` and `eval.bench.serving`.
"""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from eval.bench.errors import BenchmarkError
from eval.bench.model import SharedFolder
from eval.bench.systems.base import INSTALLING, RESULTS, Command, Embedding, Operation
from eval.bench.systems.given_vectors import GivenVectors
from eval.services.processes import process_environment


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause that a library found."""

    id: str
    text: str


Search = Callable[[str], Sequence[Hit]]


@dataclass(slots=True)
class Stages:
    """The seconds of each stage of building."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time what is done within."""
        started = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - started


class Library(Protocol):
    """What a module here does with its library."""

    def build(
        self, ids: Sequence[str], texts: Sequence[str], vectors: GivenVectors, folder: Path
    ) -> dict[str, float]:
        """Index the clauses, save the index in `folder`, return the seconds by stage."""
        ...

    def load(self, folder: Path, vectors: GivenVectors) -> Search:
        """Load the saved index; return what finds the best `RESULTS` clauses."""
        ...


@dataclass(frozen=True)
class LibrarySystem:
    """A library in processes of its own; `module` holds its `Library` as `LIBRARY`."""

    name: str
    module: str
    packages: tuple[str, ...]
    embedding: Embedding = "given"
    operations: tuple[Operation, ...] = (Operation("search", "/search", "query", {"k": RESULTS}),)

    def ingest_command(self, shared: SharedFolder, folder: Path) -> Command:
        """Return the program that builds the index."""
        return self._command("eval.bench.building", shared, folder)

    def serve_command(self, shared: SharedFolder, folder: Path, port: int) -> Command:
        """Return the program that serves it."""
        return self._command("eval.bench.serving", shared, folder, str(port))

    def _command(self, program: str, shared: SharedFolder, folder: Path, *more: str) -> Command:
        paths = [str(shared.folder), str(folder)]
        return Command(
            [sys.executable, "-m", program, self.module, *paths, *more], process_environment()
        )


def library_in(module: str) -> Library:
    """Return the library that a module of this folder adapts."""
    library: Library = import_module(f"eval.bench.systems.{module}").LIBRARY
    return library


def imported(name: str) -> Any:
    """Return a module of an optional library. Raises BenchmarkError where it is not installed."""
    try:
        return import_module(name)
    except ImportError as error:
        raise BenchmarkError(f"{name} is not there ({error}). Install it: {INSTALLING}") from error
