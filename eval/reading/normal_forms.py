"""Forms in which words, numbers and amounts are compared, so that only their content counts."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}
UNIT_SYNONYMS = {
    "m2": "平方米",
    "平米": "平方米",
    "岁": "周岁",
    "百分点": "个百分点",
    "基点": "个基点",
    "BP": "个基点",
    "月": "个月",
}

_NUMBER = r"\d[\d,]*(?:\.\d+)?|[〇零一二两三四五六七八九十百千]+"
# 2万, 1,000, 3.5亿, 二十, 两百万: groups are the digits and what multiplies them
NUMBER = re.compile(rf"({_NUMBER})([万亿]*)")
# 3-5, 1万-3万, 3至5
RANGE_DASH = re.compile(
    r"(?<=[\d万亿〇零一二两三四五六七八九十百千])(?:[-—–~～]+|至)(?=[\d一二两三四五六七八九十])"
)
# 500万元, 50%, 六个月, 0.5个百分点: groups are digits, multiplier, unit
AMOUNT = re.compile(
    rf"({_NUMBER})([万亿]*)"
    "(元|美元|港元|%|个百分点|百分点|个基点|基点|BP|倍|成|个月|年|天|日|分|个|户|人|家)"
)
PER_HUNDRED = re.compile(rf"百分之({_NUMBER})")  # 百分之五十 → 50%
HALF = re.compile("减半|一半")


@lru_cache(maxsize=65_536)
def bare(text: str) -> str:
    """Return a text without blanks, full-width forms made half-width, character by character."""
    return "".join(_bare_character(character) for character in text)


def bare_offsets(text: str) -> list[int]:
    """Return for each offset of a text (its length included) the offset in `bare(text)`."""
    offsets = [0]
    for character in text:
        offsets.append(offsets[-1] + len(_bare_character(character)))
    return offsets


def clause_number(number: str) -> str:
    """Return a clause's number without the mark that ends it: `1．` and `1、` are `1`."""
    plain = bare(number)
    if plain and set(plain) <= set("—─–-"):
        return "——"
    return plain.rstrip("、.:")


def heading(text: str | None) -> str:
    """Return a heading in the form in which it is compared, empty for none."""
    return bare(text or "").rstrip("。.:;,")


def metadata_value(text: str | None) -> str:
    """Return a title, number, issuer or date in the form in which it is compared."""
    plain = bare(text or "").replace("〈", "《").replace("〉", "》")
    return re.sub("[、,;]", "", plain)


def name_of_text(text: str) -> str:
    """Return what 《》 and the number in brackets after it leave of a cited text's name."""
    return re.sub("[《》〈〉]", "", metadata_value(text))


def number_value(written: str) -> float | None:
    """Return the value of `2万`, `1,000`, `3.5亿`, `二十`, `两百万`; None where there is none."""
    match = NUMBER.search(bare(written))
    return _value(match[1], match[2]) if match else None


def unit_name(unit: str) -> str:
    """Return a unit in the form in which it is compared, without 万 and 亿 before it."""
    plain = bare(unit).lstrip("万亿")
    return UNIT_SYNONYMS.get(plain, plain)


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity: its value, the other end of a range, its unit."""

    number: float
    upper: float | None
    unit: str


def measure_of(value: str, unit: str) -> Measure | None:
    """Return the quantity of `2万` and `平方米`, of `3-5` and `年`; None without a number."""
    written = bare(value)
    ends = RANGE_DASH.split(written, maxsplit=1)
    numbers = [number_value(end) for end in ends]
    if numbers[0] is None:
        return None
    prefix = bare(unit)[: len(bare(unit)) - len(bare(unit).lstrip("万亿"))]
    scale = _multiplier(prefix)
    upper = numbers[1] if len(numbers) > 1 else None
    return Measure(
        numbers[0] * scale, upper * scale if upper is not None else None, unit_name(unit)
    )


def amounts_in(text: str | None) -> frozenset[tuple[float, str]]:
    """Return the numbers with units that an amount states: `30%，最高500万元` holds two."""
    plain = PER_HUNDRED.sub(r"\1%", bare(text or ""))
    found = {(_value(m[1], m[2]), m[3]) for m in AMOUNT.finditer(plain)}
    halves = {(50.0, "%")} if HALF.search(plain) else set()
    tenths = {(number * 10, "%") if unit == "成" else (number, unit) for number, unit in found}
    return frozenset((number, unit_name(unit)) for number, unit in tenths | halves)


def _bare_character(character: str) -> str:
    # U+200B and the byte order mark are formats, not blanks, to Python
    if character.isspace() or character in "\u200b\ufeff":
        return ""
    return "".join(unicodedata.normalize("NFKC", character).split())


def _value(digits: str, multiplier: str) -> float:
    plain = digits.replace(",", "")
    number = float(plain) if plain[0].isdecimal() else float(_chinese_value(plain))
    return number * _multiplier(multiplier)


def _multiplier(characters: str) -> int:
    product = 1
    for character in characters:
        product *= MYRIADS[character]
    return product


def _chinese_value(written: str) -> int:
    if not set(written) & set(TENS):
        return int("".join(str(DIGITS[digit]) for digit in written))  # 二〇二五
    total, digit = 0, 0
    for character in written:
        if character in TENS:
            total += max(digit, 1) * TENS[character]
            digit = 0
        else:
            digit = DIGITS[character]
    return total + digit
