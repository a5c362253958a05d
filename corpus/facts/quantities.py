"""Numbers with their units and what bounds them: 不少于3家, 50%以上, 3—5年, 百分之三十."""

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files

from corpus.facts.models import Comparator, Quantity
from corpus.numbering import CHINESE_DIGITS, CHINESE_UNITS, chinese_number_value

_MEASURES = tomllib.loads(files("corpus.facts").joinpath("measure_words.toml").read_text("utf-8"))
UNIT_KINDS: dict[str, str] = {
    unit: kind for kind, units in _MEASURES["units"].items() for unit in units
}
SHARE, MONEY, TIME, AGE, COUNT = "share", "money", "time", "age", "count"


# Units that are such before these words alone
ONLY_BEFORE = {
    "日": "(?=[以之]?[内上前])",
    "地": "(?=[及或]?(?:者)?以上)",
    "省": "(?=[及或]?(?:者)?以上)",
}


def _unit_pattern(units: dict[str, str]) -> str:
    """Return an alternation, longest first, each with the characters that it cannot stand before.

    日 is a unit in 5日内 alone: else it is the day of a date; 地 in 两地或以上.
    """
    forbidden = _MEASURES["not_before"]
    written = []
    for unit in sorted(units, key=len, reverse=True):
        after = f"(?![{forbidden[unit]}])" if forbidden.get(unit) else ""
        written.append(re.escape(unit) + ONLY_BEFORE.get(unit, after))
    return "|".join(written)


_ARABIC = r"\d{1,3}(?:,\d{3})+(?:[.．]\d+)?|\d+(?:[.．]\d+)?"
_CHINESE = (
    r"[零〇一二两三四五六七八九十百千]+(?:[万亿][零〇一二两三四五六七八九十百千]*)*"
    r"(?:点[零〇一二三四五六七八九]+)?"
)
_SCALE = r"万亿|[十百千]?[万亿]|[百千](?![米瓦克])"
_UNIT = _unit_pattern(UNIT_KINDS)
_TO = r"\s?(?:-|－|—{1,2}|–|~|～|至|到)\s?"  # 3—5, 3至5
# 3家, 1,200元, 2万平方米, 50亿元, 1—2年, 10%—20%, 三个月; a range's first number may have a unit
NUMBER_WITH_UNIT = re.compile(
    rf"(?<![\d第A-Za-z.．/])(?P<first>{_ARABIC}|{_CHINESE})\s?(?P<scale>{_SCALE})?"
    rf"(?:\s?(?P<first_unit>{_UNIT}))?"
    rf"(?:{_TO}(?P<last>{_ARABIC}|{_CHINESE})\s?(?P<last_scale>{_SCALE})?\s?(?P<last_unit>{_UNIT}))?"
)
PERCENT_IN_WORDS = re.compile(rf"百分之(?P<number>{_CHINESE}|{_ARABIC})")  # 百分之三十五
# 三分之一, 2/3, 一半
FRACTION = re.compile(
    r"(?P<whole>[二三四五六七八九十])分之(?P<share>[一二三四五六七八九])"
    r"|(?<!\d)(?P<numerator>\d)/(?P<denominator>\d)(?!\d)|(?P<half>一半)"
)
NUMBER_HINT = re.compile(r"\d|[一二两三四五六七八九十百千万亿]")
BEFORE = {
    Comparator.AT_LEAST: "不少于 不低于 不小于 不短于 不得少于 不得低于 不得小于 不能低于 不能少于 "
    "至少 至少达到 最低 最少 达到 达 达到或超过 达到或者超过 年满 满 大于等于 大于或等于 ≥ 力争",
    Comparator.ABOVE: "超过 超 超出 突破 大于 高于 多于 逾 ＞ >",
    Comparator.AT_MOST: "不超过 不得超过 不能超过 不超 不超出 不高于 不得高于 不大于 不得大于 "
    "不多于 不得多于 不长于 最高 最高不超过 最高不得超过 最多 最多不超过 最长 最长不超过 "
    "最长不得超过 至多 上限为 上限 控制在 限额为 小于等于 小于或等于 ≤",
    Comparator.BELOW: "低于 少于 小于 短于 不足 不满 未满 未达到 未达 达不到 不到 ＜ <",
    Comparator.ABOUT: "约 大约 近 将近 接近",
}
_BEFORE_WORDS = {word: comparator for comparator, line in BEFORE.items() for word in line.split()}
_BOUND = "|".join(re.escape(word) for word in sorted(_BEFORE_WORDS, key=len, reverse=True))
# 不超过, 控制在, 突破了; between it and the number only 每人每月, 可, 到
BOUND_BEFORE = re.compile(
    rf"(?P<bound>{_BOUND})(?:可?达?到?|了|为|至)?\s?(?:每\w{{1,2}}){{0,2}}\s?$"
)
# 不低于合同总价的10%, 不低于最低工资标准1.2倍: what a share is of may stand between
BOUND_BEFORE_SHARE = re.compile(
    r"(?P<bound>不\w?[少低高超]{1}\w|超过|高于|低于|少于)(?P<of>[^，。；：、（）()\d%％□]{2,14})$"
)
# 以上, （含）以上, 及以上, (不含)以内, 左右
BOUND_AFTER = re.compile(
    r"\s?(?:[（(](?P<without>不)?含[^）)]{0,4}[）)])?(?:[及和]|或者?)?(?P<bound>以上|以下|以内|之内|内|左右|上下)"
)
AFTER = {
    "以上": Comparator.AT_LEAST,
    "以下": Comparator.AT_MOST,
    "以内": Comparator.AT_MOST,
    "之内": Comparator.AT_MOST,
    "内": Comparator.AT_MOST,
    "左右": Comparator.ABOUT,
    "上下": Comparator.ABOUT,
}
WITHOUT = {Comparator.AT_LEAST: Comparator.ABOVE, Comparator.AT_MOST: Comparator.BELOW}
SCALES = {"百": 1e2, "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8}
SCALES |= {"十亿": 1e9, "百亿": 1e10, "千亿": 1e11, "万亿": 1e12}
INCLUDED = {Comparator.ABOVE: Comparator.AT_LEAST, Comparator.BELOW: Comparator.AT_MOST}
SELF_INCLUDED = re.compile(r"\s?[（(]含[^）)]{0,6}[）)]")  # 超过3年（含3年）
LOOK_BACK = 20
NOT_COUNTED = ("分",)  # marks in an assessment
PERIOD_NEXT = re.compile(r"(?:纳税|会计|自然|完整)?年度")  # 近3个纳税年度: a period, no count
FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A quantity in some words: `start:end` with what bounds it, the number alone between."""

    quantity: Quantity
    start: int
    end: int
    number_start: int
    number_end: int

    @property
    def kind(self) -> str:
        """What the unit measures: share, money, time, age, size, count, ratio; else empty."""
        return UNIT_KINDS.get(self.quantity.unit, "")


def quantities_in(words: str) -> list[QuantityMention]:
    """Return the quantities in some words, in order.

    Calendar dates, ordinals (第三家, 前5名) and numbers without a unit are none.
    """
    found = [mention for match in NUMBER_WITH_UNIT.finditer(words) if (mention := _plain(match))]
    if "百分之" in words:
        shares = [_in_words(match) for match in PERCENT_IN_WORDS.finditer(words)]
        found = [m for m in found if not any(s.start <= m.start < s.end for s in shares)] + shares
    if "分之" in words or "/" in words or "一半" in words:
        parts = [_fraction(match) for match in FRACTION.finditer(words)]
        found = [m for m in found if not any(p.start <= m.start < p.end for p in parts)] + parts
    return sorted(found, key=lambda mention: mention.start)


def number_value(written: str) -> float:
    """Return the value of `1,200`, `3.5`, `二十`, `三万五千` or `一点五`.

    Raises ValueError when the text is no number.
    """
    plain = written.replace(",", "").replace("．", ".")
    if plain[:1].isdecimal():
        return float(plain)
    whole, _, decimals = plain.partition("点")
    total, rest = 0.0, whole
    for scale in "亿万":
        high, sign, low = rest.partition(scale)
        if sign:
            total = (total + _below_ten_thousand(high or "一")) * SCALES[scale]
            rest = low
    total += _below_ten_thousand(rest)
    digits = "".join(str(CHINESE_DIGITS[digit]) for digit in decimals)
    return total + (float(f"0.{digits}") if digits else 0.0)


def _below_ten_thousand(written: str) -> int:
    if any(character not in CHINESE_DIGITS | CHINESE_UNITS for character in written):
        raise ValueError(f"{written!r} is no Chinese number")
    return chinese_number_value(written)


def _plain(match: re.Match[str]) -> QuantityMention | None:
    words = match.string
    unit = match["last_unit"] or match["first_unit"]
    after = BOUND_AFTER.match(words, match.end())
    if unit is None and not (match["scale"] and after):  # 年产值100亿以上
        return None
    if _is_no_quantity(match, unit or "", after is not None):
        return None
    last_scale = match["last_scale"]
    scale = match["scale"] or last_scale or ""
    number = number_value(match["first"]) * SCALES.get(scale, 1)
    upper = (
        number_value(match["last"]) * SCALES.get(last_scale or scale, 1) if match["last"] else None
    )
    written = match.group()
    if unit:
        written = written[: -len(unit)].rstrip()
    unit = unit or ""
    if upper is not None and match["first_unit"]:
        written = written.replace(match["first_unit"], "", 1)  # 10%—20%
    return _bounded(words, match.span(), after, number, upper, written, unit.replace("％", "%"))


def _is_no_quantity(match: re.Match[str], unit: str, bounded: bool) -> bool:
    words, first = match.string, match["first"]
    before = words[max(0, match.start() - 2) : match.start()]
    if before.endswith(("几", "第", "百分之", "分之")):
        return True
    if before.endswith("数") and not first[0].isdecimal():
        return True  # 数十家; but 总数20%
    if before.endswith("前") and before not in ("提前", "之前", "以前", "目前"):
        return True  # 前5名
    if unit in NOT_COUNTED or (unit == "个" and PERIOD_NEXT.match(words, match.end())):
        return True
    if first[0].isdecimal():
        value = number_value(first)
        return unit == "年" and FIRST_YEAR <= value <= LAST_YEAR and first.isdecimal()
    if "〇" in first and unit == "年":
        return True  # 二〇二五年
    # 一家, 十分 are words; 一年, 三家 and 一个以上 are numbers
    is_word = first in ("一", "十", "千", "百") and UNIT_KINDS.get(unit) == COUNT and not bounded
    return is_word


def _in_words(match: re.Match[str]) -> QuantityMention:
    written = match["number"]
    after = BOUND_AFTER.match(match.string, match.end())
    return _bounded(match.string, match.span(), after, number_value(written), None, written, "%")


def _fraction(match: re.Match[str]) -> QuantityMention:
    if match["half"]:
        number = 0.5
    elif match["whole"]:
        number = number_value(match["share"]) / number_value(match["whole"])
    else:
        number = number_value(match["numerator"]) / max(number_value(match["denominator"]), 1)
    after = BOUND_AFTER.match(match.string, match.end())
    return _bounded(match.string, match.span(), after, number, None, match.group(), "")


def _bounded(
    words: str,
    span: tuple[int, int],
    after: re.Match[str] | None,
    number: float,
    upper: float | None,
    written: str,
    unit: str,
) -> QuantityMention:
    """Return the mention with its comparator: what follows the number goes before what leads it."""
    start, end = span
    comparator = Comparator.EQUAL if upper is None else Comparator.RANGE
    window = words[max(0, start - LOOK_BACK) : start]
    before = BOUND_BEFORE.search(window)
    if before is None and unit in ("%", "倍"):
        before = BOUND_BEFORE_SHARE.search(window)
    if after:
        comparator = AFTER[after["bound"]]
        comparator = WITHOUT.get(comparator, comparator) if after["without"] else comparator
    if before and upper is None and (after is None or before["bound"] not in ("达", "达到", "近")):
        comparator = _BEFORE_WORDS.get(before["bound"], comparator)
    if upper is not None:
        comparator = Comparator.RANGE
    if comparator in INCLUDED and SELF_INCLUDED.match(words, end):
        comparator = INCLUDED[comparator]
    return QuantityMention(
        quantity=Quantity(comparator, written, number, upper, unit),
        start=start - len(window) + before.start() if before else start,
        end=after.end() if after else end,
        number_start=start,
        number_end=end,
    )
