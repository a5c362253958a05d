"""Answers one plan: from facts where they answer, else from the sentences that do."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

import numpy as np

from corpus.models import Document
from corpus.names.units import unit_matches
from index.filters import Filters
from index.search import SearchEngine, SearchResult
from index.store import Snapshot
from service.answering.assignments import deadline_of, duties_of, task_of, who_does
from service.answering.decisions import decision_on_task, decision_on_words
from service.answering.document_fields import cited_number, own_fields
from service.answering.finding import Draft, Finding, Quote, heading_quote
from service.answering.wording import sentence_text
from service.planning import AskedField, AskedValue, Intent, QuestionPlan
from service.reading.candidates import Candidate
from service.reading.document_view import view_of
from service.reading.evidence import Evidence, EvidenceFinder
from service.reading.reader import Reader, Scores
from service.reading.reasons import Reason
from service.reading.scope import Scope, scope_of
from service.reading.selection import (
    announced_items,
    best_candidate,
    chosen_candidates,
    narrowed,
    with_continuations,
    with_parts_joined,
)
from service.reading.values import names_what_it_asks, value_grade
from service.reading.weights import Weights, term_set

# Of 14 such labelled questions all were right: 15/16 by the rule of succession
FACT_CONFIDENCE = 0.94
EXPIRED_COUNTS = 1.5  # of the order's score, that a document no longer valid stands behind
# What meets little of the question, and is not likely to answer it, decides nothing
DECIDING_COVERAGE, DECIDING_PROBABILITY = 0.35, 0.4
TITLES_PROBABILITY = 0.6  # to decide by a sentence that meets no more than its titles do
# Below this share of the question's worth the best clause is about other matters
ON_TOPIC_COVERAGE = 0.2
LEAST_BESIDE = 0.5  # of the least confidence, where another part of the question is answered
FACT_COVERAGE = 0.8  # of the question's worth: such a task's assignment answers in any case
LEAST_ENGLISH_TOPICS = 2
HEADING_LENDS = 0.2  # of the question's worth: the heading is then said too
# Asked of other things too than of documents: 登记结果有效期三年
FIELDS_THAT_SENTENCES_SAY = (AskedField.EFFECTIVE_ON, AskedField.EXPIRES_ON)
CERTAIN = 1.0  # of what is read from facts


@dataclass(frozen=True, slots=True)
class PartAnswer:
    """What was found for a plan, or why nothing; `probability` that it is right, 0 to 1."""

    plan: QuestionPlan
    finding: Finding | None
    reason: Reason | None
    result: SearchResult | None
    probability: float = 0.0
    unsure: Finding | None = None


class PartReader:
    """Answers plans from a search engine's corpus."""

    def __init__(self, engine: SearchEngine, reader: Reader) -> None:
        self._engine = engine
        self._reader = reader
        self._finder = EvidenceFinder(engine)

    def answer(self, plan: QuestionPlan, snapshot: Snapshot, filters: Filters) -> PartAnswer:
        """Return what the documents in the plan's scope say to it."""
        scope = scope_of(plan, snapshot.headers(), filters, self._engine.occurs)
        if scope.reason:
            return PartAnswer(plan, None, scope.reason, None)
        today = filters.in_force_on or date.today()
        finding = self._from_facts(plan, scope, snapshot, today)
        if finding and AskedField.DOC_NUMBER not in plan.asked_fields:
            return PartAnswer(plan, finding, None, None, CERTAIN)
        evidence = self._finder.evidence_for(plan, scope, snapshot, filters)
        finding = cited_number(plan, evidence.candidates, finding) or finding
        if finding:
            return PartAnswer(plan, finding, None, evidence.result, CERTAIN)
        if self._facts_alone_answer(plan):
            return PartAnswer(plan, None, Reason.NOT_STATED, evidence.result)
        if not evidence.candidates or not evidence.weights.total:
            return PartAnswer(plan, None, self._why_not(plan, evidence), evidence.result)
        scores = self._reader.scores(evidence) - EXPIRED_COUNTS * _expired(evidence, today)
        probability = self._reader.probability(plan, evidence, scores)
        if _is_fact(plan, evidence, scores):
            probability = max(probability, FACT_CONFIDENCE)
        least = self._reader.least_confidence
        if probability >= least * LEAST_BESIDE and _names_a_topic(plan, evidence):
            finding = _from_sentences(plan, evidence, scores, probability)
        is_sure = probability >= least
        return PartAnswer(
            plan,
            finding if is_sure else None,
            None if finding and is_sure else self._why_not(plan, evidence),
            evidence.result,
            probability,
            unsure=None if is_sure else finding,
        )

    def _from_facts(
        self, plan: QuestionPlan, scope: Scope, snapshot: Snapshot, today: date
    ) -> Finding | None:
        if plan.intent is Intent.METADATA:
            weights = Weights.of(plan, self._engine.idf)
            return own_fields(plan, scope.own_documents, snapshot.document, weights, today)
        if plan.intent is Intent.UNIT_DUTIES:  # else sentences that name the unit
            weights = Weights.of(plan, self._engine.idf)
            return duties_of(plan, _documents_with_units(plan, scope, snapshot), weights)
        return None

    @staticmethod
    def _facts_alone_answer(plan: QuestionPlan) -> bool:
        of_document = plan.intent is Intent.METADATA
        return of_document and not set(plan.asked_fields) & set(FIELDS_THAT_SENTENCES_SAY)

    @staticmethod
    def _why_not(plan: QuestionPlan, evidence: Evidence) -> Reason:
        """Tell a question about other matters from one about ours that is not answered."""
        if plan.intent in (Intent.METADATA, Intent.UNIT_DUTIES):
            return Reason.NOT_STATED
        confidence = evidence.result.lexical_confidence
        if not evidence.weights.total or confidence < ON_TOPIC_COVERAGE:
            return Reason.OFF_TOPIC
        return Reason.NOT_STATED


def _expired(evidence: Evidence, today: date) -> Scores:
    """Return 1 for each candidate of a document that is no longer valid, else 0."""
    ends = [candidate.document.metadata.expires_on for candidate in evidence.candidates]
    return np.array([float(end is not None and end < today) for end in ends])


def _coverage(plan: QuestionPlan, evidence: Evidence, scores: Scores) -> float:
    """Return how much of the question's worth the best candidate meets in its context."""
    return float(evidence.features[best_candidate(plan, evidence, scores), 0])


def _names_a_topic(plan: QuestionPlan, evidence: Evidence) -> bool:
    """Tell whether an English question names more of a topic than one word and what is unheard of.

    Its words reach the corpus in the corpus's own terms, by way of the glossary; those that it
    does not know stay as they are, and may be names that the corpus has: BIM.
    """
    if plan.language != "en":
        return True
    met = {term for candidate in evidence.candidates for term in candidate.met}
    known = [topic for topic in plan.topics if not topic.isascii() or topic.lower() in met]
    is_vague = plan.intent is Intent.OTHER or len(known) < len(plan.topics)
    return len(known) >= LEAST_ENGLISH_TOPICS or not is_vague


def _is_fact(plan: QuestionPlan, evidence: Evidence, scores: Scores) -> bool:
    """Tell whether an assignment in the asked role, or an acronym with its name, answers a plan."""
    best = best_candidate(plan, evidence, scores)
    if plan.asked_value is AskedValue.DEFINITION and names_what_it_asks(plan):
        return value_grade(evidence.candidates[best].sentence.text, plan) == 1.0
    if not plan.asks_who or evidence.features[best, 0] < FACT_COVERAGE:
        return False
    return task_of(plan, evidence.candidates[best]) is not None


def _from_sentences(
    plan: QuestionPlan, evidence: Evidence, scores: Scores, probability: float
) -> Finding | None:
    best = evidence.candidates[best_candidate(plan, evidence, scores)]
    if plan.asks_who:
        task = task_of(plan, best)
        if task:
            finding = who_does(task, best.sentence, evidence.weights, plan.language)
            if plan.claimed_role:
                return replace(finding, decision=decision_on_task(plan, task))
            return finding
    if plan.asked_value and value_grade(best.sentence.text, plan) == 0:
        deadline = deadline_of(plan, best)
        return Finding((deadline,)) if deadline else None
    drafts = _sentence_drafts(plan, evidence, scores)
    decision = None
    if plan.intent is Intent.YES_NO:
        said = [best, *chosen_candidates(plan, evidence, scores)]
        decisions = (decision_on_words(plan, _with_lead(own), evidence.weights) for own in said)
        decision = next((own for own in decisions if own is not None), None)
        meets_much = _coverage(plan, evidence, scores) >= DECIDING_COVERAGE
        if not meets_much and probability < DECIDING_PROBABILITY:
            decision = None
        if not _meets_more_than_titles(best, evidence) and probability < TITLES_PROBABILITY:
            decision = None
    return Finding(tuple(drafts), decision=decision)


def _meets_more_than_titles(best: Candidate, evidence: Evidence) -> bool:
    """Tell whether a sentence meets more of the question than what its document is about.

    That 民宿 must not use 液化气 says nothing of whether they may keep a panda.
    """
    titles = term_set(view_of(best.document).titles)
    own = term_set(" ".join([*best.clause.path, best.clause.heading or ""])) | best.met.keys()
    return bool((own & evidence.weights.own) - titles)


def _with_lead(candidate: Candidate) -> str:
    lead = candidate.lead
    return (lead.text if lead else "") + candidate.sentence.text


def _sentence_drafts(plan: QuestionPlan, evidence: Evidence, scores: Scores) -> Iterator[Draft]:
    best = evidence.candidates[best_candidate(plan, evidence, scores)]
    if _leans_on_heading(best, evidence.weights):
        quote = heading_quote(best.sentence.document, best.clause)
        yield Draft(sentence_text(quote.document, quote.text, plan.language), (quote,))
    chosen = [c.sentence for c in chosen_candidates(plan, evidence, scores)]
    for whole in with_parts_joined(with_continuations(chosen)):
        sentence = narrowed(plan, whole, evidence.weights)
        lead = view_of(sentence.document).leads.get(sentence.clause.id)
        said = [lead, sentence] if lead else [sentence]
        quotes = [Quote(own.document, own.clause, own.start, own.end) for own in said]
        for item in announced_items(sentence) if _wants_items(plan) else ():
            quotes.append(Quote(item.document, item.clause, item.start, item.end))
        text = "".join(sentence_text(quote.document, quote.text, plan.language) for quote in quotes)
        yield Draft(text, tuple(quotes))


def _wants_items(plan: QuestionPlan) -> bool:
    """Tell whether what a sentence announces belongs to the answer: not to one of a value."""
    return plan.asked_value is None and not plan.asks_who


def _leans_on_heading(best: Candidate, weights: Weights) -> bool:
    """Tell whether a good part of what is asked stands only in the heading above the sentence."""
    heading = best.clause.heading
    if not heading or best.sentence.is_heading:
        return False
    lent = term_set(heading) - set(best.met)
    share = sum(weight for term, weight in weights.by_term.items() if term in lent)
    return weights.total > 0 and share / weights.total >= HEADING_LENDS


def _documents_with_units(
    plan: QuestionPlan, scope: Scope, snapshot: Snapshot
) -> Iterator[Document]:
    """Yield the documents of the scope in which a unit that the question names has a task."""
    units: dict[str, list[str]] = {}
    for document_id, unit in snapshot.units():
        units.setdefault(document_id, []).append(unit)
    for header in scope.own_documents:
        pairs = product(plan.units, units.get(header.id, []))
        if any(unit_matches(asked, unit, header.region) for asked, unit in pairs):
            yield snapshot.document(header.id)
