"""Reads the clauses that the search found: which sentences say what the question asks."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from corpus.facts.bracketed_assignments import first_assignment_start
from corpus.models import Clause, ClauseKind, Document
from index.terms import MOST_QUERY_TERMS, normalized, terms, words
from service.answering.synonyms import synonym_group

# What a matched term is worth by where it stands: a sentence may lean on its headings and title.
IN_SENTENCE, IN_HEADING, IN_TITLE, IN_CLAUSE = 1.0, 0.85, 0.6, 0.5

WITHOUT_SENTENCES = (ClauseKind.BACK_MATTER, ClauseKind.TABLE)
SENTENCE_CLOSED = re.compile(r"[。！？][”’」』）)]*$")
# The cells of a table's row stand between tabs
SENTENCE = re.compile(r"[^。！？\n\t]+[。！？]?[”’」』）)]*")
PART = re.compile(r"([^；;]+)[；;]?")
CACHED_TERM_SETS = 50_000
CACHED_CLAUSES = 10_000
PHRASE = re.compile(r"([^，；。]+)[，；。]?")
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

    @classmethod
    def of(cls, question: str, idf: Callable[[list[str]], dict[str, float]]) -> "Weights":
        """Return the weights of a question's terms, each group of synonyms by its commonest."""
        groups = synonym_group()
        weights: dict[str, float] = {}
        for term, weight in idf(list(dict.fromkeys(terms(question)))).items():
            group = groups.get(term, term)
            weights[group] = min(weight, weights.get(group, weight))
        heaviest = sorted(weights, key=lambda term: -weights[term])[:MOST_QUERY_TERMS]
        return cls({term: weights[term] for term in heaviest})

    def of_words(self, question: str) -> "Weights":
        """Return the weights of dictionary words alone: titles are named loosely."""
        groups = synonym_group()
        kept = {groups.get(word, word) for word in words(normalized(question))}
        return Weights({term: weight for term, weight in self.by_term.items() if term in kept})

    def share_in(self, text: str) -> float:
        """Return the share, 0 to 1, of the question's worth that stands in a text."""
        found = term_set(text)
        met = sum(weight for term, weight in self.by_term.items() if term in found)
        return met / self.total if self.total else 0.0


class ClauseReader:
    """Tells how much of a question the words of one clause meet, in their context.

    A term counts by the best place it stands in: the words, the headings, the document's titles,
    the rest of the clause. What the context meets is summed once; words only add to it.
    """

    def __init__(
        self, document: Document, clause: Clause, weights: Weights, rest_counts: bool = True
    ) -> None:
        headings = term_set(" ".join([*clause.path, clause.heading or ""]))
        titles = term_set(titles_of(document))
        rest = term_set(document.text[clause.start : clause.end]) if rest_counts else frozenset()
        self._total = weights.total
        self._context_meets = 0.0
        self._words_add: dict[str, float] = {}
        for term, weight in weights.by_term.items():
            if term in headings:
                worth = IN_HEADING
            elif term in titles:
                worth = IN_TITLE
            elif term in rest:
                worth = IN_CLAUSE
            else:
                worth = 0.0
            self._context_meets += weight * worth
            self._words_add[term] = weight * (IN_SENTENCE - worth)

    def coverage(self, words: str) -> float:
        """Return the share, 0 to 1, of the question's worth that some words meet here."""
        if not self._total:
            return 0.0
        found = term_set(words)
        added = sum(worth for term, worth in self._words_add.items() if term in found)
        return (self._context_meets + added) / self._total


@lru_cache(maxsize=CACHED_TERM_SETS)
def term_set(words: str) -> frozenset[str]:
    """Return the terms of some words of a document; the same ones are read again and again.

    A word with synonyms stands for its whole group, so that any of them is met by any other.
    """
    groups = synonym_group()
    return frozenset(groups.get(term, term) for term in terms(words))


def sentences_of(document: Document, clause: Clause) -> Iterator[Sentence]:
    """Yield the sentences of a clause's own text, without its number and its assignments."""
    if clause.kind in WITHOUT_SENTENCES:
        return
    own = document.text[clause.body_start : clause.end]
    for start, end in _sentence_spans(own):
        # Among titles and signatures a short notice may say all that it says
        if clause.kind is ClauseKind.FRONT_MATTER and not SENTENCE_CLOSED.search(own[start:end]):
            continue
        yield Sentence(document, clause, clause.body_start + start, clause.body_start + end)


def narrowed(sentence: Sentence, reader: ClauseReader) -> Sentence:
    """Return the part of a long sentence between semicolons that says it, if one does."""
    if sentence.end - sentence.start <= LONG_SENTENCE:
        return sentence
    return _best_part(sentence, PART, reader)


def shortest_part(sentence: Sentence, reader: ClauseReader) -> Sentence:
    """Return the part of a sentence between commas that says it, if one does."""
    return _best_part(sentence, PHRASE, reader)


def _best_part(sentence: Sentence, pattern: re.Pattern[str], reader: ClauseReader) -> Sentence:
    parts = [
        Sentence(sentence.document, sentence.clause, *match.span(1))
        for match in pattern.finditer(sentence.document.text, sentence.start, sentence.end)
    ]
    best = max(parts, key=lambda part: reader.coverage(part.text))
    enough = PART_KEEPS * reader.coverage(sentence.text)
    return best if reader.coverage(best.text) >= enough else sentence


def titles_of(document: Document) -> str:
    """Return the title and the front matter's words, which name what a notice encloses."""
    front = [
        document.text[clause.start : clause.end]
        for clause in document.clauses
        if clause.kind is ClauseKind.FRONT_MATTER
    ]
    return " ".join([document.title, *front])


@lru_cache(maxsize=CACHED_CLAUSES)
def _sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    spans = []
    for match in SENTENCE.finditer(text):
        start, end = match.span()
        assignment = first_assignment_start(text, start, end)
        if assignment is not None:
            end = assignment
        start += len(text[start:end]) - len(text[start:end].lstrip())
        end = start + len(text[start:end].rstrip())
        if end - start > 1:
            spans.append((start, end))
    return tuple(spans)
