"""The folder of generations: numbers, the current one, writing so that a crash loses nothing."""

import hashlib
import os
import shutil
from pathlib import Path

from index.generations.errors import DamagedGenerationError, NoGenerationError

CURRENT_FILE = "CURRENT"
KEPT_GENERATIONS = 2  # the current one and the one that a reader may still hold
BUILDING_SUFFIX = ".building"


def current_number(folder: Path) -> int | None:
    """Return the number of the current generation, or None when there is none."""
    try:
        return int((folder / CURRENT_FILE).read_text("ascii"))
    except FileNotFoundError:
        return None
    except (ValueError, OSError) as error:
        raise DamagedGenerationError(f"{folder / CURRENT_FILE} does not hold a number") from error


def current_path(folder: Path) -> Path:
    """Return the folder of the current generation. Raises DamagedGenerationError without one."""
    number = current_number(folder)
    if number is None:
        kind = DamagedGenerationError if numbers(folder) else NoGenerationError
        raise kind(f"{folder / CURRENT_FILE} is missing")
    return path_of(folder, number)


def path_of(folder: Path, number: int) -> Path:
    """Return the folder of a generation."""
    return folder / f"{number:08d}"


def numbers(folder: Path) -> list[int]:
    """Return the numbers of the generations that are there."""
    if not folder.is_dir():
        return []
    return [int(p.name) for p in folder.iterdir() if p.is_dir() and p.name.isdecimal()]


def switch_to(folder: Path, number: int, built: Path) -> None:
    """Make what was built in a folder beside it the current generation of that number."""
    sync_tree(built)
    built.replace(path_of(folder, number))
    new = folder / f"{CURRENT_FILE}.new"
    write_durably(new, str(number))
    new.replace(folder / CURRENT_FILE)
    sync_folder(folder)


def remove_others(folder: Path, current: int) -> None:
    """Remove old generations, and what builds that were cut off left behind."""
    for number in numbers(folder):
        if number <= current - KEPT_GENERATIONS:
            shutil.rmtree(path_of(folder, number), ignore_errors=True)
    for left in folder.glob(f"*{BUILDING_SUFFIX}"):
        shutil.rmtree(left, ignore_errors=True)


def checksums_of(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file in a folder, by its path in it."""
    return {name: sha256_of(folder / name) for name in files_in(folder)}


def files_in(folder: Path) -> list[str]:
    """Return the paths in a folder of its files, but for tantivy's locks, sorted."""
    files = (p for p in folder.rglob("*") if p.is_file() and not p.name.startswith(".tantivy"))
    return sorted(p.relative_to(folder).as_posix() for p in files)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_durably(path: Path, text: str) -> None:
    """Write a file that is on the disk when the call returns."""
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def sync_tree(folder: Path) -> None:
    """Bring a folder and all in it onto the disk."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
        else:
            sync_folder(path)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Bring a folder's list of files onto the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
