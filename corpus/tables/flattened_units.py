"""How well printed words read as a list of units, the last of which may be cut off."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from corpus.names.departments import department_index
from corpus.names.unit_scope import is_prefix
from corpus.names.units import unit_mentions

# Scores by character, in the units of `flattened_scores`.
UNIT_CHARACTER, LIKELY_UNIT_CHARACTER = 0.5, 0.2
OTHER_WORDS, WORDS_BESIDE_UNIT, OTHER_CHARACTER, WORST_UNIT = -1.5, -3.5, -1.0, -8.0
TWO_UNITS_UNSEPARATED = -3.0
OPEN_UNIT_CHARACTER, OPEN_OTHER_CHARACTER = 0.3, -0.4
LONGEST_OPEN_UNIT, LONGEST_PLACE = 14, 8
# 有关区县政, 各部: a group of units that is cut off
LONGEST_GROUP_OPENING = 5
OPENS_GROUP = re.compile(r"(?:各|有关|相关)")

SEPARATOR = re.compile(r"[、，,；;。/和及与]|等(?:有关|相关|各)?(?:单位|部门)?|按职责分工负责")
IN_UNITS = re.compile(r"(?:[（(：:）)]|牵头|配合|负责|责任|参与|会同|各|有关|相关|单位|部门)+")
# 市地产集团, 巴南高新区管委会, 各街道: what is not in the registry but ends as bodies do.
LIKELY_UNIT = re.compile(
    r"[\u4e00-\u9fff（）()]{2,16}(?:局|委|办|厅|院|会|公司|集团|中心|部|站|队|大学|学院|学校|政府|街道|社|团|室|处|场|所|校|行)"
)


@lru_cache(maxsize=16384)
def units_score(cell: str, closed: bool) -> float:
    """Score a cell as a list of units; the last name of one that is not closed may be cut off."""
    score = 0.0
    pieces = list(_pieces(cell))
    for place, piece in enumerate(pieces):
        is_last = place == len(pieces) - 1
        score += _unit_piece_score(piece, closed or not is_last)
    return score


def unit_share(cell: str) -> float:
    """Return the share of a cell's words, separators apart, that name units (0 to 1)."""
    pieces = list(_pieces(cell))
    length = sum(map(len, pieces))
    return sum(_named(piece)[0] + _named(piece)[1] for piece in pieces) / length if length else 0.0


def _pieces(cell: str) -> Iterator[str]:
    """Yield the names of a list of units, without what joins them."""
    position = 0
    for match in SEPARATOR.finditer(cell):
        # 市文化和旅游委: the mark is part of a name.
        if match.group() in "和及与" and _joins_within_name(cell, match.start()):
            continue
        if match.start() > position:
            yield cell[position : match.start()]
        position = match.end()
    if position < len(cell):
        yield cell[position:]


def _joins_within_name(cell: str, place: int) -> bool:
    """Tell whether what stands before 和 is no whole unit."""
    before = re.split(r"[、，,；;。]", cell[:place])[-1]
    return _named(before)[0] < len(before)


@lru_cache(maxsize=16384)
def _unit_piece_score(piece: str, closed: bool) -> float:
    known, likely, unseparated = _named(piece)
    other = len(piece) - known - likely
    open_score = 0.0
    if not closed and other:
        # 市住房城乡 may yet become 市住房城乡建委.
        tail = piece[-other:]
        may_go_on = other <= LONGEST_OPEN_UNIT
        if may_go_on and _opens_unit(tail):
            open_score, other = other * OPEN_UNIT_CHARACTER, 0
        elif may_go_on:
            open_score, other = other * OPEN_OTHER_CHARACTER, 0
    return (
        open_score
        + known * UNIT_CHARACTER
        + likely * LIKELY_UNIT_CHARACTER
        + (_other_words_score(other, beside_unit=known > 0) if other else 0.0)
        + unseparated * TWO_UNITS_UNSEPARATED
    )


def _other_words_score(count: int, beside_unit: bool) -> float:
    first = WORDS_BESIDE_UNIT if beside_unit else OTHER_WORDS
    return max(WORST_UNIT, first + count * OTHER_CHARACTER)


@lru_cache(maxsize=16384)
def _named(piece: str) -> tuple[int, int, int]:
    """Return how many characters name known units, likely ones, and how many units adjoin."""
    mentions = unit_mentions(piece)
    known = sum(unit.end - unit.start for unit in mentions if unit.stem)
    likely = sum(unit.end - unit.start for unit in mentions if not unit.stem)
    unseparated = sum(a.end == b.start for a, b in pairwise(mentions))
    unseparated += sum(
        unit.stem is None and _is_two_units(unit.written)
        for unit in mentions
        if len(unit.written) > 6
    )
    rest = piece
    for unit in reversed(mentions):
        rest = rest[: unit.start] + "\0" + rest[unit.end :]
    fillers = sum(len(match.group()) for match in IN_UNITS.finditer(rest))
    if not mentions and LIKELY_UNIT.fullmatch(piece):
        return 0, len(piece), 0
    return known + fillers, likely, unseparated


def _is_two_units(written: str) -> bool:
    """Tell whether a name of unknown function is two known ones: 市住房城乡建委|市财政局."""
    for place in range(3, len(written) - 2):
        first, second = unit_mentions(written[:place]), unit_mentions(written[place:])
        if (
            len(first) == 1
            and len(second) == 1
            and first[0].stem
            and second[0].stem
            and first[0].written == written[:place]
            and second[0].written == written[place:]
        ):
            return True
    return False


@lru_cache(maxsize=16384)
def _opens_unit(words: str) -> bool:
    """Tell whether a known unit's name may begin with the words: 市住房城乡, 重庆市."""
    if OPENS_GROUP.match(words) and len(words) <= LONGEST_GROUP_OPENING:
        return True
    beginnings = _name_beginnings()
    return is_prefix(words) or any(
        words[place:] in beginnings and (place == 0 or is_prefix(words[:place]))
        for place in range(min(len(words), LONGEST_PLACE))
    )


@cache
def _name_beginnings() -> frozenset[str]:
    names = department_index().names
    return frozenset(name[:end] for name in names for end in range(1, len(name)))
