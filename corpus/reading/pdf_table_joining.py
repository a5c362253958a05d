"""Tables that go on over page breaks: one table, a row that was cut made whole."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.reading.printed_page import GridCell, PageTable
from corpus.tables.headers import (
    MOST_HEADER_ROWS,
    looks_like_header,
    numbering_column,
)

SAME_COLUMN = 12.0  # points that a column's line may shift from page to page


@dataclass(frozen=True, slots=True)
class JoinedTable:
    """A table put together from its parts on successive pages.

    `repeated` are the header rows printed again, per part after the first, each row's words.
    """

    cells: tuple[GridCell, ...]
    header_rows: int
    repeated: tuple[tuple[str, ...], ...] = ()

    @property
    def row_count(self) -> int:
        """The number of rows, header included."""
        return max((cell.row + cell.row_span for cell in self.cells), default=0)


def same_columns(one: PageTable, other: PageTable) -> bool:
    """Tell whether two parts have the same columns."""
    return len(one.columns) == len(other.columns) and all(
        abs(a - b) <= SAME_COLUMN for a, b in zip(one.columns, other.columns, strict=True)
    )


def joined_table(parts: Sequence[PageTable]) -> JoinedTable:
    """Return one table of parts with the same columns, in the order of their pages."""
    cells = list(parts[0].cells)
    rows = parts[0].row_count
    header_rows = header_rows_of(parts[0])
    numbers = numbering_column(_grid_words(parts))
    repeated: list[tuple[str, ...]] = []
    for part in parts[1:]:
        again = _repeated_rows(parts[0], part)
        header_rows = max(header_rows, again)
        repeated.append(
            tuple(
                "\t".join(" ".join(cell.text.split()) for cell in part.row(row))
                for row in range(again)
            )
        )
        rest = [replace(c, row=c.row - again) for c in part.cells if c.row >= again]
        if not rest:
            continue
        if _goes_on(cells, rows, rest, numbers):
            cells = _with_row_completed(cells, rows, [c for c in rest if c.row == 0])
            rest = [c for c in rest if c.row > 0]
            rows -= 1
        else:
            cells, rest = _with_groups_extended(cells, rows, rest, numbers)
        cells += [replace(cell, row=cell.row + rows) for cell in rest]
        rows += part.row_count - again
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return JoinedTable(tuple(cells), min(header_rows, rows), tuple(repeated))


def header_rows_of(table: PageTable) -> int:
    """Return how many first rows name the columns: cells merged over rows make them more."""
    first = table.row(0)
    if not looks_like_header([cell.words for cell in first]):
        return 0
    depth = max(cell.row_span for cell in first if cell.words)
    deep_enough = depth <= MOST_HEADER_ROWS and depth < table.row_count
    return depth if deep_enough else 1


def _words_of_row(table: PageTable, row: int) -> str:
    return "\t".join(" ".join(cell.text.split()) for cell in table.row(row))


def _grid_words(parts: Sequence[PageTable]) -> list[list[str]]:
    rows = []
    for part in parts:
        for index in range(part.row_count):
            row = [""] * (len(part.columns) - 1)
            for cell in part.row(index):
                row[cell.column] = cell.words
            rows.append(row)
    return rows


def _repeated_rows(first: PageTable, part: PageTable) -> int:
    """Return how many rows at the top of a part say the first part's first rows again."""
    count = 0
    while count < min(MOST_HEADER_ROWS, first.row_count, part.row_count):
        known, row = first.row(count), part.row(count)
        if not any(cell.words for cell in row) or [(c.column, c.words) for c in known] != [
            (c.column, c.words) for c in row
        ]:
            break
        count += 1
    return count


def _goes_on(cells: list[GridCell], rows: int, rest: list[GridCell], numbers: int | None) -> bool:
    """Tell whether the first row of a part is the rest of the last row of the part before."""
    first = {cell.column: cell for cell in rest if cell.row == 0}
    last = {c.column: c for c in cells if c.row <= rows - 1 < c.row + c.row_span}
    if not any(cell.words for cell in first.values()):
        return False
    if numbers is not None:
        number_above = last[numbers].words if numbers in last else ""
        number_here = first[numbers].words if numbers in first else ""
        if number_above and number_here:
            # A number of two digits may itself be cut: 5 above, 8 below
            return False
        return bool(number_above) or bool(number_here) or _is_cut(last, first)
    return not (first[0].words if 0 in first else "") and _is_cut(last, first)


def _is_cut(last: dict[int, GridCell], first: dict[int, GridCell]) -> bool:
    """Tell whether words of the row above break off that the row below takes up."""
    return any(
        cell.words
        and column in last
        and last[column].words
        and not last[column].words.endswith(("。", "！", "？"))
        for column, cell in first.items()
    )


def _with_row_completed(cells: list[GridCell], rows: int, below: list[GridCell]) -> list[GridCell]:
    """Return the cells with the words of a cut row added to those of the last row."""
    completed = list(cells)
    for part in below:
        for index, cell in enumerate(completed):
            if (
                cell.row <= rows - 1 < cell.row + cell.row_span
                and cell.column <= part.column < cell.column + cell.column_span
            ):
                completed[index] = replace(
                    cell,
                    lines=cell.lines + part.lines,
                    row_span=cell.row_span + part.row_span - 1,
                )
                break
        else:
            completed.append(replace(part, row=rows - 1))
    return completed


def _with_groups_extended(
    cells: list[GridCell], rows: int, rest: list[GridCell], numbers: int | None
) -> tuple[list[GridCell], list[GridCell]]:
    """Let merged cells at the left reach over the empty cells that go on below the page break."""
    left_of = numbers if numbers is not None else 1
    extended, kept = list(cells), list(rest)
    for part in rest:
        if part.row or part.words or part.column >= left_of:
            continue
        for index, cell in enumerate(extended):
            if (
                cell.row <= rows - 1 < cell.row + cell.row_span
                and cell.column == part.column
                and cell.column_span == part.column_span
                and (cell.row_span > 1 or part.row_span > 1)
                and cell.words
            ):
                extended[index] = replace(cell, row_span=cell.row_span + part.row_span)
                kept.remove(part)
                break
    return extended, kept
