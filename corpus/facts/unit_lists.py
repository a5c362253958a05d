"""Lists of units: 市住建局、市财政局和各区县（自治县）政府, 教育、科技等有关部门."""

import re
from collections.abc import Iterator, Sequence

from corpus.facts.unit_phrases import (
    LONGEST_NAME,
    balanced,
    is_function,
    is_official,
    is_unit,
    may_be_function,
)
from corpus.names.unit_mentions import unit_mentions

# 市教委|市财政局: the level with which a second name begins; not 市人民政府|市场监管部门
STARTS_ANEW = re.compile(r"(?<=[委局厅办会])(?P<level>[市省区县州])(?=[\u4e00-\u9fff]{2})")
SEPARATORS = "、，,；;／/\n"
OPENING, CLOSING = "（([【〔", "）)]】〕"
# "等" closes a list. A class that names nobody goes with it: 等有关部门, 等8个部门, 等建设平台
LIST_TAIL = re.compile(
    r"(?<![高同平])等(?![级学院])"
    r"(?:(?:\d+|[一二三四五六七八九十多几]+)?个?(?:相关|有关|各|其他|行政|主管|职能|成员|责任|市级|区级|省级)*"
    r"(?:单位|部门|机构|部委|处室|科室|方面|地方|地区)$)?"
)
# The member is an example of the class: 南岸区政府等有关区县政府
ONE_OF_ITS_CLASS = re.compile(
    r"(政府|管委会|街道|医院|高校)等(?:有关|相关|各)?[\u4e00-\u9fff]{0,6}\1$"
)
# Levels of government; a name may join several: 各市、|县（区）人民政府, 市和区、|县
RANKS = (
    r"省|自治区|直辖市",
    r"设区市|设区的市|地级市|市|自治州|州|盟|地区",
    r"自治县|县级市|县|区|旗|开发区|功能区|园区",
    r"乡|镇|街道|村",
)
LEVEL = f"(?:{'|'.join(RANKS)})"
IN_BRACKETS = "(?:[（(][^（()）]*[)）])?"
LEVEL_ALONE = re.compile(
    r"(?P<every>(?:各|有关|相关|所辖|所属)*)(?:[\u4e00-\u9fff]{2,10}所在地?的?)?"
    rf"(?:{LEVEL}[、和及]?)*(?P<last>{LEVEL}){IN_BRACKETS}级?"
)
LEVEL_ONLY = re.compile(rf"(?P<first>{LEVEL}){IN_BRACKETS}")
GOES_ON_FROM_LEVEL = re.compile(
    rf"(?:[两三]级|(?P<first>{LEVEL})){IN_BRACKETS}[\u4e00-\u9fff（()）]*"
)
GOVERNMENT_OF_LEVEL = re.compile(
    rf"{LEVEL}{IN_BRACKETS}{LEVEL}?(?:人民政府|政府|管委会|管理委员会)"
)
# 市财政局|和|市交通局; not 及其
CONNECTIVE = re.compile(r"以及|和|及(?!其)|与|暨")
# 教育、科技、卫生等有关部门: the functions share the word that closes the list
SHARED_BODY = re.compile(r"(?:部门|机关|单位|机构|部委)$")
BLANK = re.compile(r"[ \t\u3000]+")
# 各场景牵头部门|和|配合部门: bodies that are called by their parts
BODY_BY_ROLE = re.compile(
    r"(?:(?:各|有关|相关|市级|区级|省级)[\u4e00-\u9fff]{0,8})?(?:牵头|责任|配合|主办|承办|协办|实施|参与|主责)(?:责任)?(?:单位|部门|主体)"
)


def split_units(words: str) -> list[tuple[str, int]]:
    """Return the units of a list with their offsets in it.

    `市住建局、市城建控股集团等建设平台` → 市住建局, 市城建控股集团. Nothing is split inside
    brackets (各县（市、区）政府), after a mere level (各市、县人民政府), or at a 和 that belongs to
    a name (市住房和城乡建设委员会); two known names that follow each other are (市教委市财政局).
    """
    return [
        (unit, start)
        for item_start, item_end in _items(words)
        for part_start, part_end in _without_tail(words, item_start, item_end)
        for unit, start in _at_connectives(words, part_start, part_end)
    ]


def _items(words: str) -> Iterator[tuple[int, int]]:
    """Yield the spans between separators, a level joined with what goes on from it."""
    pieces = list(_pieces(words))
    index = 0
    while index < len(pieces):
        start, end = pieces[index]
        while index + 1 < len(pieces) and _goes_on(words, start, end, *pieces[index + 1]):
            index += 1
            end = pieces[index][1]
        yield start, end
        index += 1


def _pieces(words: str) -> Iterator[tuple[int, int]]:
    start, depth = 0, 0
    for position, character in enumerate(words):
        if character in OPENING:
            depth += 1
        elif character in CLOSING:
            depth = max(0, depth - 1)
        elif not depth and character in SEPARATORS and words[position - 1 : position] != "<":
            yield start, position
            start = position + 1
    yield start, len(words)


def _goes_on(words: str, start: int, end: int, next_start: int, next_end: int) -> bool:
    # Only 、 stands inside a name
    if words[end:next_start] != "、":
        return False
    level = LEVEL_ALONE.fullmatch(words[start:end])
    following = GOES_ON_FROM_LEVEL.match(words, next_start, next_end)
    if level is None or following is None:
        return False
    if following["first"] and _rank(following["first"]) < _rank(level["last"]):
        return False
    # 各区、|市有关部门 are two; 各市、县人民政府 and 市、区有关部门 are one
    return (
        not level["every"]
        or bool(GOVERNMENT_OF_LEVEL.match(words, next_start, next_end))
        or bool(LEVEL_ONLY.fullmatch(words, next_start, next_end))
    )


def _rank(level: str) -> int:
    return next(rank for rank, names in enumerate(RANKS) if level in names.split("|"))


def _without_tail(words: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    item = words[start:end]
    if "等" not in item or ONE_OF_ITS_CLASS.search(item):
        yield start, end
        return
    position = 0
    for tail in LIST_TAIL.finditer(item):
        yield start + position, start + tail.start()
        position = tail.end()
    # What 等 sums up may be a unit itself (等各区政府); a class of its members is none
    if not position or is_unit(item[position:].strip()):
        yield start + position, end


def _at_connectives(words: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    part = words[start:end]
    first = 0
    for match in [*CONNECTIVE.finditer(part), *BLANK.finditer(part)]:
        left = part[first : match.start()]
        right = part[match.end() : match.end() + LONGEST_NAME]
        in_list = start > 0 and words[start - 1] in "、，"
        if match.start() <= first or not _is_a_joint(part, match.start(), left, right, in_list):
            continue
        yield from _stripped(left, start + first)
        first = match.end()
    yield from _stripped(part[first:], start + first)


def _is_a_joint(part: str, at: int, left: str, right: str, in_list: bool) -> bool:
    """Tell whether two units meet at a 和: what stands on each side is a name by itself.

    A function without its body is one only in a list: 公安、财政和税务部门, 卫生和其他主管部门.
    """
    if len(left) > LONGEST_NAME or not balanced(left):
        return False
    if BODY_BY_ROLE.fullmatch(left.strip()) and BODY_BY_ROLE.fullmatch(right.strip()):
        return True
    shares_body = bool(SHARED_BODY.search(right)) and (
        in_list or right.startswith(("其他", "有关", "相关"))
    )
    functions = is_function(left.strip()) or (in_list and may_be_function(left.strip()))
    if not is_unit(left.strip()) and not (shares_body and functions):
        return False
    names = [right, *(right[: match.start()] for match in CONNECTIVE.finditer(right))]
    if not any(is_unit(name.strip()) for name in names):
        return False
    around = max(0, at - LONGEST_NAME)
    mentions = unit_mentions(part[around : at + LONGEST_NAME])
    return not any(around + unit.start < at < around + unit.end for unit in mentions)


def _stripped(part: str, start: int) -> Iterator[tuple[str, int]]:
    unit = part.strip(" \t\u3000。.：:‖")
    if not unit:
        return
    start += part.index(unit)
    for first, end in _glued(unit):
        yield unit[first:end], start + first


def _glued(unit: str) -> list[tuple[int, int]]:
    """Return the spans of known names that follow each other without a mark: 市教委|市财政局."""
    spans, first = [], 0
    for match in STARTS_ANEW.finditer(unit):
        if unit[first] == match["level"] and _is_registered(unit[first : match.start()]):
            spans.append((first, match.start()))
            first = match.start()
    if spans and _is_registered(unit[first:]):
        return [*spans, (first, len(unit))]
    return [(0, len(unit))]


def _is_registered(words: str) -> bool:
    """Tell whether words are a department that the registry knows by its function."""
    mentions = unit_mentions(words) if len(words) <= LONGEST_NAME else ()
    return len(mentions) == 1 and mentions[0].written == words and mentions[0].stem is not None


def units_of_list(words: str) -> list[tuple[str, int]] | None:
    """Return the units of a list in running text with their offsets, or None where it is none.

    Functions before a shared body count as they are written: 教育、科技等部门 → 教育, 科技.
    """
    listed = split_units(words)
    closed = SHARED_BODY.search(words) is not None
    for unit, start in listed:
        # 牵头部门负责…: in a sentence who is called by its part is told by what stands elsewhere
        if is_unit(unit) or BODY_BY_ROLE.fullmatch(unit):
            continue
        ends_list = start + len(unit) >= len(words.rstrip())
        if not closed or ends_list or not (is_function(unit) or may_be_function(unit)):
            return None
    return listed or None


def units_of_open_list(words: str, is_bound: bool) -> list[tuple[str, int]] | None:
    """Return the units of a list in which some are no recognisable ones, or None where it is none.

    `由市委宣传部、网信、市属媒体`: it begins with an office, the others may be names, and it is
    bound by 由, ends with a unit, or has more units than not.
    """
    listed = split_units(words)
    if len(listed) < 2 or not is_official(listed[0][0]):
        return None
    units = [is_unit(unit) for unit, _ in listed]
    if not all(
        known or may_be_function(unit) for known, (unit, _) in zip(units, listed, strict=True)
    ):
        return None
    return listed if is_bound or units[-1] or 2 * sum(units) > len(units) else None


def are_called_by_their_part(units: Sequence[str]) -> bool:
    """Tell whether all are named by what they do elsewhere: 牵头部门, 各配合单位."""
    return all(BODY_BY_ROLE.fullmatch(unit) for unit in units)
