"""What tells how well a sentence answers, as numbers."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corpus.models import ClauseKind
from index.embedding.base import Vectors
from index.terms.questions import stop_words
from service.planning import QuestionPlan
from service.reading.candidates import Candidate
from service.reading.enumerations import asks_for_a_list, share_of_members
from service.reading.surroundings import QuestionTerms, Surroundings, Titles, share_of_characters
from service.reading.values import DIGITS, has_cue, value_grade
from service.reading.weights import Weights, term_set

READ_CLOSELY = 32  # sentences, the best by terms alone
CHINESE = re.compile(r"[\u3400-\u9fff]")
PHRASE = re.compile(r"[^，,；;。：:]+")
SENTENCES_REMEMBERED = 50_000
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
    "coverage of document",
    "both deny",
    "denies unasked",
    "coverage beyond titles",
    "enumerates",
    "nouns in context",
    "heaviest noun unmet",
)
SIMILARITY = FEATURES.index("similarity of sentence")
IN_CLAUSE_CHARACTERS = FEATURES.index("characters in clause")
OF_TASKS = [FEATURES.index(name) for name in ("coverage of headings", "length")]
FOR_UNITS = [place for place, name in enumerate(FEATURES) if name.endswith("asked for")]
OF_DOCUMENT = FEATURES.index("coverage of document")
BOTH_DENY, DENIES_UNASKED = FEATURES.index("both deny"), FEATURES.index("denies unasked")
BEYOND_TITLES = FEATURES.index("coverage beyond titles")
ENUMERATES = FEATURES.index("enumerates")
NOUNS, NOUN_UNMET = FEATURES.index("nouns in context"), FEATURES.index("heaviest noun unmet")
# 没网签, 未经税务预审, 逾期不办; not 能不能, 是不是
DENIES = re.compile(r"(?<![能是要会可用行给])[不没未无](?!论|断|超过|少于|低于|同)|逾期|忘|免")
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
    terms = QuestionTerms(plan, weights)
    met = terms.rows(candidate.met for candidate in candidates)
    clauses = {id(candidate.found): candidate.found for candidate in candidates}
    documents = {found.document.id: found.document for found in clauses.values()}
    titles = {key: Titles(own, weights, terms) for key, own in documents.items()}
    around = {
        key: Surroundings(found, titles[found.document.id], terms) for key, found in clauses.items()
    }
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
    features[:, OF_DOCUMENT] = _of_documents(candidates, joined) @ terms.shares
    denied = denies(plan.question)
    denying = np.array([denies(candidate.sentence.text) for candidate in candidates])
    features[:, BOTH_DENY] = denying & denied
    features[:, DENIES_UNASKED] = denying & (not denied)
    in_titles = np.array([surroundings.titles for surroundings in beside])
    in_headings = np.array([surroundings.by_headings for surroundings in beside])
    beyond_titles = np.maximum(met, in_headings) * (in_titles == 0)
    features[:, BEYOND_TITLES] = beyond_titles @ terms.shares
    if asks_for_a_list(plan):
        features[:, ENUMERATES] = [share_of_members(c.sentence.text, plan) for c in candidates]
    if terms.nouns.any():
        features[:, NOUNS] = joined @ terms.noun_shares
        features[:, NOUN_UNMET] = np.max(
            np.where(joined > 0, 0.0, terms.noun_weights), axis=1, initial=0
        )
    else:
        features[:, NOUNS] = 1.0
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


@lru_cache(maxsize=SENTENCES_REMEMBERED)
def denies(words: str) -> bool:
    """Tell whether some words deny something: 没网签, 逾期不办."""
    return DENIES.search(words) is not None


def _of_documents(candidates: Sequence[Candidate], met: Features) -> Features:
    """Return what all candidates of each one's document meet, [candidates, terms]."""
    ids = {candidate.document.id: None for candidate in candidates}
    row_of = {document_id: row for row, document_id in enumerate(ids)}
    rows = np.array([row_of[candidate.document.id] for candidate in candidates])
    of_documents = np.zeros((len(ids), met.shape[1]))
    np.maximum.at(of_documents, rows, met)
    whole: Features = of_documents[rows]
    return whole


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
        share_of_characters(characters, words),
    ]


def _agreement(phrase: str, weights: Weights) -> float:
    """Return the harmonic mean of what a phrase meets of the question and the question of it.

    A phrase that says much else beside what is asked is about something else: asked for 装配式建筑
    占比, 装配式建筑部品部件智能化生产线占比 agrees less than 装配式建筑占新建建筑的比例.
    """
    found = term_set(phrase)
    met = [weights.by_term[term] for term in weights.by_term.keys() & found]
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
