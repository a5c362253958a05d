"""When labelled and found words, numbers and lists count as the same."""

import pytest

from eval.reading.found import FoundQuantity
from eval.reading.matching import QuotePlaces, aligned, paired, same_amount, same_measure
from eval.reading.normal_forms import (
    amounts_in,
    bare,
    bare_offsets,
    clause_number,
    measure_of,
    metadata_value,
    number_value,
)


def test_lists_are_aligned_in_order() -> None:
    assert aligned("abcd", "xbdac", str.__eq__) == [(1, 1), (3, 2)]
    assert aligned("", "a", str.__eq__) == []


def test_pairs_are_as_many_as_can_be() -> None:
    likes = {(0, 0): 1, (0, 1): 1, (1, 0): 1}
    assert paired([0, 1], [0, 1], lambda a, b: likes.get((a, b), 0)) == [(0, 1), (1, 0)]
    likest = {(0, 0): 1, (0, 1): 2}
    assert paired([0], [0, 1], lambda a, b: likest[a, b]) == [(0, 1)]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2万", 20_000),
        ("1,000", 1000),
        ("3.5亿", 350_000_000),
        ("二十五", 25),
        ("两百", 200),
        ("５", 5),
        ("二〇二五", 2025),
        ("十", 10),
    ],
)
def test_numbers_are_compared_as_numbers(written: str, value: float) -> None:
    assert number_value(written) == value


def test_measures() -> None:
    assert measure_of("1000亿", "元") == measure_of("1000", "亿元")
    assert measure_of("1万-3万", "元") == measure_of("10000—30000", "元")
    assert measure_of("5", "岁") == measure_of("五", "周岁")
    assert measure_of("若干", "家") is None
    two = FoundQuantity(comparator="=", value="2", number=20_000, upper=None, unit="万平方米")
    assert same_measure("2万", "平方米", two)
    assert not same_measure("2", "平方米", two)
    assert not same_measure("2万", "平方公里", two)
    assert not same_measure("2万-3万", "平方米", two)


def test_amounts() -> None:
    assert amounts_in("30%，最高不超过500万元") == {(30, "%"), (5_000_000, "元")}
    assert amounts_in("减半") == amounts_in("百分之五十") == {(50, "%")}
    assert amounts_in("六个月") == {(6, "个月")}
    assert same_amount("最高不超过500万元", "500万元", None)
    assert same_amount(None, None, None)
    assert same_amount("部分或全部", None, None)
    assert not same_amount("500万元", None, None)
    assert not same_amount(None, "500万元", None)
    given = FoundQuantity(comparator="=", value="50", number=50, upper=None, unit="%")
    assert same_amount("50%", None, given)


def test_blanks_and_widths_do_not_count() -> None:
    assert bare(" （一）Ａ\u3000b\ufeff") == "(一)Ab"
    assert bare_offsets("a b") == [0, 1, 1, 2]
    assert clause_number("1．") == clause_number("1、") == "1"
    assert clause_number("──") == "——"
    assert clause_number("（一）") != clause_number("一、")
    assert metadata_value("〈甲〉乙、丙") == metadata_value("《甲》 乙，丙")


def test_quotes_overlap_where_they_stand() -> None:
    text = "提高质量。到2025年占比达到\n50%以上。"
    places = QuotePlaces(text)
    start = text.index("达到\n50%")
    assert places.overlap("占比达到50%以上", "达到\n50%", start, start + 6)
    assert not places.overlap("提高质量", "达到\n50%", start, start + 6)
    assert places.overlap("占比达到—12—50%以上", "占比达到\n50%以上", start - 2, start + 8)
    assert not places.overlap("别的话", "达到\n50%", start, start + 6)
