"""A table as spans of a text."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its place in the grid, how far it reaches, and its words `text[start:end]`.

    A merged cell is given once, at its first row and column. Rows and columns count from 0.
    """

    row: int
    column: int
    start: int
    end: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a text, `text[start:end]`: rows in lines, the cells of a row between tabs.

    Cells stand in reading order. `header_rows` first rows name the columns.
    """

    start: int
    end: int
    cells: tuple[Cell, ...]
    header_rows: int = 0

    @property
    def row_count(self) -> int:
        """The number of rows, header included."""
        return max((cell.row + cell.row_span for cell in self.cells), default=0)

    @property
    def column_count(self) -> int:
        """The number of columns."""
        return max((cell.column + cell.column_span for cell in self.cells), default=0)

    def rows(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """Yield each row's index with the cells that begin in it."""
        by_row: dict[int, list[Cell]] = {}
        for cell in self.cells:
            by_row.setdefault(cell.row, []).append(cell)
        for row in range(self.row_count):
            yield row, tuple(by_row.get(row, ()))

    def grid(self) -> dict[tuple[int, int], Cell]:
        """Return the cell at each place (row, column) of the grid, merged ones at all of theirs."""
        return {
            (row, column): cell
            for cell in reversed(self.cells)
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        }
