"""What goes between the program and the process that reads files for it.

Both ways frames: eight bytes of length, then that many bytes. A request is a frame of JSON and a
frame of the file; an answer is one frame of JSON.
"""

from dataclasses import dataclass
from typing import IO

from pydantic import TypeAdapter

from corpus.reading.base import SourceText

LENGTH_BYTES = 8


@dataclass(frozen=True, slots=True)
class Request:
    """What to read, and what the process may use for it: bytes of memory, seconds of processor."""

    name: str
    collection: str
    memory_bytes: int
    cpu_seconds: int


@dataclass(frozen=True, slots=True)
class Failure:
    """An error that the reader raised: the fields of a CorpusError."""

    source: str
    stage: str
    problem: str
    remedy: str
    worker_is_spent: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a request: exactly one of the two."""

    text: SourceText | None = None
    failure: Failure | None = None


REQUEST: TypeAdapter[Request] = TypeAdapter(Request)
ANSWER: TypeAdapter[Answer] = TypeAdapter(Answer)


def write_frame(stream: IO[bytes], data: bytes) -> None:
    """Send one frame. Raises OSError when nobody reads."""
    stream.write(len(data).to_bytes(LENGTH_BYTES, "little"))
    stream.write(data)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes | None:
    """Return the next frame, or None when the other side has ended."""
    length = stream.read(LENGTH_BYTES)
    if len(length) < LENGTH_BYTES:
        return None
    size = int.from_bytes(length, "little")
    data = stream.read(size)
    return data if len(data) == size else None
