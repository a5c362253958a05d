"""Refusals, their curve over confidence, and calibration, counted by hand."""

import pytest

from eval.metrics.refusals import Refusals, calibration, refusal_curve, refusals
from tests.eval.scored_results import answered, failed, question, refused, unanswerable

WRONG = "占比15%。"


def test_refusals_are_counted_against_what_is_unanswerable() -> None:
    results = [
        refused(unanswerable("u1")),
        refused(unanswerable("u2")),
        answered(unanswerable("u3")),
        failed(unanswerable("u4")),
        refused(question("a1")),
        answered(question("a2")),
        failed(question("a3")),
    ]
    # 3 refused, 2 of them rightly; 4 unanswerable, 2 refused; 3 answerable, 1 refused
    assert refusals(results) == Refusals(2 / 3, 2 / 4, 1 / 3)


def test_refusals_of_nothing_are_none() -> None:
    assert refusals([answered(question())]) == Refusals(None, None, 0.0)
    assert refusals([]) == Refusals(None, None, None)


def test_the_curve_refuses_what_is_below_each_confidence() -> None:
    results = [
        answered(unanswerable("u1"), confidence=0.2),
        refused(unanswerable("u2"), confidence=0.9),  # stays refused
        answered(question("a1"), confidence=0.5),
        answered(question("a2"), confidence=0.2),
        answered(question("a3")),  # no confidence: never refused
        failed(question("a4"), confidence=0.1),
    ]
    points = [(p.threshold, p.recall, p.false_refusal_rate) for p in refusal_curve(results)]
    assert points == [(0.0, 0.5, 0.0), (0.2, 0.5, 0.0), (0.5, 1.0, 0.25)]


def test_there_is_no_curve_without_confidences() -> None:
    assert refusal_curve([answered(question()), refused(unanswerable(), confidence=0.1)]) == ()


def test_calibration_sets_confidence_against_right_answers() -> None:
    results = [
        answered(question("a"), confidence=0.9),  # right
        answered(question("b"), WRONG, confidence=1.0),  # wrong, in the last bin
        answered(question("c"), confidence=0.25),  # right
        answered(unanswerable("d"), confidence=0.15),  # wrong: should be refused
        refused(question("e"), confidence=0.1),  # no answer
        answered(question("f")),  # no confidence
        answered(question("g", reference=["x"]), confidence=0.5),  # neither right nor wrong
    ]
    scored = calibration(results)
    assert scored is not None
    assert [(one.low, one.high, one.count) for one in scored.bins] == [
        (0.1, 0.2, 1),
        (0.2, 0.3, 1),
        (0.9, 1.0, 2),
    ]
    assert scored.bins[2].confidence == pytest.approx(0.95)
    assert scored.bins[2].share_right == 0.5
    assert scored.count == 4
    # (1·|0−.15| + 1·|1−.25| + 2·|.5−.95|) / 4 = (.15 + .75 + .9) / 4
    assert scored.expected_calibration_error == pytest.approx(0.45)
    # (.1² + 1² + .75² + .15²) / 4 = (.01 + 1 + .5625 + .0225) / 4
    assert scored.brier_score == pytest.approx(1.595 / 4)


def test_calibration_needs_an_answer_with_a_confidence() -> None:
    assert calibration([answered(question()), refused(question(), confidence=0.4)]) is None
