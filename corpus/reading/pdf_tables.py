"""The tables of one PDF page: ruled ones by their lines, others by how their columns align."""

from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from corpus.reading.pdf_lines import character_width, lines_of
from corpus.reading.pdf_rulings import Grid
from corpus.reading.printed_page import Glyph, GridCell, PageTable, PrintedLine, Segment
from corpus.tables.headers import heads_among, is_row_number, looks_like_header

FEWEST_ROWS = 3  # of an unruled table, its header among them
FEWEST_UNRULED_HEADS = 2
FARTHEST_LINE = 3.0  # a table ends where the next line is so many lines away
CLOSE_STEP = 0.9  # of a character's width, from line to line: not in one column
ROW_GAP = 1.35  # how much wider gaps are between rows than within, where they tell rows apart


def ruled_tables(grids: list[Grid], glyphs: list[Glyph]) -> tuple[list[PageTable], list[Glyph]]:
    """Return the tables of a page's grids and the characters outside them."""
    tables, rest = [], glyphs
    for grid in grids:
        inside: list[list[Glyph]] = [[] for _ in grid.cells]
        outside: list[Glyph] = []
        for glyph in rest:
            cell = grid.cell_of((glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2)
            (outside if cell is None else inside[cell]).append(glyph)
        if sum(any(not g.character.isspace() for g in cell) for cell in inside) < 2:
            continue
        rest = outside
        cells = tuple(
            replace(cell, lines=tuple(line.text for line in lines_of(letters)))
            for cell, letters in zip(grid.cells, inside, strict=True)
        )
        lines = tuple(lines_of([glyph for letters in inside for glyph in letters]))
        rows = len(grid.ys) - 1
        tables.append(PageTable(grid.ys[0], grid.ys[-1], grid.xs, rows, cells, lines))
    return tables, rest


@dataclass
class _Columns:
    """The columns of an unruled table while its lines are read: their left and right edges."""

    edges: list[tuple[float, float]]
    lines: list[list[tuple[int, Segment]]] = field(default_factory=list)
    printed: list[PrintedLine] = field(default_factory=list)

    def take(self, line: PrintedLine) -> bool:
        """Take a line whose every segment falls into one column; tell whether it did."""
        edges = list(self.edges)
        placed = []
        for segment in line.segments:
            column = self._column_of(segment, edges)
            if column is None:
                return False
            edges[column] = (min(edges[column][0], segment.x0), max(edges[column][1], segment.x1))
            placed.append((column, segment))
        if len({column for column, _ in placed}) < len(placed):
            return False
        self.edges = edges
        self.lines.append(placed)
        self.printed.append(line)
        return True

    @staticmethod
    def _column_of(segment: Segment, edges: list[tuple[float, float]]) -> int | None:
        touched = [i for i, (x0, x1) in enumerate(edges) if segment.x0 < x1 and x0 < segment.x1]
        if len(touched) == 1:
            return touched[0]
        if touched:
            return None
        middle = (segment.x0 + segment.x1) / 2
        return min(range(len(edges)), key=lambda i: abs(sum(edges[i]) / 2 - middle))


def with_unruled_tables(lines: list[PrintedLine]) -> list[PrintedLine | PageTable]:
    """Return the lines of a page with those of unruled tables made tables.

    A table is three rows or more, of two columns or more with wide gaps between, that a header
    names or whose first column counts 1, 2, 3.
    """
    blocks: list[PrintedLine | PageTable] = []
    index = 0
    while index < len(lines):
        found = _table_from(lines[index:])
        if found is None:
            blocks.append(lines[index])
            index += 1
        else:
            blocks.append(found)
            index += len(found.lines)
    return blocks


def _table_from(lines: list[PrintedLine]) -> PageTable | None:
    """Return the unruled table that begins with the first line, if one does."""
    first = lines[0]
    words = ["".join(segment.text.split()) for segment in first.segments]
    has_header = looks_like_header(words) and heads_among(words) >= FEWEST_UNRULED_HEADS
    if not (has_header or (len(words) >= FEWEST_UNRULED_HEADS and is_row_number(words[0]))):
        return None
    columns = _Columns([(segment.x0, segment.x1) for segment in first.segments])
    columns.take(first)
    for before, line in pairwise(lines):
        height = median(segment.height for segment in before.segments)
        if line.top - before.bottom > FARTHEST_LINE * height or not columns.take(line):
            break
    if _is_interleaved(columns.printed):
        return None
    rows = _rows(columns, has_header)
    while len(rows) >= FEWEST_ROWS and len({c for i in rows[-1] for c, _ in columns.lines[i]}) < 2:
        rows.pop()  # what follows the last row is a note, no row
    whole = sum(len({c for i in row for c, _ in columns.lines[i]}) >= 2 for row in rows)
    if len(rows) < FEWEST_ROWS or whole < FEWEST_ROWS:
        return None
    if not has_header and not _counts_up(rows, columns):
        return None
    return _page_table(columns, rows)


def _is_interleaved(lines: list[PrintedLine]) -> bool:
    """Tell whether cells side by side have lines at heights of their own: no rows to be told."""
    em = character_width(lines)
    close = sum(below.top - above.top < CLOSE_STEP * em for above, below in pairwise(lines))
    return close > 0.1 * len(lines)


def _rows(columns: _Columns, has_header: bool) -> list[list[int]]:
    """Group a table's lines (their indices) into rows."""
    body = list(range(1 if has_header else 0, len(columns.lines)))
    rows = [[0]] if has_header else []
    if not body:
        return rows
    by_gap = _grouped_by_gap(body, columns)
    if by_gap is not None:
        return rows + by_gap
    opens = [i for i in body if any(column == 0 for column, _ in columns.lines[i])]
    if not opens:
        return [*rows, body]
    if opens[0] == body[0]:
        cuts = opens
    else:  # a number set at half its row's height: the cut lies half way to the next
        heights = [line.top + line.bottom for line in columns.printed]
        cuts = [body[0]]
        for one, other in pairwise(opens):
            middle = (heights[one] + heights[other]) / 2
            cuts.append(next(i for i in range(one + 1, other + 1) if heights[i] >= middle))
    ends = [*cuts[1:], body[-1] + 1]
    return rows + [list(range(start, end)) for start, end in zip(cuts, ends, strict=True)]


def _grouped_by_gap(body: list[int], columns: _Columns) -> list[list[int]] | None:
    """Group lines where gaps between rows are clearly wider than within, one label a row."""
    tops = [line.top for line in columns.printed]
    steps = [tops[after] - tops[before] for before, after in pairwise(body)]
    if not steps or max(steps) < ROW_GAP * min(steps):
        return None
    cut = (max(steps) + min(steps)) / 2
    groups = [[body[0]]]
    for (_, after), step in zip(pairwise(body), steps, strict=True):
        if step > cut:
            groups.append([after])
        else:
            groups[-1].append(after)
    labels = [
        sum(is_row_number(_plain(s)) for i in group for c, s in columns.lines[i] if c == 0)
        for group in groups
    ]
    return groups if all(count == 1 for count in labels) else None


def _plain(segment: Segment) -> str:
    return "".join(segment.text.split())


def _counts_up(rows: list[list[int]], columns: _Columns) -> bool:
    labels = [
        "".join(_plain(s) for i in row for c, s in columns.lines[i] if c == 0) for row in rows
    ]
    numbers = [int(label) for label in labels if label.isascii() and label.isdigit()]
    return len(numbers) == len(labels) and all(b == a + 1 for a, b in pairwise(numbers))


def _page_table(columns: _Columns, rows: list[list[int]]) -> PageTable:
    count = len(columns.edges)
    cells = []
    for number, row in enumerate(rows):
        for column in range(count):
            lines = tuple(s.text for i in row for c, s in columns.lines[i] if c == column)
            cells.append(GridCell(number, column, lines=lines))
    printed = tuple(columns.printed[i] for row in rows for i in row)
    between = [(a[1] + b[0]) / 2 for a, b in pairwise(columns.edges)]
    xs = (columns.edges[0][0], *between, columns.edges[-1][1])
    top, bottom = printed[0].top, max(line.bottom for line in printed)
    return PageTable(top, bottom, xs, len(rows), tuple(cells), printed)
