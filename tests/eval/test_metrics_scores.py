"""Scores of results and their summary: what applies, over what, and for how many."""

import pytest

from eval.errors import EvaluationError
from eval.metrics.intervals import proportion_interval
from eval.metrics.scores import PER_QUESTION, Figure, by, question_scores, summary
from eval.running.results import Result
from tests.eval.scored_results import (
    answered,
    citation,
    failed,
    found,
    question,
    refused,
    span,
    unanswerable,
)

EVIDENCE = [[span("占比达到50%以上")]]
WRONG = "占比15%。"


def figures(*results: Result) -> dict[str, Figure]:
    return summary(question_scores(results))


def value(metric: str, *results: Result) -> float:
    return figures(*results)[metric].value


def test_a_result_has_a_value_for_each_metric_or_none() -> None:
    asked = question(
        required=[["50%以上"]], evidence=EVIDENCE, reference=["占比达到50%以上"], forbidden=["3年"]
    )
    result = answered(
        asked,
        "占比达到50%以上。[1]",
        citations=(citation("占比达到50%以上", is_verbatim=True),),
        retrieved=(found("占比达到50%以上"),),
    )
    values = question_scores([result])[0].values
    assert set(values) == set(PER_QUESTION)
    zero, none = {"wrong_facts", "wrongly_refused", "failed"}, {"refused", "decided"}
    assert {name for name in values if values[name] == 0.0} == zero
    assert {name for name in values if values[name] is None} == none
    # said 占比达到50%以上。 (10 characters) shares all 9 of the reference: F1 2·9 / (10 + 9)
    assert values["rouge_l"] == pytest.approx(18 / 19)
    assert {values[name] for name in set(values) - zero - none - {"rouge_l"}} == {1.0}


def test_metrics_that_apply_to_no_question_are_left_out() -> None:
    assert set(figures(answered(question()))) == {
        "right",
        "fact_recall",
        "wrongly_refused",
        "citation_recall",
        "failed",
    }
    assert set(figures(refused(unanswerable()))) == {"refused", "failed"}


def test_a_failure_is_never_a_success() -> None:
    asked = question(required=[["50%以上"]], evidence=EVIDENCE, decision="no", reference=["50%"])
    scored = figures(failed(asked), failed(unanswerable()))
    zero = {"right", "fact_recall", "evidence_recall", "decided", "refused", "wrongly_refused"}
    assert {name: scored[name].value for name in zero} == dict.fromkeys(zero, 0.0)
    assert scored["rouge_l"].value == scored["exact_match"].value == 0.0
    assert scored["failed"] == Figure(1.0, *_wilson(2, 2), 2)


def _wilson(successes: int, count: int) -> tuple[float | None, float | None]:
    interval = proportion_interval(successes, count)
    return interval.low, interval.high


def test_right_is_over_answerable_and_refused_over_unanswerable_questions() -> None:
    scored = figures(
        answered(question("a")),
        answered(question("b"), WRONG),
        refused(question("c")),
        refused(unanswerable("d")),
        answered(unanswerable("e")),
    )
    assert scored["right"] == Figure(1 / 3, *_wilson(1, 3), 3)
    assert scored["refused"] == Figure(1 / 2, *_wilson(1, 2), 2)
    assert scored["wrongly_refused"].value == 1 / 3
    assert scored["failed"].count == 5


def test_an_undecided_answer_is_not_decided_right() -> None:
    asked = [question(id_, decision="no") for id_ in "abc"]
    results = (
        answered(asked[0], "否。50%以上"),
        answered(asked[1]),
        answered(asked[2], "是。50%以上"),
    )
    assert value("decided", *results) == 1 / 3
    assert value("right", *results) == 2 / 3


def test_retrieval_applies_only_where_the_service_tells_what_it_found() -> None:
    asked = [question(id_, evidence=EVIDENCE) for id_ in "ab"]
    assert "mrr" not in figures(answered(asked[0]), answered(asked[1]))
    scored = figures(answered(asked[0], retrieved=(found("占比达到50%以上"),)), refused(asked[1]))
    assert scored["mrr"] == Figure(0.5, *_wilson(1, 2), 2)


def test_repeats_count_as_one_question() -> None:
    first = answered(question("a"))
    again = answered(question("a"), WRONG, repeat=1)
    scored = figures(first, again, answered(question("b")))
    assert scored["right"].value == (0.5 + 1) / 2
    assert scored["right"].count == 2


def test_stability_joins_repeats_and_rewordings() -> None:
    results = [
        answered(question("a")),
        answered(question("a"), repeat=1),
        answered(question("b", rewording_of="a"), WRONG),
    ]
    assert figures(*results)["stability"] == Figure(0.5, *_wilson(1, 2), 2)
    assert "stability" not in figures(answered(question("a")))


def test_a_mean_of_fractions_has_a_bootstrap_interval() -> None:
    asked = [question(str(each), required=[["甲"], ["乙"]]) for each in range(20)]
    said = ["甲", "甲乙"] * 10
    figure = figures(*(answered(one, text) for one, text in zip(asked, said, strict=True)))[
        "fact_recall"
    ]
    assert figure.value == 0.75  # ten of a half, ten of one
    assert figure.low is not None and figure.high is not None
    assert 0.5 < figure.low < 0.75 < figure.high < 1.0
    # one fraction alone has none
    single = figures(answered(asked[0], "甲"))["fact_recall"]
    assert single == Figure(0.5, None, None, 1)


def test_groups_are_summed_up_apart() -> None:
    scores = question_scores(
        [
            answered(question("a", intent="target")),
            answered(question("b", intent="target"), WRONG),
            answered(question("c", intent="amount")),
        ]
    )
    groups = by(scores, lambda asked: asked.intent)
    assert [(name, one["right"].value, one["right"].count) for name, one in groups.items()] == [
        ("amount", 1.0, 1),
        ("target", 0.5, 2),
    ]


def test_an_empty_set_is_an_error() -> None:
    with pytest.raises(EvaluationError, match="no result to score"):
        question_scores([])
    with pytest.raises(EvaluationError, match="no score to sum up"):
        summary([])
    assert by([], lambda asked: asked.intent) == {}
