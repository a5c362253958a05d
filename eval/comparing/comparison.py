"""Paired differences of two runs, with what chance may have done to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from eval.errors import EvaluationError
from eval.metrics.intervals import Interval, mcnemar_p, paired_difference
from eval.metrics.scores import PER_QUESTION, QuestionScore
from eval.report.failures import problems_of
from eval.report.meanings import LESS_IS_BETTER
from eval.running.results import Result


@dataclass(frozen=True, slots=True)
class Difference:
    """A metric of the second run less that of the first, over the questions that both have.

    `p` is McNemar's of a metric that is yes or no for each question, else None.
    """

    metric: str
    first: float
    second: float
    interval: Interval
    count: int
    p: float | None

    @property
    def is_worse(self) -> bool:
        """Whether the second run is worse, and its whole interval says so."""
        low, high = self.interval.low, self.interval.high
        if low is None or high is None:
            return False
        return low > 0 if self.metric in LESS_IS_BETTER else high < 0


@dataclass(frozen=True, slots=True)
class ChangedQuestion:
    """A question that only one of two runs answers as it should."""

    first: Result
    second: Result

    @property
    def is_worse(self) -> bool:
        """Whether the second run has it wrong."""
        return bool(problems_of(self.second))


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two runs differ in. `unpaired` counts the results that only one of them has."""

    differences: tuple[Difference, ...]
    changed: tuple[ChangedQuestion, ...]
    paired: int
    unpaired: int

    @property
    def is_worse(self) -> bool:
        """Whether any metric is worse beyond its interval."""
        return any(difference.is_worse for difference in self.differences)


def comparison_of(first: Sequence[QuestionScore], second: Sequence[QuestionScore]) -> Comparison:
    """Return the differences of two runs.

    A question whose text or answer key changed is another question. Raises EvaluationError where
    the runs share none.
    """
    one, other = _by_key(first), _by_key(second)
    shared = [
        key
        for key, score in one.items()
        if key in other and score.result.question == other[key].result.question
    ]
    if not shared:
        raise EvaluationError(
            "the two runs share no question, so nothing can be compared. Run both on one file"
        )
    pairs = [(one[key], other[key]) for key in shared]
    differences = (_difference(metric, pairs) for metric in PER_QUESTION)
    changed = tuple(
        ChangedQuestion(before.result, after.result)
        for before, after in pairs
        if bool(problems_of(before.result)) != bool(problems_of(after.result))
    )
    return Comparison(
        differences=tuple(own for own in differences if own is not None),
        changed=changed,
        paired=len(shared),
        unpaired=len(one) + len(other) - 2 * len(shared),
    )


def _by_key(scores: Sequence[QuestionScore]) -> Mapping[tuple[str, int], QuestionScore]:
    return {score.result.key: score for score in scores}


def _difference(
    metric: str, pairs: Sequence[tuple[QuestionScore, QuestionScore]]
) -> Difference | None:
    """Return the difference in a metric; repeats of a question are averaged first."""
    values: dict[str, list[tuple[float, float]]] = {}
    for before, after in pairs:
        own, its = before.values[metric], after.values[metric]
        if own is not None and its is not None:
            values.setdefault(before.result.question.id, []).append((own, its))
    if not values:
        return None
    first = [fmean(own for own, _ in repeats) for repeats in values.values()]
    second = [fmean(its for _, its in repeats) for repeats in values.values()]
    is_binary = set(first) | set(second) <= {0.0, 1.0}
    return Difference(
        metric=metric,
        first=fmean(first),
        second=fmean(second),
        interval=paired_difference(second, first),
        count=len(values),
        p=mcnemar_p([v == 1 for v in second], [v == 1 for v in first]) if is_binary else None,
    )
