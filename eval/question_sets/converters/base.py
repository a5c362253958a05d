"""What a converter of another format's data sets gives."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from eval.question_sets.model import Question
from eval.question_sets.problems import validated


@dataclass(frozen=True, slots=True)
class Document:
    """A text for `policyqa ingest`, which keeps the id as the external id."""

    id: str
    text: str
    title: str | None = None

    @property
    def sha256(self) -> str:
        """The SHA-256 that the document's source has once it is ingested."""
        return sha256_of(self.text)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A part of the data set that neither a question nor a document can be made of."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Converted:
    """The questions and the documents of a data set, each to be run through once.

    They are made while they are run through, which is when errors in the source are raised.
    """

    questions: Iterable[Question | LeftOut]
    documents: Iterable[Document | LeftOut]


class Converter(Protocol):
    """Reads data sets of one format."""

    def __call__(self, source: Path) -> Converted:
        """Return what a file or folder holds.

        Raises QuestionFileError, then or while the result is run through, naming the file and the
        line or row that is not of the format.
        """


def sha256_of(text: str) -> str:
    """Return the SHA-256 of a text as `policyqa ingest` takes it from a row, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def unless_blank(text: str | None) -> str | None:
    """Return a text, None where it is blank."""
    return text if text and text.strip() else None


def question_of(fields: dict[str, Any], place: str) -> Question:
    """Return a question of its fields. Raises QuestionFileError with the place."""
    return validated(Question, fields, place)
