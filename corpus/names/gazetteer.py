"""The administrative divisions of China, read from `regions.tsv`, and which contains which."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast, get_args

Level = Literal["country", "province", "prefecture", "county"]

# "?白银" in regions.tsv: a name that is also a common word, or a generic phrase such as 新城区.
# "?Taizhou" among the English names: another place of that name is meant more often.
WEAK_MARK = "?"


@dataclass(frozen=True)
class Region:
    """An administrative division; `parent` is the official name of the one that holds it."""

    name: str
    level: Level
    parent: str | None
    short_names: tuple[str, ...]
    english_names: tuple[str, ...]


@dataclass(frozen=True)
class Gazetteer:
    """All regions, indexed by each of their names; of namesakes the more prominent comes first."""

    regions: tuple[Region, ...]
    by_official_name: dict[str, Region]
    by_chinese_name: dict[str, tuple[Region, ...]]
    by_english_key: dict[str, tuple[Region, ...]]
    weak_names: frozenset[str]


@dataclass(frozen=True)
class SingleCharacter:
    """A one-character name such as 渝, and the verbs after which it is the place (入渝)."""

    regions: tuple[Region, ...]
    verbs: str


def data_rows(file_name: str) -> Iterable[dict[str, str]]:
    """Return the rows of a tab-separated data file of this package, as column → text."""
    text = files(__package__).joinpath(file_name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    header = lines[0].split("\t")
    for line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != len(header):
            raise ValueError(f"{file_name}: {line!r} has {len(cells)} columns, not {len(header)}")
        yield dict(zip(header, cells, strict=True))


def _names(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _level(text: str) -> Level:
    if text not in get_args(Level):
        raise ValueError(f"regions.tsv: level {text!r} is not one of {get_args(Level)}")
    return cast(Level, text)


# "Xi'an" → "xian", "Lüliang" → "luliang": what a typist leaves out.
LATIN_EXTRAS = re.compile(r"['’‘.\u0300-\u036f]")
WHITE_SPACE = re.compile(r"\s+")


def english_key(name: str) -> str:
    """Return an English name as it is compared: lower case, without accents and apostrophes."""
    plain = LATIN_EXTRAS.sub("", unicodedata.normalize("NFD", name))
    return WHITE_SPACE.sub(" ", plain).strip().casefold()


@cache
def gazetteer() -> Gazetteer:
    """Return the one gazetteer, read at the first call."""
    regions: list[Region] = []
    chinese: dict[str, list[Region]] = {}
    english: dict[str, list[Region]] = {}
    lesser: dict[str, list[Region]] = {}
    strong: set[str] = set()
    for row in data_rows("regions.tsv"):
        written = _names(row["short_names"])
        marked = {name.removeprefix(WEAK_MARK) for name in written if name.startswith(WEAK_MARK)}
        # A weak official name (?新城区) is marked in this column, but is no short name.
        short = (name.removeprefix(WEAK_MARK) for name in written)
        region = Region(
            name=row["name"],
            level=_level(row["level"]),
            parent=row["parent"] or None,
            short_names=tuple(name for name in short if name != row["name"]),
            english_names=tuple(n.removeprefix(WEAK_MARK) for n in _names(row["english_names"])),
        )
        regions.append(region)
        for name in (region.name, *region.short_names):
            if len(name) > 1:
                chinese.setdefault(name, []).append(region)
                # 朝阳 is a city and two districts: weak only where it is so for every bearer.
                if name not in marked:
                    strong.add(name)
        for name in _names(row["english_names"]):
            key = english_key(name.removeprefix(WEAK_MARK))
            (lesser if name.startswith(WEAK_MARK) else english).setdefault(key, []).append(region)
    for key, namesakes in lesser.items():
        english.setdefault(key, []).extend(namesakes)
    return Gazetteer(
        regions=tuple(regions),
        by_official_name={region.name: region for region in reversed(regions)},
        by_chinese_name={name: tuple(bearers) for name, bearers in chinese.items()},
        by_english_key={key: tuple(bearers) for key, bearers in english.items()},
        weak_names=frozenset(chinese.keys() - strong),
    )


@cache
def single_characters() -> dict[str, SingleCharacter]:
    """Return the one-character names of places, each with the verbs that make it one."""
    official = gazetteer().by_official_name
    return {
        row["character"]: SingleCharacter(
            tuple(official[name] for name in _names(row["regions"])), row["verbs"]
        )
        for row in data_rows("single_characters.tsv")
    }


@cache
def document_number_heads() -> dict[str, tuple[Region, ...]]:
    """Return what document numbers begin with (渝, 连政), and whose organs write it."""
    official = gazetteer().by_official_name
    return {
        row["head"]: tuple(official[name] for name in _names(row["regions"]))
        for row in data_rows("document_number_heads.tsv")
    }


@cache
def ancestors(region: Region) -> tuple[Region, ...]:
    """Return the regions that hold this one, the nearest first, the country last."""
    if region.parent is None:
        return ()
    parent = gazetteer().by_official_name[region.parent]
    return (parent, *ancestors(parent))


def contains(outer: Region, inner: Region) -> bool:
    """Tell whether `inner` lies in `outer`; a region contains itself."""
    return outer == inner or outer in ancestors(inner)
