"""Where a text names units of government, in Chinese or English."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.names.departments import department_index
from corpus.names.unit_mentions_english import english_units
from corpus.names.unit_parse import parse_unit
from corpus.names.unit_scope import LONGEST_PREFIX, is_prefix


@dataclass(frozen=True)
class UnitMention:
    """A unit named in a text: `written` is `text[start:end]`.

    `stem` is its function in Chinese, such as 住房和城乡建设, or None if unknown.
    """

    start: int
    end: int
    written: str
    stem: str | None = None


LATIN = re.compile(r"[A-Za-z]")
HAN_LEVEL = "市省区县州旗盟"
# 各区县（自治县）人民政府, 有关区县政府, 各县、区人民政府, 各级政府.
GROUP_GOVERNMENT = re.compile(
    r"(?:(?:各|有关|相关|试点|所属)+(?:市|区|县|级|地)|(?:各|有关|相关|试点|所属)*"
    r"(?:区县|县区|县市区|区市县|市县|市州|县[（(]市、?区[)）]|市[（(]州[)）]|县、区|区、县|乡镇|镇街|设区市))"
    r"(?:[（(](?:自治县|市|市、区)[)）])?(?:人民)?政府"
)
# 各市（州）|建委, 各县（市、区）|住房城乡建设局, 有关区县|住建局.
GROUP_BEFORE = re.compile(
    r"(?:各|有关|相关|所属)+(?:市|县|区|州|区县|县区|市县|市州|县市区|区市县|市、县|县、区)?(?:[（(](?:州|市|区|市、区|自治县)[)）])?$"
)
# 功能板块管委会, 高新技术产业开发区管委会, 长白山管委会.
COMMITTEE_OF_AREA = re.compile(
    r"(?:高新技术产业|经济技术|国际合作|旅游|自由贸易|各|有关)?"
    r"(?:功能板块|功能区|新区|开发区|高新区|经开区|园区|保税区|示范区|度假区|合作区|试验区|景区|长白山|中关村|科学城)管(?:理委员|委)会"
)
# 市城建控股集团, 市园林绿化中心: a level, an unknown name and a body, between marks.
UNKNOWN_UNIT = re.compile(
    r"(?:(?<=[、，；：:（(。\s])|^|(?<=会同)|(?<=[由和及与]))(?P<unit>[市省区县](?![场民值容面域级])(?:(?![和及或与各])[\u4e00-\u9fff]){2,12}?"
    r"(?:集团|公司|局|委|办|中心|支队|总队))(?=$|[、，；。：）)\s]|等|牵头|负责|配合|会同|主办|协办)"
)
# Words that go on after a body's last character: 教育部|署, 住建委|托, 政务办|理, 人行|道.
GOES_ON: dict[str, re.Pattern[str]] = {
    "部": re.compile(r"[署分位件队级落门]|长期"),
    "委": re.compile(r"[托派任婉屈]|员"),
    "办": re.compile(r"[理法学案结好证税成医展赛会]|事(?!处)|公"),
    "局": re.compile(r"[限面势促域部](?!署|门)"),
    "行": re.compile(r"[道横天通步车人]"),
    "厅": re.compile(r"[堂]"),
    "院": re.compile(r"[校士]"),
    "心": re.compile(r"[城任环]"),
    "府": re.compile(
        r"(?:的)?(?:投资|采购|购买|性|主导|补贴|引导|出资|规章|债|基金|平台|网|令|公报|工作部门|各?部门|各委|直属)"
    ),
    "大": re.compile(r"代表|会议|[学型量数]"),
    "协": re.compile(r"[议调商助作同会]|委员"),
}
# 超市|监管局, 节省|财政, 开发区|财政局: the level word belongs to the word before it.
NOT_OWN_LEVEL = re.compile(
    r"(?:[城都超股楼门]市|节省|[地园新社辖景山片小城校厂特发库港湾市]区|[九]州)$"
)


def unit_mentions(text: str) -> tuple[UnitMention, ...]:
    """Return the units that `text` names, in order, without overlaps; 主管部门 is none."""
    found: list[UnitMention] = list(_chinese_units(text))
    found += [_mention(text, *match.span()) for match in GROUP_GOVERNMENT.finditer(text)]
    found += [_committee(text, *match.span()) for match in COMMITTEE_OF_AREA.finditer(text)]
    found += [_mention(text, *match.span("unit")) for match in UNKNOWN_UNIT.finditer(text)]
    if LATIN.search(text):
        for unit in english_units(text):
            stem = unit.departments[0].key
            found.append(UnitMention(unit.start, unit.end, text[unit.start : unit.end], stem))
    return _without_overlaps(found)


def _without_overlaps(found: Iterable[UnitMention]) -> tuple[UnitMention, ...]:
    kept: list[UnitMention] = []
    # Of two that overlap the longer is the whole name; of equals the one with a known function.
    for unit in sorted(
        found, key=lambda unit: (unit.start - unit.end, unit.stem is None, unit.start)
    ):
        if all(unit.end <= other.start or other.end <= unit.start for other in kept):
            kept.append(unit)
    return tuple(sorted(kept, key=lambda unit: unit.start))


def _mention(text: str, start: int, end: int) -> UnitMention:
    name = parse_unit(text[start:end]).name
    return UnitMention(start, end, text[start:end], name.department.key if name else None)


def _committee(text: str, start: int, end: int) -> UnitMention:
    start = _start_with_place(text, start, 0)
    return UnitMention(start, end, text[start:end], "管理委员会")


@dataclass(frozen=True)
class _Pattern:
    """A name to look for; `middle` has the place inside (人行 + 重庆 + 营管部)."""

    written: str
    needs_prefix: bool


@cache
def _patterns() -> dict[str, tuple[_Pattern, ...]]:
    """Return the names to look for by their first character, the longer first."""
    index = department_index()
    grouped: dict[str, list[_Pattern]] = {}
    for written, options in index.names.items():
        if all(option.department.after_committee for option in options):
            continue
        needs = all(option.department.needs_prefix for option in options)
        grouped.setdefault(written[:2], []).append(_Pattern(written, needs))
    for written in index.national_names:
        grouped.setdefault(written[:2], []).append(_Pattern(written, False))
    return {
        head: tuple(sorted(group, key=lambda pattern: len(pattern.written), reverse=True))
        for head, group in grouped.items()
    }


@cache
def _place_inside() -> re.Pattern[str]:
    """Return the pattern of names with the place in the middle: 人行重庆营管部."""
    alternatives = []
    for department in department_index().departments:
        if department.heads:
            heads = "|".join(sorted(department.heads, key=len, reverse=True))
            tails = "|".join(sorted(department.tails, key=len, reverse=True))
            alternatives.append(f"(?:{heads})[\u4e00-\u9fff]{{0,10}}?(?:{tails})")
    return re.compile("|".join(alternatives))


def _chinese_units(text: str) -> Iterator[UnitMention]:
    position, floor = 0, 0
    while position < len(text) - 1:
        end = _name_end(text, position, floor)
        if end is None:
            position += 1
            continue
        start = _start_with_place(text, position, floor)
        yield _mention(text, start, end)
        position = floor = end


def _name_end(text: str, start: int, floor: int) -> int | None:
    """Return where the longest name at `start` ends, or None if there is none."""
    if start >= len(text):
        return None
    inside = _place_inside().match(text, start) if text[start] in "人中国金银证共团" else None
    if inside and parse_unit(inside.group()).names:
        return inside.end()
    for pattern in _patterns().get(text[start : start + 2], ()) + _patterns().get(text[start], ()):
        if not text.startswith(pattern.written, start):
            continue
        end = start + len(pattern.written)
        if pattern.written in ("委", "委员会"):
            inner = _office_of_committee(text, end, floor)
            if inner is not None and _start_with_place(text, start, floor) < start:
                return inner
        goes_on = GOES_ON.get(text[end - 1])
        if goes_on is not None and goes_on.match(text, end):
            continue
        if pattern.needs_prefix:
            place = text[_start_with_place(text, start, floor) : start]
            if not place or not parse_unit(place + pattern.written).names:
                continue
        return end
    return None


# 市委|办公厅, 市委|办; not 市委|办理.
COMMITTEE_OFFICE = re.compile(r"办公厅|办公室|办(?![理法学案结好证公事])")


def _office_of_committee(text: str, start: int, floor: int) -> int | None:
    """Return the end of the party body after 市委: 宣传部, 办公厅."""
    office = COMMITTEE_OFFICE.match(text, start)
    return office.end() if office else _name_end(text, start, floor)


@lru_cache(maxsize=8192)
def _reads_as_prefix(text: str) -> bool:
    return is_prefix(text)


def _start_with_place(text: str, start: int, floor: int) -> int:
    """Return where a unit's name begins with the place or level before it: 重庆|市|住建委."""
    group = GROUP_BEFORE.search(text, max(floor, start - LONGEST_PREFIX), start)
    if group:
        return group.start()
    for first in range(max(floor, start - LONGEST_PREFIX), start):
        if not _reads_as_prefix(text[first:start]):
            continue
        level_end = first + 1
        if text[first] in HAN_LEVEL and NOT_OWN_LEVEL.search(text, max(0, first - 1), level_end):
            continue
        return first
    return start
