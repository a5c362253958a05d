"""Lines of files, packed or not; whatever stops the reading of one names it."""

import gzip
import lzma
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from eval.errors import QuestionFileError

JSON_LINES_SUFFIXES = (".jsonl", ".jsonl.gz", ".jsonl.xz")


def is_json_lines(path: Path) -> bool:
    """Tell whether a file is named as JSON Lines are, packed or not."""
    return path.name.lower().endswith(JSON_LINES_SUFFIXES)


@contextmanager
def opened_bytes(path: Path) -> Iterator[IO[bytes]]:
    """Open a file for its bytes, unpacked where its name ends in .gz or .xz.

    Raises QuestionFileError for a file that cannot be read or unpacked, then or while it is read.
    """
    try:
        with _opener(path) as stream:
            yield stream
    except OSError as error:  # bad gzip data is one too
        raise QuestionFileError(
            f"{path} cannot be read: {error.strerror or error}. Check the path and the file"
        ) from error
    except (EOFError, lzma.LZMAError, zlib.error) as error:
        raise QuestionFileError(
            f"{path} cannot be unpacked: {error}. Was it copied in full? Copy it again"
        ) from error


def numbered_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the number, from 1, and the bytes of each line that is not blank."""
    with opened_bytes(path) as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield number, line


def _opener(path: Path) -> IO[bytes]:
    match path.suffix.lower():
        case ".gz":
            return cast(IO[bytes], gzip.open(path, "rb"))
        case ".xz":
            return lzma.open(path, "rb")
        case _:
            return path.open("rb")
