"""SQuAD and data sets of its form, CMRC 2018 among them: JSON, read whole.

Rajpurkar et al. 2016, 2018, "SQuAD: 100,000+ Questions for Machine Comprehension of Text", "Know
What You Don't Know: Unanswerable Questions for SQuAD"; Cui et al. 2019, "A Span-Extraction Dataset
for Chinese Machine Reading Comprehension", whose flat form (a list of contexts) is read too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic_core import from_json

from eval.errors import QuestionFileError
from eval.metrics.texts import CompactText
from eval.question_sets.converters.base import (
    Converted,
    Document,
    LeftOut,
    question_of,
    unless_blank,
)
from eval.question_sets.files import opened_bytes
from eval.question_sets.languages import language_of
from eval.question_sets.model import Question
from eval.question_sets.problems import PlaceOfIds, validated
from eval.question_sets.quotes import places_of
from eval.question_sets.sentences import sentence_around

ASTRAY = "an answer does not stand in the context: {}"


class _Answer(BaseModel):
    text: str
    answer_start: int | None = None


class _Asked(BaseModel):
    id: str | int
    question: str
    answers: tuple[_Answer, ...] = ()
    is_impossible: bool = False


class _Paragraph(BaseModel):
    context: str
    qas: tuple[_Asked, ...]


class _Article(BaseModel):
    title: str | None = None
    paragraphs: tuple[_Paragraph, ...]


class _FlatAsked(BaseModel):
    query_id: str | int
    query_text: str
    answers: tuple[str, ...]


class _FlatContext(BaseModel):
    context_text: str
    title: str | None = None
    qas: tuple[_FlatAsked, ...]

    def article(self) -> _Article:
        """Return the same in the nested form."""
        asked = [
            _Asked(
                id=own.query_id,
                question=own.query_text,
                answers=tuple(_Answer(text=text) for text in own.answers),
            )
            for own in self.qas
        ]
        paragraph = _Paragraph(context=self.context_text, qas=tuple(asked))
        return _Article(title=self.title, paragraphs=(paragraph,))


@dataclass(frozen=True, slots=True)
class _Placed:
    """A paragraph with the title of its article and where it stands."""

    place: str
    title: str | None
    paragraph: _Paragraph

    @property
    def document(self) -> Document:
        document = Document("", self.paragraph.context, self.title)
        return Document(document.sha256, document.text, document.title)


def converted(source: Path) -> Converted:
    """Return the questions of a file, and its contexts once each as documents.

    The evidence of a question is the sentence around each answer; where an answer's offset is
    wrong, around the nearest place where it stands.
    """
    paragraphs = tuple(_paragraphs(source))
    return Converted(_questions(paragraphs), _documents(paragraphs))


def _paragraphs(source: Path) -> Iterator[_Placed]:
    for place, article in _articles(source):
        for number, paragraph in enumerate(article.paragraphs):
            yield _Placed(f"{place}.paragraphs[{number}]", unless_blank(article.title), paragraph)


def _articles(source: Path) -> Iterator[tuple[str, _Article]]:
    match _json_of(source):
        case {"data": [*articles]}:
            for number, article in enumerate(articles):
                place = f"{source} data[{number}]"
                yield place, validated(_Article, article, place)
        case [*contexts]:
            for number, context in enumerate(contexts):
                place = f"{source} [{number}]"
                yield place, validated(_FlatContext, context, place).article()
        case _:
            raise QuestionFileError(
                f"{source} is neither an object with a list `data`, as SQuAD, nor a list of "
                "contexts, as CMRC 2018"
            )


def _json_of(source: Path) -> Any:
    with opened_bytes(source) as stream:
        data = stream.read()
    try:
        return from_json(data.decode("utf-8-sig"))
    except ValueError as error:
        raise QuestionFileError(f"{source} is no JSON in UTF-8: {error}") from error


def _documents(paragraphs: Sequence[_Placed]) -> Iterator[Document | LeftOut]:
    seen: set[str] = set()
    for placed in paragraphs:
        document = placed.document
        if not document.text.strip():
            yield LeftOut(placed.place, "blank contexts")
        elif document.id not in seen:
            seen.add(document.id)
            yield document


def _questions(paragraphs: Sequence[_Placed]) -> Iterator[Question | LeftOut]:
    place_of_ids = PlaceOfIds()
    for placed in paragraphs:
        context = _Context(placed.document)
        for number, asked in enumerate(placed.paragraph.qas):
            place = f"{placed.place}.qas[{number}]"
            place_of_ids.take(str(asked.id), place)
            if asked.is_impossible or any(answer.text.strip() for answer in asked.answers):
                yield question_of(context.fields_of(asked), place)
            else:
                yield LeftOut(place, "questions without an answer, not marked as unanswerable")


class _Context:
    """The text that answers stand in."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _compact(self) -> CompactText:
        return CompactText.of(self._document.text)

    def fields_of(self, asked: _Asked) -> dict[str, Any]:
        named = {"sha256": self._document.sha256, "title": self._document.title or ""}
        fields = {
            "id": str(asked.id),
            "question": asked.question,
            "language": language_of(asked.question),
            "documents": [named],
        }
        if asked.is_impossible:
            return fields | {"status": "not_found"}
        answers = [answer for answer in asked.answers if answer.text.strip()]
        quotes = [self._sentence_of(answer) for answer in answers]
        spans = [
            {"document": self._document.sha256, "quote": quote}
            for quote in dict.fromkeys(quotes)
            if quote is not None
        ]
        astray = [answer.text for answer, quote in zip(answers, quotes, strict=True) if not quote]
        return fields | {
            "reference": list(dict.fromkeys(answer.text for answer in answers)),
            "evidence": [spans] if spans else [],
            "note": ASTRAY.format("; ".join(astray)) if astray else None,
        }

    def _sentence_of(self, answer: _Answer) -> str | None:
        """Return the sentence around an answer, None where the context does not hold it."""
        text, start = self._document.text, answer.answer_start or 0
        if start < 0 or not text.startswith(answer.text, start):
            places = places_of(answer.text, self._compact)
            if not places:
                return None
            start, end = min(places, key=lambda place: abs(place[0] - start))
        else:
            end = start + len(answer.text)
        first, last = sentence_around(text, start, end)
        return text[first:last]
