"""The sentences that may answer."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from corpus.facts.models import Responsibility
from corpus.models import Clause, Document
from service.reading.document_view import view_of
from service.reading.sentences import Sentence, sentences_of

LONG_SENTENCE = 60  # characters; a longer one is read part by part
PART = re.compile(r"[^；;]+[；;]?")


@dataclass(frozen=True, slots=True)
class FoundClause:
    """A clause that may hold the answer; `similarity` and `score` are of its best passage."""

    document: Document
    clause: Clause
    similarity: float
    score: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence, or part of one, of a clause that was found; `met` are the terms it meets."""

    found: FoundClause
    sentence: Sentence
    is_first: bool
    met: Mapping[str, float]

    @property
    def clause(self) -> Clause:
        """The clause that it is of."""
        return self.found.clause

    @property
    def document(self) -> Document:
        """The document that it is of."""
        return self.found.document

    @property
    def assignments(self) -> list[Responsibility]:
        """The responsibilities whose task it shares words with."""
        start, end = self.sentence.start, self.sentence.end
        rows = view_of(self.document).assignments.get(self.clause.id, ())
        return [row for row in rows if row.task_start < end and start < row.task_end]

    @property
    def lead(self) -> Sentence | None:
        """The sentence above its clause that announces it: 长护险基金不支付下列费用：."""
        return view_of(self.document).leads.get(self.clause.id)


def parts_in(document: Document, clause: Clause) -> Iterator[Sentence]:
    """Yield the sentences of a clause, long ones as their parts between semicolons."""
    for sentence in sentences_of(document, clause):
        if sentence.end - sentence.start <= LONG_SENTENCE:
            yield sentence
            continue
        for match in PART.finditer(document.text, sentence.start, sentence.end):
            start, end = match.span()
            start += len(match.group()) - len(match.group().lstrip())
            yield Sentence(document, clause, start, end)
