"""Paragraphs, tables and furniture in reading order, and the SourceText that they make."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.errors import CorpusError
from corpus.models import Furniture
from corpus.reading.base import LineBreaks, SourceText
from corpus.tables.models import Cell, Table


@dataclass(frozen=True, slots=True)
class ParagraphBlock:
    """A paragraph; a soft break is a line break in its text."""

    text: str


@dataclass(frozen=True, slots=True)
class FurnitureBlock:
    """Lines that belong to the page, not to the policy."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class NoteBlock:
    """A footnote or endnote with its mark."""

    text: str


@dataclass(frozen=True, slots=True)
class CellBlock:
    """What stands in a cell, and its place in the grid, counted from 0."""

    row: int
    column: int
    blocks: "tuple[Block, ...]"
    row_span: int = 1
    column_span: int = 1

    @property
    def text(self) -> str:
        """The cell's paragraphs, one a line, nested tables among them."""
        return "\n".join(line for block in self.blocks for line in plain_lines(block))


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table: its cells in reading order, the first `header_rows` rows naming the columns."""

    cells: tuple[CellBlock, ...]
    header_rows: int = 0


Block = ParagraphBlock | FurnitureBlock | NoteBlock | TableBlock


def table_or_content(cells: Sequence[CellBlock], header_rows: int = 0) -> list[Block]:
    """Return the table, or where no row has two filled cells the paragraphs that it lays out."""
    filled: dict[int, int] = {}
    for cell in cells:
        if cell.text:
            for row in range(cell.row, cell.row + cell.row_span):
                filled[row] = filled.get(row, 0) + 1
    if max(filled.values(), default=0) < 2:
        return [block for cell in cells for block in cell.blocks]
    return [TableBlock(tuple(cells), header_rows)]


def plain_lines(block: Block) -> Iterable[str]:
    """Yield the lines of a block without tabs: of a table each cell's own."""
    if isinstance(block, TableBlock):
        for cell in block.cells:
            for inner in cell.blocks:
                yield from plain_lines(inner)
        return
    for line in block.text.split("\n"):
        tidy = line.replace("\t", " ").strip()
        if tidy:
            yield tidy


def source_text_of(
    blocks: Iterable[Block], source_name: str, line_breaks: LineBreaks = LineBreaks.PARAGRAPH
) -> SourceText:
    """Return the text of the blocks, one below the other, with their spans in it.

    Raises CorpusError when there is no text.
    """
    writer = _Writer()
    for block in blocks:
        writer.write(block)
    text = "".join(writer.pieces)
    if not text:
        raise CorpusError(source_name, "read", "the file holds no text", "Check what was saved")
    return SourceText(
        text,
        line_breaks,
        furniture=tuple(writer.furniture),
        tables=tuple(writer.tables),
        notes=tuple(writer.notes),
    )


class _Writer:
    """Writes blocks below one another and notes where they stand."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.furniture: list[Furniture] = []
        self.tables: list[Table] = []
        self.notes: list[tuple[int, int]] = []
        self._length = 0

    def write(self, block: Block) -> None:
        if isinstance(block, TableBlock):
            self._write_table(block)
            return
        text = "\n".join(line for line in map(str.strip, block.text.split("\n")) if line)
        if not text:
            return
        self._begin_line()
        start = self._append(text)
        if isinstance(block, FurnitureBlock):
            self.furniture.append(Furniture(block.kind, start, self._length, text))
        elif isinstance(block, NoteBlock):
            self.notes.append((start, self._length))

    def _write_table(self, table: TableBlock) -> None:
        self._begin_line()
        start = self._length
        cells: list[Cell] = []
        row: int | None = None
        for cell in table.cells:
            if row is not None:
                self._append("\t" if cell.row == row else "\n")
            row = cell.row
            cell_start = self._append(cell.text)
            cells.append(
                Cell(
                    cell.row,
                    cell.column,
                    cell_start,
                    self._length,
                    cell.row_span,
                    cell.column_span,
                )
            )
        self.tables.append(Table(start, self._length, tuple(cells), table.header_rows))

    def _begin_line(self) -> None:
        if self._length:
            self._append("\n")

    def _append(self, text: str) -> int:
        """Append and return where the text starts."""
        start = self._length
        self.pieces.append(text)
        self._length += len(text)
        return start
