"""Opens zip files from outside: how much comes out of one is bounded before any of it is used."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from corpus.errors import CorpusError
from corpus.reading.base import SourceFile

STAGE = "unpack"
MOST_ENTRIES = 2_000
MOST_EXPANDED_BYTES = 200_000_000
HIGHEST_RATIO = 100
# A few kilobytes of one repeated line compress beyond the ratio and harm nobody
RATIO_FLOOR_BYTES = 64_000
CHUNK_BYTES = 65_536
# All that Office and archivers of today write; the others have no bounded decompressor here
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED_FLAG = 0x1

END_OF_DIRECTORY = b"PK\x05\x06"
END_OF_DIRECTORY_BYTES = 22
LONGEST_COMMENT = 65_535
DIRECTORY_ENTRY = b"PK\x01\x02"
ZIP64_SIZE = 0xFFFFFFFF

SUSPICIOUS = "Unpack it yourself, look at what it holds, and ingest the documents"


class ExpandedBytes:
    """Counts what comes out of one zip file. Raises CorpusError when it is too much."""

    def __init__(self, source: SourceFile) -> None:
        self._source = source
        self._total = 0

    def count(self, name: str, chunk: int, member: int, compressed: int) -> None:
        """Add `chunk` bytes of a member that has come to `member` bytes out of `compressed`."""
        self._total += chunk
        size = len(self._source.data)
        # a directory may state any compressed size, but no more than there is
        if member > RATIO_FLOOR_BYTES and member > HIGHEST_RATIO * min(compressed, size):
            raise unpack_error(
                self._source,
                f"{name} expands to more than {HIGHEST_RATIO} times its size: a zip bomb",
                SUSPICIOUS,
            )
        if self._total > RATIO_FLOOR_BYTES and self._total > HIGHEST_RATIO * size:
            raise unpack_error(
                self._source,
                f"it expands to more than {HIGHEST_RATIO} times its size: a zip bomb",
                SUSPICIOUS,
            )
        if self._total > MOST_EXPANDED_BYTES:
            raise unpack_error(
                self._source,
                f"it expands to more than {MOST_EXPANDED_BYTES // 1_000_000} MB, at {name}",
                "Split it",
            )


def check_zip_container(source: SourceFile) -> None:
    """Raise CorpusError for a .docx or .xlsx that expands beyond bounds, or that is no zip file.

    Everything is decompressed once, in pieces that are thrown away.
    """
    with opened_zip(source) as archive:
        expanded = ExpandedBytes(source)
        for info in archive.infolist():
            for _ in chunks_of(source, archive, info, info.filename, expanded):
                pass


@contextmanager
def opened_zip(source: SourceFile) -> Iterator[zipfile.ZipFile]:
    """Open a zip file whose directory is within bounds. Raises CorpusError for any other.

    The sizes that the directory states are checked first; what comes out is counted again.
    """
    if _directory_entries(source.data) > MOST_ENTRIES:
        raise unpack_error(source, f"it has more than {MOST_ENTRIES} entries", "Split it")
    try:
        archive = zipfile.ZipFile(io.BytesIO(source.data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise unpack_error(
            source, f"not a whole zip file: {error}", "Check that it was copied whole"
        ) from error
    with archive:
        if len(archive.infolist()) > MOST_ENTRIES:  # a directory told of elsewhere, as ZIP64 may
            raise unpack_error(source, f"it has more than {MOST_ENTRIES} entries", "Split it")
        stated = ExpandedBytes(source)
        for info in archive.infolist():
            stated.count(info.filename, info.file_size, info.file_size, info.compress_size)
        yield archive


def chunks_of(
    source: SourceFile,
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    name: str,
    expanded: ExpandedBytes,
) -> Iterator[bytes]:
    """Yield the bytes of a member, counted. Raises CorpusError for one that cannot be had."""
    if info.flag_bits & ENCRYPTED_FLAG:
        raise unpack_error(source, f"{name} is encrypted", "Remove the password and try again")
    if info.compress_type not in METHODS:
        raise unpack_error(
            source,
            f"{name} is compressed by method {info.compress_type}, which is not supported",
            "Compress it again as an ordinary zip file (deflate)",
        )
    member = 0
    try:
        with archive.open(info) as opened:
            while chunk := opened.read(CHUNK_BYTES):
                member += len(chunk)
                expanded.count(name, len(chunk), member, info.compress_size)
                yield chunk
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        RuntimeError,  # of which NotImplementedError is one
    ) as error:
        raise unpack_error(
            source, f"{name} is damaged: {error}", "Check that the file was copied whole"
        ) from error


def unpack_error(source: SourceFile, problem: str, remedy: str) -> CorpusError:
    """Return the error of a zip file."""
    return CorpusError(source.name, STAGE, problem, remedy)


def _directory_entries(data: bytes) -> int:
    """Return how many entries the directory holds, counted, before anything parses it."""
    end = data.rfind(END_OF_DIRECTORY, -END_OF_DIRECTORY_BYTES - LONGEST_COMMENT)
    if end < 0:
        return 0  # no zip file: opening it says so
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    start = 0 if size == ZIP64_SIZE else max(end - size, 0)
    return data.count(DIRECTORY_ENTRY, start, end)
