"""From printed pages to a SourceText: lines, tables made whole over pages, furniture."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from corpus.models import Furniture, UncertainSpan
from corpus.reading.base import LineBreaks, SourceText
from corpus.reading.pdf_furniture import furniture_of
from corpus.reading.pdf_lines import character_width
from corpus.reading.pdf_table_joining import JoinedTable, joined_table, same_columns
from corpus.reading.printed_page import PageTable, PrintedLine, PrintedPage
from corpus.tables.models import Cell, Table

# Of 660 lines on rendered pages of the five seeds 6 were less sure, among them the one misread word
LEAST_CONFIDENCE = 0.9
PARAGRAPH_GAP = 1.7  # of the usual step from line to line
INDENT = (1.4, 2.6)  # of a paragraph's first line, in widths of a character
CONTINUED = ("续表", "（续）", "(续)")  # between the parts of a table


@dataclass
class _Writer:
    """The text while it is written; furniture takes its line break with it."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    furniture: list[Furniture] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    uncertain: list[UncertainSpan] = field(default_factory=list)

    def write(self, words: str) -> int:
        start = self.length
        self.pieces.append(words)
        self.length += len(words)
        return start

    def write_line(self, line: PrintedLine, indent: str) -> None:
        self.write(indent)
        for number, segment in enumerate(line.segments):
            if number:
                self.write("  ")
            start = self.write(segment.text)
            if segment.confidence < LEAST_CONFIDENCE:
                confidence = round(segment.confidence, 3)
                self.uncertain.append(UncertainSpan(start, self.length, confidence))
        self.write("\n")

    def write_furniture(self, kind: str, words: str) -> None:
        """Write furniture with its line break, so that none is left where it is taken out."""
        start = self.write(words + "\n")
        self.furniture.append(Furniture(kind, start, self.length, words + "\n"))

    def end_page(self) -> None:
        """Make the last line break a page break: one more would leave an empty line."""
        if not self.pieces or not self.pieces[-1].endswith("\n"):
            self.write("\f")
            return
        self.pieces[-1] = self.pieces[-1][:-1] + "\f"
        if self.furniture and self.furniture[-1].end == self.length:
            last = self.furniture[-1]
            self.furniture[-1] = replace(last, text=last.text[:-1] + "\f")

    def write_table(self, table: JoinedTable) -> None:
        cells: list[Cell] = []
        table_start = self.length
        row = None
        for cell in table.cells:
            if row is not None:
                self.write("\t" if cell.row == row else "\n")
            row = cell.row
            start = self.write(cell.text)
            cells.append(
                Cell(cell.row, cell.column, start, self.length, cell.row_span, cell.column_span)
            )
        self.tables.append(Table(table_start, self.length, tuple(cells), table.header_rows))
        self.write("\n")


def printed_text(pages: Sequence[PrintedPage]) -> SourceText:
    """Return the text of printed pages, one line per printed line, page breaks as form feeds."""
    kinds = furniture_of(pages)
    pages = [_without_false_tables(page) for page in pages]
    parts_of, heads = _joined_tables(pages, kinds)
    writer = _Writer()
    for number, page in enumerate(pages):
        if number:
            writer.end_page()
        step, left, em = _layout(page, kinds)
        above: PrintedLine | PageTable | None = None
        for block in page.blocks:
            if isinstance(block, PageTable):
                if id(block) in parts_of:
                    writer.write_table(parts_of[id(block)])
                for row in heads.get(id(block), ()):
                    writer.write_furniture("repeated_header", row)
            elif id(block) in kinds:
                writer.write_furniture(kinds[id(block)], block.text)
                continue
            else:
                if (
                    isinstance(above, PrintedLine)
                    and step
                    and block.top - above.top > PARAGRAPH_GAP * step
                ):
                    writer.write("\n")
                is_indented = INDENT[0] * em < block.x0 - left < INDENT[1] * em
                writer.write_line(block, "\u3000\u3000" if is_indented else "")
            above = block
    return SourceText(
        "".join(writer.pieces),
        LineBreaks.PRINTED,
        furniture=tuple(writer.furniture),
        tables=tuple(writer.tables),
        uncertain=tuple(writer.uncertain),
    )


def _without_false_tables(page: PrintedPage) -> PrintedPage:
    """Return the page with grids that hold words in one column alone as plain lines."""
    blocks: list[PrintedLine | PageTable] = []
    for block in page.blocks:
        if isinstance(block, PageTable) and not _has_columns(block):
            blocks += block.lines
        else:
            blocks.append(block)
    return PrintedPage(page.width, page.height, tuple(blocks))


def _has_columns(table: PageTable) -> bool:
    return any(
        sum(bool(cell.words) for cell in table.row(row)) > 1 for row in range(table.row_count)
    )


def _joined_tables(
    pages: Sequence[PrintedPage], kinds: dict[int, str]
) -> tuple[dict[int, JoinedTable], dict[int, tuple[str, ...]]]:
    """Return the tables by their first part's `id()`, and by part the header rows said again."""
    chains: list[list[PageTable]] = []
    is_open = False  # the last chain ends where its page ends
    for page in pages:
        blocks = [b for b in page.blocks if id(b) not in kinds]
        for position, block in enumerate(blocks):
            if isinstance(block, PageTable):
                if is_open and same_columns(chains[-1][-1], block):
                    chains[-1].append(block)
                else:
                    chains.append([block])
                is_open = position == len(blocks) - 1
            elif not block.text.strip().startswith(CONTINUED):
                is_open = False
    tables, heads = {}, {}
    for chain in chains:
        table = joined_table(chain)
        tables[id(chain[0])] = table
        heads.update({id(p): rows for p, rows in zip(chain[1:], table.repeated, strict=True)})
    return tables, heads


def _layout(page: PrintedPage, kinds: dict[int, str]) -> tuple[float, float, float]:
    """Return the step between lines, the left margin and a character's width, in points."""
    lines = [line for line in page.lines if id(line) not in kinds]
    if len(lines) < 2:
        return 0.0, 0.0, 1.0
    steps = [
        below.top - above.top for above, below in pairwise(lines) if below.top > above.bottom - 1
    ]
    left = sorted(line.x0 for line in lines)[len(lines) // 10]
    return (median(steps) if steps else 0.0), left, character_width(lines)
