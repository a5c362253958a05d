"""Every metric of every result, and figures over many with what chance may have done to them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from eval.errors import EvaluationError
from eval.metrics.citations import citation_score
from eval.metrics.facts import fact_score, spoken
from eval.metrics.intervals import Interval, bootstrap_interval, proportion_interval
from eval.metrics.refusals import is_refused
from eval.metrics.retrieval import MEASURES, retrieval_scores
from eval.metrics.spans import is_exact_match, rouge_l
from eval.metrics.stability import repeat_stability, rewording_stability
from eval.question_sets import Question
from eval.running.results import Result

# By name, in the order in which they are shown; docs/metrics.md defines each
PER_QUESTION = (
    "right",
    "fact_recall",
    "wrong_facts",
    "evidence_recall",
    "citation_support",
    "citation_recall",
    "citation_precision",
    "verbatim",
    "refused",
    "wrongly_refused",
    "decided",
    *MEASURES,
    "rouge_l",
    "exact_match",
    "failed",
)
STABILITY = "stability"


@dataclass(frozen=True, slots=True)
class QuestionScore:
    """One result with its value for each metric of PER_QUESTION, None where it does not apply."""

    result: Result
    values: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean with its 95 % interval (None where one question gives none).

    `count` is of the questions that it is over, or of the groups where it is stability.
    """

    value: float
    low: float | None
    high: float | None
    count: int


def question_scores(results: Sequence[Result]) -> tuple[QuestionScore, ...]:
    """Return the scores of results, in their order.

    Retrieval applies where the service tells for any question what it found. Raises EvaluationError
    where there is no result.
    """
    if not results:
        raise EvaluationError("no result to score: run the questions first")
    tells_retrieved = any(result.retrieved for result in results)
    found = retrieval_scores(results) if tells_retrieved else [None] * len(results)
    return tuple(
        QuestionScore(result, _values(result) | {name: (one or {}).get(name) for name in MEASURES})
        for result, one in zip(results, found, strict=True)
    )


def summary(scores: Sequence[QuestionScore]) -> dict[str, Figure]:
    """Return the figure of each metric that applies to any of the scores.

    Repeats of a question are averaged first, so that each question counts once. Shares have
    Wilson's interval, other means a bootstrap interval. Raises EvaluationError without scores.
    """
    if not scores:
        raise EvaluationError("no score to sum up: the set or the group is empty")
    figures = {name: _figure(_by_question(scores, name)) for name in PER_QUESTION}
    results = [score.result for score in scores]
    agreeing = [*repeat_stability(results).agreeing, *rewording_stability(results).agreeing]
    figures[STABILITY] = _figure([float(agrees) for agrees in agreeing])
    return {name: figure for name, figure in figures.items() if figure is not None}


def by(
    scores: Iterable[QuestionScore], key: Callable[[Question], str]
) -> dict[str, dict[str, Figure]]:
    """Return the summary of each group of questions, by the group's name in order."""
    groups: dict[str, list[QuestionScore]] = defaultdict(list)
    for score in scores:
        groups[key(score.result.question)].append(score)
    return {name: summary(groups[name]) for name in sorted(groups)}


def _values(result: Result) -> dict[str, float | None]:
    question, answer = result.question, spoken(result)
    is_answerable = question.status == "answered"
    facts, citations = fact_score(result), citation_score(result)
    values: dict[str, float | bool | None] = {
        "right": facts.is_right if is_answerable else None,
        "fact_recall": facts.recall,
        "wrong_facts": bool(facts.said_wrongly) if question.forbidden else None,
        "evidence_recall": citations.evidence_recall,
        "citation_support": citations.support,
        "citation_recall": citations.recall,
        "citation_precision": citations.precision,
        "verbatim": citations.is_verbatim,
        "refused": None if is_answerable else is_refused(result),
        "wrongly_refused": is_refused(result) if is_answerable else None,
        "decided": facts.decision_is_right is True if question.decision else None,
        "rouge_l": rouge_l(answer, question.reference).f1 if question.reference else None,
        "exact_match": is_exact_match(answer, question.reference) if question.reference else None,
        "failed": result.status == "failed",
    }
    return {name: None if value is None else float(value) for name, value in values.items()}


def _by_question(scores: Sequence[QuestionScore], name: str) -> list[float]:
    """Return a metric's mean for each question that it applies to."""
    values: dict[str, list[float]] = defaultdict(list)
    for score in scores:
        value = score.values[name]
        if value is not None:
            values[score.result.question.id].append(value)
    return [fmean(repeats) for repeats in values.values()]


def _figure(values: Sequence[float]) -> Figure | None:
    if not values:
        return None
    interval: Interval
    if all(value in {0.0, 1.0} for value in values):
        interval = proportion_interval(int(sum(values)), len(values))
    else:
        interval = bootstrap_interval(values)
    return Figure(interval.value, interval.low, interval.high, len(values))
