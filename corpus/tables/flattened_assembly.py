"""From placed pieces to rows: lines joined, titles that a page break cut made whole."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from corpus.tables.flattened_models import ColumnKind, FlattenedRow
from corpus.tables.flattened_pieces import CHINESE
from corpus.tables.flattened_scores import HEADING, BodyText
from corpus.tables.flattened_search import Placed

LAST_WORD = re.compile(r"[A-Za-z]+$")
FIRST_WORD = re.compile(r"[A-Za-z]+")
SPANNING = (ColumnKind.SECTION, ColumnKind.TASK)


def rows_of(
    placed: Sequence[Placed], kinds: Sequence[ColumnKind], body: BodyText
) -> tuple[FlattenedRow, ...]:
    """Return the rows of the placed pieces.

    A title that spans rows and is cut by a page break is given whole in the row where it begins.
    """
    rows: list[list[str]] = []
    for _, items in groupby(placed, key=lambda item: item.row):
        row = [""] * len(kinds)
        lines = [-1] * len(kinds)
        on_new_page = [False] * len(kinds)  # the cell's first words follow a page break
        for item, follows_break in _with_breaks(items, kinds):
            cell = row[item.column]
            on_new_page[item.column] |= follows_break and not cell
            same_line = lines[item.column] == item.piece.line
            lines[item.column] = item.piece.line
            row[item.column] = cell + _joint(cell, item.piece.text, same_line, body)
            row[item.column] += item.piece.text
        for column, kind in enumerate(kinds):
            begun = next((before for before in reversed(rows) if before[column]), None)
            if kind not in SPANNING or not row[column] or begun is None:
                continue
            if HEADING.match(row[column]):
                continue  # 8．完善技术标准定额 begins where it is printed
            whole = begun[column] + row[column]
            if on_new_page[column] or (body and body.says(whole)):
                begun[column], row[column] = whole, ""
        rows.append(row)
    return tuple(FlattenedRow(number, tuple(row)) for number, row in enumerate(rows, start=1))


def _with_breaks(
    items: Iterable[Placed], kinds: Sequence[ColumnKind]
) -> Iterator[tuple[Placed, bool]]:
    """Yield a row's pieces with whether a page break is before them within the row.

    There is one where the columns begin again from the left.
    """
    furthest, follows_break = -1, False
    for item in items:
        if kinds[item.column] is not ColumnKind.NUMBER:
            follows_break |= item.column < furthest
            furthest = item.column
        yield item, follows_break


def _joint(cell: str, words: str, same_line: bool, body: BodyText) -> str:
    """Return the blank, or none, between a cell and what is printed next in it.

    A word of Latin letters may be broken where the line ends (BI | M), or end there.
    """
    if not cell:
        return ""
    if same_line:
        chinese = CHINESE.match(cell[-1]), CHINESE.match(words[0])
        return "" if any(chinese) and not all(chinese) else " "
    last, first = LAST_WORD.search(cell), FIRST_WORD.match(words)
    if not last or not first:
        return ""
    if body and f"{last.group()} {first.group()}" in body.spaced:
        return " "
    whole = last.group() + first.group()
    return "" if whole.isupper() or (body and whole in body.spaced) else " "
