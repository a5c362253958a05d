"""Which row and column each printed word belongs to: a beam search over the lines in order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.tables.flattened_models import ColumnKind
from corpus.tables.flattened_pieces import Piece, halves
from corpus.tables.flattened_scores import (
    HEADING,
    HEADING_NUMBER,
    MISPLACED,
    OPENS_CELL,
    SENTENCE_END,
    BodyText,
    closing_score,
    deadline_score,
    units_score,
)

BEAM = 24
# A line of a cell is as wide as the one before it, but for the last, which may end early.
GROWTH, GROWN = 1.5, -4.0
PAGE_BREAK_UNSEEN = -5.0
BLANK_WITHIN_CELL = -3.0  # between two Chinese characters
SPLIT_WITHOUT_BLANK = -2.0
SAME_LINE_NEXT_COLUMN = 0.0
VERTICAL_CHARACTER = 1.0
SINGLE_CHARACTER_START = -4.0
FULL_STOP_IN_UNITS = -6.0
REMARK_CHARACTER = -0.3
NUMBER_CUT = -1.0  # a row's number continued on the next page or line


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
    line_width: float  # of the cell's last line, 0 where the next line may be of any width
    cells: tuple[str, ...]
    trail: _Trail | None


class Search:
    """Places pieces in the columns of a table whose rows are numbered 1, 2, 3, …"""

    def __init__(self, kinds: Sequence[ColumnKind], body: BodyText) -> None:
        self._kinds = tuple(kinds)
        self._body = body
        self._number = self._kinds.index(ColumnKind.NUMBER)
        self._empty = ("",) * len(self._kinds)

    def placed(self, pieces: Iterable[Piece], widest: float) -> list[Placed]:
        """Return every piece with its row and column, wide ones cut in two where needed."""
        states = [_State(0.0, 0, "", len(self._kinds), 0.0, self._empty, None)]
        for piece in pieces:
            following = [new for state in states for new in self._placements(state, piece)]
            if piece.width > widest:
                following += [
                    new._replace(score=new.score + SPLIT_WITHOUT_BLANK)
                    for left, right in halves(piece)
                    for state in states
                    for middle in self._placements(state, left)
                    for new in self._placements(middle, right)
                    if new.column != middle.column
                ]
            states = _best(following)
        best = max(
            (state._replace(score=state.score + self._closed(state)) for state in states),
            key=lambda state: state.score,
        )
        return list(_followed(best.trail))[::-1]

    def _placements(self, state: _State, piece: Piece) -> Iterator[_State]:
        yield from self._numbers(state, piece)
        if state.row == 0 and self._number == 0:
            return
        for column, kind in enumerate(self._kinds):
            if kind is ColumnKind.NUMBER:
                continue
            if column < self._number:
                yield from self._before_number(state, piece, column)
            if state.row == 0:
                continue
            move = self._move(state, piece, column)
            if move is not None:
                yield self._with(state, piece, column, move + self._fit(state, piece, column))

    def _numbers(self, state: _State, piece: Piece) -> Iterator[_State]:
        """Yield the states in which the piece is a row's number, or half of it."""
        if not piece.text.isdecimal():
            return
        if state.pending and state.pending.startswith(piece.text):
            pending = state.pending[len(piece.text) :]
            yield self._with(
                state._replace(pending=pending), piece, self._number, 0.0 if pending else NUMBER_CUT
            )
        expected = str(state.row + 1)
        if not state.pending and expected.startswith(piece.text):
            closed = self._closed(state)
            fresh = state._replace(
                row=state.row + 1, pending=expected[len(piece.text) :], cells=self._empty
            )
            yield self._with(fresh, piece, self._number, closed)

    def _before_number(self, state: _State, piece: Piece, column: int) -> Iterator[_State]:
        """Yield the state in which the piece opens a row whose number comes after it."""
        if state.pending or (state.row > 0 and state.column <= self._number and not piece.page):
            return
        fresh = state._replace(row=state.row + 1, pending=str(state.row + 1), cells=self._empty)
        yield self._with(
            fresh, piece, column, self._closed(state) + self._fit(fresh, piece, column)
        )

    def _with(self, state: _State, piece: Piece, column: int, gain: float) -> _State:
        cells = state.cells
        cells = (*cells[:column], cells[column] + piece.text, *cells[column + 1 :])
        line_width = piece.width
        if not piece.opens_line and state.column == column:
            line_width += state.line_width
        return _State(
            state.score + gain,
            state.row,
            state.pending,
            column,
            line_width,
            cells,
            _Trail(Placed(piece, state.row, column), state.trail),
        )

    def _move(self, state: _State, piece: Piece, column: int) -> float | None:
        """Score going from the last piece's column to `column`; None where it cannot be."""
        if column == state.column:
            if not piece.opens_line:
                return 0.0 if piece.blank_is_typeset else BLANK_WITHIN_CELL
            return 0.0
        if column > state.column:
            return 0.0 if piece.opens_line else SAME_LINE_NEXT_COLUMN
        if not piece.opens_line:
            return None
        if piece.page:
            return 0.0
        # A vertical title that reaches over pages may be printed before its row's number.
        return PAGE_BREAK_UNSEEN

    def _fit(self, state: _State, piece: Piece, column: int) -> float:
        kind, cell, words = self._kinds[column], state.cells[column], piece.text
        score = 0.0 if cell else OPENS_CELL
        goes_on = cell and column == state.column and piece.opens_line and not piece.page
        if kind is ColumnKind.SECTION:
            if len(words) != 1 or words.isascii():
                return MISPLACED * 2
            seam = self._body.seam(cell, words)
            return score + VERTICAL_CHARACTER * (1 if piece.in_vertical_run else -2) + seam / 2
        if piece.in_vertical_run:
            score += MISPLACED
        if goes_on and piece.width > state.line_width + GROWTH and not SENTENCE_END.search(cell):
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
        return score + (self._heading_fit(cell, words) if kind is ColumnKind.TASK else 0.0)

    def _heading_fit(self, cell: str, words: str) -> float:
        if "。" in words and not words.endswith("。"):
            return MISPLACED
        if HEADING.match(words):
            return MISPLACED if cell else HEADING_NUMBER
        return 0.0

    def _closed(self, state: _State) -> float:
        """Score the cells of a row that has ended."""
        if state.row == 0:
            return 0.0
        score = MISPLACED * 2 if state.pending else 0.0
        return score + sum(
            closing_score(kind, cell)
            for kind, cell in zip(self._kinds, state.cells, strict=True)
        )


def _best(states: Iterable[_State]) -> list[_State]:
    """Return the best states, one for each way in which the search can go on."""
    best: dict[tuple[int, str, int, tuple[str, ...]], _State] = {}
    for state in states:
        key = (state.row, state.pending, state.column, state.cells)
        known = best.get(key)
        if known is None or state.score > known.score:
            best[key] = state
    return sorted(best.values(), key=lambda state: -state.score)[:BEAM]


def _followed(trail: _Trail | None) -> Iterator[Placed]:
    while trail is not None:
        yield trail.placed
        trail = trail.before
