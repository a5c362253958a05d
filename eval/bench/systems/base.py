"""What every system offers the comparison: how it is ingested, served and asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal, Protocol

from eval.bench.errors import BenchmarkError
from eval.bench.model import SharedFolder

Embedding = Literal["own", "given", "none"]
RESULTS = 10  # clauses asked for by every query
INSTALLING = "pip install 'policyqa[bench]'"


@dataclass(frozen=True, slots=True)
class Command:
    """A program with its arguments and environment."""

    arguments: Sequence[str]
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Operation:
    """A route that is asked: the query goes into `field` of a JSON object, beside `options`."""

    name: str
    path: str
    field: str
    options: Mapping[str, int]


class System(Protocol):
    """A system that is compared."""

    @property
    def name(self) -> str:
        """The name in the tables."""
        ...

    @property
    def embedding(self) -> Embedding:
        """Whether it embeds texts itself, is given the vectors, or needs none."""
        ...

    @property
    def packages(self) -> tuple[str, ...]:
        """The distributions that it needs, whose versions are reported."""
        ...

    @property
    def operations(self) -> tuple[Operation, ...]:
        """What is asked; the first is the search that every system has."""
        ...

    def ingest_command(self, shared: SharedFolder, folder: Path) -> Command:
        """Return what brings the texts into an index in `folder`, which is there and empty."""
        ...

    def serve_command(self, shared: SharedFolder, folder: Path, port: int) -> Command:
        """Return what serves the index on a port of 127.0.0.1."""
        ...


def versions_of(system: System) -> dict[str, str]:
    """Return the versions of a system's packages.

    Raises BenchmarkError, saying how to install them, when one is missing.
    """
    found: dict[str, str] = {}
    for package in system.packages:
        try:
            found[package] = version(package)
        except PackageNotFoundError as error:
            raise BenchmarkError(
                f"{system.name} needs {package}, which is not installed. Install what is compared "
                f"with `{INSTALLING}`, or leave {system.name} out of --systems"
            ) from error
    return found
