"""ROUGE-L and exact match against references, by characters."""

import pytest

from eval.metrics.spans import is_exact_match, rouge_l


def test_rouge_l_is_the_common_subsequence_as_a_share_of_each_text() -> None:
    score = rouge_l("占比５０ %", ["占比达到50%以上"])
    # 占比50% (5) is common: of 5 said and of 9 in the reference
    assert score.precision == 1.0
    assert score.recall == pytest.approx(5 / 9)
    assert score.f1 == pytest.approx(2 * (5 / 9) / (1 + 5 / 9))


def test_rouge_l_keeps_the_order() -> None:
    assert rouge_l("丙乙甲", ["甲乙丙"]).f1 == pytest.approx(
        1 / 3
    )  # one character in order of three


def test_the_nearest_reference_counts() -> None:
    assert rouge_l("甲乙", ["子丑", "甲乙"]).f1 == 1.0


@pytest.mark.parametrize("answer", ["", "子"])
def test_nothing_in_common_is_zero(answer: str) -> None:
    assert rouge_l(answer, ["甲乙"]).f1 == 0.0


def test_rouge_l_without_a_reference_says_so() -> None:
    with pytest.raises(ValueError, match="needs a reference"):
        rouge_l("甲", [])


@pytest.mark.parametrize(
    ("answer", "reference", "is_match"),
    [
        ("ＢＩＭ 技术。", "“bim”技术", True),
        ("1,000元", "1000元", True),
        ("30%", "30", False),
        ("1.5倍", "15倍", False),
        ("", "甲", False),
        ("甲乙", "甲", False),
    ],
)
def test_exact_match_looks_past_width_space_punctuation_and_case(
    answer: str, reference: str, is_match: bool
) -> None:
    assert is_exact_match(answer, ["子", reference]) is is_match
