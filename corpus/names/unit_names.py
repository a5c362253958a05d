"""Full names of units, keys equal for two spellings of one unit, and whether a user means it."""

import re

from corpus.names.gazetteer import Region, contains
from corpus.names.unit_mentions_english import parse_english_unit
from corpus.names.unit_parse import ParsedUnit, parse_unit, region_of
from corpus.names.unit_scope import LEVEL_ENDINGS, NO_SCOPE, Scope

LATIN = re.compile(r"[A-Za-z]")
HAN = re.compile(r"[\u4e00-\u9fff]")


def short_place(region: Region) -> str:
    """Return a region's usual short name: 重庆, 连云港."""
    return region.short_names[0] if region.short_names else region.name


def full_unit_name(written: str, region: Region | None) -> str:
    """Return the canonical name of a unit that a document of `region` writes as `written`.

    市住房城乡建委 in 重庆市 is 重庆市住房和城乡建设委员会. Of a unit without a rule only the level
    is spelt out (市城建控股集团 → 连云港市城建控股集团); what is no single unit (各区县政府,
    住建部门) comes back unchanged.
    """
    unit = parse_unit(written)
    owner = region_of(unit, region)
    name = unit.name
    if unit.group or (name is not None and name.generic and unit.scope == NO_SCOPE):
        return unit.written
    if name is None:
        if unit.scope.written_level_only and owner is not None:
            return owner.name + unit.rest
        return unit.written
    if name.national:
        return name.template
    if owner is None:
        place = unit.scope.area or unit.scope.level
        return name.template.format(region=place, place=place, office="办公室")
    office = "办公厅" if owner.level == "province" else "办公室"
    return name.template.format(region=owner.name, place=short_place(owner), office=office)


# 长白山管委会住房城乡建设局 and 长白山住房城乡建设局.
COMMITTEE_ENDING = re.compile(r"管(?:理委员|委)会$")
# 各区县（自治县）人民政府 and 各县区政府: the same units.
BRACKETED = re.compile(r"[（(][^（()）]*[)）]")
COUNTIES = re.compile(r"县市区|区市县|县、区|县区|区县")


def unit_key(written: str, region: Region | None) -> str:
    """Return a key that is equal for two spellings of the same unit in documents of `region`."""
    unit = parse_unit(written)
    if unit.group:
        return f"各/{_plain_group(unit.written).removeprefix('各')}"
    if unit.name is None:
        return f"/{full_unit_name(written, region)}"
    return f"{_scope_key(unit.scope, region_of(unit, region))}/{unit.name.department.key}"


def _plain_group(written: str) -> str:
    plain = BRACKETED.sub("", written).replace("人民政府", "政府")
    return COUNTIES.sub("区县", plain)


def _scope_key(scope: Scope, owner: Region | None) -> str:
    if owner is None:
        return COMMITTEE_ENDING.sub("", scope.area) or scope.level
    # Districts share their names: 北京市朝阳区 and 长春市朝阳区.
    return f"{owner.parent}{owner.name}" if owner.level == "county" else owner.name


def unit_matches(query: str, written: str, region: Region | None) -> bool:
    """Tell whether a user's `query` means the unit that a document of `region` calls `written`."""
    asked = (
        parse_english_unit(query)
        if LATIN.search(query) and not HAN.search(query)
        else parse_unit(query)
    )
    if asked is None:
        return False
    unit = parse_unit(written)
    if asked.written == unit.written:
        return True
    if asked.group or unit.group:
        return _same_group(asked, unit, region)
    if not asked.names or not unit.names:
        return not asked.names and not unit.names and _same_unknown(asked, unit, region)
    shared = {name.department for name in asked.names} & {name.department for name in unit.names}
    return bool(shared) and _bodies_agree(asked, unit) and _places_agree(asked, unit, region)


def _same_group(asked: ParsedUnit, unit: ParsedUnit, region: Region | None) -> bool:
    if asked.group and unit.group:
        return _unquantified(asked.written) == _unquantified(unit.written)
    if asked.group:
        return False
    # A question about 市住建局 or 住建部门 in a document that says 各市住建局.
    shared = {name.department for name in asked.names} & {name.department for name in unit.names}
    place = asked.scope.region
    inside = place is None or region is None or contains(region, place)
    return bool(shared) and inside and _bodies_agree(asked, unit)


# 各区县政府, 有关区县, 区县人民政府: whoever asks for one means the other.
QUANTIFIER = re.compile(r"^(?:各|有关|相关|试点|所有)+")


def _unquantified(written: str) -> str:
    return QUANTIFIER.sub("", _plain_group(written)).removesuffix("政府")


def _same_unknown(asked: ParsedUnit, unit: ParsedUnit, region: Region | None) -> bool:
    if full_unit_name(asked.written, region) == full_unit_name(unit.written, region):
        return True
    return asked.scope == NO_SCOPE and asked.rest == unit.rest


def _bodies_agree(asked: ParsedUnit, unit: ParsedUnit) -> bool:
    """Tell whether the bodies may be one: speech mixes up 委 and 局, but not 厅 and 局."""
    if asked.name is None or unit.name is None or asked.name.generic or unit.name.generic:
        return True
    if asked.name.national != unit.name.national:
        # 人民银行 for 人行重庆营管部: an office that bears its head's name.
        return bool(asked.name.department.heads) and asked.name.national and not asked.name.body
    return {asked.name.body, unit.name.body} != {"厅", "局"}


def _places_agree(asked: ParsedUnit, unit: ParsedUnit, region: Region | None) -> bool:
    asked_place, unit_place = region_of(asked, region), region_of(unit, region)
    if asked.name is not None and asked.name.national and unit.name is not None:
        return unit.name.national or bool(unit.name.department.heads)
    if asked_place is not None and unit_place is not None:
        return asked_place == unit_place
    if asked.scope == NO_SCOPE or unit.scope == NO_SCOPE:
        return True
    if asked_place is None and unit_place is None:
        return asked.scope.level == unit.scope.level
    known, level = (
        (asked_place, unit.scope.level) if unit_place is None else (unit_place, asked.scope.level)
    )
    if known is None or not known.name.endswith(LEVEL_ENDINGS.get(level, ("",))):
        return False
    return region is None or contains(region, known)
