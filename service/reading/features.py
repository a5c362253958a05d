"""What tells how well a sentence answers, as numbers."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.models import ClauseKind
from index.embedding.base import Vectors
from index.terms.questions import stop_words
from service.planning import QuestionPlan
from service.reading.candidates import Candidate, FoundClause
from service.reading.document_view import view_of
from service.reading.values import DIGITS, has_cue, value_grade
from service.reading.weights import Weights, term_set

# What a matched term is worth by where it stands: a sentence may lean on its headings and title.
IN_HEADING, IN_TITLE, IN_CLAUSE = 0.85, 0.6, 0.5
READ_CLOSELY = 48  # sentences, the best by terms alone
CHINESE = re.compile(r"[\u3400-\u9fff]")
PHRASE = re.compile(r"[^，,；;。：:]+")
LONGEST = 200  # characters; longer sentences count as long as this

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
    "length",
    "first of clause",
    "characters",
    "characters in clause",
    "agreement of best phrase",
    "coverage beside the value",
    "headings where units are asked for",
    "length where units are asked for",
    "nouns in context",
    "heaviest noun unmet",
)
SIMILARITY = FEATURES.index("similarity of sentence")
IN_CLAUSE_CHARACTERS = FEATURES.index("characters in clause")
OF_TASKS = [FEATURES.index(name) for name in ("coverage of headings", "length")]
FOR_UNITS = [place for place, name in enumerate(FEATURES) if name.endswith("asked for")]
AGREEMENT = FEATURES.index("agreement of best phrase")
BESIDE_VALUE = FEATURES.index("coverage beside the value")
Features = NDArray[np.float64]  # [candidates, len(FEATURES)]
AROUND_THE_BODY = (ClauseKind.FRONT_MATTER, ClauseKind.CLOSING, ClauseKind.PREAMBLE)


def features_of(
    plan: QuestionPlan,
    candidates: Sequence[Candidate],
    weights: Weights,
    embed: Callable[[Sequence[str]], Vectors],
    assignment_grade: Callable[[Candidate], float],
) -> Features:
    """Return the features of candidates, [candidates, features].

    `assignment_grade` tells how far, 0 to 1, the assignment that applies holds the value.
    """
    if not candidates or not weights.total:  # nothing in common, nothing to tell apart
        return np.zeros((len(candidates), len(FEATURES)))
    terms = _Terms(plan, weights)
    met = terms.rows(candidate.met for candidate in candidates)
    clauses = {id(candidate.found): candidate.found for candidate in candidates}
    around = {key: _Surroundings(found, weights, terms) for key, found in clauses.items()}
    beside = [around[id(candidate.found)] for candidate in candidates]
    context = np.array([surroundings.row for surroundings in beside])
    joined = np.maximum(met, context)
    columns = [
        joined @ terms.shares,
        met @ terms.shares,
        met @ terms.word_shares,
        [surroundings.headings for surroundings in beside],
        [surroundings.title for surroundings in beside],
        [surroundings.clause for surroundings in beside],
        met[:, terms.heaviest],
    ]
    numbers = set(DIGITS.findall(plan.search_text))
    characters = frozenset(CHINESE.findall(plan.search_text)) - stop_words()
    features = np.zeros((len(candidates), len(FEATURES)))
    features[:, : len(columns)] = np.array(columns).T
    for row, candidate in enumerate(candidates):
        own = _of_words(plan, candidate, numbers, characters, assignment_grade)
        features[row, len(columns) : len(columns) + len(own)] = own
    if terms.nouns.any():
        features[:, -2] = joined @ terms.noun_shares
        features[:, -1] = np.max(np.where(joined > 0, 0.0, terms.noun_weights), axis=1, initial=0)
    else:
        features[:, -2] = 1.0
    best = np.argsort(-features[:, 0], kind="stable")[:READ_CLOSELY].tolist()
    asked = f"{plan.search_text} {plan.context}"
    vectors = embed([asked, *(candidates[i].sentence.text for i in best)])
    features[best, SIMILARITY] = vectors[1:] @ vectors[0]
    if plan.asks_who:  # headings name tasks
        features[:, FOR_UNITS] = features[:, OF_TASKS]
    in_clause = {key: own.share_of(characters) for key, own in around.items()}
    features[:, IN_CLAUSE_CHARACTERS] = [in_clause[id(c.found)] for c in candidates]
    for row in best:
        phrases = PHRASE.findall(candidates[row].sentence.text)
        features[row, AGREEMENT] = max(_agreement(phrase, weights) for phrase in phrases or [""])
        if plan.asked_value is not None:
            features[row, BESIDE_VALUE] = _coverage_beside_value(plan, phrases, weights)
    return features


class _Terms:
    """The terms of a question in an order, with what each is worth, as shares of the whole."""

    def __init__(self, plan: QuestionPlan, weights: Weights) -> None:
        self._place = {term: place for place, term in enumerate(weights.by_term)}
        self.count = len(self._place)
        worth = np.array(list(weights.by_term.values()))
        words = self._among(weights.of_words(plan.search_text).by_term)
        self.nouns = self._among(weights.nouns)
        self.shares = worth / worth.sum()
        self.word_shares = worth * words / ((worth * words).sum() or 1.0)
        self.noun_shares = worth * self.nouns / ((worth * self.nouns).sum() or 1.0)
        heaviest = float(worth.max(initial=0.0)) or 1.0
        self.noun_weights = worth * self.nouns / heaviest
        self.heaviest = int(np.argmax(worth))

    def _among(self, terms: Iterable[str]) -> NDArray[np.float64]:
        kept = np.zeros(self.count)
        for term in terms:
            if term in self._place:
                kept[self._place[term]] = 1.0
        return kept

    def row(self, met: Mapping[str, float]) -> NDArray[np.float64]:
        """Return how far each term is met, [terms]."""
        row = np.zeros(self.count)
        for term, share in met.items():
            row[self._place[term]] = share
        return row

    def rows(self, many: Iterable[Mapping[str, float]]) -> NDArray[np.float64]:
        """Return how far each term is met by each of several, [several, terms]."""
        return np.array([self.row(met) for met in many])


class _Surroundings:
    """What the headings, titles and other words around a sentence meet."""

    def __init__(self, found: FoundClause, weights: Weights, terms: _Terms) -> None:
        document, clause = found.document, found.clause
        view = view_of(document)
        lead = view.leads.get(clause.id)
        own_headings = " ".join([*clause.path, clause.heading or ""])
        headings = weights.met_by(f"{own_headings} {lead.text}" if lead else own_headings)
        whole = weights.met_by(document.text[clause.start : clause.end])
        self.row = np.maximum.reduce(
            [
                terms.row(whole) * IN_CLAUSE,
                terms.row(weights.met_by(view.titles)) * IN_TITLE,
                terms.row(headings) * IN_HEADING,
            ]
        )
        self.headings = weights.worth(headings)
        self.title = weights.worth(weights.met_by(document.title))
        self.clause = weights.worth(whole)
        self._words = document.text[clause.start : clause.end]

    def share_of(self, characters: frozenset[str]) -> float:
        """Return the share of characters that stand in the clause."""
        return _share(characters, self._words)


def _of_words(
    plan: QuestionPlan,
    candidate: Candidate,
    numbers: set[str],
    characters: frozenset[str],
    assignment_grade: Callable[[Candidate], float],
) -> list[float]:
    """Return the features from the numbers of the question to the characters of the sentence."""
    words, found = candidate.sentence.text, candidate.found
    asks = plan.asked_value is not None
    grade = value_grade(words, plan)
    if asks and grade < 1:
        grade = max(grade, assignment_grade(candidate))
    return [
        len(numbers & set(DIGITS.findall(words))) / len(numbers) if numbers else 0.0,
        0.0,
        found.similarity,
        found.score,
        grade if asks else 0.0,
        float(asks and grade == 0.0),
        float(has_cue(words, plan.intent)),
        float(candidate.sentence.is_heading),
        float(found.clause.kind in AROUND_THE_BODY),
        min(len(words), LONGEST) / 100,
        float(candidate.is_first),
        _share(characters, words),
    ]


def _agreement(phrase: str, weights: Weights) -> float:
    """Return the harmonic mean of what a phrase meets of the question and the question of it.

    A phrase that says much else beside what is asked is about something else: asked for 装配式建筑
    占比, 装配式建筑部品部件智能化生产线占比 agrees less than 装配式建筑占新建建筑的比例.
    """
    found = term_set(phrase)
    met = [weights.by_term[term] for term in found if term in weights.by_term]
    if not met:
        return 0.0
    covered, precise = sum(met) / weights.total, len(met) / len(found)
    return 2 * covered * precise / (covered + precise)


def _coverage_beside_value(plan: QuestionPlan, phrases: Sequence[str], weights: Weights) -> float:
    """Return the share of the question's worth in a phrase with the value and the one before it.

    A sentence may hold both the topic and a number of something else.
    """
    return max(
        (
            weights.share_in(f"{before} {phrase}")
            for before, phrase in zip(["", *phrases], phrases, strict=False)
            if value_grade(phrase, plan) > 0
        ),
        default=0.0,
    )


def _share(characters: frozenset[str], words: str) -> float:
    """Return the share of characters that stand in some words: 国外揽活 half in 境外承揽."""
    return sum(own in words for own in characters) / len(characters) if characters else 0.0
