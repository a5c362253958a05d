"""How well printed words suit a column: units by their names, measures by the body they repeat."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from corpus.names.units import unit_mentions
from corpus.tables.flattened_models import ColumnKind

# All scores are in arbitrary units; only their proportions matter.
SEAM_IN_BODY, SEAM_NOT_IN_BODY = 2.0, -1.0
START_IN_BODY, START_OF_SENTENCE = 1.0, 1.0
SEAM_BEFORE, SEAM_AFTER, START_LENGTH, SHORTEST_SEAM = 4, 3, 5, 4

UNIT_CHARACTER, LIKELY_UNIT_CHARACTER, OTHER_CHARACTER = 0.5, 0.2, -1.5
TWO_UNITS_UNSEPARATED = -3.0
LONGEST_OPEN_UNIT = 14

OPENS_CELL = -1.0
MISPLACED = -4.0
HEADING_NUMBER = 3.0
CLOSED_MEASURE, OPEN_MEASURE = 2.0, -2.0
EMPTY_MEASURE, EMPTY_UNITS = -10.0, -5.0
DEADLINE_CHARACTER, NO_DEADLINE_CHARACTER = 0.4, -1.5

SEPARATOR = re.compile(r"[、，,；;。/和及与]|等(?:有关|相关|各)?(?:单位|部门)?|按职责分工负责")
IN_UNITS = re.compile(r"(?:[（(：:）)]|牵头|配合|负责|责任|参与|会同|各|有关|相关|单位|部门)+")
# 市地产集团, 巴南高新区管委会, 各街道: what is not in the registry but ends as bodies do.
LIKELY_UNIT = re.compile(
    r"[\u4e00-\u9fff（）()]{2,16}(?:局|委|办|厅|院|会|公司|集团|中心|部|站|队|大学|学院|学校|政府|街道|社|团|室|处|场|所|校|行)"
)
# 11．强化试点, 2.加强…, （三）…, 一、…
HEADING = re.compile(r"\d{1,3}[．.、](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、")
SENTENCE_END = re.compile(r"[。；;！？：:][”’」』）)]?$")
ENDS_SENTENCE_BEFORE = re.compile(r"[。；;！？：:，、．.）)”]$")
# 2025年12月底前, 长期坚持, 持续推进, 按序时进度
DEADLINE_CHARACTERS = frozenset(
    "0123456789０１２３４５６７８９年月日底前末初至到起—-－～~.．上下半第一二三四季度旬长期持续"
    "推进坚每按要求时序进完成贯穿全程立即行常态化根据实际即随中旬开展启动并、，；阶段性适时"
)


class BodyText:
    """The text before the table, asked whether it says something: typeset blanks do not count."""

    def __init__(self, text: str) -> None:
        self._text = matchable(text)
        self._says: dict[str, bool] = {}

    def __bool__(self) -> bool:
        return bool(self._text)

    def says(self, words: str) -> bool:
        """Tell whether the body contains the words."""
        known = self._says.get(words)
        if known is None:
            known = self._says[words] = matchable(words) in self._text
        return known

    def seam(self, before: str, after: str) -> float:
        """Score that `after` goes on where `before` ends."""
        if not self._text:
            return 0.0
        joined = before[-SEAM_BEFORE:] + after[:SEAM_AFTER]
        if len(joined) < SHORTEST_SEAM:
            return 0.0
        if self.says(joined):
            return SEAM_IN_BODY
        return 0.0 if SENTENCE_END.search(before) else SEAM_NOT_IN_BODY

    def start(self, words: str) -> float:
        """Score that a cell begins with `words`."""
        if not self._text:
            return 0.0
        head = words[:START_LENGTH]
        if len(head) < 2 or not self.says(head):
            return 0.0
        place = self._text.find(matchable(head))
        begins = place == 0 or ENDS_SENTENCE_BEFORE.search(self._text[place - 1 : place])
        return START_IN_BODY + (START_OF_SENTENCE if begins else 0.0)


def matchable(text: str) -> str:
    """Return text without blanks, full-width Latin and punctuation made plain."""
    return "".join(unicodedata.normalize("NFKC", text).split())


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


def deadline_score(words: str) -> float:
    """Score words as part of a deadline."""
    fitting = sum(character in DEADLINE_CHARACTERS for character in words)
    return fitting * DEADLINE_CHARACTER + (len(words) - fitting) * NO_DEADLINE_CHARACTER


def closing_score(kind: ColumnKind, cell: str) -> float:
    """Score a cell of a row that has ended."""
    if kind is ColumnKind.MEASURE:
        if not cell:
            return EMPTY_MEASURE
        return CLOSED_MEASURE if SENTENCE_END.search(cell) else OPEN_MEASURE
    if kind is ColumnKind.UNITS:
        if not cell:
            return EMPTY_UNITS
        return units_score(cell, closed=True) - units_score(cell, closed=False)
    return 0.0


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
    if not closed and other:
        # 市住房城乡 may yet become 市住房城乡建委.
        other = max(0, other - LONGEST_OPEN_UNIT)
    return (
        known * UNIT_CHARACTER
        + likely * LIKELY_UNIT_CHARACTER
        + other * OTHER_CHARACTER
        + unseparated * TWO_UNITS_UNSEPARATED
    )


@lru_cache(maxsize=16384)
def _named(piece: str) -> tuple[int, int, int]:
    """Return how many characters name known units, likely ones, and how many units adjoin."""
    mentions = unit_mentions(piece)
    known = sum(unit.end - unit.start for unit in mentions if unit.stem)
    likely = sum(unit.end - unit.start for unit in mentions if not unit.stem)
    unseparated = sum(a.end == b.start for a, b in zip(mentions, mentions[1:], strict=False))
    unseparated += sum(
        unit.stem is None and _is_two_units(unit.written) for unit in mentions if len(unit.written) > 6
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
