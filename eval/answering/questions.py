"""The questions, read from JSON Lines and refused where a line is broken."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from eval.answering.errors import QuestionFileError

Words = Annotated[str, StringConstraints(pattern=r"\S")]  # not blank


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Style(StrEnum):
    """How a question is put."""

    PLAIN = "plain"
    OFFICIAL = "official"
    COLLOQUIAL = "colloquial"
    MISSPELT = "misspelt"
    TRADITIONAL = "traditional"
    UNPUNCTUATED = "unpunctuated"
    SEVERAL = "several"
    FOLLOW_UP = "follow_up"
    ENGLISH = "english"


class Span(_Frozen):
    """Words of a document, verbatim but for white space. `document` is its SHA-256."""

    document: str
    quote: Words


class NamedDocument(_Frozen):
    """A document that a question is about."""

    title: str
    sha256: str


class Question(_Frozen):
    """A question and what its answer must say, must not say, and must cite.

    `required` lists facts, each by its acceptable wordings; `evidence` lists what must be cited,
    each by the places that say it; `supporting` may be cited too. `decision` is the answer to a
    question of yes or no where the text decides it.
    """

    id: str
    question: Words
    language: Literal["zh", "en"]
    style: Style
    intent: str
    history: tuple[str, ...] = ()
    status: Literal["answered", "not_found"]
    reason: str | None = None
    decision: Literal["yes", "no"] | None = None
    required: tuple[Annotated[tuple[Words, ...], Field(min_length=1)], ...] = ()
    forbidden: tuple[Words, ...] = ()
    evidence: tuple[Annotated[tuple[Span, ...], Field(min_length=1)], ...] = ()
    supporting: tuple[tuple[Span, ...], ...] = ()
    documents: tuple[NamedDocument, ...] = ()
    note: str | None = None

    @property
    def sources(self) -> set[str]:
        """The SHA-256 of every document that it names or that its evidence is of."""
        spans = [span for group in (*self.evidence, *self.supporting) for span in group]
        named = {document.sha256 for document in self.documents}
        return named | {span.document for span in spans}

    @model_validator(mode="after")
    def _says_what_is_right(self) -> Self:
        if self.status == "answered" and not (self.required and self.evidence):
            raise ValueError("an answerable question needs `required` and `evidence`")
        if self.status == "not_found" and (self.required or self.evidence):
            raise ValueError("an unanswerable question has no `required` and no `evidence`")
        return self


def questions_in(path: Path) -> tuple[Question, ...]:
    """Return the questions of a JSON Lines file.

    Raises QuestionFileError for a broken line, an id that stands twice, or no question at all.
    """
    questions: dict[str, Question] = {}
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        question = _question(line, f"{path} line {number}")
        if question.id in questions:
            raise QuestionFileError(f"{path} line {number}: the id {question.id!r} stands twice")
        questions[question.id] = question
    if not questions:
        raise QuestionFileError(f"{path} holds no question")
    return tuple(questions.values())


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise QuestionFileError(f"{path} is not in UTF-8: {error}") from error


def _question(line: str, place: str) -> Question:
    try:
        row: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise QuestionFileError(f"{place} is no JSON: {error}") from error
    try:
        return Question.model_validate(row)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "the question"
        raise QuestionFileError(f"{place}: {field}: {first['msg']}") from error
