"""Numbers, amounts, shares, lengths of time and dates as values: 30% = 百分之三十 = 30 percent."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from eval.metrics.dates import TAKEN, DateUnit, date_parts, dates_in, year_date
from eval.metrics.numerals import ARABIC, CHINESE, NUMBER, number_value, scale_of


class Kind(StrEnum):
    """What a value measures."""

    NUMBER = "number"
    MONEY = "money"
    SHARE = "share"
    DURATION = "duration"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Value:
    """What a text says in figures; two that are equal say the same.

    `unit` is the ISO 4217 code of money; `percent` or `percentage point` of a share; `month`
    (a year is 12), `day` (a week is 7), `working day` or `minute` (an hour is 60) of a duration;
    the `DateUnit` of a date; empty of a number.
    """

    kind: Kind
    amount: Decimal | date
    unit: str = ""


@dataclass(frozen=True, slots=True)
class FoundValue:
    """A value at `text[start:end]`; `number` is its number before the unit, a date's its year.

    `scale` is what 万, million and the like multiplied the number by.
    """

    start: int
    end: int
    value: Value
    number: Decimal | None = None
    scale: int = 1


_Measure = tuple[Kind, str, Decimal]  # kind, unit, what one such unit amounts to
# By the unit as written, a regular expression: each with what it must not stand before
UNITS: dict[str, _Measure] = {
    "(?:个)?百分点|percentage points?": (Kind.SHARE, "percentage point", Decimal(1)),
    r"%|per\s?cent\b": (Kind.SHARE, "percent", Decimal(1)),
    "‰": (Kind.SHARE, "percent", Decimal("0.1")),
    # 3成; not 三成员
    "成(?![员果立本功品长为都套交绩人就效熟份分型])": (Kind.SHARE, "percent", Decimal(10)),
    "美元|US dollars?|USD": (Kind.MONEY, "USD", Decimal(1)),
    "港元|港币|HK dollars?|HKD": (Kind.MONEY, "HKD", Decimal(1)),
    "欧元|euros?|EUR": (Kind.MONEY, "EUR", Decimal(1)),
    "日元|yen|JPY": (Kind.MONEY, "JPY", Decimal(1)),
    # 100元, 100元人民币; not 3元素
    "元(?:人民币)?(?![件素旦宇器])|yuan|RMB|CNY": (Kind.MONEY, "CNY", Decimal(1)),
    r"个?工作日|(?:working|business)\s?days?|workdays?": (Kind.DURATION, "working day", Decimal(1)),
    # 3年, 2周年; not 三年级
    "周?年(?![级龄代度轻])|years?": (Kind.DURATION, "month", Decimal(12)),
    "个季度|quarters?": (Kind.DURATION, "month", Decimal(3)),
    "个月|months?": (Kind.DURATION, "month", Decimal(1)),
    # 2周, 两个星期; not 45周岁
    "周(?![岁年边期末报刊天])|个?星期|weeks?": (Kind.DURATION, "day", Decimal(7)),
    # 30日, 15天; not 5日元, 三天然
    "个?自然日|天(?!然)|日(?![元常期报程益])|(?:calendar )?days?": (
        Kind.DURATION,
        "day",
        Decimal(1),
    ),
    "个?小时|hours?": (Kind.DURATION, "minute", Decimal(60)),
    "分钟|minutes?": (Kind.DURATION, "minute", Decimal(1)),
}
_ANY_UNIT = "|".join(f"(?P<unit_{place}>{unit})" for place, unit in enumerate(UNITS))
_MEASURES = tuple(UNITS.values())
_CURRENCIES = {
    "人民币": "CNY",
    "RMB": "CNY",
    "CNY": "CNY",
    "¥": "CNY",
    "US$": "USD",
    "USD": "USD",
    "$": "USD",
    "HK$": "HKD",
    "HKD": "HKD",
    "€": "EUR",
}
_CURRENCY = "|".join(re.escape(word) for word in sorted(_CURRENCIES, key=len, reverse=True))
# 10, 三十; not the 2 of m2, the 5 of 1.5 or the 五 of 十五
_BARE = rf"(?<![A-Za-z\d十百千万亿])(?<!\d[.,])(?P<number>{NUMBER})"
_WORD_ENDS = "(?<![A-Za-z](?=[A-Za-z]))"  # after an English word: not the day of daybreak
# 百分之三十, 百分之30, 千分之五
PER_HUNDRED = re.compile(rf"(?P<of>[百千])分之(?P<number>{ARABIC}|{CHINESE})")
FRACTION = re.compile(
    rf"(?P<whole>{CHINESE.removesuffix('(?!分之)')})分之(?P<number>{CHINESE})"
)  # 三分之一
FRACTION_IN_DIGITS = re.compile(r"(?<![\d/.])(?P<number>\d)/(?P<whole>[1-9])(?![\d/])")  # 1/3
HALF = re.compile("一半")  # 一半以上
# 两年半, 两个半月, 1.5 years are one number; of 半年 and 半个月 there is none
AND_A_HALF = re.compile(
    rf"{_BARE}\s?(?:(?P<months>个半月)|(?P<years>年半)(?!年)|(?P<hours>个半小时))"
    r"|(?<!年)半(?:(?P<half_years>年)(?!度)|(?P<half_months>个月)|(?P<half_hours>个?小时)|(?P<half_days>天))"
)
_HALVED = {
    "years": ("month", 12),
    "months": ("month", 1),
    "hours": ("minute", 60),
    "days": ("day", 1),
}
# RMB 1 million, ¥100, 人民币20万元
CURRENCY_BEFORE = re.compile(
    rf"(?P<currency>{_CURRENCY})\s?(?P<number>{NUMBER})(?:\s?(?:元|yuan))?", re.IGNORECASE
)
# 100万元, 15 working days; not the second of 第2年
WITH_UNIT = re.compile(rf"(?<!第){_BARE}\s*(?:{_ANY_UNIT}){_WORD_ENDS}", re.IGNORECASE)
BARE_NUMBER = re.compile(_BARE, re.IGNORECASE)  # 10 of 10家
RANGE = re.compile(r"\s*(?:[-－—–~～〜]{1,2}|至|到|to)\s*")  # between the numbers of 1—2年, 5 to 10


@lru_cache(maxsize=8192)
def values_in(text: str) -> tuple[FoundValue, ...]:
    """Return the values of a text, in order, none within another.

    The first number of a range has the unit of the last: 1—2年 is 12 and 24 months; its 万 too
    where it is the smaller figure: 5—10万元 is 50,000 and 100,000 yuan, 500—1万元 is not.
    """
    plain = _half_width(text)
    found = [
        FoundValue(day.start, day.end, *_dated(day.value, day.unit)) for day in dates_in(plain)
    ]
    for day in found:
        plain = _without(plain, day)
    for pattern, value_of in _READERS:
        for match in pattern.finditer(plain):
            item = value_of(match)
            if item is not None:
                found.append(item)
                plain = _without(plain, item)
    found.sort(key=lambda item: item.start)
    return tuple(_with_units_of_ranges(found, _half_width(text)))


def covers(stated: FoundValue, sought: FoundValue) -> bool:
    """Tell whether one value says another.

    It does where they are equal; a date says its parts (2025年6月 says 2025年 and 6月); any value
    says its bare number (10万元 says 100,000, 2025年 says 2025).
    """
    if stated.value == sought.value:
        return True
    if sought.value.kind is Kind.NUMBER:
        return stated.number is not None and stated.number == sought.number
    one, other = stated.value.amount, sought.value.amount
    if isinstance(one, date) and isinstance(other, date):
        said = date_parts(one, stated.value.unit)
        parts = date_parts(other, sought.value.unit)
        return all(part in (None, mine) for mine, part in zip(said, parts, strict=True))
    return False


def _half_width(text: str) -> str:
    """Return a text of the same length in half-width forms, but ，, which divides no thousands."""
    return "".join(
        chr(ord(character) - 0xFEE0)
        if "！" <= character <= "～" and character != "，"
        else character
        for character in text
    ).replace("￥", "¥")


def _without(text: str, item: FoundValue) -> str:
    return text[: item.start] + TAKEN * (item.end - item.start) + text[item.end :]


def _dated(value: date, unit: DateUnit) -> tuple[Value, Decimal | None]:
    year = date_parts(value, unit)[0]
    return Value(Kind.DATE, value, unit), None if year is None else Decimal(year)


def _found(match: re.Match[str], kind: Kind, unit: str, each: Decimal) -> FoundValue | None:
    number = number_value(match["number"])
    if number is None:
        return None
    value = Value(kind, number * each, unit)
    return FoundValue(*match.span(), value, number, scale_of(match["number"]))


def _per_hundred(match: re.Match[str]) -> FoundValue | None:
    each = Decimal(1) if match["of"] == "百" else Decimal("0.1")
    return _found(match, Kind.SHARE, "percent", each)


def _fraction(match: re.Match[str]) -> FoundValue | None:
    whole = number_value(match["whole"])
    return _found(match, Kind.SHARE, "percent", 100 / whole) if whole else None


def _half(match: re.Match[str]) -> FoundValue:
    return FoundValue(*match.span(), Value(Kind.SHARE, Decimal(50), "percent"))


def _and_a_half(match: re.Match[str]) -> FoundValue | None:
    number = number_value(match["number"]) if match["number"] else Decimal(0)
    if number is None:
        return None
    named = next(name for name, words in match.groupdict().items() if words and name != "number")
    unit, each = _HALVED[named.removeprefix("half_")]
    number += Decimal("0.5")
    return FoundValue(*match.span(), Value(Kind.DURATION, number * each, unit), number)


def _with_currency(match: re.Match[str]) -> FoundValue | None:
    currency = match["currency"]
    return _found(match, Kind.MONEY, _CURRENCIES.get(currency.upper(), "CNY"), Decimal(1))


def _with_unit(match: re.Match[str]) -> FoundValue | None:
    place = next(place for place in range(len(UNITS)) if match[f"unit_{place}"])
    return _found(match, *_MEASURES[place])


def _bare(match: re.Match[str]) -> FoundValue | None:
    return _found(match, Kind.NUMBER, "", Decimal(1))


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], FoundValue | None]], ...] = (
    (PER_HUNDRED, _per_hundred),
    (FRACTION, _fraction),
    (FRACTION_IN_DIGITS, _fraction),
    (HALF, _half),
    (AND_A_HALF, _and_a_half),
    (CURRENCY_BEFORE, _with_currency),
    (WITH_UNIT, _with_unit),
    (BARE_NUMBER, _bare),
)


def _with_units_of_ranges(found: list[FoundValue], text: str) -> Iterator[FoundValue]:
    for place, item in enumerate(found):
        after = found[place + 1] if place + 1 < len(found) else None
        if after is not None and RANGE.fullmatch(text[item.end : after.start]):
            yield _as_in_range(item, after)
        else:
            yield item


def _as_in_range(first: FoundValue, last: FoundValue) -> FoundValue:
    """Return the first value of a range with the unit and the scale of the last."""
    number, amount = first.number, last.value.amount
    if first.value.kind is not Kind.NUMBER or number is None:
        return first
    if isinstance(amount, date):
        return _dated_as_in_range(first, int(number), last)
    if last.value.kind is Kind.NUMBER or not last.number:
        return first
    if first.scale == 1 and number < last.number / last.scale:
        number *= last.scale
    value = replace(last.value, amount=number * amount / last.number)
    return replace(first, value=value, number=number)


def _dated_as_in_range(first: FoundValue, number: int, last: FoundValue) -> FoundValue:
    if last.value.unit in {DateUnit.YEAR, DateUnit.MONTH} and number > 999:
        day = year_date(number, first.start, first.end) if number < 10_000 else None
        return first if day is None else replace(first, value=_dated(day.value, day.unit)[0])
    if last.value.unit == DateUnit.YEARLESS_MONTH and 1 <= number <= 12:
        assert isinstance(last.value.amount, date)
        return replace(
            first, value=replace(last.value, amount=last.value.amount.replace(month=number))
        )
    return first
