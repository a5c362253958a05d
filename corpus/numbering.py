"""Numbers that open a clause: 一、 （一） 1. （1） ① 第三条 ——."""

import re
from dataclasses import dataclass

CHINESE_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
}
CHINESE_UNITS = {"十": 10, "百": 100, "千": 1000}
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

_NUMERAL = "[〇零一二三四五六七八九十百千]+"

# Each pattern matches at the start of a paragraph; group 1 is the ordinal.
PART = re.compile(rf"第({_NUMERAL})编(?=[\s\u3000]|[^，。；、]{{0,30}}$)")  # 第一编 总则
CHAPTER = re.compile(rf"第({_NUMERAL})章(?=[\s\u3000]|[^，。；、]{{0,30}}$)")  # 第二章 职责
DIVISION = re.compile(rf"第({_NUMERAL})节(?=[\s\u3000]|[^，。；、]{{0,30}}$)")  # 第一节 一般规定
ARTICLE = re.compile(rf"第({_NUMERAL}|\d+)条(?![、和至规的])")  # 第三条　为了…; not 第三条规定的
SECTION = re.compile(rf"({_NUMERAL})、(?!{_NUMERAL}[级类线批等])")  # 一、总体要求; not 一、二级医院
SUBSECTION = re.compile(
    rf"[（(]({_NUMERAL})[）)](?![、至和项款])"
)  # （一）推进…; not （一）至（三）项
# 1. 1． 1、 1. 2023年…; not 11.5.14 or 1. 5倍
NUMBERED = re.compile(r"(\d{1,3})(?:[.．](?!\d)(?! ?\d+(?:\.\d+)?(?! ?年|\d))|、)")
PARENTHESISED = re.compile(r"[（(](\d{1,3})[）)](?![、至和项款])")  # （1）设备
CIRCLE = re.compile(f"([{CIRCLED}])")  # ①申请表
DASH = re.compile(r"(?:——|──|—\s?—)(?=\S)()")  # ——深化改革

# Outer to inner: a paragraph belongs to the nearest open clause of a smaller level.
LEVELS: tuple[re.Pattern[str], ...] = (
    PART,
    CHAPTER,
    DIVISION,
    ARTICLE,
    SECTION,
    SUBSECTION,
    NUMBERED,
    PARENTHESISED,
    CIRCLE,
    DASH,
)
ARTICLE_LEVEL = LEVELS.index(ARTICLE) + 1
SECTION_LEVEL = LEVELS.index(SECTION) + 1
DASH_LEVEL = LEVELS.index(DASH) + 1


@dataclass(frozen=True, slots=True)
class Marker:
    """The number that opens a paragraph: its level (1 is outermost), ordinal, and length."""

    level: int
    ordinal: int
    written: str


def marker_at_start(paragraph: str) -> Marker | None:
    """Return the clause number that the paragraph begins with, or None."""
    for level, pattern in enumerate(LEVELS, start=1):
        match = pattern.match(paragraph)
        if match:
            return Marker(level, ordinal_value(match.group(1)), match.group(0))
    return None


def ordinal_value(written: str) -> int:
    """Return the value of 十一, 11 or ⑪; 0 for a mark without a number."""
    if not written:
        return 0
    if written.isdecimal():
        return int(written)
    if written in CIRCLED:
        return CIRCLED.index(written) + 1
    return chinese_number_value(written)


def chinese_number_value(written: str) -> int:
    """Return the value of a Chinese number below ten thousand: 二十一 → 21, 一百零五 → 105."""
    total, digit = 0, 0
    for character in written:
        if character in CHINESE_DIGITS:
            digit = CHINESE_DIGITS[character]
        else:
            total += max(digit, 1) * CHINESE_UNITS[character]
            digit = 0
    return total + digit
