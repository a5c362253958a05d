"""A unit's name taken apart: which place, which department, which body."""

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.names.departments import UnitName, department_index
from corpus.names.gazetteer import Region, ancestors
from corpus.names.unit_scope import NO_SCOPE, Scope, country, resolve, splits

WHITE_SPACE = re.compile(r"\s+")
# 各区县政府, 有关部门, 区县政府, 各市（州）建委: more than one unit.
GROUP = re.compile(
    r"各|有关|相关|所属|试点区县|(?:区县|县区|县市区|区市县|市县|市州|县[（(]?市、?区[)）]?|市[（(]州[)）]|区县[（(]自治县[)）]|乡镇|镇街|县、区|市、县)"
)
STATE_BEFORE = re.compile(r"^(?:国家|国务院|中华人民共和国)")
LAST_BRACKETS = re.compile(r"[（(][^（()）]*[)）]$")
# What may follow 市 in a word of another meaning: 市场主体, 市民, 区块链, 县域.
NOT_A_LEVEL = re.compile(
    r"市(?:场|民|政(?!府|协)|值|容|面|区)|区(?:域|块|位|间)|县(?:域|城)|省(?:会|际)|州际"
)


@dataclass(frozen=True)
class ParsedUnit:
    """A unit as written; `names` are what it may be, the likeliest first, none if unknown."""

    written: str
    scope: Scope
    names: tuple[UnitName, ...]
    rest: str
    group: bool = False

    @property
    def name(self) -> UnitName | None:
        """The likeliest department, or None."""
        return self.names[0] if self.names else None


@lru_cache(maxsize=8192)
def parse_unit(written: str) -> ParsedUnit:
    """Take a unit's name in Chinese apart."""
    text = WHITE_SPACE.sub("", written)
    if GROUP.match(text):
        return ParsedUnit(text, NO_SCOPE, _names_within_group(text), text, group=True)
    # 国家住建部, 国务院国资委: the state before a name that is national anyway.
    known = department_index().national_names
    national = known.get(text) or known.get(STATE_BEFORE.sub("", text))
    if national is not None:
        return ParsedUnit(text, Scope(country()), (national,), text)
    inner = _place_in_the_middle(text)
    if inner is not None:
        return inner
    first_unknown: tuple[Scope, str] | None = None
    for scope, rest in splits(text):
        names = _fitting(department_index().names.get(rest, ()), scope)
        if names:
            return ParsedUnit(text, scope, names, rest)
        if (
            scope.written_level_only
            and rest
            and not NOT_A_LEVEL.match(text)
            and first_unknown is None
        ):
            first_unknown = (scope, rest)
    scope, rest = first_unknown or (NO_SCOPE, text)
    return ParsedUnit(text, scope, (), rest)


def _fitting(names: tuple[UnitName, ...], scope: Scope) -> tuple[UnitName, ...]:
    fitting = []
    for name in names:
        department = name.department
        if department.after_committee and not scope.committee:
            continue
        if department.needs_prefix and scope == NO_SCOPE:
            continue
        fitting.append(name)
    # 重庆金融监管局 is the office of the national regulator, 市金融监管局 the city's own.
    if len(fitting) > 1 and scope.bare_place:
        fitting.sort(key=lambda name: not name.department.heads)
    return tuple(fitting)


def _names_within_group(text: str) -> tuple[UnitName, ...]:
    """Return the department of 各市（州）建委 or 各区县住建局: the longest known ending."""
    names = department_index().names
    # 各市（州）建委（住房城乡建设局）: the second name explains the first.
    plain = LAST_BRACKETS.sub("", text)
    for start in range(1, len(plain) - 1):
        found = names.get(plain[start:], ())
        if found and not found[0].department.after_committee:
            return found[:1]
    return ()


def _place_in_the_middle(text: str) -> ParsedUnit | None:
    for department in department_index().departments:
        for head in department.heads:
            if not text.startswith(head):
                continue
            for tail in sorted(department.tails, key=len, reverse=True):
                middle = text[len(head) : len(text) - len(tail)]
                if not text.endswith(tail) or len(head) + len(tail) > len(text):
                    continue
                scope = next((scope for scope, rest in splits(middle) if not rest), None)
                if scope is not None:
                    name = UnitName(text, department, department.tails[tail], tail)
                    return ParsedUnit(text, scope, (name,), tail)
    return None


def region_of(unit: ParsedUnit, context: Region | None) -> Region | None:
    """Return the region whose unit it is in a document of the region `context`, or None."""
    name = unit.name
    if unit.group:
        return None
    if name is not None and name.national:
        return country()
    if name is not None and unit.scope == NO_SCOPE and name.body == "厅" and context is not None:
        # Only provinces have 厅, so that 住建厅 in a city's document is the province's.
        return next((r for r in (context, *ancestors(context)) if r.level == "province"), None)
    return resolve(unit.scope, context)
