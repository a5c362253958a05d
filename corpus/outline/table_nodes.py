"""Tables in the outline: a node for the header, one for each row."""

import re

from corpus.models import ClauseKind
from corpus.outline.tree import OutlineNode
from corpus.tables import Cell, Table

ROW_NUMBER = re.compile(r"\d{1,4}")
LONGEST_ROW_HEADING = 40


def table_node(table: Table, text: str, level: int) -> OutlineNode:
    """Return the node of a table: its own words are the header's, its children the rows."""
    header = [cell for cell in table.cells if cell.row < table.header_rows]
    end = max((cell.end for cell in header), default=table.start)
    node = OutlineNode(level, ClauseKind.TABLE, 0, "", None, table.start, end, table.start)
    for row, cells in table.rows():
        if row >= table.header_rows and cells:
            node.children.append(_row_node(table, row, cells, text, level + 1))
    return node


def _row_node(
    table: Table, row: int, cells: tuple[Cell, ...], text: str, level: int
) -> OutlineNode:
    start, end = cells[0].start, cells[-1].end
    number = row_number(table, row, text)
    node = OutlineNode(
        level, ClauseKind.TABLE_ROW, row - table.header_rows + 1, number, None, start, end, start
    )
    node.heading = _row_heading(table, row, text)
    return node


def row_number(table: Table, row: int, text: str) -> str:
    """Return the number that a row bears in its first columns, or an empty text."""
    for column in range(min(2, table.column_count)):
        cell = table.cell_at(row, column)
        if cell and cell.row_span == 1 and ROW_NUMBER.fullmatch(text[cell.start : cell.end]):
            return text[cell.start : cell.end]
    return ""


def _row_heading(table: Table, row: int, text: str) -> str | None:
    """Return the words of the cell that several rows share, nearest to the row's own cells."""
    shared = [
        cell
        for column in range(table.column_count)
        if (cell := table.cell_at(row, column)) is not None and cell.row_span > 1
    ]
    words = text[shared[-1].start : shared[-1].end].replace("\n", "") if shared else ""
    return words if 0 < len(words) <= LONGEST_ROW_HEADING else None
