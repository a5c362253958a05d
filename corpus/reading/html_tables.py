"""The grid of an HTML table: which rows and columns each cell fills (the HTML standard, 4.9.12)."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.reading.html_document import Element

SECTIONS = frozenset({"thead", "tbody", "tfoot"})
ROWS = frozenset({"tr"})
CELLS = frozenset({"td", "th"})
CLOSED = CELLS | {"table", "caption"}  # what has words of its own
MOST_COLUMNS = 1000  # as browsers have it
MOST_ROWS = 65534


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell's place and reach in its table, counted from 0."""

    element: Element
    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's cells in reading order; the first `header_rows` rows name the columns.

    `strays` are texts that stand between the cells, against the rules: browsers show them before
    the table.
    """

    cells: tuple[GridCell, ...]
    header_rows: int
    strays: tuple[str, ...] = ()


def grid_of(table: Element) -> Grid:
    """Return the grid of a table, nested tables left alone."""
    rows = list(_rows(table))
    cells: list[GridCell] = []
    reaching: dict[int, int] = {}  # the row below the one that a cell above reaches, by column
    header_rows = 0
    for index, (row, section_end, is_head) in enumerate(rows):
        column = 0
        row_cells = list(_parts(row, CELLS))
        for element in row_cells:
            while reaching.get(column, 0) > index:
                column += 1
            width = max(1, _span(element, "colspan", MOST_COLUMNS))
            height = _span(element, "rowspan", MOST_ROWS) or MOST_ROWS
            height = min(height, section_end - index)
            cells.append(GridCell(element, index, column, height, width))
            for covered in range(column, column + width):
                reaching[covered] = index + height
            column += width
        is_head = is_head or (bool(row_cells) and all(cell.tag == "th" for cell in row_cells))
        if is_head and header_rows == index:
            header_rows += 1
    read = {cell.element for cell in cells} | set(table.iterchildren("caption"))
    return Grid(tuple(cells), header_rows, tuple(_strays(table, read)))


def _rows(table: Element) -> Iterator[tuple[Element, int, bool]]:
    """Yield each row with the index after its section's last row, and whether it is in a head."""
    sections: list[tuple[list[Element], bool]] = []
    loose: list[Element] | None = None
    for part in _parts(table, SECTIONS | {"tr"}):
        if part.tag == "tr":
            if loose is None:
                loose = []
                sections.append((loose, False))
            loose.append(part)
        else:
            loose = None
            sections.append((list(_parts(part, ROWS)), part.tag == "thead"))
    end = 0
    for rows, is_head in sections:
        end += len(rows)
        for row in rows:
            yield row, end, is_head


def _parts(parent: Element, tags: frozenset[str]) -> Iterator[Element]:
    """Yield the parts of a table, also those in a form or font that opens among them."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag not in CLOSED:
            yield from _parts(child, tags)


def _strays(parent: Element, read: set[Element]) -> Iterator[str]:
    """Yield the texts below an element that are in no element that is read elsewhere."""
    yield parent.text or ""
    for child in parent:
        if child not in read:
            yield from _strays(child, read)
        yield child.tail or ""


def _span(cell: Element, name: str, most: int) -> int:
    written = cell.get(name, "1").strip()
    return min(int(written), most) if written.isascii() and written.isdigit() else 1
