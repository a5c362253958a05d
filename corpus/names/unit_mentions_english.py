"""Units of government in English text: official and common names, such as Transport Bureau."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.names.departments import Department, UnitName, department_index
from corpus.names.gazetteer import Region
from corpus.names.region_mentions_english import english_places
from corpus.names.unit_parse import ParsedUnit, parse_unit
from corpus.names.unit_scope import Scope, country

BODIES = (
    "Commission|Bureau|Department|Administration|Office|Committee|Ministry|Authority|"
    "Center|Centre|Agency"
)
LEVELS = "Municipal|Provincial|County|District|Regional|Prefectural|City|State|National"
LEVEL_WORDS = {
    "municipal": "市",
    "city": "市",
    "provincial": "省",
    "district": "区",
    "county": "县",
    "regional": "自治区",
    "prefectural": "州",
}
CHINESE_BODIES = {
    "commission": "委",
    "committee": "委",
    "bureau": "局",
    "office": "办",
    "center": "中心",
    "centre": "中心",
    "ministry": "部",
}
# "Education Department" is 教育厅 in a province and anything elsewhere: no body is held against it.
UNSURE_BODY = "部门"


@dataclass(frozen=True)
class EnglishUnit:
    """A unit named in English: where, which departments, the level, body and place said."""

    start: int
    end: int
    departments: tuple[Department, ...]
    level: str
    body: str
    region: Region | None


@cache
def _departments_by_phrase() -> dict[str, tuple[Department, ...]]:
    phrases: dict[str, tuple[Department, ...]] = {}
    for department in department_index().departments:
        for phrase in (department.english, *department.english_aliases):
            if phrase:
                key = _phrase_key(phrase)
                phrases[key] = (*phrases.get(key, ()), department)
    return phrases


def department_named(key: str) -> Department:
    """Return the department with this key."""
    return next(found for found in department_index().departments if found.key == key)


# "Urban-Rural", "Urban–Rural", "Urban and Rural": written in several ways.
LOOSE = re.compile(r"[\s\-–&,]+|\band\b", re.IGNORECASE)


def _phrase_key(phrase: str) -> str:
    return " ".join(LOOSE.sub(" ", phrase.casefold()).split())


@cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern of "Municipal Commission of X" and "Municipal X Bureau"."""
    gap = r"[\s\-–&,]+(?:and[\s\-–]+)?"
    phrases = sorted(_departments_by_phrase(), key=len, reverse=True)
    subject = "|".join(gap.join(re.escape(word) for word in phrase.split()) for phrase in phrases)
    level = rf"(?:(?P<level>{LEVELS})\s+)?"
    return re.compile(
        rf"(?<![A-Za-z]){level}(?:(?P<body>{BODIES})\s+(?:of|for)\s+(?:the\s+)?(?P<subject>{subject})(?![A-Za-z])"
        rf"|(?P<subject_before>{subject})\s+(?P<body_after>{BODIES})(?![A-Za-z]))",
        re.IGNORECASE,
    )


# "Municipal People's Government", "district and county governments".
GOVERNMENT = re.compile(
    r"(?<![A-Za-z])(?:(?P<level>Municipal|Provincial|District|County|City)\s+(?:People['’]s\s+)?Government"
    r"|(?P<several>(?:district|county)(?:\s+and\s+(?:district|county))?\s+governments))(?![A-Za-z])",
    re.IGNORECASE,
)
SEVERAL_GOVERNMENTS = "各区县政府"
# "Chongqing's Transport Bureau", "the Transport Bureau of Chongqing".
PLACE_GAP = re.compile(r"(?:['’]s)?\s*")
PLACE_AFTER = re.compile(r"\s+(?:of|in)\s+")


def english_units(text: str) -> Iterator[EnglishUnit]:
    """Yield the units that an English text names."""
    found = list(_pattern().finditer(text))
    governments = department_named("人民政府")
    for match in GOVERNMENT.finditer(text):
        several = SEVERAL_GOVERNMENTS if match["several"] else ""
        level = several or match["level"].casefold()
        yield EnglishUnit(*match.span(), (governments,), level, "government", None)
    if not found:
        return
    places = list(english_places(text))
    for match in found:
        start, end = match.span()
        region = None
        for place_start, place_end, bearers in places:
            if place_end <= start and PLACE_GAP.fullmatch(text, place_end, start):
                region, start = bearers[0], place_start
            elif place_start >= end and PLACE_AFTER.fullmatch(text, end, place_start):
                region, end = bearers[0], place_end
        subject = match["subject"] or match["subject_before"]
        body = (match["body"] or match["body_after"]).casefold()
        yield EnglishUnit(
            start,
            end,
            _departments_by_phrase()[_phrase_key(subject)],
            (match["level"] or "").casefold(),
            body,
            region,
        )


@lru_cache(maxsize=1024)
def parse_english_unit(query: str) -> ParsedUnit | None:
    """Return an English name of a unit taken apart like a Chinese one, or None if it names none."""
    unit = next(english_units(query), None)
    if unit is None:
        return None
    if unit.level == SEVERAL_GOVERNMENTS:
        return parse_unit(SEVERAL_GOVERNMENTS)
    national = unit.body == "ministry" or unit.level in ("state", "national")
    body = UNSURE_BODY if not national else CHINESE_BODIES.get(unit.body, UNSURE_BODY)
    names = tuple(
        UnitName(query, department, "", body, national) for department in unit.departments
    )
    if national:
        scope = Scope(country())
    else:
        scope = Scope(unit.region, "" if unit.region else LEVEL_WORDS.get(unit.level, ""))
    return ParsedUnit(query, scope, names, query)
