"""What is wrong, or looks wrong, with questions over a corpus.

Reading refuses what is no question at all; this finds questions that no answer could get right.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from eval.metrics.facts import says
from eval.metrics.texts import CompactText, compact
from eval.question_sets.corpora import Corpus
from eval.question_sets.languages import language_of
from eval.question_sets.model import Question, Span
from eval.question_sets.quotes import Likeness, nearest_words, places_of
from eval.question_sets.reading import PlacedQuestion

LONGEST_SHOWN = 100  # characters of a quote or a question in a message


class Level(StrEnum):
    """An error makes a score wrong; a warning may be meant."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with one question, and where it stands."""

    path: Path
    line: int
    question_id: str
    level: Level
    message: str


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    compact: CompactText


_Problem = tuple[Level, str]
_Check = Callable[[Question], Iterator[_Problem]]


def findings(questions: Sequence[PlacedQuestion], corpus: Corpus) -> Iterator[Finding]:
    """Yield what is wrong with questions, in their order.

    The corpus is read once for each document that is quoted. What reading it raises goes through.
    """
    over_corpus = _OverCorpus(corpus)
    over_set = _OverSet(questions)
    checks: tuple[_Check, ...] = (
        over_corpus.documents,
        over_corpus.quotes,
        over_corpus.relevant,
        _forbidden,
        _required,
        _evidence,
        _language,
        over_set.rewording,
        over_set.same_text,
    )
    for placed in questions:
        question = placed.question
        for check in checks:
            for level, message in check(question):
                yield Finding(placed.path, placed.line, question.id, level, message)


class _OverCorpus:
    """What a corpus is needed for."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._text = cache(self._read)

    def documents(self, question: Question) -> Iterator[_Problem]:
        titles = {document.sha256: document.title for document in question.documents}
        for sha256 in sorted(question.sources):
            if not self._corpus.holds(sha256):
                name = f"{_shown(titles[sha256])} ({sha256})" if sha256 in titles else sha256
                yield Level.ERROR, f"the document {name} is not in the corpus. Ingest it"

    def quotes(self, question: Question) -> Iterator[_Problem]:
        for kind in ("evidence", "supporting"):
            for group in getattr(question, kind):
                for span in group:
                    yield from self._quote(span, kind, question)

    def relevant(self, question: Question) -> Iterator[_Problem]:
        for external_id in question.relevant:
            if external_id not in self._corpus.external_ids:
                yield (
                    Level.ERROR,
                    f"relevant: no document of the corpus has the external id {external_id!r}. "
                    "Ingest it, or remove it here",
                )

    def _quote(self, span: Span, kind: str, question: Question) -> Iterator[_Problem]:
        if not self._corpus.holds(span.document):
            return
        text = self._text(span.document)
        if text is None:
            yield (
                Level.WARNING,
                f"{kind}: the words of {span.document} cannot be read here, so its quotes are not "
                "checked. Ingest it and name the service with --url",
            )
        elif not places_of(span.quote, text.compact):
            yield Level.ERROR, f"{kind}: {_astray(span, text)}{self._elsewhere(span, question)}"

    def _elsewhere(self, span: Span, question: Question) -> str:
        """Say in which other document of the question a quote stands, if in any."""
        for sha256 in sorted(question.sources - {span.document}):
            text = self._text(sha256) if self._corpus.holds(sha256) else None
            if text and places_of(span.quote, text.compact):
                return f". It stands in {sha256}"
        return ""

    def _read(self, sha256: str) -> _Text | None:
        text = self._corpus.text(sha256)
        return None if text is None else _Text(text, CompactText.of(text))


class _OverSet:
    """What all questions together are needed for."""

    def __init__(self, questions: Sequence[PlacedQuestion]) -> None:
        self._ids = {placed.question.id for placed in questions}
        self._first_asking: dict[tuple[str, ...], str] = {}
        for placed in questions:
            self._first_asking.setdefault(_asked(placed.question), placed.question.id)

    def rewording(self, question: Question) -> Iterator[_Problem]:
        original = question.rewording_of
        if original is None:
            return
        if original == question.id:
            yield Level.ERROR, "rewording_of: it names itself"
        elif original not in self._ids:
            yield (
                Level.ERROR,
                f"rewording_of: no question has the id {original!r}. Give its file too",
            )

    def same_text(self, question: Question) -> Iterator[_Problem]:
        first = self._first_asking[_asked(question)]
        if first != question.id:
            yield Level.ERROR, f"the question {first} asks the same in the same words"


def _forbidden(question: Question) -> Iterator[_Problem]:
    for forbidden in question.forbidden:
        for wordings in question.required:
            equal = [wording for wording in wordings if _folded(wording) == _folded(forbidden)]
            if equal:
                yield Level.ERROR, f"forbidden: {forbidden!r} is required too"
            elif all(says(forbidden, wording) for wording in wordings):
                yield (
                    Level.ERROR,
                    f"forbidden: every answer that says {_listed(wordings)} says {forbidden!r} too",
                )


def _required(question: Question) -> Iterator[_Problem]:
    if not question.evidence:
        return
    for wordings in question.required:
        if _holds(question.evidence, wordings):
            continue
        remedy = (
            "Only a supporting one does: must it be cited?"
            if _holds(question.supporting, wordings)
            else "Is a wording of the text or a piece of evidence missing?"
        )
        yield (
            Level.WARNING,
            f"required: no quote of the evidence says {_listed(wordings)}. {remedy}",
        )


def _holds(groups: Sequence[Sequence[Span]], wordings: Sequence[str]) -> bool:
    quotes = [span.quote for group in groups for span in group]
    return any(says(wording, quote) for wording in wordings for quote in quotes)


def _listed(wordings: Sequence[str]) -> str:
    return " / ".join(map(repr, wordings))


def _evidence(question: Question) -> Iterator[_Problem]:
    if question.status == "answered" and not question.evidence and not question.relevant:
        yield Level.WARNING, "it is answerable and has no evidence: citations are not scored"


def _language(question: Question) -> Iterator[_Problem]:
    told = language_of(question.question)
    if told != question.language:
        yield (
            Level.WARNING,
            f"language: it says {question.language!r}, the characters say {told!r}: "
            f"{_shown(question.question)}",
        )


def _astray(span: Span, text: _Text) -> str:
    astray = f"{_shown(span.quote)} does not stand in {span.document}"
    nearest: Likeness | None = nearest_words(span.quote, text.text, text.compact)
    if nearest is None:
        return f"{astray}, nor anything like it"
    return f"{astray}; the nearest there ({nearest.score:.0f} of 100): {_shown(nearest.words)}"


def _asked(question: Question) -> tuple[str, ...]:
    """Return what is asked, with what was asked before, as it is compared."""
    return tuple(_folded(words) for words in (*question.history, question.question))


def _folded(words: str) -> str:
    return compact(words).casefold()


def _shown(words: str) -> str:
    line = " ".join(words.split())
    return f"「{line if len(line) <= LONGEST_SHOWN else f'{line[:LONGEST_SHOWN]}…'}」"
