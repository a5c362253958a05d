"""Web pages (.html, .htm): what a browser shows, the page around the article set aside."""

from collections.abc import Iterator, Sequence

from lxml import etree

from corpus.errors import CorpusError
from corpus.reading.base import SourceFile, SourceText
from corpus.reading.blocks import Block, FurnitureBlock, ParagraphBlock, TableBlock, source_text_of
from corpus.reading.html_blocks import PageBlock, page_blocks
from corpus.reading.html_boilerplate import furniture_kinds
from corpus.reading.html_document import (
    SAVE_AGAIN,
    decoded_html,
    parsed_html,
    without_hidden,
)
from corpus.reading.html_page_words import data_lines

# What the page's head calls the article, the surest first
TITLE_PATHS = (
    "//meta[translate(@name,'ARTICLE','article')='articletitle']/@content",
    "//meta[@property='og:title']/@content",
    "//title/text()",
)


def html_text(source: SourceFile) -> SourceText:
    """Return the text of a web page: the article with its title, data and tables.

    Menus, tools and footers stay in the text as furniture. Raises CorpusError for what is no web
    page or holds no text.
    """
    text = decoded_html(source)
    try:
        root = parsed_html(text)
        titles = [str(title) for path in TITLE_PATHS for title in root.xpath(path)]
        blocks = page_blocks(without_hidden(root))
    except RecursionError as error:
        problem = "tables are nested too deep"
        raise CorpusError(source.name, "read", problem, SAVE_AGAIN) from error
    except etree.LxmlError as error:
        problem = f"no web page that can be read whole ({error})"
        raise CorpusError(source.name, "read", problem, SAVE_AGAIN) from error
    return source_text_of(_with_furniture(blocks, titles), source.name)


def html_fragment_blocks(fragment: str) -> list[Block]:
    """Return what a browser shows of a piece of HTML, all of it as content.

    Raises etree.LxmlError for a piece without any text, RecursionError for tables nested too deep.
    """
    return [block.content for block in page_blocks(without_hidden(parsed_html(fragment)))]


def _with_furniture(blocks: Sequence[PageBlock], titles: Sequence[str]) -> Iterator[Block]:
    """Yield the content of the blocks; neighbours that are furniture of a kind as one piece."""
    kind: str | None = None
    lines: list[str] = []
    for block, block_kind in zip(blocks, furniture_kinds(blocks, titles), strict=True):
        if lines and block_kind != kind:
            yield FurnitureBlock(kind or "", "\n".join(lines))
            lines = []
        kind = block_kind
        if kind is None:
            yield from _content(block)
        else:
            lines += block.lines
    if lines:
        yield FurnitureBlock(kind or "", "\n".join(lines))


def _content(block: PageBlock) -> Iterator[Block]:
    if isinstance(block.content, TableBlock):
        rows: dict[int, list[str]] = {}
        for cell in block.content.cells:
            rows.setdefault(cell.row, []).append(cell.text)
        data = data_lines(list(rows.values()))
        if data is not None:
            yield from map(ParagraphBlock, data)
            return
    yield block.content
