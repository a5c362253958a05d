"""Intervals and tests against formulas worked out in the test."""

from math import comb, sqrt

import pytest

from eval.errors import EvaluationError
from eval.metrics.intervals import (
    bootstrap_interval,
    mcnemar_p,
    paired_difference,
    proportion_interval,
)


def test_proportions_have_wilsons_interval() -> None:
    interval = proportion_interval(8, 10)
    # centre and half-width of Wilson's formula with z = 1.959964
    z, count, share = 1.959964, 10, 0.8
    centre = (share + z * z / (2 * count)) / (1 + z * z / count)
    spread = sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    half = z * spread / (1 + z * z / count)
    assert interval.value == 0.8
    assert interval.low == pytest.approx(centre - half, abs=1e-6)
    assert interval.high == pytest.approx(centre + half, abs=1e-6)


def test_all_right_is_not_surely_right() -> None:
    interval = proportion_interval(5, 5)
    # with every one right the lower end is n / (n + z²) = 5 / (5 + 3.841459)
    assert interval.low == pytest.approx(5 / 8.841459, abs=1e-6)
    assert interval.high == 1.0


@pytest.mark.parametrize(("successes", "count"), [(0, 0), (3, 2), (-1, 2)])
def test_no_proportion_is_an_error(successes: int, count: int) -> None:
    with pytest.raises(EvaluationError, match="no proportion"):
        proportion_interval(successes, count)


def test_the_bootstrap_interval_is_near_that_of_the_normal_and_the_same_each_time() -> None:
    values = [0.0, 0.25, 0.5, 0.75, 1.0] * 40
    interval = bootstrap_interval(values)
    # variance of the five values is .125: standard error √(.125 / 200) = .025
    assert interval.value == pytest.approx(0.5)
    assert interval.low == pytest.approx(0.5 - 1.96 * 0.025, abs=0.004)
    assert interval.high == pytest.approx(0.5 + 1.96 * 0.025, abs=0.004)
    assert bootstrap_interval(values) == interval


def test_one_value_has_no_interval_and_none_no_mean() -> None:
    only = bootstrap_interval([0.5])
    assert (only.value, only.low, only.high) == (0.5, None, None)
    with pytest.raises(EvaluationError, match="no value"):
        bootstrap_interval([])


def test_paired_difference_is_sure_where_each_question_gains_the_same() -> None:
    ours, theirs = [0.1, 0.5, 0.9, 0.3], [0.0, 0.4, 0.8, 0.2]
    difference = paired_difference(ours, theirs)
    assert difference.value == pytest.approx(0.1)
    assert difference.low == pytest.approx(0.1)
    assert difference.high == pytest.approx(0.1)
    unsure = paired_difference([1.0, 0.0] * 10, [0.0, 1.0] * 10)
    assert unsure.low is not None and unsure.high is not None
    assert unsure.low < 0 < unsure.high


def test_mcnemar_tosses_what_only_one_gets_right() -> None:
    ours = [True] * 9 + [False] * 1 + [True] * 5
    theirs = [False] * 9 + [True] * 1 + [True] * 5
    # 9 against 1 of 10 tosses: two-sided 2 · (C(10,0) + C(10,1)) / 2¹⁰ = 22 / 1024
    assert mcnemar_p(ours, theirs) == pytest.approx(2 * (comb(10, 0) + comb(10, 1)) / 2**10)
    assert mcnemar_p([True, False], [True, False]) == 1.0


def test_what_cannot_be_paired_is_an_error() -> None:
    with pytest.raises(EvaluationError, match="2 figures cannot be paired with 1"):
        paired_difference([1.0, 0.0], [1.0])
    with pytest.raises(EvaluationError, match="0 answers cannot be paired with 1"):
        mcnemar_p([], [True])
