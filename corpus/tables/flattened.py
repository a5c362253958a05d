"""Tables that lost their cells when they were taken from a page as text, put back together.

The columns of such a table follow each other line by line; a row's number may be split (1 / 0),
the first column printed vertically, a row cut by a page break. Where the words belong is found
from the numbers' sequence, names of units, widths of lines, and the body that measures repeat.
"""

import re
from collections.abc import Sequence
from statistics import median

from corpus.spaces import printed_width
from corpus.tables.flattened_assembly import rows_of
from corpus.tables.flattened_header import Header, header_of
from corpus.tables.flattened_models import ColumnKind, FlattenedRow, FlattenedTable
from corpus.tables.flattened_pieces import (
    Piece,
    has_vertical_column,
    page_starts,
    pieces_of,
    widest_column,
)
from corpus.tables.flattened_scores import GROUP, BodyText
from corpus.tables.flattened_search import LONE_NUMBER, Placed, Search
from corpus.tables.flattened_units import unit_share

FEWEST_ROWS, MOST_LINES = 3, 12_000
WIDEST_MEDIAN = 26.0  # in Chinese characters: wider lines are those of a page without columns
UNIT_SHARE = 0.7  # of the characters in the columns of units name units
HARDLY_USED = 0.15  # of the rows
FILLED_SHARE = 0.7  # of the rows have a measure, and units
SHORTEST_MEDIAN_MEASURE = 6
# What ends the table: 注：…, 备注：…, 抄送：…, 重庆市人民政府办公厅 2023年7月10日印发
AFTER_TABLE = re.compile(
    r"\s*(?:(?:注|备注|说明)\s?[:：]|抄送\s?[:：]|.{4,30}\d\s?日\s?印\s?发\s*$)"
)
MOST_LINES_AFTER = 12
MAY_BE_WORDS = (ColumnKind.TASK, ColumnKind.MEASURE, ColumnKind.UNITS)


def reconstructed_rows(lines: Sequence[str], body: str) -> FlattenedTable | None:
    """Return the table that `lines` print, or None where they are no such table.

    `lines` are the printed lines after the table's title, best as printed (blanks at a line's
    start tell where a page begins), empty ones or not; `body` is the text before the table, whose
    sentences the measures may repeat, or "". Every character of the lines that is no blank stands
    once in the result. None is returned where the header names no tasks or no responsible units,
    the rows are not numbered 1, 2, 3, …, or the cells of units name none.
    """
    printed = [line for line in lines if line.strip()]
    header = header_of(printed)
    if header is None or len(printed) > MOST_LINES:
        return None
    if median(printed_width(line.strip()) for line in printed) > WIDEST_MEDIAN:
        return None
    rest = printed[header.line_count :]
    end = _table_end(rest)
    inside, repeated, starts = _without_repeated_headers(rest[:end], header)
    if not inside:
        return None
    pieces = pieces_of(inside, starts | page_starts(inside))
    names, kinds = _columns(header, inside, pieces)
    text = BodyText(body)
    placed = Search(kinds, text, widest_column(pieces)).placed(pieces)
    if ColumnKind.SECTION in kinds and _is_hardly_used(kinds.index(ColumnKind.SECTION) + 1, placed):
        # The header's name is that of the vertical titles; there is no column beside them.
        place = kinds.index(ColumnKind.SECTION) + 1
        names, kinds = names[:place] + names[place + 1 :], kinds[:place] + kinds[place + 1 :]
        placed = Search(kinds, text, widest_column(pieces)).placed(pieces)
    if _has_lone_numbers(placed, kinds):
        return None
    rows = rows_of(placed, kinds, text)
    table = FlattenedTable(names, kinds, rows, repeated, tuple(line.strip() for line in rest[end:]))
    return _without_empty_titles(table) if _is_task_division(table) else None


def _table_end(lines: Sequence[str]) -> int:
    first = max(0, len(lines) - MOST_LINES_AFTER)
    return next((i for i in range(first, len(lines)) if AFTER_TABLE.match(lines[i])), len(lines))


def _without_repeated_headers(
    lines: Sequence[str], header: Header
) -> tuple[list[str], tuple[str, ...], frozenset[int]]:
    """Return the lines without headers printed again, those, and the lines that follow them."""
    inside: list[str] = []
    repeated: list[str] = []
    starts: set[int] = set()
    index = 0
    while index < len(lines):
        after = _end_of_words(lines, index, header.plain)
        if after is None:
            inside.append(lines[index])
            index += 1
        else:
            repeated.append(" ".join(line.strip() for line in lines[index:after]))
            starts.add(len(inside))
            index = after
    return inside, tuple(repeated), frozenset(starts)


def _end_of_words(lines: Sequence[str], start: int, words: str) -> int | None:
    """Return the line after those from `start` on that print exactly `words`, or None."""
    seen = ""
    for index in range(start, len(lines)):
        seen += "".join(lines[index].split())
        if seen == words:
            return index + 1
        if not words.startswith(seen):
            return None
    return None


def _columns(
    header: Header, lines: Sequence[str], pieces: Sequence[Piece]
) -> tuple[tuple[str, ...], tuple[ColumnKind, ...]]:
    """Return the columns' names and kinds, with those that the header does not tell apart."""
    names, kinds = list(header.names), list(header.kinds)
    if has_vertical_column(pieces):
        # The name of the vertical title's column, or one that spans it and the next.
        place = min(kinds.index(kind) for kind in MAY_BE_WORDS if kind in kinds)
        kinds.insert(place, ColumnKind.SECTION)
        names.insert(place + 1, "")
    if any(GROUP.match(line.strip()) for line in lines):
        kinds.insert(0, ColumnKind.GROUP)
        names.insert(0, "")
    return tuple(names), tuple(kinds)


def _is_hardly_used(column: int, placed: Sequence[Placed]) -> bool:
    """Tell whether so few rows have words in a column that they are there by mistake, or none."""
    rows = {item.row for item in placed}
    filled = {item.row for item in placed if item.column == column}
    return len(filled) < HARDLY_USED * len(rows)


def _has_lone_numbers(placed: Sequence[Placed], kinds: Sequence[ColumnKind]) -> bool:
    """Tell whether a line of digits was left over: the rows are not numbered 1, 2, 3, …"""
    return any(
        kinds[item.column] in MAY_BE_WORDS
        and item.piece.opens_line
        and LONE_NUMBER.fullmatch(item.piece.text)
        for item in placed
    )


def _is_task_division(table: FlattenedTable) -> bool:
    measures = [table.cell_of(row, ColumnKind.MEASURE) for row in table.rows]
    units = ["、".join(filter(None, table.cells_of(row, ColumnKind.UNITS))) for row in table.rows]
    if len(measures) < FEWEST_ROWS or median(map(len, measures)) < SHORTEST_MEDIAN_MEASURE:
        return False
    filled = all(sum(map(bool, cells)) >= FILLED_SHARE * len(cells) for cells in (measures, units))
    return filled and unit_share("、".join(filter(None, units))) >= UNIT_SHARE


def _without_empty_titles(table: FlattenedTable) -> FlattenedTable:
    """Drop columns that were looked for beyond those that the header names, and are not there."""
    names = list(table.header)
    kept: list[int] = []
    for place, kind in enumerate(table.kinds):
        is_title = kind is ColumnKind.SECTION
        if any(row.cells[place] for row in table.rows) or not (is_title or not names[place]):
            kept.append(place)
        elif is_title:
            names[place + 1] = names[place]  # the name is of the next column alone
    return FlattenedTable(
        tuple(names[place] for place in kept),
        tuple(table.kinds[place] for place in kept),
        tuple(
            FlattenedRow(row.number, tuple(row.cells[place] for place in kept))
            for row in table.rows
        ),
        table.repeated_headers,
        table.notes,
    )
