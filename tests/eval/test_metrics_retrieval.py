"""Recall, reciprocal rank and nDCG of what was found, against figures worked out by hand."""

from math import log2

import pytest

from eval.metrics.retrieval import ranked_items, retrieval_scores
from eval.running.results import Result, Retrieved
from tests.eval.scored_results import answered, found, question, span, unanswerable


def scores(result: Result) -> dict[str, float]:
    values = retrieval_scores([result])[0]
    assert values is not None
    return values


def documents(*external_ids: str | None) -> tuple[Retrieved, ...]:
    return tuple(found("", None, external_id) for external_id in external_ids)


def test_graded_documents_count_once_at_their_best_rank() -> None:
    asked = question(relevant={"x": 2, "y": 1})
    values = scores(answered(asked, retrieved=documents("n", "x", "x", None, "y")))
    # ranking: n x (other) y → x at 2, y at 4
    assert values["recall_at_5"] == values["recall_at_10"] == 1.0
    assert values["mrr"] == 1 / 2
    dcg = 2 / log2(3) + 1 / log2(5)
    ideal = 2 / log2(2) + 1 / log2(3)
    assert values["ndcg_at_10"] == pytest.approx(dcg / ideal)


def test_recall_is_cut_at_k() -> None:
    asked = question(relevant={"x": 1, "y": 1})
    values = scores(answered(asked, retrieved=documents("x", *"abcd", "y")))
    assert (values["recall_at_5"], values["recall_at_10"]) == (0.5, 1.0)


def test_evidence_groups_are_relevant_items_found_by_the_clause_that_holds_half_of_a_quote() -> (
    None
):
    asked = question(evidence=[[span("子丑寅卯")], [span("甲乙丙丁"), span("戊己庚辛", "b")]])
    values = scores(
        answered(
            asked,
            retrieved=(
                found("子丑寅卯", "b"),  # another document
                found("前文子丑"),  # half of the first quote
                found("全文 子丑寅\n卯"),  # found before, takes a place
                found("戊"),  # a quarter, in another document
                found("庚辛后文", "b"),  # half of the other place of the second
            ),
        )
    )
    # first found at 2, second at 5
    assert values["recall_at_5"] == 1.0
    assert values["mrr"] == 1 / 2
    dcg = 1 / log2(3) + 1 / log2(6)
    assert values["ndcg_at_10"] == pytest.approx(dcg / (1 + 1 / log2(3)))


def test_a_clause_that_holds_several_groups_takes_as_many_places() -> None:
    asked = question(evidence=[[span("子丑")], [span("寅卯")], [span("辰巳")]])
    result = answered(asked, retrieved=(found("子丑，寅卯"), found("辰巳")))
    assert ranked_items(result) == ["evidence 0", "evidence 1", "evidence 2"]
    assert scores(result)["ndcg_at_10"] == pytest.approx(1.0)


def test_relevant_goes_before_evidence() -> None:
    asked = question(relevant={"x": 1}, evidence=[[span("子丑")]])
    assert scores(answered(asked, retrieved=(found("子丑"),)))["mrr"] == 0.0


def test_nothing_found_is_zero_and_nothing_judged_is_none() -> None:
    empty = answered(question(relevant={"x": 1}))
    unjudged = answered(question(required=[["50%"]]), retrieved=documents("x"))
    values = retrieval_scores([unjudged, empty, answered(unanswerable())])
    assert values[0] is values[2] is None
    assert values[1] == {"recall_at_5": 0.0, "recall_at_10": 0.0, "mrr": 0.0, "ndcg_at_10": 0.0}
    assert retrieval_scores([]) == []


def test_results_of_one_question_are_scored_apart() -> None:
    asked = question(relevant={"x": 1})
    first = answered(asked, retrieved=documents("x"))
    again = answered(asked, repeat=1, retrieved=documents("n", "x"))
    assert [one and one["mrr"] for one in retrieval_scores([first, again])] == [1.0, 0.5]
