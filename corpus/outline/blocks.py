"""What an outline is built of: paragraphs, tables and notes of a cleaned text, in order."""

from dataclasses import dataclass

from corpus.cleaning import CleanedText
from corpus.document_lines import LineKind, line_kind
from corpus.numbering import Marker, marker_at_start
from corpus.tables import Table


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a table, or a note: `text` is its own words at `start`."""

    text: str
    start: int
    marker: Marker | None = None
    kind: LineKind | None = None
    table: Table | None = None
    is_note: bool = False

    @property
    def end(self) -> int:
        """Where the block ends in the document's text."""
        return self.start + len(self.text)

    @property
    def is_paragraph(self) -> bool:
        """Whether it is neither a table nor a note."""
        return self.table is None and not self.is_note


def blocks_of(cleaned: CleanedText) -> list[Block]:
    """Return the blocks of a text in reading order."""
    special: list[tuple[int, int, Table | None]] = [(t.start, t.end, t) for t in cleaned.tables]
    special += [(start, end, None) for start, end in cleaned.notes]
    blocks: list[Block] = []
    position = 0
    for start, end, table in sorted(special, key=lambda item: item[0]):
        blocks += _paragraphs(cleaned.text, position, start)
        blocks.append(Block(cleaned.text[start:end], start, table=table, is_note=table is None))
        position = end
    return [*blocks, *_paragraphs(cleaned.text, position, len(cleaned.text))]


def _paragraphs(text: str, start: int, end: int) -> list[Block]:
    found = []
    for line in text[start:end].split("\n"):
        if line.strip():
            found.append(Block(line, start, marker_at_start(line), line_kind(line)))
        start += len(line) + 1
    return found
