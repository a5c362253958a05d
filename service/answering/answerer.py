"""The way of a question: plan, search, read, compose, verify."""

import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice, product

from corpus.models import Document
from corpus.names.units import unit_matches
from index.filters import Filters
from index.search import SearchEngine, SearchResult
from index.store import Snapshot
from service.answering.assignments import duties_of, who_does
from service.answering.citing import cited
from service.answering.document_fields import own_field
from service.answering.evidence import Weights
from service.answering.finding import Draft, Finding, clauses_found, said_in_the_body
from service.answering.models import (
    Answer,
    EngineInfo,
    PlanSummary,
    Reason,
    Retrieved,
    Status,
)
from service.answering.rows import incentives_cited, responsibility_row, targets_cited
from service.answering.scope import Scope, scope_of
from service.answering.sentences import sentences_that_say
from service.answering.values import required_value
from service.answering.verification import verified
from service.answering.wording import LEFT_OUT, NOT_FOUND
from service.planning import AskedField, Intent, QuestionPlan, planned

CLAUSES_READ = 30
CLAUSES_SHOWN = 10
# Of the question's worth (idf) that evidence must meet. Chosen on the development questions.
LEAST_FACT_COVERAGE = 0.5
LEAST_SENTENCE_COVERAGE = 0.25
LEAST_VALUE_COVERAGE = 0.4  # a number of something else is worse than none
ON_TOPIC_COVERAGE = 0.2
# How much better a sentence must meet the question than a fact to be preferred to it
SENTENCE_ADVANTAGE = 0.12
# Asked of other things too than of documents: 登记结果有效期三年
FIELDS_THAT_SENTENCES_SAY = (AskedField.EFFECTIVE_ON, AskedField.EXPIRES_ON)
ANSWERER = "extractive"
WARMING_QUESTIONS = (
    "市财政局负责哪些任务？",
    "Which tasks does the Finance Bureau lead in Beijing?",
)


class Answerer:
    """Answers questions from a search engine's corpus; the same question, the same answer."""

    def __init__(self, engine: SearchEngine) -> None:
        self._engine = engine

    def warm_up(self) -> None:
        """Load what the first questions in each language would otherwise wait for."""
        for question in WARMING_QUESTIONS:
            self.answer(question)

    def answer(
        self, question: str, filters: Filters | None = None, max_citations: int | None = None
    ) -> Answer:
        """Return the verified answer to a question, or why there is none."""
        watch = _Stopwatch()
        filters = filters or Filters()
        with watch.stage("plan"):
            plan = planned(question)
            snapshot = self._engine.store.snapshot()
            scope = scope_of(plan, snapshot.headers(), filters, self._engine.occurs)
        with watch.stage("search"):
            everything = len(scope.documents) == len(snapshot.headers())
            result = self._search(plan, None if everything else scope, filters)
            weights = Weights.of(plan.search_text, self._engine.idf)
        with watch.stage("read"):
            finding, reason = self._read(plan, scope, snapshot, result, weights)
        with watch.stage("verify"):
            drafts = verified(finding.drafts) if finding else ()
        if finding and not drafts:
            reason = Reason.NOT_STATED
        retrieved = tuple(_retrieved(result, snapshot))
        return self._composed(plan, finding, drafts, reason, retrieved, max_citations, watch)

    def _search(self, plan: QuestionPlan, scope: Scope | None, filters: Filters) -> SearchResult:
        """Search the documents of a scope; None means all."""
        ids = tuple(document.id for document in scope.documents) if scope else ()
        narrowed = replace(filters, documents=ids) if ids else filters
        return self._engine.search(plan.search_text or plan.question, CLAUSES_READ, narrowed)

    def _read(
        self,
        plan: QuestionPlan,
        scope: Scope,
        snapshot: Snapshot,
        result: SearchResult,
        weights: Weights,
    ) -> tuple[Finding | None, Reason | None]:
        if scope.reason:
            return None, scope.reason
        finding = self._finding(plan, scope, snapshot, result, weights)
        if finding:
            return finding, None
        return None, self._why_not(plan, weights)

    def _finding(
        self,
        plan: QuestionPlan,
        scope: Scope,
        snapshot: Snapshot,
        result: SearchResult,
        weights: Weights,
    ) -> Finding | None:
        if plan.intent is Intent.METADATA:
            found = own_field(plan, scope.documents, snapshot.document, weights)
            if found or plan.asked_field not in FIELDS_THAT_SENTENCES_SAY:
                return found
        if plan.intent is Intent.UNIT_DUTIES:
            return duties_of(plan, _documents_with_units(plan, scope, snapshot), weights)
        if not weights.total or _is_no_question(plan):
            return None
        clauses = [(doc, clause) for _, doc, clause in clauses_found(result, snapshot)]
        similarities = {hit.clause_id: hit.score.dense or 0.0 for hit in result.hits}
        body = list(said_in_the_body(clauses))
        sentence = sentences_that_say(plan, body, similarities, weights, scope.must_name)
        if sentence and sentence.confidence < _least_coverage(plan):
            sentence = None
        if not plan.intent.asks_for_units:
            return sentence
        fact = who_does(plan, clauses, weights, scope.must_name)
        if fact and fact.confidence < LEAST_FACT_COVERAGE:
            fact = None
        if fact and sentence and sentence.confidence > fact.confidence + SENTENCE_ADVANTAGE:
            return sentence
        return fact or sentence

    def _why_not(self, plan: QuestionPlan, weights: Weights) -> Reason:
        """Tell a question about other matters from one about ours that is not answered."""
        if plan.intent in (Intent.METADATA, Intent.UNIT_DUTIES):
            return Reason.NOT_STATED
        result = self._engine.search(plan.search_text or plan.question, 1)
        if not weights.total or result.lexical_confidence < ON_TOPIC_COVERAGE:
            return Reason.OFF_TOPIC
        return Reason.NOT_STATED

    def _composed(
        self,
        plan: QuestionPlan,
        finding: Finding | None,
        drafts: Sequence[Draft],
        reason: Reason | None,
        retrieved: tuple[Retrieved, ...],
        max_citations: int | None,
        watch: "_Stopwatch",
    ) -> Answer:
        statements, citations = cited(drafts, max_citations)
        answered = bool(statements)
        text = " ".join(
            statement.text + "".join(f"[{number + 1}]" for number in statement.citations)
            for statement in statements
        )
        left_out = len(drafts) - len(statements)
        if left_out:
            text += LEFT_OUT[plan.language].format(left_out)
        if not answered:
            reason = reason or Reason.NOT_STATED
            text = NOT_FOUND[plan.language][reason]
        rows = finding.responsibilities if finding and answered else ()
        documents = {quote.document.id: quote.document for d in drafts for quote in d.quotes}
        return Answer(
            id=str(uuid.uuid4()),
            question=plan.question,
            language=plan.language,
            status=Status.ANSWERED if answered else Status.NOT_FOUND,
            reason=None if answered else reason,
            answer=text,
            statements=statements,
            citations=citations,
            responsibilities=tuple(responsibility_row(*row) for row in rows),
            targets=targets_cited(citations, documents),
            incentives=incentives_cited(citations, documents),
            retrieved=retrieved,
            plan=PlanSummary(
                intent=plan.intent,
                regions=plan.regions,
                years=plan.years,
                units=plan.units,
                doc_numbers=plan.doc_numbers,
                topics=plan.topics,
            ),
            engine=EngineInfo(
                generation=self._engine.generation,
                embedder=self._engine.embedder.name,
                answerer=ANSWERER,
            ),
            timings_ms=watch.timings_ms(),
        )


def _is_no_question(plan: QuestionPlan) -> bool:
    """Tell whether English words have no form of a question and one plain word of topic."""
    plain = [topic for topic in plan.topics if not topic.isascii()]
    return (
        plan.language == "en" and plan.intent is Intent.OTHER and len(plan.topics) == len(plain) < 2
    )


def _least_coverage(plan: QuestionPlan) -> float:
    if plan.intent.asks_for_units:
        return LEAST_FACT_COVERAGE
    # An English question comes in the policy's own terms, by way of the glossary
    wants_more = plan.language == "en" or required_value(plan) is not None
    return LEAST_VALUE_COVERAGE if wants_more else LEAST_SENTENCE_COVERAGE


class _Stopwatch:
    """Measures the stages of an answer in milliseconds."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self._stages: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self._stages[name] = time.perf_counter() - started

    def timings_ms(self) -> dict[str, float]:
        stages = self._stages | {"total": time.perf_counter() - self._started}
        return {name: round(seconds * 1000, 2) for name, seconds in stages.items()}


def _documents_with_units(
    plan: QuestionPlan, scope: Scope, snapshot: Snapshot
) -> Iterator[Document]:
    """Yield the documents of the scope in which a unit that the question names has a task."""
    units: dict[str, list[str]] = {}
    for document_id, unit in snapshot.units():
        units.setdefault(document_id, []).append(unit)
    for header in scope.documents:
        pairs = product(plan.units, units.get(header.id, []))
        if any(unit_matches(asked, unit, header.region) for asked, unit in pairs):
            yield snapshot.document(header.id)


def _retrieved(result: SearchResult, snapshot: Snapshot) -> Iterator[Retrieved]:
    for hit, document, clause in islice(clauses_found(result, snapshot), CLAUSES_SHOWN):
        yield Retrieved(
            clause_id=clause.id,
            document_id=document.id,
            label=clause.label,
            score=round(hit.score.score, 4),
        )
