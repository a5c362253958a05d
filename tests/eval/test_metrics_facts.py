"""Facts said in other words with the same values, and answers that are right or wrong by them."""

import pytest

from eval.metrics.facts import decision_of, fact_score, says
from tests.eval.scored_results import answered, failed, question, refused, unanswerable


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("100万元", "一次性奖励1,000,000元。"),
        ("100万元", "奖励100\n万元"),
        ("不低于30%", "不低于百分之三十"),
        ("2025年", "2025年6月"),
        ("6月", "2025年6月1日"),
        ("6月底", "2025年6月底前"),
        ("2023年3月1日", "from March 1, 2023"),
        ("2019年", "by the end of 2019"),
        ("5个工作日", "五个工作日内"),
        ("工作日", "15个工作日"),
        ("1-2年", "一至二年"),
        ("三年", "1-3年"),
        ("半年", "6个月"),
        ("10家", "十家"),
        ("100,000", "奖励10万元"),
        ("渝府办发[2018]95号", "（渝府办发〔2018〕95号）"),
        ("bim", "推广ＢＩＭ技术"),
        ("一级", "统一一级"),
        ("市交通局", "配合单位：市交通局、市水利局"),
    ],
)
def test_a_fact_is_said(fact: str, text: str) -> None:
    assert says(fact, text)


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("5%", "15%"),
        ("5%", "1.5%"),
        ("5个百分点", "5%"),
        ("百分之三", "百分之三十"),
        ("10万元", "110万元"),
        ("10万元", "10万美元"),
        ("100万元", "100万人"),
        ("2个", "2个月"),
        ("1年", "1年半"),
        ("2年", "2022年"),
        ("五年", "二〇二五年"),
        ("一级", "十一级"),
        ("1日", "6月11日"),
        ("6月1", "6月15日"),
        ("2025年6月", "2025年"),
        ("15天", "15个工作日"),
        ("不低于30%", "低于30%"),
        ("市交通局", ""),
        ("市交通局", "市水利局"),
    ],
)
def test_a_fact_is_not_said(fact: str, text: str) -> None:
    assert not says(fact, text)


def test_an_answer_is_right_with_every_required_fact_in_any_wording() -> None:
    asked = question(required=[["50%以上", "过半"], ["2025年"]], forbidden=["15%以上"])
    score = fact_score(answered(asked, "到2025年底，过半。"))
    assert (score.found, score.missing, score.said_wrongly) == (("50%以上", "2025年"), (), ())
    assert score.is_right is True
    assert score.recall == 1.0


def test_a_missing_fact_makes_an_answer_wrong() -> None:
    asked = question(required=[["50%以上"], ["2025年"]])
    score = fact_score(answered(asked, "占比150%以上，2025年。"))
    assert score.missing == ("50%以上",)
    assert score.recall == 0.5  # one of two
    assert score.is_right is False


def test_a_forbidden_fact_makes_an_answer_wrong_in_any_spelling() -> None:
    asked = question(forbidden=["1000元"])
    assert fact_score(answered(asked, "50%以上，另1,000元。")).said_wrongly == ("1000元",)
    assert fact_score(answered(asked, "50%以上，另1,000元。")).is_right is False
    assert fact_score(answered(asked, "50%以上，另21,000元。")).is_right is True


def test_what_is_not_answered_says_nothing() -> None:
    asked = question(forbidden=["50%以上"])
    for result in (refused(asked, answer="50%以上"), failed(asked, answer="50%以上")):
        score = fact_score(result)
        assert (score.found, score.said_wrongly, score.is_right) == ((), (), False)


def test_citation_marks_are_not_words_of_the_answer() -> None:
    assert fact_score(answered(question(required=[["3"]]), "占比50%。[3]")).is_right is False


def test_an_unanswerable_question_is_answered_right_by_refusing() -> None:
    assert fact_score(refused(unanswerable())).is_right is True
    assert fact_score(answered(unanswerable())).is_right is False
    assert fact_score(failed(unanswerable())).is_right is False


def test_right_does_not_apply_without_facts_and_decision() -> None:
    score = fact_score(answered(question(reference=["50%以上"])))
    assert (score.is_right, score.recall) == (None, None)


@pytest.mark.parametrize(
    ("answer", "decision"),
    [
        ("是。应当执行。", "yes"),
        ("可以，须申请。", "yes"),
        ("Yes, it must.", "yes"),
        ("不是：由市交通局牵头。", "no"),
        ("不得，一律禁止。", "no"),
        ("No. Half.", "no"),
        ("是否执行由市定。", None),
        ("有效期五年。", None),
        ("Northern offices lead.", None),
    ],
)
def test_an_answer_decides_by_how_it_begins(answer: str, decision: str | None) -> None:
    assert decision_of(answered(question(), answer)) == decision


def test_the_decision_stated_goes_before_how_the_answer_begins() -> None:
    assert decision_of(answered(question(), "是。", decision="no")) == "no"
    assert decision_of(refused(question(), decision="no")) is None


def test_a_wrong_decision_makes_an_answer_wrong_and_none_does_where_facts_are_right() -> None:
    asked = question(required=[["50%以上"]], decision="yes")
    assert fact_score(answered(asked, "否。50%以上。")).decision_is_right is False
    assert fact_score(answered(asked, "否。50%以上。")).is_right is False
    assert fact_score(answered(asked, "50%以上。")).decision_is_right is None
    assert fact_score(answered(asked, "50%以上。")).is_right is True


def test_a_decision_alone_must_be_made_to_be_right() -> None:
    asked = question(evidence=[[{"document": "a", "quote": "不得"}]], decision="no")
    assert fact_score(answered(asked, "不得转让。")).is_right is False
    assert fact_score(answered(asked, "否。不得转让。")).is_right is True
