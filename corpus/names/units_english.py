"""Official-style English names of units, composed from the data."""

import re

from corpus.names.departments import UnitName
from corpus.names.gazetteer import Region
from corpus.names.regions import english_region_name
from corpus.names.unit_parse import ParsedUnit, parse_unit, region_of
from corpus.names.unit_scope import country

BODY_WORDS = {
    "委": "Commission",
    "局": "Bureau",
    "厅": "Department",
    "办": "Office",
    "中心": "Center",
    "部": "Ministry",
    "署": "Office",
    "分局": "Branch Bureau",
    "部门": "authorities",
}
LEVEL_ADJECTIVES = {
    "自治区": "Regional",
    "自治州": "Prefectural",
    "省": "Provincial",
    "市": "Municipal",
    "州": "Prefectural",
    "盟": "League",
    "地区": "Prefectural",
    "自治县": "County",
    "区": "District",
    "县": "County",
    "旗": "Banner",
}
# "Jilin Province" → "Jilin" before Provincial; "Fuling District" → "Fuling" before District.
LEVEL_WORD = re.compile(r" (?:Province|City|District|County|Prefecture|Autonomous Region)$")
# Whole words for several units at once; 各区县（自治县）人民政府 without its brackets.
GROUP_NAMES = (
    (
        re.compile(r"(?:区县|县区|县市区|区市县|县、区|区、县)(?:人民)?政府$"),
        "district and county governments",
    ),
    (re.compile(r"市县(?:人民)?政府$"), "city and county governments"),
    (re.compile(r"(?:市州|市)(?:人民)?政府$"), "city governments"),
    (re.compile(r"(?:乡镇|镇街)(?:人民)?政府$"), "township governments"),
    (re.compile(r"级(?:人民)?政府$"), "governments at all levels"),
)
BRACKETED = re.compile(r"[（(][^（()）]*[)）]")
# 功能板块管委会, 高新区管委会, 两江新区管委会.
COMMITTEE = re.compile(r"^(?P<area>.*?)管(?:理委员|委)会$")
AREA_WORDS = {
    "功能板块": "functional-area",
    "功能区": "functional-area",
    "经济技术开发区": "economic and technological development zone",
    "高新技术产业开发区": "high-tech zone",
    "高新区": "high-tech zone",
    "经开区": "economic development zone",
    "开发区": "development zone",
    "园区": "park",
    "示范区": "demonstration zone",
    "保税区": "bonded zone",
    "合作区": "cooperation zone",
    "新区": "new area",
    "长白山": "Changbai Mountain",
}


def english_unit_name(written: str, region: Region | None) -> str | None:
    """Return the English name of a unit as a document of `region` writes it, or None if unknown.

    市住建局 in 连云港市 is Lianyungang Municipal Bureau of Housing and Urban-Rural Development.
    """
    unit = parse_unit(written)
    committee = COMMITTEE.match(unit.written)
    if committee and (unit.name is None or unit.group):
        return _area_committees(committee["area"])
    if unit.group:
        return _group_name(unit)
    if unit.name is None:
        return None
    return _one_unit(unit, unit.name, region_of(unit, region))


def _group_name(unit: ParsedUnit) -> str | None:
    plain = BRACKETED.sub("", unit.written)
    for pattern, english in GROUP_NAMES:
        if pattern.search(plain):
            prefix = "relevant " if plain.startswith(("有关", "相关")) else ""
            return prefix + english
    if unit.name is not None and unit.name.department.english:
        return f"local {unit.name.department.english} authorities"
    return None


def _area_committees(area: str) -> str | None:
    for ending, english in AREA_WORDS.items():
        if area.endswith(ending):
            return f"{english} administrative committees"
    return None


def _one_unit(unit: ParsedUnit, name: UnitName, owner: Region | None) -> str | None:
    department = name.department
    if name.national:
        return _national(name)
    place, adjective = _place_words(unit, owner)
    if department.english_name:
        composed = department.english_name.format(
            place=place, adjective=f"{place} {adjective}".strip()
        )
        return " ".join(composed.split())
    body = BODY_WORDS.get(name.body)
    if body is None or not department.english:
        return None
    before = f"{place} {adjective}".strip()
    if name.generic:
        return f"{before} {department.english} {body}".strip()
    if department.english.endswith("Administration") and name.body != "委":
        return f"{before} {department.english}".strip()
    return f"{before} {body} of {department.english}".strip()


def _national(name: UnitName) -> str | None:
    department = name.department
    if department.english_name:
        empty = department.english_name.format(place="", adjective="National")
        return (
            " ".join(empty.removesuffix(", {place} Branch").split())
            .removeprefix("Office of the ")
            .replace(", Branch", "")
        )
    body = {"委": "National Commission", "局": "National Administration"}.get(
        name.body, BODY_WORDS.get(name.body)
    )
    return f"{body} of {department.english}" if body and department.english else None


def _place_words(unit: ParsedUnit, owner: Region | None) -> tuple[str, str]:
    if owner is None:
        return "", LEVEL_ADJECTIVES.get(unit.scope.level, "")
    if owner == country():
        return "", "National"
    place = LEVEL_WORD.sub("", english_region_name(owner))
    for ending, adjective in LEVEL_ADJECTIVES.items():
        if owner.name.endswith(ending):
            return place, adjective
    return place, ""
