"""Numbers, dates and numbered articles of an English question, as Chinese documents write them."""

import re
from collections.abc import Iterable
from decimal import Decimal

ONES = {
    word: value
    for value, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"), start=1
    )
}
TEENS = {
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
NUMBER_WORDS = ONES | TEENS | TENS
SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "hundred million": 10**8,
    "billion": 10**9,
    "trillion": 10**12,
}
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
CURRENCIES = {
    "yuan": "元",
    "rmb": "元",
    "cny": "元",
    "renminbi": "元",
    "¥": "元",
    "￥": "元",
    "us dollar": "美元",
    "usd": "美元",
    "us$": "美元",
    "dollar": "美元",
    "$": "美元",
    "euro": "欧元",
    "€": "欧元",
}
# What is counted, in the singular, and how a document may write it after the number.
UNITS: dict[str, tuple[str, ...]] = {
    "percentage point": ("个百分点",),
    "percent": ("%",),
    "per cent": ("%",),
    "%": ("%",),
    "square kilometer": ("平方公里",),
    "square meter": ("平方米",),
    "sq m": ("平方米",),
    "sqm": ("平方米",),
    "m2": ("平方米",),
    "cubic meter": ("立方米",),
    "kilometer": ("公里",),
    "km": ("公里",),
    "meter": ("米",),
    "hectare": ("公顷",),
    "mu": ("亩",),
    "ton": ("吨",),
    "tonne": ("吨",),
    "kilowatt hour": ("千瓦时",),
    "kwh": ("千瓦时",),
    "kilowatt": ("千瓦",),
    "kw": ("千瓦",),
    "megawatt": ("兆瓦",),
    "mw": ("兆瓦",),
    "working day": ("个工作日", "日"),
    "business day": ("个工作日", "日"),
    "workday": ("个工作日", "日"),
    "day": ("日", "天"),
    "week": ("周",),
    "month": ("个月",),
    "year": ("年",),
    "hour": ("小时",),
    "minute": ("分钟",),
    "people": ("人",),
    "person": ("人",),
    "household": ("户",),
    **{name: (chinese,) for name, chinese in CURRENCIES.items()},
}


def _one_of(names: Iterable[str], plural: str = "") -> str:
    """Return a pattern for any of the names, longest first."""
    longest_first = sorted(names, key=len, reverse=True)
    return "|".join(re.escape(name).replace(r"\ ", "[ -]") + plural for name in longest_first)


NUMBER_WORD = rf"(?:{_one_of(TENS)})(?:[ -](?:{_one_of(ONES)}))?\b|(?:{_one_of([*ONES, *TEENS])})\b"
# 50 million yuan; RMB 300,000; 15%; 20,000 square metres; twenty-five; 30 working days; 2025
QUANTITY = re.compile(
    rf"(?:(?P<currency>{_one_of(CURRENCIES)})[ ]?)?"
    rf"(?P<value>\d+(?:,\d{{3}})*(?:\.\d+)?|{NUMBER_WORD})"
    rf"(?:[ -]?(?P<scale>{_one_of(SCALES)})\b)?"
    rf"(?:[ -]?(?P<unit>{_one_of(UNITS, 's?')}))?(?![A-Za-z0-9])",
    re.IGNORECASE,
)
# March 15, 2023; 15 March 2023; March 2023; March 15
DATE = re.compile(
    rf"(?:(?P<day_before>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?)?(?P<month>{'|'.join(MONTHS)})\b"
    r"(?: (?P<day_after>\d{1,2})(?:st|nd|rd|th)?(?!\d))?(?:,? (?P<year>(?:19|20)\d{2})(?!\d))?",
    re.IGNORECASE,
)
# Article 12 is 第十二条, Chapter 3 is 第三章
NUMBERED_PART = re.compile(
    r"(?P<part>article|chapter) (?P<number>[1-9]\d{0,2})(?!\d)", re.IGNORECASE
)
PART_MARKS = {"article": "条", "chapter": "章"}
# 20th, 3rd
ORDINAL = re.compile(r"(?P<number>[1-9]\d{0,2})(?:st|nd|rd|th)\b", re.IGNORECASE)
# metre → meter, litres → liters, before units are looked up
BRITISH_METER = re.compile(r"(?<=met)re", re.IGNORECASE)

# The words that a number, date or numbered part can begin with, beside a digit or a sign
FIRST_WORDS = frozenset([*NUMBER_WORDS, *MONTHS, *PART_MARKS, *CURRENCIES, "us"])


def number_at(text: str, start: int) -> tuple[int, tuple[str, ...]] | None:
    """Return where the number or date at `start` ends and how Chinese writes it, or None.

    `50 million yuan` is 5000万元, `March 2023` is 2023年3月, `30 days` is 30日 or 30天.
    """
    for pattern, written in (
        (DATE, _date),
        (NUMBERED_PART, _numbered_part),
        (ORDINAL, _ordinal),
        (QUANTITY, _quantity),
    ):
        match = pattern.match(text, start)
        if match and (chinese := written(match)):
            return match.end(), chinese
    return None


def meters_american(text: str) -> str:
    """Return the text with metre as meter; no character moves."""
    return BRITISH_METER.sub("er", text)


def chinese_numeral(number: int) -> str:
    """Return a number from 1 to 999 in Chinese numerals: 12 is 十二, 105 is 一百零五."""
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    written = digits[hundreds] + "百" if hundreds else ""
    if tens:
        written += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        written += "零"
    return written + (digits[ones] if ones else "")


def _date(match: re.Match[str]) -> tuple[str, ...]:
    day, year = match["day_before"] or match["day_after"], match["year"]
    if not (day or year):
        return ()  # a bare month is a word: may, march
    month = MONTHS.index(match["month"].lower()) + 1
    return (f"{f'{year}年' if year else ''}{month}月{f'{int(day)}日' if day else ''}",)


def _numbered_part(match: re.Match[str]) -> tuple[str, ...]:
    return (f"第{chinese_numeral(int(match['number']))}{PART_MARKS[match['part'].lower()]}",)


def _ordinal(match: re.Match[str]) -> tuple[str, ...]:
    return (f"第{chinese_numeral(int(match['number']))}",)


def _quantity(match: re.Match[str]) -> tuple[str, ...]:
    value, scale = match["value"].lower(), match["scale"]
    unit = _unit(match["unit"], match["currency"])
    if value == "one" and not (scale or unit != ("",)):
        return ()  # a pronoun: which one
    number = _value(value) * SCALES[scale.lower().replace("-", " ")] if scale else _value(value)
    # A bare run of digits may be a year or a hotline's number and stays as it is.
    counts = scale or unit != ("",) or "," in value
    shown = _in_chinese_scale(number) if counts else _plain(number)
    return tuple(shown + mark for mark in unit)


def _unit(written: str | None, currency: str | None) -> tuple[str, ...]:
    if written:
        name = written.lower().replace("-", " ")
        return UNITS[name if name in UNITS else name.removesuffix("s")]
    return (CURRENCIES[currency.lower().replace("-", " ")],) if currency else ("",)


def _value(written: str) -> Decimal:
    if written[0].isdigit():
        return Decimal(written.replace(",", ""))
    return Decimal(sum(NUMBER_WORDS[word] for word in re.split("[ -]", written)))


def _in_chinese_scale(number: Decimal) -> str:
    for size, mark in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")):
        if number >= size:
            return _plain(number / size) + mark
    return _plain(number)


def _plain(number: Decimal) -> str:
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"
