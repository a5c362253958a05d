"""Tables in the outline: a node for the header, one for each row."""

import re
from collections.abc import Sequence

from corpus.models import ClauseKind
from corpus.outline.tree import OutlineNode
from corpus.tables import Cell, Table

ROW_NUMBER = re.compile(r"\d{1,4}")
LONGEST_ROW_HEADING = 40


def table_node(table: Table, text: str, level: int) -> OutlineNode:
    """Return the node of a table: its own words are the header's, its children the rows."""
    header = [cell for cell in table.cells if cell.row < table.header_rows]
    end = max((cell.end for cell in header), default=table.start)
    grid, width = table.grid(), table.column_count
    node = OutlineNode(level, ClauseKind.TABLE, 0, "", None, table.start, end, table.start)
    for row, cells in table.rows():
        if row >= table.header_rows and cells:
            shared = [grid[row, column] for column in range(width) if (row, column) in grid]
            node.children.append(_row_node(row - table.header_rows, cells, shared, text, level + 1))
    return node


def _row_node(
    row: int, cells: Sequence[Cell], filling: Sequence[Cell], text: str, level: int
) -> OutlineNode:
    """Return the node of a row: `cells` begin in it, `filling` are those and the merged ones."""
    start, end = cells[0].start, cells[-1].end
    number = _row_number(filling, text)
    heading = _row_heading(filling, text)
    return OutlineNode(level, ClauseKind.TABLE_ROW, row + 1, number, heading, start, end, start)


def _row_number(cells: Sequence[Cell], text: str) -> str:
    """Return the number that a row bears in its first columns, or an empty text."""
    for cell in cells[:2]:
        if cell.row_span == 1 and ROW_NUMBER.fullmatch(text[cell.start : cell.end]):
            return text[cell.start : cell.end]
    return ""


def _row_heading(cells: Sequence[Cell], text: str) -> str | None:
    """Return the words of the cell that several rows share, nearest to the row's own cells."""
    shared = [cell for cell in cells if cell.row_span > 1]
    words = text[shared[-1].start : shared[-1].end].replace("\n", "") if shared else ""
    return words if 0 < len(words) <= LONGEST_ROW_HEADING else None
