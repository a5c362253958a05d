"""What a reader is given and gives back."""

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A policy file as it came: its name (a path below the ingested folder) and its bytes.

    `collection` keeps files of the same name in different folders apart.
    """

    name: str
    data: bytes
    collection: str = ""

    @property
    def suffix(self) -> str:
        """The file's extension in lower case, with the dot."""
        return PurePosixPath(self.name).suffix.lower()

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


class Reader(Protocol):
    """Reads one format."""

    def __call__(self, source: SourceFile) -> str:
        """Return the source text. Raises CorpusError when the file is not of this format."""
        ...
