"""Dates as they are written in Chinese, English and digits alone, whole or in part."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from eval.metrics.numerals import MONTH_OR_DAY, YEAR, number_value

ANY_YEAR = 4  # stands for the year of a date without one: a leap year, as it may be 29 February
TAKEN = "\0"  # in the place of words already read: neither blank nor part of a number
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class DateUnit(StrEnum):
    """How much of a date is said; `date(4, 6, 1)` and `YEARLESS_MONTH` are June of any year."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    YEARLESS_MONTH = "yearless month"
    YEARLESS_DAY = "yearless day"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date at `text[start:end]`; what it leaves open is January, 1 or ANY_YEAR."""

    start: int
    end: int
    value: date
    unit: DateUnit


_MONTH = (
    r"(?P<month>Jan(?:uary|\b\.?)|Feb(?:ruary|\b\.?)|Mar(?:ch|\b\.?)|Apr(?:il|\b\.?)|May"
    r"|June?|July?|Aug(?:ust|\b\.?)|Sep(?:tember|t?\b\.?)|Oct(?:ober|\b\.?)|Nov(?:ember|\b\.?)"
    r"|Dec(?:ember|\b\.?))"
)
_DAY = r"(?P<day>\d{1,2})(?!\d)(?:st|nd|rd|th)?"
DATES = (
    # 2025年6月1日, 二〇二五年六月, 2025年 (not the 2025年10 of 2025年10个月)
    re.compile(
        rf"(?P<year>{YEAR})\s*年(?:\s*(?P<month>{MONTH_OR_DAY})\s*月份?"
        rf"(?:\s*(?P<day>{MONTH_OR_DAY})\s*[日号])?)?"
    ),
    # 2025-06-01, 2025/6/1, 2025.06.01
    re.compile(
        r"(?<![\d.])(?P<year>(?:19|20)\d{2})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?![\d.]\d)(?!\d)"
    ),
    # 6月1日, 十二月, 2月份 (not the 2月 of 12月, nor 个月)
    re.compile(
        rf"(?<![\d十一二三])(?P<month>{MONTH_OR_DAY})\s*月份?"
        rf"(?:\s*(?P<day>{MONTH_OR_DAY})\s*[日号])?"
    ),
    # June 1, 2025; June 1st
    re.compile(rf"(?<![A-Za-z]){_MONTH}\s*{_DAY}(?:,?\s*(?P<year>(?:19|20)\d{{2}})(?!\d))?"),
    # 1 June 2025, 1st of June
    re.compile(
        rf"(?<!\d){_DAY}\s*(?:of\s*)?{_MONTH}(?![a-z])(?:,?\s*(?P<year>(?:19|20)\d{{2}})(?!\d))?"
    ),
    # June 2025
    re.compile(rf"(?<![A-Za-z]){_MONTH}\s*(?P<year>(?:19|20)\d{{2}})(?![\d,.]\d)(?!\d)"),
    # the 2019 of: by 2019, in 2019, end of 2019 (not of 2000 yuan)
    re.compile(
        r"\b(?:in|by|of|until|since|before|after|during|year)\s+"
        r"(?P<span>(?P<year>(?:19|20)\d{2}))(?![\d,.%]?\d)"
        r"(?!\s*(?:yuan|RMB|CNY)\b)"
    ),
)


def dates_in(text: str) -> Iterator[FoundDate]:
    """Yield the dates of a text in one width, none within another, in no order.

    What is no day of the calendar (2月30日) is no date.
    """
    free = text
    for pattern in DATES:
        for match in pattern.finditer(free):
            found = _date(match)
            if found:
                yield found
                free = free[: found.start] + TAKEN * (found.end - found.start) + free[found.end :]


def year_date(number: int, start: int, end: int) -> FoundDate:
    """Return a year alone as a date. Raises ValueError outside 1 to 9999."""
    return FoundDate(start, end, date(number, 1, 1), DateUnit.YEAR)


def date_parts(value: date, unit: str) -> tuple[int | None, int | None, int | None]:
    """Return the year, month and day that are said, None for each that is not."""
    has_year = unit in {DateUnit.YEAR, DateUnit.MONTH, DateUnit.DAY}
    has_day = unit in {DateUnit.DAY, DateUnit.YEARLESS_DAY}
    return (
        value.year if has_year else None,
        value.month if unit != DateUnit.YEAR else None,
        value.day if has_day else None,
    )


def _date(match: re.Match[str]) -> FoundDate | None:
    groups = match.groupdict()
    year, month, day = (_part(groups.get(name)) for name in ("year", "month", "day"))
    if month is None:
        unit = DateUnit.YEAR
    elif day is None:
        unit = DateUnit.YEARLESS_MONTH if year is None else DateUnit.MONTH
    else:
        unit = DateUnit.YEARLESS_DAY if year is None else DateUnit.DAY
    try:
        value = date(year or ANY_YEAR, month or 1, day or 1)
    except ValueError:  # 2月30日
        return None
    start, end = match.span("span" if "span" in groups else 0)
    return FoundDate(start, end, value, unit)


def _part(written: str | None) -> int | None:
    if written is None:
        return None
    if written[:3].lower() in _MONTHS:
        return _MONTHS.index(written[:3].lower()) + 1
    number = number_value(written)
    return None if number is None else int(number)
