"""Markdown (.md, .markdown): the text that it is rendered as, tables at their place."""

import re
from collections.abc import Iterator, Sequence

from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.errors import CorpusError
from corpus.reading.base import LineBreaks, SourceFile, SourceText
from corpus.reading.blocks import (
    Block,
    CellBlock,
    FurnitureBlock,
    ParagraphBlock,
    source_text_of,
    table_or_content,
)
from corpus.reading.html import html_fragment_blocks
from corpus.reading.plain_text import decoded_text

FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n.*?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
FRONT_MATTER_KIND = "front_matter_block"
# [^1]: 见附件。 is a note's text; without its extension Markdown takes it for a link's address
NOTE_TEXT = re.compile(r"^( {0,3})\[(?=\^[^\]\s]+\]:)", re.MULTILINE)
# **推动。**加快: strong by intent, which Markdown's rules for words between blanks do not see
UNSEEN_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
LINE_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
DEEPEST = 60  # levels of lists and quotes, two to a list
BREAKS = frozenset({"softbreak", "hardbreak"})
LEAVES = frozenset({"code_block", "fence"})


def markdown_text(source: SourceFile) -> SourceText:
    """Return the text of a Markdown file. Raises CorpusError for what is no text.

    Where paragraphs go on over line breaks, these stay and are declared as unknown: offices write
    a paragraph a line, programs wrap their lines.
    """
    text = decoded_text(source)
    front_matter = FRONT_MATTER.match(text)
    body = text[front_matter.end() :] if front_matter else text.removeprefix("\ufeff")
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    blocks: list[Block] = []
    if front_matter:
        blocks.append(FurnitureBlock(FRONT_MATTER_KIND, front_matter.group()))
    try:
        tokens = parser.parse(NOTE_TEXT.sub(r"\1\\[", body))
        blocks += _Renderer(tokens).blocks()
    except RecursionError as error:
        raise _too_deep(source) from error
    # What lies deeper the parser would leave out without a word
    if any(token.level >= DEEPEST - 2 for token in tokens):
        raise _too_deep(source)
    wrapped = any(child.type == "softbreak" for token in tokens for child in token.children or ())
    line_breaks = LineBreaks.UNKNOWN if wrapped else LineBreaks.PARAGRAPH
    return source_text_of(blocks, source.name, line_breaks)


def _too_deep(source: SourceFile) -> CorpusError:
    return CorpusError(
        source.name,
        "read",
        "lists, quotes or HTML tables are nested too deep",
        "Save the document as plain text and ingest that",
    )


class _Renderer:
    """Goes through the tokens of a document once."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = iter(tokens)
        self._number = ""  # of the list item that has begun, for its first paragraph

    def blocks(self) -> Iterator[Block]:
        """Yield the document's blocks."""
        for token in self._tokens:
            if token.type == "list_item_open":
                self._number = f"{token.info}{token.markup} " if token.info else ""
            elif token.type == "list_item_close":
                self._number = ""
            elif token.type == "table_open":
                yield from self._table()
            elif token.type == "html_block":
                yield from _html_blocks(token.content)
            elif token.type == "inline" or token.type in LEAVES:
                text = _inline_text(token) if token.type == "inline" else token.content
                yield ParagraphBlock(self._number + text)
                self._number = ""

    def _table(self) -> list[Block]:
        cells: list[CellBlock] = []
        row = column = -1
        for token in self._tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                row, column = row + 1, -1
            elif token.type in {"th_open", "td_open"}:
                column += 1
            elif token.type == "inline":
                cells.append(CellBlock(row, column, (ParagraphBlock(_inline_text(token)),)))
        return table_or_content(cells, header_rows=1)


def _inline_text(token: Token) -> str:
    """Return the words of a paragraph without marks of emphasis, tags and addresses."""
    pieces: list[str] = []
    for child in token.children or ():
        if child.type in {"text", "code_inline"}:
            pieces.append(child.content)
        elif child.type in BREAKS or LINE_BREAK_TAG.fullmatch(child.content):
            pieces.append("\n")
        elif child.type == "image":
            pieces.append(_inline_text(child))
    return UNSEEN_EMPHASIS.sub(r"\2", "".join(pieces))


def _html_blocks(fragment: str) -> list[Block]:
    if not LINE_BREAK_TAG.sub("", fragment).strip():
        return []
    try:
        return html_fragment_blocks(fragment)
    except etree.ParserError:  # a comment alone has no content
        return []
