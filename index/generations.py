"""Generations: immutable, checksummed builds of the search index, switched by an atomic rename.

Everything in a generation is derived from the store and can be built again from it. A reader
opens the generation that `CURRENT` names, verifies its checksums, and keeps it until another is
named; the files of a generation are never changed once it is named.
"""

import hashlib
import json
import logging
import os
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from index.dense import DenseIndex, FaissFlatIndex
from index.embedding.base import Vectors
from index.errors import IndexingError
from index.lexical import LexicalIndex, TantivyIndex
from index.store import StoredPassage

log = logging.getLogger(__name__)

CURRENT_FILE = "CURRENT"
MANIFEST_FILE = "manifest.json"
FORMAT_VERSION = 1
KEPT_GENERATIONS = 2  # the current one and the one that a reader may still hold


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was built from, and the SHA-256 of each of its files."""

    number: int
    format_version: int
    store_revision: int
    embedder: str
    passages: int
    checksums: dict[str, str]


@dataclass(frozen=True, slots=True)
class Generation:
    """An open generation."""

    manifest: Manifest
    lexical: LexicalIndex
    dense: DenseIndex


class DamagedGenerationError(Exception):
    """A generation is missing, damaged or of another format; it can be built again."""


class NoGenerationError(DamagedGenerationError):
    """No generation was ever built here."""


def current_number(folder: Path) -> int | None:
    """Return the number of the current generation, or None when there is none."""
    try:
        return int((folder / CURRENT_FILE).read_text("ascii"))
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise DamagedGenerationError(f"{folder / CURRENT_FILE} does not hold a number") from error


def opened_generation(folder: Path) -> Generation:
    """Open the current generation. Raises DamagedGenerationError unless it is whole."""
    number = current_number(folder)
    if number is None:
        kind = DamagedGenerationError if _numbers(folder) else NoGenerationError
        raise kind(f"{folder / CURRENT_FILE} is missing")
    path = _path(folder, number)
    manifest = _manifest(path)
    for name, checksum in manifest.checksums.items():
        try:
            is_whole = _sha256(path / name) == checksum
        except OSError as error:
            raise DamagedGenerationError(f"{path / name} cannot be read: {error}") from error
        if not is_whole:
            raise DamagedGenerationError(f"{path / name} is damaged")
    try:
        lexical, dense = TantivyIndex.open(path / "lexical"), FaissFlatIndex.open(path / "dense")
    except (OSError, ValueError, RuntimeError) as error:
        raise DamagedGenerationError(f"{path} cannot be opened: {error}") from error
    return Generation(manifest, lexical, dense)


def build_generation(
    folder: Path,
    passages: Sequence[StoredPassage],
    vectors: Vectors,
    store_revision: int,
    embedder: str,
) -> Manifest:
    """Build a generation beside the current one and switch to it. `vectors` is [passages, d].

    Raises IndexingError when the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        number = _next_number(folder)
        path = _path(folder, number)
        building = path.with_suffix(".building")
        shutil.rmtree(building, ignore_errors=True)
        for leg in ("lexical", "dense"):
            (building / leg).mkdir(parents=True)
        ids = [stored.id for stored in passages]
        TantivyIndex.build(building / "lexical", ids, [stored.passage for stored in passages])
        FaissFlatIndex.build(building / "dense", ids, vectors)
        manifest = Manifest(
            number, FORMAT_VERSION, store_revision, embedder, len(ids), _checksums(building)
        )
        _write_durably(building / MANIFEST_FILE, json.dumps(asdict(manifest), indent=1))
        _sync_tree(building)
        building.replace(path)
        _write_durably(folder / f"{CURRENT_FILE}.new", str(number))
        (folder / f"{CURRENT_FILE}.new").replace(folder / CURRENT_FILE)
        _sync_folder(folder)
        _remove_old(folder, number)
    except OSError as error:
        raise IndexingError(
            f"the search index in {folder} cannot be written: {error}. "
            "Free some disk space or make the folder writable, then ingest again"
        ) from error
    log.log(logging.INFO if ids else logging.DEBUG, "generation %d: %d passages", number, len(ids))
    return manifest


def _path(folder: Path, number: int) -> Path:
    return folder / f"{number:08d}"


def _manifest(path: Path) -> Manifest:
    try:
        manifest = Manifest(**json.loads((path / MANIFEST_FILE).read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise DamagedGenerationError(f"{path / MANIFEST_FILE} cannot be read: {error}") from error
    if manifest.format_version != FORMAT_VERSION:
        raise DamagedGenerationError(
            f"{path} has format {manifest.format_version}, this policyqa reads {FORMAT_VERSION}"
        )
    return manifest


def _next_number(folder: Path) -> int:
    return max(_numbers(folder), default=0) + 1


def _numbers(folder: Path) -> list[int]:
    if not folder.is_dir():
        return []
    return [int(p.name) for p in folder.iterdir() if p.is_dir() and p.name.isdecimal()]


def _checksums(folder: Path) -> dict[str, str]:
    files = sorted(
        p for p in folder.rglob("*") if p.is_file() and not p.name.startswith(".tantivy")
    )
    return {p.relative_to(folder).as_posix(): _sha256(p) for p in files}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_durably(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sync_tree(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
        else:
            _sync_folder(path)
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove_old(folder: Path, current: int) -> None:
    for number in _numbers(folder):
        if number <= current - KEPT_GENERATIONS:
            shutil.rmtree(_path(folder, number))
