"""How well printed words suit a column: by the body that they repeat, and by their form."""

import re
import unicodedata

from corpus.tables.flattened_models import ColumnKind
from corpus.tables.flattened_units import units_score

# All scores are in arbitrary units; only their proportions matter.
SEAM_IN_BODY, SEAM_NOT_IN_BODY = 2.0, -1.0
START_IN_BODY, START_OF_SENTENCE = 1.0, 1.0
SEAM_BEFORE, SEAM_AFTER, START_LENGTH, SHORTEST_SEAM = 4, 3, 5, 4
GRAM = 4

OPENS_CELL = -1.0
MISPLACED = -4.0
HEADING_NUMBER = 3.0
CLOSED_MEASURE, OPEN_MEASURE = 2.0, -2.0
EMPTY_MEASURE, EMPTY_UNITS = -10.0, -5.0
DEADLINE_CHARACTER, NO_DEADLINE_CHARACTER = 0.7, -3.0
CLOSED_DEADLINE, OPEN_DEADLINE = 1.0, -3.0

# 11．强化试点, 2.加强…, （三）…, 一、…
HEADING = re.compile(
    r"\d{1,3}[．.、](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、"
)
# 一、加强政策扶持, （二）优化服务: a title across the table, between two rows.
GROUP = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])[^，。；、]{2,}$"
)
SENTENCE_END = re.compile(r"[。；;！？：:][”’」』）)]?$")
ENDS_SENTENCE_BEFORE = re.compile(r"[。；;！？：:，、．.）)”]$")
# 2025年12月底前, 长期坚持, 持续推进, 按序时进度
DEADLINE_CHARACTERS = frozenset(
    "0123456789０１２３４５６７８９年月日底前末初至到起—-－～~.．上下半第一二三四季度旬长期持续"
    "推进坚每按要求时序进完成贯穿全程立即行常态化根据实际即随中旬开展启动并、，；阶段性适时"
)
# 2025年12月底前, 长期坚持, 持续推进, 2026年完成, 每年; not 2026年6, 持续推
ENDS_DEADLINE = re.compile(
    r"[年月日底末初前内起度期]$|坚持$|推进$|完成$|实施$|落实$|开展$|进行$|启动$|化$"
)


class BodyText:
    """The text before the table, asked whether it says something: typeset blanks do not count."""

    def __init__(self, text: str) -> None:
        """Take the text; "" where there is none to compare with."""
        self.spaced = unicodedata.normalize("NFKC", text)
        self._text = matchable(text)
        self._grams = {self._text[i : i + GRAM] for i in range(len(self._text) - GRAM + 1)}
        self._said: dict[str, bool] = {}

    def __bool__(self) -> bool:
        """Tell whether there is any text."""
        return bool(self._text)

    def says(self, words: str) -> bool:
        """Tell whether the body contains the words."""
        said = self._said.get(words)
        if said is None:
            plain = matchable(words)
            said = plain[:GRAM] in self._grams if len(plain) >= GRAM else True
            said = self._said[words] = said and plain in self._text
        return said

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
    if kind is ColumnKind.DEADLINE and cell:
        return CLOSED_DEADLINE if ENDS_DEADLINE.search(cell) else OPEN_DEADLINE
    return 0.0
