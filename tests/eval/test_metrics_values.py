"""Values read from words: the same in every spelling, and never of a longer number's part."""

from datetime import date
from decimal import Decimal

import pytest

from eval.metrics.dates import ANY_YEAR, dates_in
from eval.metrics.numerals import number_value, scale_of
from eval.metrics.values import Kind, Value, values_in

MILLION = Value(Kind.MONEY, Decimal(1_000_000), "CNY")
FIRST_OF_JUNE = Value(Kind.DATE, date(2025, 6, 1), "day")


def share(percent: str) -> Value:
    return Value(Kind.SHARE, Decimal(percent), "percent")


def duration(amount: str, unit: str) -> Value:
    return Value(Kind.DURATION, Decimal(amount), unit)


def number(amount: int) -> Value:
    return Value(Kind.NUMBER, Decimal(amount))


def read(text: str) -> list[Value]:
    return [found.value for found in values_in(text)]


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("一百零五万", "1050000"),
        ("两千", "2000"),
        ("十五", "15"),
        ("一点五", "1.5"),
        ("二〇二五", "2025"),
        ("二○二五", "2025"),
        ("1,000,000", "1000000"),
        ("3.5亿", "350000000"),
        ("3百万", "3000000"),
        ("2万亿", "2000000000000"),
        ("1.5 million", "1500000"),
        ("two hundred and five thousand", "205000"),
    ],
)
def test_numbers_are_read_in_digits_and_words(written: str, amount: str) -> None:
    assert number_value(written) == Decimal(amount)


@pytest.mark.parametrize("written", ["two five", "百", "x", "年"])
def test_words_that_are_no_number_have_no_value(written: str) -> None:
    assert number_value(written) is None


def test_scale_is_what_the_digits_are_multiplied_by() -> None:
    assert [scale_of(words) for words in ("20万", "2万亿", "1 million", "20", "二十万")] == [
        10_000,
        10**12,
        10**6,
        1,
        1,
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *((text, MILLION) for text in ("100万元", "1,000,000元", "一百万元", "1 million yuan")),
        *(
            (text, MILLION)
            for text in ("RMB 1 million", "￥1,000,000", "人民币100万元", "１００万元")
        ),
        ("5亿美元", Value(Kind.MONEY, Decimal(500_000_000), "USD")),
        ("US$5", Value(Kind.MONEY, Decimal(5), "USD")),
        ("5日元", Value(Kind.MONEY, Decimal(5), "JPY")),
        *(
            (text, share("30"))
            for text in ("30%", "百分之三十", "30 percent", "３０％", "3成", "三成")
        ),
        *((text, share("0.5")) for text in ("千分之五", "5‰", "0.5%")),
        *((text, share("25")) for text in ("四分之一", "1/4")),
        ("一半", share("50")),
        ("0.5个百分点", Value(Kind.SHARE, Decimal("0.5"), "percentage point")),
        *((text, FIRST_OF_JUNE) for text in ("2025年6月1日", "2025-06-01", "2025.6.1")),
        *(
            (text, FIRST_OF_JUNE)
            for text in ("二〇二五年六月一日", "June 1, 2025", "1st June 2025")
        ),
        *((text, duration("24", "month")) for text in ("两年", "2年", "two years", "24个月")),
        *((text, duration("6", "month")) for text in ("半年", "六个月", "two quarters")),
        ("一年半", duration("18", "month")),
        ("两个半月", duration("2.5", "month")),
        *((text, duration("15", "working day")) for text in ("15个工作日", "fifteen working days")),
        *((text, duration("14", "day")) for text in ("14天", "14日", "2周", "两个星期", "2 weeks")),
        *((text, duration("90", "minute")) for text in ("90分钟", "1.5小时", "一个半小时")),
    ],
)
def test_one_value_in_every_spelling(text: str, value: Value) -> None:
    assert read(text) == [value]


@pytest.mark.parametrize(
    ("one", "other"),
    [("15个工作日", "15天"), ("1%", "1个百分点"), ("1元", "1美元"), ("72小时", "3天")],
)
def test_units_are_told_apart(one: str, other: str) -> None:
    assert read(one) != read(other)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2025年度", [("2025-01-01", "year")]),
        ("2025年6月底前", [("2025-06-01", "month")]),
        ("2025年10个月", [("2025-01-01", "year")]),
        ("2月份、12月3日", [("0004-02-01", "yearless month"), ("0004-12-03", "yearless day")]),
        ("2020年2月29日，2月30日", [("2020-02-29", "day")]),
        ("Sept. 3, 2020", [("2020-09-03", "day")]),
        ("June 2025, July 10", [("2025-06-01", "month"), ("0004-07-10", "yearless day")]),
        ("by the end of 2019", [("2019-01-01", "year")]),
        ("a bonus of 2000 yuan; you may 3", []),
        ("五年内，3个月", []),
    ],
)
def test_dates_are_read_whole_and_in_part(text: str, dates: list[tuple[str, str]]) -> None:
    read_dates = sorted(dates_in(text), key=lambda day: day.start)
    assert [(str(day.value), str(day.unit)) for day in read_dates] == dates
    assert ANY_YEAR == 4


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1—2年", [duration("12", "month"), duration("24", "month")]),
        ("5至10万元", [Value(Kind.MONEY, Decimal(each), "CNY") for each in (50_000, 100_000)]),
        ("500—1万元", [Value(Kind.MONEY, Decimal(each), "CNY") for each in (500, 10_000)]),
        ("3～5%", [share("3"), share("5")]),
        ("2 to 3 days", [duration("2", "day"), duration("3", "day")]),
        ("2024—2026年", [Value(Kind.DATE, date(year, 1, 1), "year") for year in (2024, 2026)]),
        (
            "7—9月",
            [Value(Kind.DATE, date(ANY_YEAR, month, 1), "yearless month") for month in (7, 9)],
        ),
    ],
)
def test_first_of_a_range_has_the_unit_of_the_last(text: str, values: list[Value]) -> None:
    assert read(text) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("第2年", [number(2)]),
        ("第十五年", [number(15)]),
        ("三年级", [number(3)]),
        ("45周岁", [number(45)]),
        ("3元素", [number(3)]),
        ("三成员", [number(3)]),
        ("5千米", [number(5)]),
        ("110，119", [number(110), number(119)]),
        ("统一百分之三", [number(1), share("3")]),
        ("一一级", [number(1), number(1)]),
        ("m2的BIM5", []),
        ("百万亩", []),
    ],
)
def test_words_that_look_like_units_and_numbers_are_not(text: str, values: list[Value]) -> None:
    assert read(text) == values


def test_values_have_their_place_in_the_text() -> None:
    text = "奖励 １０ 万元，期限两年。"
    found = values_in(text)
    assert [text[one.start : one.end] for one in found] == ["１０ 万元", "两年"]
    assert [one.number for one in found] == [Decimal(100_000), Decimal(2)]
