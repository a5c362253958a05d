"""What an outline is built of: paragraphs, tables and notes of a cleaned text, in order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.cleaning import CleanedText
from corpus.document_lines import LineKind, line_kind
from corpus.numbering import Marker, ambiguous_marker, marker_at_start
from corpus.tables import Table

REACH = 12  # paragraphs between two items of a list


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
    return _with_confirmed([*blocks, *_paragraphs(cleaned.text, position, len(cleaned.text))])


def _with_confirmed(blocks: list[Block]) -> list[Block]:
    """Give the numbers that could be decimals to the paragraphs whose neighbours count on.

    `1.3人户家庭` opens a clause where `2.…` follows in its list; `2.2人户` where a 1 precedes.
    """
    confirmed = list(blocks)
    for i, block in enumerate(blocks):
        marker = ambiguous_marker(block.text) if block.marker is None and not block.kind else None
        if marker is None:
            continue
        before = _neighbour(confirmed[max(0, i - REACH) : i][::-1], marker.level)
        after = _neighbour(blocks[i + 1 : i + 1 + REACH], marker.level)
        if before == marker.ordinal - 1 or (marker.ordinal == 1 and after == 2):
            confirmed[i] = replace(block, marker=marker)
    return confirmed


def _neighbour(blocks: Sequence[Block], level: int) -> int | None:
    """Return the nearest ordinal of a level among blocks, none beyond a clause of an outer one."""
    for block in blocks:
        marker = block.marker or ambiguous_marker(block.text)
        if marker is not None and marker.level <= level:
            return marker.ordinal if marker.level == level else None
    return None


def _paragraphs(text: str, start: int, end: int) -> list[Block]:
    found = []
    for line in text[start:end].split("\n"):
        if line.strip():
            found.append(Block(line, start, marker_at_start(line), line_kind(line)))
        start += len(line) + 1
    return found
