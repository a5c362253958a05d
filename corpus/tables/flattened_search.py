"""Which row and column each printed word belongs to: a beam search over the lines in order."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.tables.flattened_models import ColumnKind
from corpus.tables.flattened_pieces import Piece, Vertical, cut, halves
from corpus.tables.flattened_scores import (
    GROUP,
    HEADING,
    HEADING_NUMBER,
    MISPLACED,
    OPENS_CELL,
    SENTENCE_END,
    BodyText,
    closing_score,
    deadline_score,
)
from corpus.tables.flattened_units import units_score

BEAM, REACH = 20, 12.0  # states kept, and how far behind the best they may be
# A line of a cell is as wide as the one before it, but for the last, which may end early.
GROWTH, GROWN = 1.5, -4.0
PAGE_BREAK_UNSEEN, PAGE_BREAK_LIKELY = -5.0, -1.0
BLANK_WITHIN_CELL = -3.0  # between two Chinese characters
SPLIT_WITHOUT_BLANK, TOO_WIDE = -2.0, -4.0
# By whether a single character stands alone, at the end of a vertical run, or inside it.
VERTICAL_IN_TITLE, VERTICAL_ELSEWHERE = (-2.0, 0.5, 1.0), (0.0, -1.0, -4.0)
SINGLE_CHARACTER_START = -4.0
FULL_STOP_IN_UNITS = -6.0
REMARK_CHARACTER = -0.3
NUMBER_FOUND, NUMBER_MISSED = 5.0, -6.0
NUMBER_UNSEPARATED = -1.0  # 4智能建造
LEADING_DIGITS = re.compile(r"\d{1,4}(?![\d.．、年月日个])")
TITLES = (ColumnKind.GROUP, ColumnKind.SECTION)
GROUP_HEADING = 4.0
LONGEST_ROW = 4000  # characters
LONE_NUMBER = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class Placed:
    """A printed word in its row (from 1) and column."""

    piece: Piece
    row: int
    column: int


class _Trail(NamedTuple):
    """The way back through what was placed."""

    placed: Placed
    before: "_Trail | None"


class _State(NamedTuple):
    score: float
    row: int
    pending: str  # digits of the row's number that are still to come
    column: int
    cells: tuple[str, ...]
    widths: tuple[float, ...]  # of each cell's last line
    title: str  # the vertical title of the rows before, which may go on after a page break
    trail: _Trail | None


class _Step(NamedTuple):
    """A piece to be placed in a column after `state`; `score` is that of the state after it."""

    score: float
    state: _State
    piece: Piece
    column: int


class Search:
    """Places pieces in the columns of a table whose rows are numbered 1, 2, 3, …"""

    def __init__(self, kinds: Sequence[ColumnKind], body: BodyText, widest: float) -> None:
        """Take the columns, the text before the table, and the width of the widest column."""
        self._kinds = tuple(kinds)
        self._body = body
        self._widest = widest
        self._number = self._kinds.index(ColumnKind.NUMBER)
        has_section = ColumnKind.SECTION in self._kinds
        self._section = self._kinds.index(ColumnKind.SECTION) if has_section else -1
        self._empty = ("",) * len(self._kinds)
        self._no_widths = (0.0,) * len(self._kinds)

    def placed(self, pieces: Iterable[Piece]) -> list[Placed]:
        """Return every piece with its row and column, cut in two where it holds two columns.

        Pieces wider than `widest` may do so. Nothing is returned where rows cannot be told apart.
        """
        states = [_State(0.0, 0, "", len(self._kinds), self._empty, self._no_widths, "", None)]
        for piece in pieces:
            states = _best(step for state in states for step in self._steps(state, piece))
            if not states or sum(map(len, states[0].cells)) > LONGEST_ROW:
                return []
        best = max(states, key=lambda state: state.score + self._closed(state))
        return list(_followed(best.trail))[::-1]

    def _steps(self, state: _State, piece: Piece) -> Iterator[_Step]:
        """Yield the ways to place the piece, whole or in two columns."""
        if piece.width <= self._widest:
            yield from self._whole(state, piece)
            return
        for step in self._whole(state, piece):
            yield step._replace(score=step.score + TOO_WIDE)
        for left, right in halves(piece):
            for first in self._whole(state, left):
                for second in self._whole(_after(first), right):
                    if second.column != first.column:
                        yield second._replace(score=second.score + SPLIT_WITHOUT_BLANK)

    def _whole(self, state: _State, piece: Piece) -> Iterator[_Step]:
        yield from self._numbers(state, piece)
        if state.row == 0 and self._number == 0:
            return
        waits = bool(state.pending) and piece.opens_line
        for column, kind in enumerate(self._kinds):
            # 1 | 0: the rest of a number comes next, but for a vertical title on the new page.
            before = column < self._number
            if kind is ColumnKind.NUMBER or (waits and kind not in TITLES and not before):
                continue
            if kind in TITLES and not _suits_title(kind, state.cells[column], piece):
                continue
            if before:
                yield from self._before_number(state, piece, column)
            if state.row == 0:
                continue
            move = self._move(state, piece, column)
            if move is not None:
                gain = move + self._fit(state, piece, column)
                yield _Step(state.score + gain, state, piece, column)

    def _numbers(self, state: _State, piece: Piece) -> Iterator[_Step]:
        """Yield the steps in which the piece is a row's number, or begins with it or a part."""
        digits = LEADING_DIGITS.match(piece.text)
        if digits is None:
            return
        written = digits.group()
        whole = len(written) == len(piece.text)
        expected = state.pending or str(state.row + 1)
        if not expected.startswith(written) or not (whole or piece.opens_line):
            return
        pending = expected[len(written) :]
        if state.pending:
            score, fresh = state.score, state._replace(pending=pending)
        else:
            score, fresh = state.score + self._closed(state), self._next_row(state, pending)
        if not pending:
            score += NUMBER_FOUND
        if whole:
            yield _Step(score, fresh, piece, self._number)
            return
        number, words = cut(piece, len(written))
        placed = _after(_Step(score + NUMBER_UNSEPARATED, fresh, number, self._number))
        yield from (step for step in self._steps(placed, words) if step.column != self._number)

    def _before_number(self, state: _State, piece: Piece, column: int) -> Iterator[_Step]:
        """Yield the step in which the piece opens a row whose number comes after it."""
        if state.pending or (state.row > 0 and state.column <= self._number and not piece.page):
            return
        fresh = self._next_row(state, str(state.row + 1))
        score = state.score + self._closed(state)
        yield _Step(score + self._fit(fresh, piece, column), fresh, piece, column)

    def _next_row(self, state: _State, pending: str) -> _State:
        title = state.cells[self._section] if self._section >= 0 else ""
        return state._replace(
            row=state.row + 1,
            pending=pending,
            cells=self._empty,
            widths=self._no_widths,
            title=title or state.title,
        )

    def _move(self, state: _State, piece: Piece, column: int) -> float | None:
        """Score going from the last piece's column to `column`; None where it cannot be."""
        if column == state.column:
            return 0.0 if piece.opens_line or piece.blank_is_typeset else BLANK_WITHIN_CELL
        if column > state.column:
            return 0.0
        if not piece.opens_line:
            return None
        # Several columns share a line where a page ends.
        shared = state.trail is not None and not state.trail.placed.piece.opens_line
        return 0.0 if piece.page else PAGE_BREAK_LIKELY if shared else PAGE_BREAK_UNSEEN

    def _fit(self, state: _State, piece: Piece, column: int) -> float:
        kind, cell, words = self._kinds[column], state.cells[column], piece.text
        score = 0.0 if cell else OPENS_CELL
        if kind is ColumnKind.GROUP:
            return score + GROUP_HEADING
        if kind is ColumnKind.SECTION:
            # The last character of a title may be all of it that is left for a new page.
            is_rest = piece.page and not cell and bool(state.title)
            score += VERTICAL_IN_TITLE[max(piece.vertical, Vertical.AT_END if is_rest else 0)]
            seam = self._body.seam(cell or state.title, words)
            return score + (seam if cell else max(seam, 0.0))
        if piece.vertical and not (kind is ColumnKind.DEADLINE and cell):
            score += VERTICAL_ELSEWHERE[piece.vertical]
        if piece.opens_line and LONE_NUMBER.fullmatch(words):
            score += NUMBER_MISSED
        goes_on = bool(cell) and piece.opens_line
        if (
            goes_on
            and piece.width > state.widths[column] + GROWTH
            and not SENTENCE_END.search(cell)
        ):
            score += GROWN
        if kind is ColumnKind.UNITS:
            score += units_score(cell + words, closed=False) - units_score(cell, closed=False)
            return score + (FULL_STOP_IN_UNITS if "。" in words else 0.0)
        if kind is ColumnKind.DEADLINE:
            return score + deadline_score(words)
        if kind is ColumnKind.OTHER:
            return score + REMARK_CHARACTER * len(words)
        score += self._body.seam(cell, words) if cell else self._body.start(words)
        if not cell and len(words) == 1:
            score += SINGLE_CHARACTER_START
        return score + (_heading_fit(cell, words) if kind is ColumnKind.TASK else 0.0)

    def _closed(self, state: _State) -> float:
        """Score the cells of a row that has ended."""
        if state.row == 0:
            return 0.0
        score = MISPLACED * 2 if state.pending else 0.0
        return score + sum(
            closing_score(kind, cell) for kind, cell in zip(self._kinds, state.cells, strict=True)
        )


def _heading_fit(cell: str, words: str) -> float:
    if "。" in words and not words.endswith("。"):
        return MISPLACED
    if HEADING.match(words):
        return MISPLACED if cell else HEADING_NUMBER
    return 0.0


def _suits_title(kind: ColumnKind, cell: str, piece: Piece) -> bool:
    if kind is ColumnKind.GROUP:
        return not cell and piece.opens_line and bool(GROUP.match(piece.text))
    return len(piece.text) == 1 and not piece.text.isascii()


def _best(steps: Iterable[_Step]) -> list[_State]:
    """Return the states after the best steps, one for each way in which the search can go on."""
    ordered = sorted(steps, key=lambda step: -step.score)
    best: dict[tuple[int, str, int, tuple[str, ...]], _State] = {}
    for step in ordered:
        if len(best) == BEAM or step.score < ordered[0].score - REACH:
            break
        state = _after(step)
        best.setdefault((state.row, state.pending, state.column, state.cells), state)
    return list(best.values())


def _after(step: _Step) -> _State:
    score, state, piece, column = step
    cells, widths, line_width = state.cells, state.widths, piece.width
    if not piece.opens_line and state.column == column:
        line_width += widths[column]
    return _State(
        score,
        state.row,
        state.pending,
        column,
        (*cells[:column], cells[column] + piece.text, *cells[column + 1 :]),
        (*widths[:column], line_width, *widths[column + 1 :]),
        state.title,
        _Trail(Placed(piece, state.row, column), state.trail),
    )


def _followed(trail: _Trail | None) -> Iterator[Placed]:
    while trail is not None:
        yield trail.placed
        trail = trail.before
