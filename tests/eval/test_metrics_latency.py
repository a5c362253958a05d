"""Latency percentiles and throughput."""

import pytest

from eval.errors import EvaluationError
from eval.metrics.latency import Latency, latency
from tests.eval.scored_results import answered, failed, question, refused


def test_percentiles_are_interpolated_over_what_did_not_fail() -> None:
    results = [refused(question(str(place)), seconds=float(place)) for place in range(101)]
    results.append(failed(question("f"), seconds=999.0))
    # of 0, 1, …, 100 the p-th percentile is p; 101 answers in 50.5 seconds are 2 a second
    assert latency(results, 50.5) == Latency(50.0, 90.0, 95.0, 99.0, 100.0, 2.0, 101)


def test_one_answer_is_every_percentile() -> None:
    scored = latency([answered(question(), seconds=0.5)], 1.0)
    assert scored == Latency(0.5, 0.5, 0.5, 0.5, 0.5, 1.0, 1)


def test_there_is_no_latency_of_failures() -> None:
    assert latency([failed(question(), seconds=1.0)], 1.0) is None


def test_no_result_or_no_time_is_an_error() -> None:
    with pytest.raises(EvaluationError, match="no result"):
        latency([], 1.0)
    with pytest.raises(EvaluationError, match=r"0\.0 seconds"):
        latency([answered(question())], 0.0)
