"""Reads the clauses that the search found: which sentences say what the question asks."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from corpus.models import Clause, ClauseKind, Document
from corpus.responsibilities import ASSIGNMENT_START
from index.terms import terms

# What a matched term is worth by where it stands: a sentence may lean on its headings and title.
IN_SENTENCE, IN_HEADING, IN_TITLE, IN_CLAUSE = 1.0, 0.85, 0.6, 0.5

SENTENCE = re.compile(r"[^。！？\n]+[。！？]?[”’」』）)]*")
PART = re.compile(r"[^；;]+[；;]?")
CACHED_TERM_SETS = 50_000
LONG_SENTENCE = 90  # characters; a longer one is narrowed to the parts that say it
PART_KEEPS = 0.93  # of the whole sentence's score


@dataclass(frozen=True, slots=True)
class Sentence:
    """Some words of a clause: `document.text[start:end]`."""

    document: Document
    clause: Clause
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words."""
        return self.document.text[self.start : self.end]

    @property
    def is_heading(self) -> bool:
        """Whether it is only the clause's heading."""
        return self.text.rstrip("。") == (self.clause.heading or "")


@dataclass(frozen=True, slots=True)
class Weights:
    """What each term of the question is worth: its idf in the corpus."""

    by_term: Mapping[str, float]

    @property
    def total(self) -> float:
        """What a text with every term would score."""
        return sum(self.by_term.values())

    def matched(self, found: frozenset[str]) -> frozenset[str]:
        """Return the terms of the question among those found."""
        return frozenset(self.by_term).intersection(found)

    def coverage(self, *levels: tuple[frozenset[str], float]) -> float:
        """Return the share, 0 to 1, of the question's worth that is met.

        Each level is some terms and what a match there is worth; the best place counts.
        """
        if not self.total:
            return 0.0
        met = sum(
            weight * max((worth for found, worth in levels if term in found), default=0.0)
            for term, weight in self.by_term.items()
        )
        return met / self.total


@dataclass(frozen=True, slots=True)
class ClauseContext:
    """The terms of a clause, of its headings and of its document's titles."""

    document: Document
    clause: Clause
    own_terms: frozenset[str]
    heading_terms: frozenset[str]
    title_terms: frozenset[str]

    @classmethod
    def of(cls, document: Document, clause: Clause) -> "ClauseContext":
        """Return the context of a clause."""
        headings = " ".join([*clause.path, clause.heading or ""])
        own = document.text[clause.start : clause.end]
        return cls(
            document, clause, term_set(own), term_set(headings), term_set(titles_of(document))
        )

    def coverage(self, weights: Weights, words: str) -> float:
        """Return how much of the question some words of the clause meet, in their context."""
        return weights.coverage(
            (term_set(words), IN_SENTENCE),
            (self.heading_terms, IN_HEADING),
            (self.title_terms, IN_TITLE),
            (self.own_terms, IN_CLAUSE),
        )


@lru_cache(maxsize=CACHED_TERM_SETS)
def term_set(words: str) -> frozenset[str]:
    """Return the terms of some words of a document; the same ones are read again and again."""
    return frozenset(terms(words))


def sentences_of(document: Document, clause: Clause) -> Iterator[Sentence]:
    """Yield the sentences of a clause's own text, without its number and its assignments."""
    if clause.kind in (ClauseKind.FRONT_MATTER, ClauseKind.BACK_MATTER):
        return
    text = document.text
    for match in SENTENCE.finditer(text, clause.body_start, clause.end):
        start, end = match.span()
        assignment = ASSIGNMENT_START.search(text, start, end)
        if assignment:
            end = assignment.start()
        start += len(text[start:end]) - len(text[start:end].lstrip())
        end = start + len(text[start:end].rstrip())
        if end - start > 1:
            yield Sentence(document, clause, start, end)


def narrowed(sentence: Sentence, context: ClauseContext, weights: Weights) -> Sentence:
    """Return the part of a long sentence between semicolons that says it, if one does."""
    if sentence.end - sentence.start <= LONG_SENTENCE:
        return sentence
    whole = context.coverage(weights, sentence.text)
    parts = [
        Sentence(sentence.document, sentence.clause, match.start(), match.end())
        for match in PART.finditer(sentence.document.text, sentence.start, sentence.end)
    ]
    best = max(parts, key=lambda part: context.coverage(weights, part.text))
    return best if context.coverage(weights, best.text) >= PART_KEEPS * whole else sentence


def titles_of(document: Document) -> str:
    """Return the title and the front matter's words, which name what a notice encloses."""
    front = [
        document.text[clause.start : clause.end]
        for clause in document.clauses
        if clause.kind is ClauseKind.FRONT_MATTER
    ]
    return " ".join([document.title, *front])
