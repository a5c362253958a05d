"""Answers with the sentences that say it, where no typed fact does."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.models import Clause, Document
from service.answering.evidence import (
    ClauseReader,
    Sentence,
    Weights,
    narrowed,
    sentences_of,
    term_set,
)
from service.answering.finding import Draft, Finding, Quote, heading_quote
from service.answering.scope import meets_years, names_all, names_units
from service.answering.values import holds_new_value, required_value
from service.answering.wording import sentence_text
from service.planning import QuestionPlan

VALUE_BONUS = 0.15
ABOUT_BONUS = 0.15  # for a clause whose headings name all that is asked
HEADING_PENALTY = 0.1
SIMILARITY_SHARE = 0.2  # of the cosine of the passage the sentence is in
FURTHER_SENTENCE_GAIN = 0.15  # of the question's worth that a further sentence must add
MOST_SENTENCES = 3
HEADING_LENDS = 0.2  # of the question's worth: the heading is then said too


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence with how well it meets the question."""

    sentence: Sentence
    reader: ClauseReader
    coverage: float
    score: float


def sentences_that_say(
    plan: QuestionPlan,
    clauses: Sequence[tuple[Document, Clause]],
    similarities: dict[str, float],
    weights: Weights,
    must_name: Sequence[tuple[str, ...]],
) -> Finding | None:
    """Return the sentences that answer the plan, best first, or None when none may.

    `similarities` are the cosines of the clauses' passages, by clause id.
    """
    value = required_value(plan)
    candidates = [
        candidate
        for document, clause in clauses
        for candidate in _candidates(
            plan, value, document, clause, similarities, weights, must_name
        )
    ]
    if not candidates:
        return None
    best = max(candidates, key=lambda candidate: candidate.score)
    chosen = [best, *_further(best, candidates, weights)]
    drafts = [_draft(candidate, plan.language) for candidate in chosen]
    if _leans_on_heading(best, weights):
        drafts.insert(0, _heading_draft(best, plan.language))
    return Finding(tuple(drafts), best.coverage)


def _candidates(
    plan: QuestionPlan,
    value: re.Pattern[str] | None,
    document: Document,
    clause: Clause,
    similarities: dict[str, float],
    weights: Weights,
    must_name: Sequence[tuple[str, ...]],
) -> list[Candidate]:
    if not names_units(document.text[clause.start : clause.end], plan.units, document):
        return []
    reader = ClauseReader(document, clause, weights)
    about = weights.share_in(" ".join([*clause.path, clause.heading or ""]))
    found = []
    for sentence in sentences_of(document, clause):
        if value is not None and not holds_new_value(sentence.text, value, plan.question):
            continue
        if not meets_years(sentence.text, plan.years, document):
            continue
        if not names_all(sentence.text, must_name):
            continue
        coverage = reader.coverage(sentence.text)
        score = coverage + SIMILARITY_SHARE * similarities.get(clause.id, 0.0)
        score += ABOUT_BONUS * about
        score += VALUE_BONUS if value is not None else 0.0
        score -= HEADING_PENALTY if sentence.is_heading else 0.0
        found.append(Candidate(sentence, reader, coverage, score))
    return found


def _further(best: Candidate, candidates: Sequence[Candidate], weights: Weights) -> list[Candidate]:
    """Return sentences of the same clause that meet a part of the question the best leaves open."""
    met = set(term_set(best.sentence.text))
    chosen: list[Candidate] = []
    while len(chosen) < MOST_SENTENCES - 1:
        open_terms = {t: w for t, w in weights.by_term.items() if t not in met}
        gains = [
            (sum(w for t, w in open_terms.items() if t in term_set(other.sentence.text)), other)
            for other in candidates
            if other.sentence.clause == best.sentence.clause
            and other is not best
            and other not in chosen
        ]
        gain, other = max(gains, key=lambda item: item[0], default=(0.0, best))
        if not weights.total or gain / weights.total < FURTHER_SENTENCE_GAIN:
            break
        chosen.append(other)
        met |= term_set(other.sentence.text)
    return sorted(chosen, key=lambda candidate: candidate.sentence.start)


def _leans_on_heading(best: Candidate, weights: Weights) -> bool:
    """Tell whether a good part of what is asked stands only in the heading above the sentence."""
    heading = best.sentence.clause.heading
    if not heading or best.sentence.is_heading:
        return False
    own = term_set(best.sentence.text)
    lent = term_set(heading) - own
    share = sum(weight for term, weight in weights.by_term.items() if term in lent)
    return weights.total > 0 and share / weights.total >= HEADING_LENDS


def _heading_draft(best: Candidate, language: str) -> Draft:
    document = best.sentence.document
    quote = heading_quote(document, best.sentence.clause, best.coverage)
    return Draft(sentence_text(document, quote.text, language), (quote,))


def _draft(candidate: Candidate, language: str) -> Draft:
    sentence = narrowed(candidate.sentence, candidate.reader)
    quote = Quote(
        sentence.document, sentence.clause, sentence.start, sentence.end, candidate.coverage
    )
    return Draft(sentence_text(sentence.document, sentence.text, language), (quote,))
