"""Units of government in English text: official and common names, such as Transport Bureau."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.names.departments import Department, UnitName, department_index
from corpus.names.gazetteer import Region
from corpus.names.region_mentions_english import english_places
from corpus.names.unit_parse import ParsedUnit
from corpus.names.unit_scope import Scope, country

BODIES = "Commission|Bureau|Department|Administration|Office|Committee|Ministry|Authority|Center|Centre|Agency"
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
    """A unit named in English: where, its departments, the level and body said, and the place if named."""

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


# "Urban-Rural", "Urban–Rural", "Urban and Rural": written in several ways.
LOOSE = re.compile(r"[\s\-–&,]+|\band\b", re.IGNORECASE)


def _phrase_key(phrase: str) -> str:
    return " ".join(LOOSE.sub(" ", phrase.casefold()).split())


@cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern of "Municipal Commission of X", "Commission for X" and "Municipal X Bureau"."""
    gap = r"[\s\-–&,]+(?:and[\s\-–]+)?"
    phrases = sorted(_departments_by_phrase(), key=len, reverse=True)
    subject = "|".join(gap.join(re.escape(word) for word in phrase.split()) for phrase in phrases)
    level = rf"(?:(?P<level>{LEVELS})\s+)?"
    return re.compile(
        rf"\b{level}(?:(?P<body>{BODIES})\s+(?:of|for)\s+(?:the\s+)?(?P<subject>{subject})\b"
        rf"|(?P<subject_before>{subject})\s+(?P<body_after>{BODIES})\b)",
        re.IGNORECASE,
    )


# Between the place and the unit: "Chongqing's Transport Bureau", "the Transport Bureau of Chongqing".
PLACE_GAP = re.compile(r"(?:['’]s)?\s*")
PLACE_AFTER = re.compile(r"\s+(?:of|in)\s+")


def english_units(text: str) -> Iterator[EnglishUnit]:
    """Yield the units that an English text names, in order."""
    found = list(_pattern().finditer(text))
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


def parse_english_unit(query: str) -> ParsedUnit | None:
    """Return an English name of a unit taken apart like a Chinese one, or None if it names none."""
    unit = next(english_units(query), None)
    if unit is None:
        return None
    national = unit.body == "ministry" or unit.level in ("state", "national")
    body = UNSURE_BODY if not national else CHINESE_BODIES.get(unit.body, UNSURE_BODY)
    names = tuple(UnitName(query, department, "", body, national) for department in unit.departments)
    if national:
        scope = Scope(country())
    else:
        scope = Scope(unit.region, "" if unit.region else LEVEL_WORDS.get(unit.level, ""))
    return ParsedUnit(query, scope, names, query)
