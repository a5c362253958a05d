"""The way of a question: plan, then for each part search, read and compose; verify."""

import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import islice, pairwise

from index.filters import Filters
from index.search import SearchEngine
from index.store import Snapshot
from service.answering.citing import cited
from service.answering.composing import Composed, composed
from service.answering.models import (
    Answer,
    Citation,
    EngineInfo,
    PlanSummary,
    Retrieved,
    Statement,
    Status,
)
from service.answering.parts import PartAnswer, PartReader
from service.answering.plan_summary import plan_summary
from service.answering.rows import (
    incentives_cited,
    label_in,
    responsibility_row,
    targets_cited,
)
from service.answering.verification import verified
from service.answering.wording import LEFT_OUT
from service.planning import QuestionPlan, understood
from service.planning.corrections import same_sounding
from service.reading.clauses import clauses_found
from service.reading.reader import Reader
from service.reading.reasons import Reason

CLAUSES_SHOWN = 10
ANSWERER = "extractive"
LEAST_AFTER_NOTHING = 0.45  # probability of a part after one that is not answered
WARMING_QUESTIONS = (
    "市财政局负责哪些任务？",
    "Which tasks does the Finance Bureau lead in Beijing?",
)
Event = tuple[str, PlanSummary | Citation | Statement | Answer]


class Answerer:
    """Answers questions from a search engine's corpus; the same question, the same answer."""

    def __init__(self, engine: SearchEngine, reader: Reader | None = None) -> None:
        self._engine = engine
        self._parts = PartReader(engine, reader or Reader.open())

    def warm_up(self) -> None:
        """Load what the first questions in each language would otherwise wait for."""
        same_sounding("市")  # the readings of all characters
        for question in WARMING_QUESTIONS:
            self.answer(question)

    def answer(
        self,
        question: str,
        filters: Filters | None = None,
        max_citations: int | None = None,
        history: Sequence[str] = (),
    ) -> Answer:
        """Return the verified answer to a question, or why there is none.

        `history` are the questions asked before it, the oldest first. Deadlines and validity are
        told against `filters.in_force_on`, or today.
        """
        *_, (_, answer) = self.stream(question, filters, max_citations, history)
        assert isinstance(answer, Answer)
        return answer

    def stream(
        self,
        question: str,
        filters: Filters | None = None,
        max_citations: int | None = None,
        history: Sequence[str] = (),
    ) -> Iterator[Event]:
        """Yield the answer to a question as it comes, each part with its name.

        `plan` as soon as the question is understood, then every `citation` and `statement` in
        order, at last the whole `answer`. A statement is verified before it is yielded.
        """
        watch = _Stopwatch()
        filters = filters or Filters()
        with watch.stage("plan"):
            plans = understood(question, history, self._engine.frequencies)
            snapshot = self._engine.store.snapshot()
        yield "plan", plan_summary(plans)
        with watch.stage("read"):
            answers = self._answers_to(plans, snapshot, filters)
        with watch.stage("verify"):
            answers = [_verified(answer) for answer in answers]
        with watch.stage("compose"):
            whole = composed(answers, filters.in_force_on or date.today())
            retrieved = tuple(self._retrieved(answers, snapshot, filters))
        answer = self._answer(question, plans, whole, retrieved, max_citations, watch)
        yield from (("citation", citation) for citation in answer.citations)
        yield from (("statement", statement) for statement in answer.statements)
        yield "answer", answer

    def _answers_to(
        self, plans: Sequence[QuestionPlan], snapshot: Snapshot, filters: Filters
    ) -> list[PartAnswer]:
        """Return the answers to the parts; beside one that is answered, the unsure ones too.

        A part goes on with the one before it: where that is not answered, it must be surer.
        """
        answers = [self._parts.answer(plan, snapshot, filters) for plan in plans]
        doubtful = [
            former.finding is None and answer.probability < LEAST_AFTER_NOTHING
            for former, answer in pairwise(answers)
        ]
        answers = [
            replace(answer, finding=None, reason=Reason.NOT_STATED) if is_doubtful else answer
            for answer, is_doubtful in zip(answers, [False, *doubtful], strict=True)
        ]
        if not any(answer.finding for answer in answers):
            return answers
        return [
            replace(answer, finding=answer.unsure, reason=None) if answer.unsure else answer
            for answer in answers
        ]

    def _retrieved(
        self, answers: Sequence[PartAnswer], snapshot: Snapshot, filters: Filters
    ) -> Iterator[Retrieved]:
        """Yield what the search found for the first part that was searched for.

        Where facts alone answered, the clauses that they stand in.
        """
        result = next((answer.result for answer in answers if answer.result), None)
        findings = [answer.finding for answer in answers if answer.finding]
        if result is None and not findings:
            plan = answers[0].plan
            result = self._engine.search(plan.search_text or plan.question, CLAUSES_SHOWN, filters)
        if result is not None:
            found = clauses_found(result, snapshot)
            clauses = {clause.id: (doc, clause, hit.score.score) for hit, doc, clause in found}
        else:
            quotes = (quote for own in findings for draft in own.drafts for quote in draft.quotes)
            clauses = {quote.clause.id: (quote.document, quote.clause, 1.0) for quote in quotes}
        for document, clause, score in islice(clauses.values(), CLAUSES_SHOWN):
            yield Retrieved(
                clause_id=clause.id,
                document_id=document.id,
                label=clause.label,
                score=round(score, 4),
            )

    def _answer(
        self,
        question: str,
        plans: Sequence[QuestionPlan],
        whole: Composed,
        retrieved: tuple[Retrieved, ...],
        max_citations: int | None,
        watch: "_Stopwatch",
    ) -> Answer:
        statements, citations = cited(whole.drafts, max_citations)
        text = whole.lead + " ".join(
            statement.text + "".join(f"[{number + 1}]" for number in statement.citations)
            for statement in statements
        )
        left_out = len(whole.drafts) - len(statements)
        if left_out:
            text += LEFT_OUT[plans[0].language].format(left_out)
        text = " ".join([text, *whole.gaps]).strip()
        documents = {quote.document.id: quote.document for d in whole.drafts for quote in d.quotes}
        answered = bool(statements)
        return Answer(
            id=str(uuid.uuid4()),
            question=question.strip(),
            language=plans[0].language,
            status=Status.ANSWERED if answered else Status.NOT_FOUND,
            reason=None if answered else whole.reason,
            answer=text,
            decision=whole.decision if answered else None,
            confidence=round(whole.confidence, 4),
            gaps=whole.gaps,
            statements=statements,
            citations=citations,
            responsibilities=tuple(
                responsibility_row(owner.header, label_in(owner, row.clause_id), row)
                for owner, row in whole.responsibilities
            ),
            targets=targets_cited(citations, documents),
            incentives=incentives_cited(citations, documents),
            retrieved=retrieved,
            plan=plan_summary(plans),
            engine=EngineInfo(
                generation=self._engine.generation,
                embedder=self._engine.embedder.name,
                answerer=ANSWERER,
            ),
            timings_ms=watch.timings_ms(),
        )


def _verified(answer: PartAnswer) -> PartAnswer:
    """Return an answer with what its quotes do not say dropped; none at all is not stated."""
    if answer.finding is None:
        return answer
    drafts = tuple(replace(d, score=answer.probability) for d in verified(answer.finding.drafts))
    if not drafts:
        return replace(answer, finding=None, reason=Reason.NOT_STATED)
    return replace(answer, finding=replace(answer.finding, drafts=drafts))


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
