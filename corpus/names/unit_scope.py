"""Which place a unit's name is said of: the 市 in 市住建局, the 重庆 in 重庆住建委."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.names.gazetteer import Region, ancestors, contains, gazetteer

# Level words, the longer first, and the endings of the regions that they may stand for.
LEVEL_ENDINGS: dict[str, tuple[str, ...]] = {
    "自治区": ("自治区",),
    "自治州": ("自治州",),
    "自治县": ("自治县",),
    "地区": ("地区",),
    "省": ("省",),
    "市": ("市",),
    "州": ("自治州",),
    "盟": ("盟",),
    "区": ("区",),
    "县": ("县",),
    "旗": ("旗",),
}
# 市级, 我市, 全市, 本市: the same level, said otherwise.
LEVEL_WORD = re.compile(
    r"(?:我|本|全|所在)?(自治区|自治州|自治县|地区|省|市|州|盟|区|县|旗)(?:级|本级)?"
)
NATIONAL_WORD = re.compile(r"国家|中央|国务院|全国")
# 长春|新区, 经济技术开发区管委会, 长白山管委会: has departments, but is no division.
AREA = re.compile(
    r"(?:长白山|中关村|(?:高新技术产业|经济技术|国际合作|综合|旅游|保护|自由贸易)?(?:新区|开发区|高新区|经开区|保税区|度假区|合作区|示范区))"
    r"(?:管委会|管理委员会)?"
)
# 市政府|电子政务办, 市人民政府|外事办公室: the government may stand between.
GOVERNMENT = re.compile(r"人民政府|政府")
LONGEST_PREFIX = 20
COUNTRY = "中华人民共和国"


@dataclass(frozen=True)
class Scope:
    """The place as written: a region, or only a level (市), or neither.

    `committee`: 委 of the party follows (市委宣传部). `bare_place`: the place's short name (重庆).
    `area`: a development area that is no administrative division (长白山管委会), as written.
    `nested`: the holder's name stands before it.
    """

    region: Region | None = None
    level: str = ""
    committee: bool = False
    bare_place: bool = False
    area: str = ""
    nested: bool = False

    @property
    def written_level_only(self) -> bool:
        """Whether the name says 市 or 省 without saying which."""
        return self.region is None and bool(self.level)


NO_SCOPE = Scope()


def country() -> Region:
    """Return the country, whose bodies are the national ones."""
    return gazetteer().by_official_name[COUNTRY]


def splits(text: str) -> Iterator[tuple[Scope, str]]:
    """Yield each way to read the beginning of a unit's name as a place, with what is left of it.

    The shortest reading comes first, so that 市场监管局 is not 市 and 场监管局.
    """
    yield NO_SCOPE, text
    party = text.removeprefix("中共")
    for scope, end in _prefixes(party, 0, NO_SCOPE):
        rest = party[end:]
        yield scope, rest
        government = GOVERNMENT.match(rest)
        if government and government.end() < len(rest):
            yield scope, rest[government.end() :]
        if rest.startswith("委") and len(rest) > 1:
            yield (
                Scope(scope.region, scope.level, committee=True),
                rest.removeprefix("委员会").removeprefix("委"),
            )


def _prefixes(text: str, start: int, outer: Scope) -> Iterator[tuple[Scope, int]]:
    """Yield scope and end of each run of places and level words at `start`: 重庆 + 市."""
    national = NATIONAL_WORD.match(text, start)
    if national and not start:
        yield Scope(country()), national.end()
    level = LEVEL_WORD.match(text, start)
    if level:
        word = level.group(1)
        if outer.region is None:
            yield Scope(None, word), level.end()
        elif outer.bare_place and outer.region.name.endswith(word):
            yield Scope(outer.region, word), level.end()
    area = AREA.match(text, start)
    if area:
        yield Scope(None, area=text[: area.end()]), area.end()
    known = gazetteer().by_chinese_name
    for end in range(min(len(text), start + LONGEST_PREFIX), start + 1, -1):
        bearers = known.get(text[start:end], ())
        for region in _inside_first(bearers, outer.region)[:1]:
            bare = text[start:end] != region.name
            scope = Scope(region, bare_place=bare, nested=outer.region is not None)
            yield scope, end
            yield from _prefixes(text, end, scope)


def _inside_first(bearers: tuple[Region, ...], outer: Region | None) -> tuple[Region, ...]:
    """Return the namesakes with those in `outer` first: 长春市|朝阳区."""
    if outer is None or len(bearers) < 2:
        return bearers
    return tuple(sorted(bearers, key=lambda region: not contains(outer, region)))


def is_prefix(text: str) -> bool:
    """Tell whether the whole of `text` reads as a place before a unit's name."""
    return any(not rest and scope != NO_SCOPE for scope, rest in splits(text)) or _before_office(
        text
    )


# 市人民政府, 重庆市委: a place and the organ whose office follows.
ORGAN_ENDING = re.compile(r"(?:人民政府|政府|委员会|委)$")


def _before_office(text: str) -> bool:
    place = ORGAN_ENDING.sub("", text)
    return place != text and bool(place) and any(not rest for _, rest in splits(place))


def resolve(scope: Scope, context: Region | None) -> Region | None:
    """Return the region that a scope means in a document of `context`, or None if unclear."""
    if scope.region is not None:
        namesakes = gazetteer().by_chinese_name.get(scope.region.name, (scope.region,))
        # 朝阳区 in a document of Changchun is Changchun's, unless the name itself says whose.
        return scope.region if scope.nested else _inside_first(namesakes, context)[0]
    if context is None or scope.area:
        return None
    if not scope.level:
        return context
    endings = LEVEL_ENDINGS[scope.level]
    return next((r for r in (context, *ancestors(context)) if r.name.endswith(endings)), None)
