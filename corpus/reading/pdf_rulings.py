"""The ruled lines of a PDF page, and the grids of cells that they enclose."""

import ctypes
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.reading.pdf_glyphs import PlacedPage
from corpus.reading.printed_page import GridCell

# Lengths in points
THICKEST_RULE = 3.0
SHORTEST_RULE = 4.0
SNAP = 4.0  # rules that near are one, as the two of a double border
WALL_SHARE = 0.6  # of a cell's side that must be ruled
LIGHTEST_RULE = 0xF5  # lighter grey is the colour of the paper
MOST_NESTED = 5  # forms in forms
MOST_RULES = 20_000  # on one page: a drawing, no table
MOST_CROSSINGS = 1_000_000  # horizontal by vertical rules

Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1, 0, 0, 1, 0, 0)


class Rule(NamedTuple):
    """A horizontal (at a y, from x to x) or vertical (at an x, from y to y) line."""

    is_horizontal: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Grid:
    """The x and y of a table's lines, rising, and its cells (without words)."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]

    def cell_of(self, x: float, y: float) -> int | None:
        """Return the index of the cell around a point, or None outside the table."""
        if not (self.xs[0] <= x < self.xs[-1] and self.ys[0] <= y < self.ys[-1]):
            return None
        row, column = bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1
        return next(
            (
                index
                for index, cell in enumerate(self.cells)
                if cell.row <= row < cell.row + cell.row_span
                and cell.column <= column < cell.column + cell.column_span
            ),
            None,
        )


def grids_on(page: PlacedPage) -> list[Grid]:
    """Return the ruled grids of at least two columns, from top to bottom."""
    rules = []
    for rule in _rules(page):
        rules.append(rule)
        if len(rules) > MOST_RULES:
            return []
    rules = _merged(rules)
    across = sum(rule.is_horizontal for rule in rules)
    if across * (len(rules) - across) > MOST_CROSSINGS:
        return []
    grids = [_grid(group) for group in _connected(rules)]
    found = [grid for grid in grids if grid is not None]
    return sorted(_without_inner(found), key=lambda grid: grid.ys[0])


def _rules(page: PlacedPage) -> Iterator[Rule]:
    for path, matrix in _paths(page.page, None, UNIT):
        is_stroked, is_filled = _paint(path)
        for points in _subpaths(path, matrix):
            placed = [page.place(x, y, x, y)[:2] for x, y in points]
            if is_stroked:
                yield from _straight_sides(placed)
            elif is_filled and len(placed) > 1:
                yield from _thin_bar(placed)


def _paths(
    page: pdfium.PdfPage, form: pdfium.PdfObject | None, outer: Matrix, depth: int = 0
) -> Iterator[tuple[object, Matrix]]:
    """Yield the raw paths of a page, those in forms too, with what places them."""
    kinds = [pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_FORM]
    for item in page.get_objects(filter=kinds, max_depth=1, form=form):
        matrix = _product(item.get_matrix().get(), outer)
        if item.type == pdfium_c.FPDF_PAGEOBJ_PATH:
            yield item.raw, matrix
        elif depth < MOST_NESTED:
            yield from _paths(page, item, matrix, depth + 1)


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _paint(path: object) -> tuple[bool, bool]:
    """Tell whether a path is drawn as a line and whether it is filled, in a colour one sees."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    return (
        bool(stroke.value) and _is_visible(path, pdfium_c.FPDFPageObj_GetStrokeColor),
        bool(fill.value) and _is_visible(path, pdfium_c.FPDFPageObj_GetFillColor),
    )


def _is_visible(path: object, colour_of: Callable[..., int]) -> bool:
    red, green, blue, alpha = (ctypes.c_uint(0) for _ in range(4))
    if not colour_of(path, *(ctypes.byref(part) for part in (red, green, blue, alpha))):
        return True
    return alpha.value > 0 and min(red.value, green.value, blue.value) < LIGHTEST_RULE


def _subpaths(path: object, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """Yield the corners of each part of a path in the file's coordinates, closed where it is."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(min(pdfium_c.FPDFPath_CountSegments(path), MOST_RULES)):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if pdfium_c.FPDFPathSegment_GetType(segment) == pdfium_c.FPDF_SEGMENT_MOVETO:
            if points:
                yield points
            points = []
        points.append(point)
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _straight_sides(points: list[tuple[float, float]]) -> Iterator[Rule]:
    for (x0, y0), (x1, y1) in pairwise(points):
        if abs(y0 - y1) < 1 and abs(x0 - x1) >= SHORTEST_RULE:
            yield Rule(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1))
        elif abs(x0 - x1) < 1 and abs(y0 - y1) >= SHORTEST_RULE:
            yield Rule(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1))


def _thin_bar(points: list[tuple[float, float]]) -> Iterator[Rule]:
    """Yield the line that a filled shape is, as word processors draw borders."""
    x0, x1 = min(x for x, _ in points), max(x for x, _ in points)
    y0, y1 = min(y for _, y in points), max(y for _, y in points)
    if y1 - y0 <= THICKEST_RULE and x1 - x0 >= y1 - y0:
        yield Rule(True, (y0 + y1) / 2, x0, x1)
    elif x1 - x0 <= THICKEST_RULE:
        yield Rule(False, (x0 + x1) / 2, y0, y1)


def _merged(rules: list[Rule]) -> list[Rule]:
    """Snap rules to common positions, join those that touch, and drop what stays too short."""
    merged: list[Rule] = []
    for is_horizontal in (True, False):
        parallel = sorted(rule for rule in rules if rule.is_horizontal is is_horizontal)
        groups: list[list[Rule]] = []
        for rule in parallel:
            if groups and rule.at - groups[-1][0].at <= SNAP:
                groups[-1].append(rule)
            else:
                groups.append([rule])
        for group in groups:
            at = sum(rule.at for rule in group) / len(group)
            pieces: list[Rule] = []
            for rule in sorted(group, key=lambda r: r.start):
                if pieces and rule.start <= pieces[-1].end + SNAP:
                    longest = max(pieces[-1].end, rule.end)
                    pieces[-1] = Rule(is_horizontal, at, pieces[-1].start, longest)
                else:
                    pieces.append(Rule(is_horizontal, at, rule.start, rule.end))
            merged += [piece for piece in pieces if piece.end - piece.start > 2 * SNAP]
    return merged


def _connected(rules: list[Rule]) -> list[list[Rule]]:
    """Group rules that meet."""
    group_of = list(range(len(rules)))

    def root(index: int) -> int:
        while group_of[index] != index:
            index = group_of[index]
        return index

    across = [(i, r) for i, r in enumerate(rules) if r.is_horizontal]
    down = [(i, r) for i, r in enumerate(rules) if not r.is_horizontal]
    for i, h in across:
        for j, v in down:
            if h.start - SNAP <= v.at <= h.end + SNAP and v.start - SNAP <= h.at <= v.end + SNAP:
                group_of[root(i)] = root(j)
    groups: dict[int, list[Rule]] = {}
    for index, rule in enumerate(rules):
        groups.setdefault(root(index), []).append(rule)
    return list(groups.values())


def _grid(rules: list[Rule]) -> Grid | None:
    """Return the grid of rules that meet: where a rule is missing, cells are merged."""
    across = [r for r in rules if r.is_horizontal]
    down = [r for r in rules if not r.is_horizontal]
    if len({r.at for r in across}) < 2 or not down:
        return None
    xs = _with_open_ends(sorted({r.at for r in down}), across)
    # A row cut by the page break may have no line at the cut
    ys = _with_open_ends(sorted({r.at for r in across}), down)
    if len(xs) < 3:
        return None
    return Grid(tuple(xs), tuple(ys), tuple(_cells(xs, ys, across, down)))


def _with_open_ends(positions: list[float], crossing: list[Rule]) -> list[float]:
    """Add the ends that most crossing lines reach beyond the first and the last position."""
    low = sorted(rule.start for rule in crossing)[len(crossing) // 2]
    high = sorted(rule.end for rule in crossing)[len(crossing) // 2]
    before = [low] if low < positions[0] - 2 * SNAP else []
    after = [high] if high > positions[-1] + 2 * SNAP else []
    return [*before, *positions, *after]


def _cells(
    xs: list[float], ys: list[float], across: list[Rule], down: list[Rule]
) -> Iterator[GridCell]:
    rows, columns = len(ys) - 1, len(xs) - 1
    at_y, at_x = _by_position(across), _by_position(down)
    taken: set[tuple[int, int]] = set()

    def is_open_right(row: int, column: int) -> bool:
        return not _is_ruled(at_x.get(xs[column + 1], []), ys[row], ys[row + 1])

    def is_open_below(row: int, column: int) -> bool:
        return not _is_ruled(at_y.get(ys[row + 1], []), xs[column], xs[column + 1])

    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            right = column
            while (
                right + 1 < columns and (row, right + 1) not in taken and is_open_right(row, right)
            ):
                right += 1
            low = row
            while low + 1 < rows and all(
                is_open_below(low, c) and (low + 1, c) not in taken
                for c in range(column, right + 1)
            ):
                low += 1
            taken |= {(r, c) for r in range(row, low + 1) for c in range(column, right + 1)}
            yield GridCell(row, column, low - row + 1, right - column + 1)


def _by_position(rules: list[Rule]) -> dict[float, list[Rule]]:
    positions: dict[float, list[Rule]] = {}
    for rule in rules:
        positions.setdefault(rule.at, []).append(rule)
    return positions


def _is_ruled(rules: list[Rule], start: float, end: float) -> bool:
    """Tell whether rules at one position cover most of a side of a cell."""
    ruled = sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules)
    return ruled >= WALL_SHARE * (end - start)


def _without_inner(grids: list[Grid]) -> list[Grid]:
    """Drop grids that stand inside another."""
    return [
        grid
        for grid in grids
        if not any(
            other is not grid
            and other.xs[0] <= grid.xs[0]
            and grid.xs[-1] <= other.xs[-1]
            and other.ys[0] <= grid.ys[0]
            and grid.ys[-1] <= other.ys[-1]
            for other in grids
        )
    ]
