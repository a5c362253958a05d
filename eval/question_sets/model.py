"""A question and what is right about its answer; the format is told in docs/question-sets.md."""

from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from eval.frozen import Frozen

Words = Annotated[str, StringConstraints(pattern=r"\S")]  # not blank

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# What tells that an answer is right; an unanswerable question has none of it
RIGHT = ("required", "evidence", "reference", "relevant")


def _has(name: str) -> dict[str, Any]:
    least = "minProperties" if name == "relevant" else "minItems"
    return {"properties": {name: {least: 1}}, "required": [name]}


# The rule of `Question._says_what_is_right` in JSON Schema
ANSWERABLE_OR_NOT: dict[str, Any] = {
    "if": {"properties": {"status": {"const": "not_found"}}, "required": ["status"]},
    "then": {"not": {"anyOf": [_has(name) for name in RIGHT]}},
    "else": {"anyOf": [_has(name) for name in RIGHT]},
}


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


class Span(Frozen):
    """Words of a document."""

    document: str = Field(description="SHA-256 of the document's source, in hexadecimal")
    quote: Words = Field(description="its words, verbatim but for white space and width")


class NamedDocument(Frozen):
    """A document that a question is about."""

    title: str = Field(description="for people; nothing is looked up by it")
    sha256: str = Field(description="SHA-256 of the document's source, in hexadecimal")


class Question(Frozen):
    """A question and what its answer must say, must not say, and must cite.

    An answerable question has one of `required`, `evidence`, `reference` and `relevant`; an
    unanswerable one has none of them.
    """

    model_config = ConfigDict(json_schema_extra=ANSWERABLE_OR_NOT)

    id: Words = Field(description="names the question; stands once in the files given together")
    question: Words = Field(description="what is asked, as it is sent")
    language: Literal["zh", "en"] = Field("zh", description="what the question is written in")
    style: Style = Field(Style.PLAIN, description="how it is put; figures are given for each")
    intent: str = Field("other", description="what kind of thing is asked; figures for each")
    history: tuple[str, ...] = Field((), description="the questions asked before it, oldest first")
    status: Literal["answered", "not_found"] = Field(
        "answered", description="whether the corpus answers it"
    )
    reason: str | None = Field(None, description="why the corpus does not answer it")
    decision: Literal["yes", "no"] | None = Field(
        None, description="the answer to a question of yes or no, where the text decides it"
    )
    required: tuple[Annotated[tuple[Words, ...], Field(min_length=1)], ...] = Field(
        (), description="facts that the answer must say, each by its acceptable wordings"
    )
    forbidden: tuple[Words, ...] = Field(
        (), description="facts near the right ones that the answer must not say"
    )
    evidence: tuple[Annotated[tuple[Span, ...], Field(min_length=1)], ...] = Field(
        (), description="what must be cited, each by the places that say it"
    )
    supporting: tuple[tuple[Span, ...], ...] = Field(
        (), description="what may be cited too, each by the places that say it"
    )
    reference: tuple[Words, ...] = Field((), description="whole answers, any of which is right")
    relevant: dict[str, Annotated[int, Field(gt=0)]] = Field(
        default_factory=dict,
        description="the documents that answer, by their external ids, with a grade above 0",
    )
    rewording_of: str | None = Field(
        None, description="id of the question that this one puts in other words"
    )
    documents: tuple[NamedDocument, ...] = Field(
        (), description="the documents that it is about; it is asked where all of them are held"
    )
    note: str | None = Field(None, description="for people; nothing reads it")

    @property
    def sources(self) -> set[str]:
        """The SHA-256 of every document that it names or that its evidence is of."""
        spans = [span for group in (*self.evidence, *self.supporting) for span in group]
        named = {document.sha256 for document in self.documents}
        return named | {span.document for span in spans}

    @model_validator(mode="after")
    def _says_what_is_right(self) -> Self:
        said = [name for name in RIGHT if getattr(self, name)]
        if self.status == "answered" and not said:
            raise ValueError(f"is answerable and needs one of {', '.join(RIGHT)}")
        if self.status == "not_found" and said:
            raise ValueError(f"is unanswerable and must have no {' and no '.join(said)}")
        return self


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a line of a question file."""
    return {"$schema": DIALECT, **Question.model_json_schema()}
