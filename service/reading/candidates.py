"""The sentences that may answer, each with what tells how well it does."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.models import Clause, ClauseKind, Document
from index.embedding.base import Vectors
from service.planning import QuestionPlan
from service.reading.sentences import Sentence, lead_of, sentences_of, titles_of
from service.reading.values import DIGITS, has_cue, value_grade
from service.reading.weights import Weights

# What a matched term is worth by where it stands: a sentence may lean on its headings and title.
IN_SENTENCE, IN_HEADING, IN_TITLE, IN_CLAUSE = 1.0, 0.85, 0.6, 0.5
SENTENCES_EMBEDDED = 48  # the best by terms alone
LONG_SENTENCE = 60  # characters; a longer one is read part by part
PART = re.compile(r"[^；;]+[；;]?")

FEATURES = (
    "coverage in context",
    "coverage",
    "coverage by words",
    "coverage of headings",
    "coverage of title",
    "coverage of clause",
    "heaviest term is met",
    "numbers of the question",
    "similarity of sentence",
    "similarity of passage",
    "score of passage",
    "value",
    "no value",
    "cue",
    "is heading",
    "is front or closing",
    "is table row",
    "length",
    "first of clause",
    "coverage before",
    "nouns in context",
    "heaviest noun unmet",
)
Features = NDArray[np.float64]  # [candidates, len(FEATURES)]


@dataclass(frozen=True, slots=True)
class FoundClause:
    """A clause that may hold the answer; `similarity` and `score` are of its best passage."""

    document: Document
    clause: Clause
    similarity: float
    score: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence, or part of one, and the terms of the question that it meets."""

    sentence: Sentence
    met: Mapping[str, float]
    context: Mapping[str, float]

    @property
    def clause(self) -> Clause:
        """The clause that it is of."""
        return self.sentence.clause


def candidates_in(found: Sequence[FoundClause], weights: Weights) -> list[list[Candidate]]:
    """Return the candidates of each clause, in the order of the text."""
    return [_candidates(item.document, item.clause, weights) for item in found]


def features_of(
    plan: QuestionPlan,
    found: Sequence[FoundClause],
    grouped: Sequence[Sequence[Candidate]],
    weights: Weights,
    embed: Callable[[Sequence[str]], Vectors],
    assignment_says: Callable[[Candidate], bool],
) -> Features:
    """Return the features of all candidates, [candidates, features].

    `assignment_says` tells whether the assignment that applies to a candidate holds the value.
    """
    by_words = weights.of_words(plan.search_text)
    heaviest = max(weights.by_term, key=lambda term: weights.by_term[term], default="")
    numbers = set(DIGITS.findall(plan.search_text))
    asks = plan.asked_value is not None
    rows: list[list[float]] = []
    for item, candidates in zip(found, grouped, strict=True):
        clause, document = item.clause, item.document
        about = weights.share_in(" ".join([*clause.path, clause.heading or ""]))
        title = weights.share_in(document.title)
        whole = weights.share_in(document.text[clause.start : clause.end])
        before = 0.0
        for place, candidate in enumerate(candidates):
            words = candidate.sentence.text
            grade = value_grade(words, plan)
            if asks and grade < 1 and assignment_says(candidate):
                grade = 1.0
            own = weights.worth(candidate.met)
            known = {term for term in candidate.met if term in by_words.by_term}
            rows.append(
                [
                    weights.worth(_joined(candidate)),
                    own,
                    by_words.worth({term: candidate.met[term] for term in known}),
                    about,
                    title,
                    whole,
                    float(candidate.met.get(heaviest, 0.0)),
                    len(numbers & set(DIGITS.findall(words))) / len(numbers) if numbers else 0.0,
                    0.0,
                    item.similarity,
                    item.score,
                    grade if asks else 0.0,
                    float(asks and grade == 0.0),
                    float(has_cue(words, plan.intent)),
                    float(candidate.sentence.is_heading),
                    float(
                        clause.kind
                        in (ClauseKind.FRONT_MATTER, ClauseKind.CLOSING, ClauseKind.PREAMBLE)
                    ),
                    float(clause.kind is ClauseKind.TABLE_ROW),
                    min(len(words), 200) / 100,
                    float(place == 0),
                    before,
                    *weights.noun_worth(_joined(candidate)),
                ]
            )
            before = own
    features = np.array(rows, dtype=np.float64).reshape(-1, len(FEATURES))
    flat = [candidate for candidates in grouped for candidate in candidates]
    if flat:
        best = np.argsort(-features[:, 0], kind="stable")[:SENTENCES_EMBEDDED]
        vectors = embed(
            [plan.search_text + " " + plan.context, *(flat[i].sentence.text for i in best)]
        )
        features[best, FEATURES.index("similarity of sentence")] = vectors[1:] @ vectors[0]
    return features


def _candidates(document: Document, clause: Clause, weights: Weights) -> list[Candidate]:
    lead = lead_of(document, clause)
    headings = weights.met_by(
        " ".join([*clause.path, clause.heading or "", lead.text if lead else ""])
    )
    titles = weights.met_by(titles_of(document))
    rest = weights.met_by(document.text[clause.start : clause.end])
    context = {term: share * IN_CLAUSE for term, share in rest.items()}
    for met, worth in ((titles, IN_TITLE), (headings, IN_HEADING)):
        for term, share in met.items():
            context[term] = max(context.get(term, 0.0), share * worth)
    return [
        Candidate(part, weights.met_by(part.text), context)
        for sentence in sentences_of(document, clause)
        for part in _parts(sentence)
    ]


def _joined(candidate: Candidate) -> dict[str, float]:
    joined = dict(candidate.context)
    for term, share in candidate.met.items():
        joined[term] = max(joined.get(term, 0.0), share * IN_SENTENCE)
    return joined


def _parts(sentence: Sentence) -> Iterator[Sentence]:
    """Yield the parts of a long sentence between semicolons, or the sentence."""
    if sentence.end - sentence.start <= LONG_SENTENCE:
        yield sentence
        return
    text = sentence.document.text
    for match in PART.finditer(text, sentence.start, sentence.end):
        start, end = match.span()
        start += len(match.group()) - len(match.group().lstrip())
        yield Sentence(sentence.document, sentence.clause, start, end)
