"""What went wrong, for a reader: question, answer, cited clause and expected evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from eval.metrics.citations import is_any_cited
from eval.metrics.facts import any_said, fact_score, spoken
from eval.question_sets import Question, Span
from eval.running.results import Citation, Result


class ProblemKind(StrEnum):
    """What can be wrong with a result."""

    FAILED = "failed"
    ANSWERED = "answered, though nothing answers it"
    REFUSED = "refused"
    MISSING = "does not say"
    WRONG = "says"
    UNDECIDED = "does not decide"
    UNCITED = "evidence not cited"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong, with the error, the reason, the fact or the count it is about."""

    kind: ProblemKind
    detail: str = ""

    def __str__(self) -> str:
        """Return it in English."""
        return f"{self.kind} {self.detail}".strip()


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A fact that the answer must say, and whether it says it."""

    words: str
    said: bool


@dataclass(frozen=True, slots=True)
class ShownCitation:
    """A clause cited, its quote apart."""

    title: str
    label: str
    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """A piece of evidence that should be cited, and whether it is."""

    title: str
    quote: str
    cited: bool


@dataclass(frozen=True, slots=True)
class Failure:
    """A question that was not answered as it should be."""

    id: str
    question: str
    history: tuple[str, ...]
    intent: str
    language: str
    problems: tuple[Problem, ...]
    status: str
    confidence: float | None
    answer: str
    citations: tuple[ShownCitation, ...]
    expected_status: str
    required: tuple[ShownFact, ...]
    forbidden: tuple[str, ...]
    evidence: tuple[ShownEvidence, ...]
    note: str | None


def failures_in(results: Sequence[Result]) -> list[Failure]:
    """Return what went wrong, in the order of the results."""
    found = ((result, problems_of(result)) for result in results)
    return [_failure(result, problems) for result, problems in found if problems]


def problems_of(result: Result) -> tuple[Problem, ...]:
    """Return what is wrong with a result; nothing for one that is right."""
    question = result.question
    if result.status == "failed":
        return (Problem(ProblemKind.FAILED, result.error or ""),)
    if question.status == "not_found":
        return (Problem(ProblemKind.ANSWERED),) if result.status == "answered" else ()
    if result.status == "not_found":
        return (Problem(ProblemKind.REFUSED, result.reason or ""),)
    facts = fact_score(result)
    problems = [Problem(ProblemKind.MISSING, fact) for fact in facts.missing]
    problems += [Problem(ProblemKind.WRONG, fact) for fact in facts.said_wrongly]
    if facts.decision_is_right is False:
        problems.append(Problem(ProblemKind.UNDECIDED, question.decision or ""))
    if result.citations and question.evidence:
        cited = [is_any_cited(group, result.citations, question) for group in question.evidence]
        if not all(cited):
            detail = f"{cited.count(False)}/{len(cited)}"
            problems.append(Problem(ProblemKind.UNCITED, detail))
    return tuple(problems)


def _required(result: Result) -> tuple[ShownFact, ...]:
    return tuple(
        ShownFact(wordings[0], any_said(wordings, spoken(result)))
        for wordings in result.question.required
    )


def _failure(result: Result, problems: tuple[Problem, ...]) -> Failure:
    question = result.question
    return Failure(
        id=question.id,
        question=question.question,
        history=question.history,
        intent=question.intent,
        language=question.language,
        problems=problems,
        status=result.status,
        confidence=result.confidence,
        answer=result.answer or result.error or "",
        citations=tuple(map(_shown, result.citations)),
        expected_status=question.status,
        required=_required(result),
        forbidden=question.forbidden,
        evidence=tuple(_evidence(question, group, result) for group in question.evidence),
        note=question.note,
    )


def _evidence(question: Question, group: Sequence[Span], result: Result) -> ShownEvidence:
    titles = {document.sha256: document.title for document in question.documents}
    span = group[0]
    return ShownEvidence(
        title=titles.get(span.document, span.document[:12]),
        quote=span.quote,
        cited=is_any_cited(group, result.citations, question),
    )


def _shown(citation: Citation) -> ShownCitation:
    before, _, after = citation.clause.partition(citation.quote)
    found = citation.quote in citation.clause
    return ShownCitation(
        title=citation.title,
        label=citation.label,
        before=before if found else "",
        quote=citation.quote,
        after=after if found else "",
    )
