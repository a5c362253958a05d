"""The paragraphs and tables of a web page's tree, in reading order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from corpus.reading.blocks import CellBlock, ParagraphBlock, TableBlock
from corpus.reading.html_document import Element
from corpus.reading.html_lists import list_labels
from corpus.reading.html_tables import GridCell, grid_of

BLOCK_TAGS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd"),
        *("details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure"),
        *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html"),
        *("legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table"),
        *("tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
HEADINGS = frozenset({"h1", "h2", "h3"})
BLOCK_STYLE = re.compile(r"display\s*:\s*block", re.IGNORECASE)
BLANKS = re.compile(r"[ \t\r\n]+")
# Blanks of the alphabet's widths and no-break spaces; the ideographic one (U+3000) stays
ODD_BLANKS = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f]")
DOCUMENT_LINK = re.compile(
    r"\.(?:docx?|xlsx?|pptx?|wps|et|pdf|ofd|ceb|rar|zip)(?:$|[?#])", re.IGNORECASE
)
# A cell that holds so much of its table, in so many paragraphs, is the page's column of text
COLUMN_SHARE = 0.6
FEWEST_COLUMN_BLOCKS = 6
FEWEST_COLUMN_SENTENCES = 3
FEWEST_MENU_BLOCKS = 5


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A paragraph or table of a page: where it stands in the tree and how much of it is links."""

    content: ParagraphBlock | TableBlock
    element: Element
    size: int  # characters without blanks
    link_size: int
    is_heading: bool = False
    links_document: bool = False  # to a .doc, .pdf … file

    @property
    def lines(self) -> list[str]:
        """The paragraph in a list, or the rows of the table with their cells between tabs."""
        if isinstance(self.content, ParagraphBlock):
            return [self.content.text]
        rows: dict[int, list[str]] = {}
        for cell in self.content.cells:
            rows.setdefault(cell.row, []).append(cell.text)
        return ["\t".join(cells) for cells in rows.values()]

    @property
    def text(self) -> str:
        """The words without their arrangement."""
        return "\n".join(self.lines)


def page_blocks(root: Element) -> list[PageBlock]:
    """Return the blocks of a tree, hidden parts already removed.

    Raises RecursionError where tables are nested too deep.
    """
    return _Walk().blocks_of(root)


@dataclass(slots=True)
class _Paragraph:
    """The paragraph that is being written."""

    pieces: list[str] = field(default_factory=list)
    link_size: int = 0
    links_document: bool = False


class _Walk:
    """Walks a tree once, writing paragraphs as their ends are met."""

    def __init__(self) -> None:
        self._blocks: list[PageBlock] = []
        self._paragraph = _Paragraph()
        self._links = 0  # how many links the place is in
        self._preformatted = 0
        self._labels: dict[Element, str] = {}  # of the items of ordered lists
        self._label = ""  # of the item that has begun: it goes before the item's first paragraph
        self._inside: list[Element] = []  # the block elements that the place is in

    def blocks_of(self, root: Element) -> list[PageBlock]:
        """Return the blocks below an element."""
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if self._enter(element):
                    walk.skip_subtree()
            else:
                self._leave(element)
                if element is not root:
                    self._write(element.tail)
        self._end_paragraph()
        return self._blocks

    def _enter(self, element: Element) -> bool:
        """Begin an element; return whether it has been read whole."""
        tag = element.tag
        if tag == "br":
            self._end_paragraph()
        elif tag == "table":
            self._end_paragraph()
            self._blocks += _table_blocks(element)
            return True
        elif _is_block(element):
            self._end_paragraph()
            self._inside.append(element)
            if tag == "ol":
                self._labels |= list_labels(element)
            elif tag == "li":
                self._label = self._labels.get(element, "")
        elif tag == "a":
            self._links += 1
            if DOCUMENT_LINK.search(element.get("href", "")):
                self._paragraph.links_document = True
        if tag == "pre":
            self._preformatted += 1
        elif tag == "rp":  # the brackets that browsers leave out where they write above the line
            return True
        elif tag == "rt":  # 漢(hàn)
            self._write("(")
        self._write(element.text)
        return False

    def _leave(self, element: Element) -> None:
        tag = element.tag
        if tag == "a":
            self._links -= 1
        elif tag == "rt":
            self._write(")")
        elif tag == "pre":
            self._preformatted -= 1
        if self._inside and self._inside[-1] is element:
            self._end_paragraph()
            if tag == "li":
                self._label = ""
            self._inside.pop()

    def _write(self, text: str | None) -> None:
        if not text:
            return
        if self._links:
            self._paragraph.link_size += _size(text)
        if not self._preformatted:
            self._paragraph.pieces.append(text)
            return
        first, *others = text.split("\n")
        self._paragraph.pieces.append(first)
        for line in others:
            self._end_paragraph()
            self._paragraph.pieces.append(line)

    def _end_paragraph(self) -> None:
        paragraph, self._paragraph = self._paragraph, _Paragraph()
        text = tidy_text("".join(paragraph.pieces))
        if not text:
            return
        text, self._label = self._label + text, ""
        self._blocks.append(
            PageBlock(
                ParagraphBlock(text),
                self._inside[-1] if self._inside else None,
                _size(text),
                paragraph.link_size,
                any(element.tag in HEADINGS for element in self._inside),
                paragraph.links_document,
            )
        )


def tidy_text(text: str) -> str:
    """Return a text with the blanks that a browser shows: runs of them as one space."""
    return BLANKS.sub(" ", ODD_BLANKS.sub(" ", text)).strip()


def _size(text: str) -> int:
    return len("".join(text.split()))


def _is_block(element: Element) -> bool:
    return element.tag in BLOCK_TAGS or bool(BLOCK_STYLE.search(element.get("style", "")))


def _table_blocks(table: Element) -> list[PageBlock]:
    """Return a table as one block; of a table that only lays out the page, what stands in it."""
    grid = grid_of(table)
    blocks: list[PageBlock] = [
        block for caption in table.iterchildren("caption") for block in _Walk().blocks_of(caption)
    ]
    for stray in filter(None, map(tidy_text, grid.strays)):
        blocks.append(PageBlock(ParagraphBlock(stray), table, _size(stray), 0))
    insides = [_Walk().blocks_of(cell.element) for cell in grid.cells]
    if (
        table.get("role") in {"presentation", "none"}
        or _holds_a_column_of_text(insides)
        or any(map(_is_menu, insides))
        or not _has_full_row(grid.cells, insides)
    ):
        return blocks + [block for inside in insides for block in inside]
    cells = tuple(
        CellBlock(
            cell.row,
            cell.column,
            tuple(block.content for block in inside),
            cell.row_span,
            cell.column_span,
        )
        for cell, inside in zip(grid.cells, insides, strict=True)
    )
    inner = [block for inside in insides for block in inside]
    return [
        *blocks,
        PageBlock(
            TableBlock(cells, grid.header_rows),
            table,
            sum(block.size for block in inner),
            sum(block.link_size for block in inner),
            links_document=any(block.links_document for block in inner),
        ),
    ]


def _holds_a_column_of_text(insides: Sequence[Sequence[PageBlock]]) -> bool:
    """Tell whether one cell is the page's main column, so that the table lays out the page."""
    total = sum(block.size for inside in insides for block in inside)
    return any(
        len(inside) >= FEWEST_COLUMN_BLOCKS
        and sum(block.size for block in inside) >= COLUMN_SHARE * total
        and sum("。" in block.text for block in inside) >= FEWEST_COLUMN_SENTENCES
        for inside in insides
    )


def _is_menu(inside: Sequence[PageBlock]) -> bool:
    """Tell whether a cell is a list of links."""
    links = sum(block.link_size for block in inside)
    return len(inside) >= FEWEST_MENU_BLOCKS and 2 * links > sum(block.size for block in inside)


def _has_full_row(cells: Sequence[GridCell], insides: Sequence[Sequence[PageBlock]]) -> bool:
    """Tell whether a row has two filled cells."""
    filled: dict[int, int] = {}
    for cell, inside in zip(cells, insides, strict=True):
        if inside:
            for row in range(cell.row, cell.row + cell.row_span):
                filled[row] = filled.get(row, 0) + 1
    return max(filled.values(), default=0) >= 2
