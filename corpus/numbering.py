"""Numbers that open a clause: 一、 （一） 1. （1） ① 第三条 ——."""

import re
from dataclasses import dataclass

COUNTING_DIGITS = "零一二三四五六七八九"
COUNTING_UNITS = ((1000, "千"), (100, "百"), (10, "十"))
CHINESE_DIGITS = {digit: value for value, digit in enumerate(COUNTING_DIGITS)} | {
    "〇": 0,
    "两": 2,
}
CHINESE_UNITS = {unit: size for size, unit in COUNTING_UNITS}
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

_NUMERAL = "[〇零一二三四五六七八九十百千]+"
_ANY = r"(?:[〇零一二三四五六七八九十百千]+|\d{1,3})"

# What follows a number that is cited: （一）至（三）项, （二）项规定的; not （一）项目管理
_CITED = (
    r"(?![、，]?\s?(?:[至到和及]|或者?)?\s?(?:[（(第]|\d{1,2}[)）])"
    r"|项(?!目)|款(?!项)|目(?![标录的前])|中的)"
)

# Each pattern matches at the start of a paragraph; group 1 is the ordinal.
PART = re.compile(rf"第\s?({_ANY})\s?[编篇](?=[\s\u3000]|[^，。；、]{{0,30}}$)")  # 第一编 总则
CHAPTER = re.compile(rf"第\s?({_ANY})\s?章(?=[\s\u3000]|[^，。；、]{{0,30}}$)")  # 第二章 职责
DIVISION = re.compile(rf"第\s?({_ANY})\s?节(?=[\s\u3000]|[^，。；、]{{0,30}}$)")  # 第一节 规定
# 第三条　为了…; not 第三条规定的, 第三条第二款, 第三条之一
ARTICLE = re.compile(
    rf"第\s?({_ANY})\s?条(?:之[一二三四五六七八九])?"
    r"(?!、|[和至到及或]\s?[本第]|规定|的|第|之|所[列述规])"
)
PARAGRAPH = re.compile(rf"第\s?({_NUMERAL})\s?款(?=[\s\u3000])")  # 第一款　甲方…
SECTION = re.compile(
    rf"({_NUMERAL})\s?(?:、(?!{_NUMERAL}[级类线批等流手])|[．.](?![\d、]))"
)  # 一、总体要求; 一．总则; not 一、二级医院
SUBSECTION = re.compile(
    rf"[（(]\s?({_NUMERAL})\s?[）)]{_CITED}"
)  # （一）推进…; not （一）至（三）项
# 1. 1． 1、 ⒈ 1. 2023年…; not 11.5.14, 1. 5倍 or 1、2号楼
NUMBERED = re.compile(
    r"(\d{1,3}|[⒈-⒛])(?:(?<=[⒈-⒛])[.．、]?"
    r"|[.．](?!\d)(?! ?\d+(?:\.\d+)?(?! ?年|\d))|、(?!\d{1,3}[、号]))"
)
# 1.3人户家庭, 1.2025年…: a number before a number, or a decimal; only its neighbours tell
AMBIGUOUS = re.compile(r"(\d{1,2})[.．](?=\d{1,4}[^\d.．%％])")
DECIMAL = re.compile(
    r"(\d{1,2}(?:\.\d{1,2}){1,3})\s+(?=[\u4e00-\u9fff])(?![万亿元个家项倍米吨公])"
)  # 1.1 范围
PARENTHESISED = re.compile(rf"[（(]\s?(\d{{1,3}})\s?[）)]{_CITED}")  # （1）设备
HALF_PARENTHESISED = re.compile(rf"(\d{{1,2}})[）)]{_CITED}")  # 1）设备
CIRCLE = re.compile(rf"([{CIRCLED}])(?![、，至到和及或]?\s?[{CIRCLED}])")  # ①申请表; not ①至③
FIRSTLY = re.compile(r"([一二三四五六七八九十])是(?=[\u4e00-\u9fff“])(?!否)")  # 一是加强…
DASH = re.compile(r"(?:——|──|—\s?—|－－|--)(?=[^\s—－\-])()")  # ——深化改革

# Outer to inner: a paragraph belongs to the nearest open clause of a smaller level.
LEVELS: tuple[re.Pattern[str], ...] = (
    PART,
    CHAPTER,
    DIVISION,
    ARTICLE,
    PARAGRAPH,
    SECTION,
    SUBSECTION,
    NUMBERED,
    DECIMAL,
    PARENTHESISED,
    HALF_PARENTHESISED,
    CIRCLE,
    FIRSTLY,
    DASH,
)
ARTICLE_LEVEL = LEVELS.index(ARTICLE) + 1
PARAGRAPH_LEVEL = LEVELS.index(PARAGRAPH) + 1
NUMBERED_LEVEL = LEVELS.index(NUMBERED) + 1
SECTION_LEVEL = LEVELS.index(SECTION) + 1
CHAPTER_LEVELS = (LEVELS.index(PART) + 1, LEVELS.index(CHAPTER) + 1, LEVELS.index(DIVISION) + 1)
# Their marks are no numbers that a list counts on by
ITEM_LEVELS = (LEVELS.index(FIRSTLY) + 1, LEVELS.index(DASH) + 1)
# Which markers a first character may open, so that each paragraph is tried for few
_BY_FIRST_CHARACTER: dict[str, tuple[re.Pattern[str], ...]] = {
    **dict.fromkeys("第", (PART, CHAPTER, DIVISION, ARTICLE, PARAGRAPH)),
    **dict.fromkeys("〇零一二三四五六七八九十百千", (SECTION, FIRSTLY)),
    **dict.fromkeys("（(", (SUBSECTION, PARENTHESISED)),
    **dict.fromkeys(
        "0123456789０１２３４５６７８９⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
        (NUMBERED, DECIMAL, HALF_PARENTHESISED),
    ),
    **dict.fromkeys(CIRCLED, (CIRCLE,)),
    **dict.fromkeys("—─－-", (DASH,)),
}
_LEVEL_OF = {pattern: level for level, pattern in enumerate(LEVELS, start=1)}


@dataclass(frozen=True, slots=True)
class Marker:
    """The number that opens a paragraph: its level (1 is outermost), ordinal, and length."""

    level: int
    ordinal: int
    written: str


def marker_at_start(paragraph: str) -> Marker | None:
    """Return the clause number that the paragraph begins with, or None."""
    for pattern in _BY_FIRST_CHARACTER.get(paragraph[:1], ()):
        match = pattern.match(paragraph)
        if match:
            return Marker(_LEVEL_OF[pattern], ordinal_value(match.group(1)), match.group(0))
    return None


def ambiguous_marker(paragraph: str) -> Marker | None:
    """Return the number of `1.3人户家庭`, which is a clause's only if its neighbours count on."""
    match = AMBIGUOUS.match(paragraph)
    return Marker(NUMBERED_LEVEL, int(match.group(1)), match.group(0)) if match else None


def ordinal_value(written: str) -> int:
    """Return the value of 十一, 11 or ⑪; 0 for a mark without a number."""
    if not written:
        return 0
    if written.isdecimal():
        return int(written)
    if written in CIRCLED:
        return CIRCLED.index(written) + 1
    if "⒈" <= written <= "⒛":
        return ord(written) - ord("⒈") + 1
    if "." in written:
        return int(written.rsplit(".", 1)[1])
    return chinese_number_value(written)


def chinese_number(value: int) -> str:
    """Return a number below 100 million as it is counted: 1 → 一, 12 → 十二, 105 → 一百零五."""
    if value >= 100_000_000:
        return str(value)
    high, low = divmod(value, 10_000)
    if high:
        rest = ("" if low >= 1000 or not low else "零") + (_below_ten_thousand(low) if low else "")
        return _below_ten_thousand(high) + "万" + rest
    written = _below_ten_thousand(low)
    return written[1:] if written.startswith("一十") else written


def _below_ten_thousand(value: int) -> str:
    if not value:
        return "零"
    written, gap = "", False
    for size, unit in COUNTING_UNITS:
        digit, value = divmod(value, size)
        if digit:
            written += ("零" if gap else "") + COUNTING_DIGITS[digit] + unit
            gap = False
        else:
            gap = bool(written)
    return written + (("零" if gap else "") + COUNTING_DIGITS[value] if value else "")


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
