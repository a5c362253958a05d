"""What questions are checked against: a running service, or texts as they would be ingested."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pydantic import BaseModel

from eval.errors import EvaluationError
from eval.question_sets.files import is_json_lines, numbered_lines
from eval.question_sets.problems import row_of
from service.client import PolicyClient

TEXT_SUFFIX = ".txt"
TEXT_ENCODINGS = ("utf-8-sig", "gb18030")  # as `policyqa ingest` reads texts


class Corpus(Protocol):
    """Documents by the SHA-256 of their source."""

    @property
    def external_ids(self) -> frozenset[str]:
        """The ids that documents have in the system that they are from."""

    def holds(self, sha256: str) -> bool:
        """Tell whether a document is of the corpus."""

    def text(self, sha256: str) -> str | None:
        """Return the text of a document that is held; None where its words cannot be read."""


class ServiceCorpus:
    """The documents of a running service. Everything raises ServiceError when it is away."""

    def __init__(self, client: PolicyClient) -> None:
        """List the documents."""
        self._client = client
        listed = list(client.every_document())
        self._id_of = {item["source_sha256"]: item["id"] for item in listed}
        self.external_ids = frozenset(
            str(item["external_id"]) for item in listed if item["external_id"] is not None
        )

    def holds(self, sha256: str) -> bool:
        """Tell whether a document is of the corpus."""
        return sha256 in self._id_of

    def text(self, sha256: str) -> str | None:
        """Return the normalised text of a document."""
        return self._client.text(self._id_of[sha256])


@dataclass(frozen=True, slots=True)
class FileCorpus:
    """Texts of .txt files and of rows of JSON Lines; of other files only that they are there."""

    texts: dict[str, str | None]
    external_ids: frozenset[str]

    @classmethod
    def of(cls, paths: Sequence[Path]) -> "FileCorpus":
        """Read files, and those of folders and of folders in them.

        Raises EvaluationError for a path that is not there, a row that is none, or no text at all.
        """
        texts: dict[str, str | None] = {}
        ids: set[str] = set()
        for path in _files_of(paths):
            if is_json_lines(path):
                for number, line in numbered_lines(path):
                    row = row_of(_Text, line, f"{path} line {number}")
                    texts[_sha256(row.text.encode())] = row.text
                    ids.add(str(row.id))
            else:
                data = path.read_bytes()
                is_text = path.suffix.lower() == TEXT_SUFFIX
                texts[_sha256(data)] = _decoded(data) if is_text else None
        if not texts:
            raise EvaluationError(f"{', '.join(map(str, paths))}: there is no text here")
        return cls(texts, frozenset(ids))

    def holds(self, sha256: str) -> bool:
        """Tell whether a document is of the corpus."""
        return sha256 in self.texts

    def text(self, sha256: str) -> str | None:
        """Return the text of a document; None where the file is no plain text."""
        return self.texts[sha256]


class _Text(BaseModel):
    id: str | int | float
    text: str


def _files_of(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.exists():
            raise EvaluationError(f"{path} is not there. Check the path")
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (file for file in found if file.is_file() and not file.name.startswith("."))


def _decoded(data: bytes) -> str | None:
    for encoding in TEXT_ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
