"""Automatic numbering of a .docx file: the labels that Word shows before paragraphs.

A paragraph names a list (numId) and a level, itself or through its style. A list is an instance
of an abstract list; instances of the same abstract list count on from each other unless they
override the start.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from corpus.reading.number_formats import formatted_number
from corpus.reading.word_package import Element, word_name

PLACE = re.compile(r"%([1-9])")  # %1 in 第%1条: the number of the first level
DASH_BULLET = re.compile(r"[-–—―－─]{1,2}")  # —, ——: a bullet that policies write as text
# After these no gap is written: 一、总体要求, （一）推进, ①
CLOSED_LABEL = re.compile(r"[、，．。：；）】〕》①-⓿㈠-㊿—]$")
DEEPEST_STYLE_CHAIN = 50
MARKUP_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"


@dataclass(frozen=True, slots=True)
class NumberingLevel:
    """How one level of a list is numbered. `restarts_after` counts levels from 1, 0 is never."""

    number_format: str = "decimal"
    text: str = ""
    start: int = 1
    suffix: str = "tab"
    restarts_after: int | None = None
    all_decimal: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class _List:
    abstract_id: str
    levels: dict[int, NumberingLevel]
    restarted: frozenset[int]  # levels whose count starts anew with this list


@dataclass(frozen=True, slots=True)
class _ListPlace:
    """Where a style or a paragraph says that it stands; None says nothing."""

    list_id: str | None = None
    level: int | None = None


class Numbering:
    """Counts paragraphs and writes their labels; give it the paragraphs in reading order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._styles = _Styles(styles)
        self._lists = _lists(numbering, self._styles) if numbering is not None else {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def label(self, properties: Element | None) -> str:
        """Return a paragraph's label with the gap after it, by its w:pPr; "" where it has none."""
        place = self._place(properties)
        found = self._lists.get(place.list_id or "0")
        if found is None:
            return ""
        index = place.level or 0
        level = found.levels.get(index)
        if level is None:
            return ""
        values = self._advance(place.list_id or "0", found, index)
        if level.number_format == "bullet":
            return level.text if DASH_BULLET.fullmatch(level.text) else ""
        written = PLACE.sub(
            lambda match: _level_number(found, values, int(match.group(1)) - 1, level), level.text
        )
        gap = "" if level.suffix == "nothing" or CLOSED_LABEL.search(written) else " "
        return written + gap if written else ""

    def _place(self, properties: Element | None) -> _ListPlace:
        own = _list_place(properties)
        if own.list_id is not None and own.level is not None:
            return own
        style = properties.find(word_name("pStyle")) if properties is not None else None
        name = style.get(word_name("val")) if style is not None else None
        styled, giver = self._styles.list_place(name)
        if own.list_id is not None:
            return _ListPlace(own.list_id, self._level_of(own.list_id, name) or 0)
        level = own.level
        if level is None and styled.list_id is not None:
            level = self._level_of(styled.list_id, name)
            if level is None:
                level = self._level_of(styled.list_id, giver)
        return _ListPlace(styled.list_id, styled.level if level is None else level)

    def _level_of(self, list_id: str, style: str | None) -> int | None:
        """Return the level of a list that is tied to a style."""
        found = self._lists.get(list_id)
        if found is None or style is None:
            return None
        return next((i for i, level in found.levels.items() if level.style == style), None)

    def _advance(self, list_id: str, found: _List, index: int) -> dict[int, int]:
        counts = self._counts.setdefault(found.abstract_id, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for restarted in found.restarted:
                counts.pop(restarted, None)
        for higher in range(index):  # a parent that no paragraph has counts as begun
            counts.setdefault(higher, found.levels.get(higher, NumberingLevel()).start)
        counts[index] = counts[index] + 1 if index in counts else found.levels[index].start
        for deeper in [level for level in counts if level > index]:
            definition = found.levels.get(deeper)
            after = definition.restarts_after if definition else None
            if after is None or index < after:
                del counts[deeper]
        return counts


class _Styles:
    """The numbering that paragraph and list styles give, by inheritance."""

    def __init__(self, styles: Element | None) -> None:
        self._places: dict[str, _ListPlace] = {}
        self._based_on: dict[str, str] = {}
        self._default: str | None = None
        for style in _children(styles, "style"):
            name = style.get(word_name("styleId"), "")
            properties = style.find(word_name("pPr"))
            self._places[name] = _list_place(properties)
            base = style.find(word_name("basedOn"))
            if base is not None:
                self._based_on[name] = base.get(word_name("val"), "")
            paragraph = style.get(word_name("type")) == "paragraph"
            if paragraph and style.get(word_name("default")) in {"1", "true", "on"}:
                self._default = name

    def list_place(self, name: str | None) -> tuple[_ListPlace, str | None]:
        """Return where a style puts its paragraphs, and the style that names the list."""
        place, giver = _ListPlace(), None
        style = name if name in self._places else self._default
        for _ in range(DEEPEST_STYLE_CHAIN):
            if style is None or style not in self._places:
                break
            own = self._places[style]
            if place.level is None and own.level is not None:
                place = replace(place, level=own.level)
            if own.list_id is not None:
                place, giver = replace(place, list_id=own.list_id), style
                break
            style = self._based_on.get(style)
        return place, giver


def _level_number(found: _List, values: dict[int, int], index: int, shown: NumberingLevel) -> str:
    level = found.levels.get(index, NumberingLevel())
    value = values.get(index, level.start)
    return formatted_number(value, "decimal" if shown.all_decimal else level.number_format)


def _lists(numbering: Element, styles: _Styles) -> dict[str, _List]:
    abstract = {
        item.get(word_name("abstractNumId"), ""): item
        for item in _children(numbering, "abstractNum")
    }
    abstract_of = {
        item.get(word_name("numId"), ""): _value(item, "abstractNumId") or ""
        for item in _children(numbering, "num")
    }
    lists: dict[str, _List] = {}
    for item in _children(numbering, "num"):
        list_id = item.get(word_name("numId"), "")
        definition = abstract.get(abstract_of[list_id])
        linked = _value(definition, "numStyleLink")
        if linked:  # the levels stand with the list that a list style names
            place, _ = styles.list_place(linked)
            definition = abstract.get(abstract_of.get(place.list_id or "", ""), definition)
        if definition is None or list_id == "0":
            continue
        lists[list_id] = _with_overrides(
            item, definition.get(word_name("abstractNumId"), ""), _levels(definition)
        )
    return lists


def _with_overrides(item: Element, abstract_id: str, levels: dict[int, NumberingLevel]) -> _List:
    restarted: set[int] = set()
    for override in _children(item, "lvlOverride"):
        index = int(override.get(word_name("ilvl"), "0"))
        levels.update(_levels(override))
        start = _value(override, "startOverride")
        if start is not None:
            levels[index] = replace(levels.get(index, NumberingLevel()), start=int(start))
            restarted.add(index)
    return _List(abstract_id, levels, frozenset(restarted))


def _levels(parent: Element) -> dict[int, NumberingLevel]:
    levels: dict[int, NumberingLevel] = {}
    for item in _children(parent, "lvl"):
        restart = _value(item, "lvlRestart")
        legal = item.find(word_name("isLgl"))
        levels[int(item.get(word_name("ilvl"), "0"))] = NumberingLevel(
            number_format=_number_format(item),
            text=_value(item, "lvlText") or "",
            start=int(_value(item, "start") or 0),
            suffix=_value(item, "suff") or "tab",
            restarts_after=int(restart) if restart is not None else None,
            all_decimal=legal is not None and is_on(legal),
            style=_value(item, "pStyle"),
        )
    return levels


def _number_format(level: Element) -> str:
    """Return the format's name; of a custom one the name of what older programs show instead."""
    name = _value(level, "numFmt")
    if name is None:
        fallback = level.find(
            f"{{{MARKUP_COMPATIBILITY}}}AlternateContent/{{{MARKUP_COMPATIBILITY}}}Fallback"
        )
        name = _value(fallback, "numFmt")
    return name or "decimal"


def is_on(switch: Element) -> bool:
    """Tell whether a switch such as w:vanish is on: it is unless it says otherwise."""
    return switch.get(word_name("val"), "1") not in {"0", "false", "off"}


def _list_place(properties: Element | None) -> _ListPlace:
    if properties is None:
        return _ListPlace()
    numbering = properties.find(word_name("numPr"))
    if numbering is None:
        return _ListPlace()
    level = _value(numbering, "ilvl")
    return _ListPlace(_value(numbering, "numId"), int(level) if level is not None else None)


def _children(parent: Element | None, name: str) -> Iterable[Element]:
    return parent.findall(word_name(name)) if parent is not None else ()


def _value(parent: Element | None, name: str) -> str | None:
    """Return the w:val of a child, or None where there is none."""
    child = parent.find(word_name(name)) if parent is not None else None
    value = child.get(word_name("val")) if child is not None else None
    return str(value) if value is not None else None
