"""The paragraphs and tables of a Word story: the body, a header, a note, a text box, a cell."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from corpus.reading.blocks import (
    Block,
    CellBlock,
    FurnitureBlock,
    ParagraphBlock,
    plain_lines,
    table_or_content,
)
from corpus.reading.word_numbering import MARKUP_COMPATIBILITY, Numbering, is_on
from corpus.reading.word_package import Element, word_name
from corpus.reading.word_runs import NoteMarks, ParagraphContent, RunReader

CONTENTS_LIST = "table_of_contents"
PARAGRAPH, TABLE, ROW, CELL = (word_name(name) for name in ("p", "tbl", "tr", "tc"))
CONTENT_CONTROL, CONTENT = word_name("sdt"), word_name("sdtContent")
# Wrappers that show what stands in them
TRANSPARENT = frozenset(word_name(name) for name in ("ins", "moveTo", "customXml", "smartTag"))
ALTERNATIVES = f"{{{MARKUP_COMPATIBILITY}}}AlternateContent"
EMBEDDED_FILE = word_name("altChunk")
MOST_COLUMNS = 1000  # Word has 63


class EmbeddedFileError(Exception):
    """The document's text is another file that Word would merge when it opens the document."""


class StoryReader:
    """Reads the blocks of one story in order."""

    def __init__(self, story: Element, numbering: Numbering, notes: NoteMarks) -> None:
        self._numbering = numbering
        self._runs = RunReader(story, notes)
        self._merged_text = ""  # of paragraphs whose ends were deleted: the next one goes on

    def blocks(self, container: Element) -> Iterator[Block]:
        """Yield the blocks of a container. Raises EmbeddedFileError, ValueError (bad numbers)."""
        for child in container:
            if child.tag == PARAGRAPH:
                yield from self._paragraph_blocks(child)
            elif child.tag == TABLE:
                yield from self._table_blocks(child)
            elif child.tag == CONTENT_CONTROL:
                inner = self.blocks(_content_of(child))
                yield from _as_contents_list(inner) if _is_contents_list(child) else inner
            elif child.tag in TRANSPARENT:
                yield from self.blocks(child)
            elif child.tag == ALTERNATIVES:
                yield from self.blocks(child[0])
            elif child.tag == EMBEDDED_FILE:
                raise EmbeddedFileError("part of its text is an embedded file (altChunk)")

    def _paragraph_blocks(self, paragraph: Element) -> Iterator[Block]:
        content = self._runs.content(paragraph)
        properties = paragraph.find(word_name("pPr"))
        if _end_is_deleted(properties):
            self._merged_text += content.text
        else:
            text = self._numbering.label(properties) + self._merged_text + content.text
            self._merged_text = ""
            yield (
                FurnitureBlock(CONTENTS_LIST, text)
                if content.in_contents_list
                else ParagraphBlock(text)
            )
        yield from self._boxes(content)

    def _boxes(self, content: ParagraphContent) -> Iterator[Block]:
        for words in content.art:
            yield ParagraphBlock(words)
        for box in content.text_boxes:
            yield from self.blocks(box)

    def _table_blocks(self, table: Element) -> list[Block]:
        cells, header_rows = read_grid(table, lambda cell: tuple(self.blocks(cell)))
        return table_or_content(cells, header_rows)


@dataclass(slots=True)
class _OpenCell:
    """A cell that rows and columns to come may still extend."""

    row: int
    column: int
    blocks: list[Block] = field(default_factory=list)
    row_span: int = 1
    column_span: int = 1


def read_grid(
    table: Element, read: Callable[[Element], tuple[Block, ...]]
) -> tuple[list[CellBlock], int]:
    """Return a table's cells in reading order, merged ones once, and its number of header rows."""
    cells: list[_OpenCell] = []
    above: dict[int, _OpenCell] = {}  # the cell that reaches down to the last row, by column
    row_count = header_rows = 0
    for row in _through_wrappers(table, ROW):
        properties = row.find(word_name("trPr"))
        if properties is not None and properties.find(word_name("del")) is not None:
            continue
        column = _number(properties, "gridBefore", 0)
        here: dict[int, _OpenCell] = {}
        last: _OpenCell | None = None
        for item in _through_wrappers(row, CELL):
            cell_properties = item.find(word_name("tcPr"))
            span = max(1, _number(cell_properties, "gridSpan", 1))
            blocks = read(item)
            merged_above = above.get(column)
            if last is not None and _merge(cell_properties, "hMerge") == "continue":
                last.column_span += span
                last.blocks += blocks
            elif merged_above is not None and _merge(cell_properties, "vMerge") == "continue":
                last = here[column] = merged_above
                last.row_span = row_count - last.row + 1
                last.blocks += blocks
            else:
                last = here[column] = _OpenCell(row_count, column, list(blocks), 1, span)
                cells.append(last)
            column += span
        above = here
        header = properties.find(word_name("tblHeader")) if properties is not None else None
        if header is not None and is_on(header) and header_rows == row_count:
            header_rows += 1
        row_count += 1
    return [
        CellBlock(cell.row, cell.column, tuple(cell.blocks), cell.row_span, cell.column_span)
        for cell in cells
    ], header_rows


def _merge(properties: Element | None, name: str) -> str | None:
    """Return restart, continue, or None for a cell that is not merged that way."""
    merge = properties.find(word_name(name)) if properties is not None else None
    return str(merge.get(word_name("val"), "continue")) if merge is not None else None


def _number(properties: Element | None, name: str, default: int) -> int:
    item = properties.find(word_name(name)) if properties is not None else None
    value = int(item.get(word_name("val"), default)) if item is not None else default
    return min(max(value, 0), MOST_COLUMNS)


def _through_wrappers(parent: Element, tag: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, those in content controls too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == CONTENT_CONTROL:
            yield from _through_wrappers(_content_of(child), tag)
        elif child.tag in TRANSPARENT:
            yield from _through_wrappers(child, tag)


def _content_of(control: Element) -> Element:
    content = control.find(CONTENT)
    return content if content is not None else ()


def _is_contents_list(control: Element) -> bool:
    gallery = control.find(f"{word_name('sdtPr')}/{word_name('docPartObj')}")
    name = gallery.find(word_name("docPartGallery")) if gallery is not None else None
    return name is not None and name.get(word_name("val")) == "Table of Contents"


def _as_contents_list(blocks: Iterator[Block]) -> Iterator[Block]:
    for block in blocks:
        for line in plain_lines(block):
            yield FurnitureBlock(CONTENTS_LIST, line)


def _end_is_deleted(properties: Element | None) -> bool:
    """Tell whether the paragraph's end was deleted or moved away, as a tracked change."""
    mark = properties.find(word_name("rPr")) if properties is not None else None
    return mark is not None and any(
        mark.find(word_name(name)) is not None for name in ("del", "moveFrom")
    )
