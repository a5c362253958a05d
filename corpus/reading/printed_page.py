"""What stands on a printed page. Lengths are points from the page's upper left corner."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Glyph(NamedTuple):
    """A printed character and its box."""

    character: str
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of a line with no wide gap between them. `confidence` (0 to 1) is 1 unless scanned."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float = 1.0

    @property
    def height(self) -> float:
        """The height of its box."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A printed line: its segments from left to right, at least one."""

    segments: tuple[Segment, ...]

    @property
    def text(self) -> str:
        """The line's characters, wide gaps as two blanks."""
        return "  ".join(segment.text for segment in self.segments)

    @property
    def x0(self) -> float:
        """The left edge."""
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        """The right edge."""
        return self.segments[-1].x1

    @property
    def top(self) -> float:
        """The upper edge."""
        return min(segment.top for segment in self.segments)

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return max(segment.bottom for segment in self.segments)


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table on a page: its place in the grid and its printed lines."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    lines: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The cell's lines; characters printed one below the other are one word."""
        filled = [line.strip() for line in self.lines if line.strip()]
        is_vertical = len(filled) > 1 and all(len(line) == 1 for line in filled)
        return ("" if is_vertical else "\n").join(filled).replace("\t", " ")

    @property
    def words(self) -> str:
        """The cell's characters without blanks and line breaks."""
        return "".join("".join(self.lines).split())


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table, or the part of one, that stands on one page.

    `columns` are the x of the grid's lines, one more than there are columns. `lines` are the same
    characters as plain lines, for when it turns out to be no table.
    """

    top: float
    bottom: float
    columns: tuple[float, ...]
    row_count: int
    cells: tuple[GridCell, ...]
    lines: tuple[PrintedLine, ...] = ()

    def row(self, index: int) -> tuple[GridCell, ...]:
        """Return the cells that begin in a row."""
        return tuple(cell for cell in self.cells if cell.row == index)


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page: its size, and its lines and tables from top to bottom in reading order."""

    width: float
    height: float
    blocks: tuple[PrintedLine | PageTable, ...] = field(default=())

    @property
    def lines(self) -> tuple[PrintedLine, ...]:
        """The lines outside tables."""
        return tuple(block for block in self.blocks if isinstance(block, PrintedLine))
