"""Terms of numbers and document numbers, the same for every way in which they are written."""

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.numbering import CHINESE_DIGITS, chinese_number_value

_DIGITS = "〇零一二两三四五六七八九"
_SCALES = {"万": 10_000, "亿": 100_000_000}
# 百分之三十, 百分之三点五, 百分之3.5
SHARE_IN_WORDS = re.compile(
    rf"百分之(?P<number>[{_DIGITS}十百]+(?:点[{_DIGITS}]+)?|\d{{1,40}}(?:\.\d{{1,40}})?)"
)
# 1,000,000, 8.5, 100万, 30%; a plain 30 is a term already
ARABIC = re.compile(
    r"(?<![\d.])(?P<number>\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,40})?|\d{1,40}(?:\.\d{1,40})?)(?!\d)"
    r"\s?(?P<scale>万|亿)?(?P<share>%)?"
)
# 三十, 一百零五万, 三点五, 二〇二五; 五 only before a unit of time or money: 五日, 三个月, 五万
CHINESE = re.compile(
    rf"(?P<number>[{_DIGITS}十百千]+点[{_DIGITS}]+|[{_DIGITS}十百千]{{2,}}|[一二两三四五六七八九十](?=[万亿元日天年倍]|个月|个工作日|小时))"
    r"(?P<scale>万|亿)?"
)
YEARS = range(1900, 2100)  # 二〇二五 is 2025; 三五, 三三两两 are words
NUMBER_HINT = re.compile(rf"[\d{_DIGITS}十百]")
# 渝府办发〔2023〕53号, 京政发(2020)3号 (after normalization)
DOCUMENT_NUMBER = re.compile(
    r"(?P<head>[\u4e00-\u9fff]{2,14})\s?[〔﹝\[(【](?P<year>(?:19|20)\d\d)[〕﹞\])】]\s?第?\s?(?P<number>\d{1,4})\s?号"
)
# Of what stands before the bracket the office's letters are the end: 根据|渝府办发〔2023〕53号
HEAD_LENGTH = 4


def number_terms(text: str) -> Iterator[str]:
    """Yield a term for each number of a normalized text whose value its digits alone do not say.

    百分之三十 and 30% → `30%`; 十五 → `15`; 100万 and 1,000,000 → `1000000`.
    """
    if not NUMBER_HINT.search(text):
        return
    for match in SHARE_IN_WORDS.finditer(text):
        value = _value(match["number"])
        if value is not None:
            yield f"{_written(value)}%"
    for match in ARABIC.finditer(text):
        written = _scaled(Decimal(match["number"].replace(",", "")), match["scale"])
        if match["share"]:
            yield f"{written}%"
        if written != match["number"] or "." in written:
            yield written
    for match in CHINESE.finditer(text):
        value = _value(match["number"])
        if value is not None:
            yield _scaled(value, match["scale"])


def document_number_terms(text: str) -> Iterator[str]:
    """Yield the terms of each document number of a normalized text: whole, and by its parts.

    渝府办发〔2023〕53号 → `渝府办发[2023]53号`, `[2023]53号`, `渝府办发`; 2023 and 53 are terms
    already.
    """
    if "号" not in text:
        return
    for match in DOCUMENT_NUMBER.finditer(text):
        head = match["head"][-HEAD_LENGTH:]
        number = f"[{match['year']}]{match['number']}号"
        yield head + number
        yield number
        yield head


def _value(written: str) -> Decimal | None:
    """Return the value of 三十, 二〇二五, 三点五 or 3.5; None of what is no number: 一一, 三五."""
    if written[0].isdecimal():
        return Decimal(written)
    whole, _, fraction = written.partition("点")
    if fraction and not set(fraction) <= set(CHINESE_DIGITS):
        return None
    if len(whole) > 1 and set(whole) <= set(CHINESE_DIGITS):
        year = int("".join(str(CHINESE_DIGITS[digit]) for digit in whole))
        if year not in YEARS:
            return None
        value = Decimal(year)
    else:
        value = Decimal(chinese_number_value(whole))
    decimals = "".join(str(CHINESE_DIGITS[digit]) for digit in fraction)
    return value + Decimal(f"0.{decimals}") if decimals else value


def _scaled(value: Decimal, scale: str | None) -> str:
    return _written(value * _SCALES[scale] if scale else value)


def _written(value: Decimal) -> str:
    """Return a number in plain digits: 3.50 → 3.5, 1E+6 → 1000000."""
    whole = value.to_integral_value()
    return f"{whole:f}" if value == whole else f"{value.normalize():f}"
