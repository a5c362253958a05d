"""How sure a figure is, and whether two systems differ. Intervals hold with 95 % confidence."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from eval.errors import EvaluationError

CONFIDENCE = 0.95
RESAMPLES = 9_999
SEED = 20_240_229  # the same figures give the same interval


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with the ends of its interval, None where one observation gives none."""

    value: float
    low: float | None
    high: float | None


def proportion_interval(successes: int, count: int) -> Interval:
    """Return a proportion with its score interval (Wilson 1927).

    Raises EvaluationError unless 0 ≤ successes ≤ count and count > 0.
    """
    if count < 1 or not 0 <= successes <= count:
        raise EvaluationError(f"{successes} of {count} is no proportion")
    interval = stats.binomtest(successes, count).proportion_ci(CONFIDENCE, method="wilson")
    return Interval(successes / count, float(interval.low), float(interval.high))


def bootstrap_interval(values: Sequence[float], seed: int = SEED) -> Interval:
    """Return a mean with its percentile bootstrap interval (Efron 1979).

    Raises EvaluationError where there is no value.
    """
    if not values:
        raise EvaluationError("no value, so no mean: leave out a metric that applies nowhere")
    mean = float(np.mean(values))
    if len(values) == 1:
        return Interval(mean, None, None)
    interval = stats.bootstrap(
        (np.asarray(values, dtype=float),),
        np.mean,
        n_resamples=RESAMPLES,
        batch=1_000,
        vectorized=True,
        confidence_level=CONFIDENCE,
        method="percentile",
        rng=np.random.default_rng(seed),
    ).confidence_interval
    return Interval(mean, float(interval.low), float(interval.high))


def paired_difference(ours: Sequence[float], theirs: Sequence[float], seed: int = SEED) -> Interval:
    """Return the mean of ours less theirs, question by question, with its bootstrap interval.

    Raises EvaluationError where there are not as many of one as of the other, or none.
    """
    if len(ours) != len(theirs):
        raise EvaluationError(f"{len(ours)} figures cannot be paired with {len(theirs)}")
    return bootstrap_interval([one - other for one, other in zip(ours, theirs, strict=True)], seed)


def mcnemar_p(ours: Sequence[bool], theirs: Sequence[bool]) -> float:
    """Return the exact two-sided p value that neither of two systems is right more often.

    McNemar 1947: the questions that only one gets right are tossed as a fair coin. 1 where there
    are none. Raises EvaluationError where there are not as many of one as of the other.
    """
    if len(ours) != len(theirs):
        raise EvaluationError(f"{len(ours)} answers cannot be paired with {len(theirs)}")
    pairs = list(zip(ours, theirs, strict=True))
    only_ours = sum(one and not other for one, other in pairs)
    only_theirs = sum(other and not one for one, other in pairs)
    if not only_ours + only_theirs:
        return 1.0
    return float(stats.binomtest(only_ours, only_ours + only_theirs).pvalue)
