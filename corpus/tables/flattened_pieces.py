"""Printed lines in pieces: what stands between blanks may be of one column or of two."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from corpus.spaces import printed_width

BLANKS = re.compile(r"\s+")
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef\u2014\u2018-\u201d\u2026]")
LEADING_NUMBER = re.compile(r"\d{1,3}(?=[^\d.．、年月日个家项万亿%％])")
NEVER_FIRST = frozenset("，。、；：？！）》”’」』】,.;:?!)")  # on a printed line
FEW_INDENTED = 0.15  # of the lines begin with a blank: those that open a page
SHORTEST_RUN, SHORTEST_TITLE = 2, 3
FEWEST_FULL_LINES, SHARE_OF_FULL_LINES = 3, 0.025
ALIKE, WIDER = 1.5, 2.0  # in Chinese characters


class Vertical(IntEnum):
    """Whether a line of one character is beside others of one character."""

    NO = 0
    AT_END = 1  # of such a run: may as well be the last character of a cell
    INSIDE = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """Printed characters without blanks.

    `opens_line`: the first of its line; `page`: the first of a page; `blank_is_typeset`: the
    blank before it may be that between Chinese and Latin; `vertical`: whether it is one
    character of several printed one a line.
    """

    text: str
    line: int
    width: float
    opens_line: bool = True
    page: bool = False
    blank_is_typeset: bool = False
    vertical: Vertical = Vertical.NO


def pieces_of(lines: Sequence[str], page_starts: frozenset[int]) -> list[Piece]:
    """Return the lines' pieces in order; `page_starts` are the lines known to open a page."""
    vertical = _vertical_lines(lines)
    found = []
    for index, line in enumerate(lines):
        before = ""
        for place, word in enumerate(line.split()):
            found.append(
                Piece(
                    text=word,
                    line=index,
                    width=printed_width(word),
                    opens_line=place == 0,
                    page=place == 0 and index in page_starts,
                    blank_is_typeset=bool(before) and _is_typeset(before, word),
                    vertical=vertical.get(index, Vertical.NO),
                )
            )
            before = word
    return found


def has_vertical_column(pieces: Sequence[Piece]) -> bool:
    """Tell whether words are printed one character a line: three such lines in a row or more."""
    run, last = 0, -1
    for piece in pieces:
        if piece.vertical and len(piece.text) == 1:
            run = run + 1 if piece.line == last + 1 else 1
            last = piece.line
            if run >= SHORTEST_TITLE:
                return True
    return False


def page_starts(lines: Sequence[str]) -> frozenset[int]:
    """Return the lines that begin with a blank, where so few do that it tells of a new page."""
    indented = [i for i, line in enumerate(lines) if line[:1].isspace()]
    return frozenset(indented) if len(indented) <= FEW_INDENTED * len(lines) else frozenset()


def widest_column(pieces: Sequence[Piece]) -> float:
    """Return the width above which a piece may hold two columns."""
    widths = sorted((piece.width for piece in pieces), reverse=True)
    enough = max(FEWEST_FULL_LINES, int(len(widths) * SHARE_OF_FULL_LINES))
    # The widest that so many lines have: a column's full lines, not the few that hold two columns.
    for place, widest in enumerate(widths):
        alike = widths[place : place + enough]
        if len(alike) == enough and alike[-1] >= widest - ALIKE:
            return widest + WIDER
    return widths[0] + WIDER


def halves(piece: Piece) -> Iterator[tuple[Piece, Piece]]:
    """Yield the ways to cut a piece in two that leave Latin words and numbers whole."""
    text = piece.text
    for place in range(1, len(text)):
        if (text[place - 1].isascii() and text[place].isascii()) or text[place] in NEVER_FIRST:
            continue
        yield cut(piece, place)


def cut(piece: Piece, place: int) -> tuple[Piece, Piece]:
    """Return the characters before and from `place` as two pieces of one line."""
    left, right = piece.text[:place], piece.text[place:]
    return (
        Piece(left, piece.line, printed_width(left), piece.opens_line, piece.page),
        Piece(right, piece.line, printed_width(right), opens_line=False),
    )


def _is_typeset(before: str, after: str) -> bool:
    return not (CHINESE.match(before[-1]) and CHINESE.match(after[0]))


def _vertical_lines(lines: Sequence[str]) -> dict[int, Vertical]:
    """Return the lines whose last piece is one character, where two or more follow each other."""
    found: dict[int, Vertical] = {}
    start = 0
    for index in range(len(lines) + 1):
        if index < len(lines) and _ends_in_single(lines[index]):
            continue
        if index - start >= SHORTEST_RUN:
            found.update(dict.fromkeys(range(start, index), Vertical.INSIDE))
            found[start] = found[index - 1] = Vertical.AT_END
        start = index + 1
    return found


def _ends_in_single(line: str) -> bool:
    words = line.split()
    return bool(words) and len(words[-1]) == 1 and not words[-1].isascii()
