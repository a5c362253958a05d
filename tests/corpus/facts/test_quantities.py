"""Numbers, their units, and what bounds them."""

import pytest

from corpus.facts.models import Comparator
from corpus.facts.quantities import number_value, quantities_in


@pytest.mark.parametrize(
    ("words", "comparator", "value", "number", "unit"),
    [
        ("完成不少于500万平方米的改造", ">=", "500万", 5_000_000, "平方米"),
        ("总产值突破1000亿元", ">", "1000亿", 1e11, "元"),
        ("规模达1.2万亿元", ">=", "1.2万亿", 1.2e12, "元"),
        ("每户1,200.5元", "=", "1,200.5", 1200.5, "元"),
        ("比例达到３０％以上", ">=", "３０", 30, "%"),
        ("占比百分之三十五点五以上", ">=", "三十五点五", 35.5, "%"),
        ("提高三成", "=", "三", 3, "成"),
        ("增长一倍", "=", "一", 1, "倍"),
        ("两年内", "<=", "两", 2, "年"),
        ("三万五千人", "=", "三万五千", 35_000, "人"),
        ("控制在5个以内", "<=", "5", 5, "个"),
        ("最高不超过500万元", "<=", "500万", 5_000_000, "元"),
        ("最长不超过3个月", "<=", "3", 3, "个月"),
        ("预付款不低于合同总价的10%", ">=", "10", 10, "%"),
        ("增长20%（不含）以内", "<", "20", 20, "%"),
        ("30人（含）以下的企业", "<=", "30", 30, "人"),
        ("年满60周岁", ">=", "60", 60, "周岁"),
        ("未满18周岁", "<", "18", 18, "周岁"),
        ("约10公里", "~", "10", 10, "公里"),
        ("100户左右", "~", "100", 100, "户"),
        ("年产值100亿以上的企业", ">=", "100亿", 1e10, ""),
        ("就餐费用的四分之一", "=", "四分之一", 0.25, ""),
        ("再下降0.5个百分点", "=", "0.5", 0.5, "个百分点"),
    ],
)
def test_a_quantity(words: str, comparator: str, value: str, number: float, unit: str) -> None:
    (mention,) = quantities_in(words)
    quantity = mention.quantity
    assert (quantity.comparator, quantity.value, quantity.unit) == (comparator, value, unit)
    assert quantity.number == pytest.approx(number)
    assert quantity.upper is None


@pytest.mark.parametrize(
    ("words", "value", "number", "upper", "unit"),
    [
        ("力争1-2家", "1-2", 1, 2, "家"),
        ("3—5年", "3—5", 3, 5, "年"),
        ("3至6个月", "3至6", 3, 6, "个月"),
        ("10%—20%", "10—20", 10, 20, "%"),
        ("10-20万元", "10-20万", 100_000, 200_000, "元"),
        ("一至二年", "一至二", 1, 2, "年"),
    ],
)
def test_a_range(words: str, value: str, number: float, upper: float, unit: str) -> None:
    (mention,) = quantities_in(words)
    quantity = mention.quantity
    assert quantity.comparator is Comparator.RANGE
    assert (quantity.value, quantity.number, quantity.upper, quantity.unit) == (
        value,
        number,
        upper,
        unit,
    )


@pytest.mark.parametrize(
    "words",
    [
        "2023年4月1日",
        "2019-2021年",
        "二〇二五年",
        "第三家",
        "综合排名前5位",
        "5G和3D打印",
        "三年行动计划",
        "一次性给予",
        "成立一批家庭农场",
        "数百家企业",
        "第五十条",
        "得基础分6分",
    ],
)
def test_what_is_no_quantity(words: str) -> None:
    assert quantities_in(words) == []


def test_a_mention_tells_its_place() -> None:
    words = "到2025年占比超过50%。"
    (mention,) = quantities_in(words)
    assert words[mention.start : mention.end] == "超过50%"
    assert words[mention.number_start : mention.number_end] == "50%"


def test_a_text_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="若干"):
        number_value("若干")


def test_a_period_is_no_count() -> None:
    assert quantities_in("近3个纳税年度累计缴税") == []
