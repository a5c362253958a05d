"""From the cells of a sheet to its title, its tables and the notes below them."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.reading.blocks import Block, CellBlock, ParagraphBlock, TableBlock
from corpus.tables.headers import (
    MOST_HEADER_ROWS,
    NUMBER_ONLY,
    SENTENCE_MARK,
    looks_like_header,
)

# What stands below a table: 注：…, 备注：…, 说明：…, 填表人：…
NOTE = re.compile(
    r"(?:备?注|说明|填表|填报|制表|审核|联系|数据来源|资料来源)[^，。]{0,8}[:：]|注\d"
)
LONGEST_HEAD = 30

Spans = Mapping[tuple[int, int], tuple[int, int]]  # of merged cells, by row and column


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of a sheet as shown, row by row, and how many rows and columns merged ones span."""

    rows: Sequence[Sequence[str]]
    spans: Spans = field(default_factory=dict)


def blocks_of(sheet: Sheet) -> Iterator[Block]:
    """Yield the paragraphs and tables of a sheet in order.

    Rows with one filled cell before a table's header and the notes after it are paragraphs.
    """
    for rows in _parts(sheet):
        yield from _blocks_of_part(sheet, rows)


def _filled(sheet: Sheet, row: int) -> list[int]:
    return [column for column, words in enumerate(sheet.rows[row]) if words]


def _parts(sheet: Sheet) -> Iterator[list[int]]:
    """Yield the rows (their indices, none empty) of each part.

    An empty row ends a part where what follows it begins anew: with a title or a header.
    """
    merged = {  # rows that are not empty though they have no words: cells above reach into them
        row
        for (above, _), (height, _) in sheet.spans.items()
        for row in range(above + 1, min(above + height, len(sheet.rows)))
    }
    part: list[int] = []
    follows_empty = False
    for row in range(len(sheet.rows)):
        filled = _filled(sheet, row)
        if not filled:
            follows_empty = follows_empty or row not in merged
            continue
        begins_anew = len(filled) == 1 or looks_like_header([sheet.rows[row][c] for c in filled])
        if follows_empty and part and begins_anew:
            yield part
            part = []
        part.append(row)
        follows_empty = False
    if part:
        yield part


def _blocks_of_part(sheet: Sheet, rows: list[int]) -> Iterator[Block]:
    first, last = 0, len(rows)
    while first < last and len(_filled(sheet, rows[first])) == 1:
        first += 1
    while last > first and _is_note(sheet, rows[last - 1]):
        last -= 1
    body = rows[first:last]
    yield from _paragraphs(sheet, rows[:first])
    if body:
        yield _table(sheet, body)
    yield from _paragraphs(sheet, rows[last:])


def _paragraphs(sheet: Sheet, rows: Sequence[int]) -> Iterator[Block]:
    for row in rows:
        yield ParagraphBlock("\n".join(sheet.rows[row][column] for column in _filled(sheet, row)))


def _is_note(sheet: Sheet, row: int) -> bool:
    filled = _filled(sheet, row)
    if len(filled) != 1:
        return bool(filled) and bool(NOTE.match(sheet.rows[row][filled[0]])) and len(filled) <= 3
    words = sheet.rows[row][filled[0]]
    width = sheet.spans.get((row, filled[0]), (1, 1))[1]
    return bool(NOTE.match(words)) or (width > 1 and bool(SENTENCE_MARK.search(words)))


def _table(sheet: Sheet, rows: list[int]) -> TableBlock:
    place = {row: index for index, row in enumerate(rows)}
    columns = sorted({column for row in rows for column in _filled(sheet, row)})
    left, right = columns[0], columns[-1]
    covered: set[tuple[int, int]] = set()
    cells: list[CellBlock] = []
    for row in rows:
        words_of_row = sheet.rows[row]
        for column in range(left, right + 1):
            if (row, column) in covered:
                continue
            height, width = sheet.spans.get((row, column), (1, 1))
            height = bisect_left(rows, row + height) - place[row]
            width = min(width, right + 1 - column)
            if height > 1 or width > 1:
                last = rows[place[row] + height - 1]
                covered |= {
                    (r, c) for r in range(row, last + 1) for c in range(column, column + width)
                }
            words = words_of_row[column] if column < len(words_of_row) else ""
            content = (ParagraphBlock(words),) if words else ()
            cells.append(CellBlock(place[row], column - left, content, height, width))
    return TableBlock(tuple(cells), _header_rows(cells, len(rows)))


def _header_rows(cells: list[CellBlock], row_count: int) -> int:
    first = [cell for cell in cells if cell.row == 0]
    words = [cell.text for cell in first if cell.text]
    if row_count < 2 or any(
        len(head) > LONGEST_HEAD or SENTENCE_MARK.search(head) or NUMBER_ONLY.fullmatch(head)
        for head in words
    ):
        return 0
    depth = max(cell.row_span for cell in first if cell.text)
    return depth if depth <= MOST_HEADER_ROWS and depth < row_count else 1
