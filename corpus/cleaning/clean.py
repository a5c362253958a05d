"""From the characters of a file to the text that is served: page furniture out, lines made whole.

Nothing is lost: every visible character of the source is in the text or in `furniture`.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.cleaning.furniture import page_furniture, without_overlaps, without_spans
from corpus.cleaning.run_on import split_run_on
from corpus.cleaning.saved_page import saved_page_furniture
from corpus.cleaning.wrapped_lines import AS_THEY_ARE, Layout, Line, joined, layout_of, needs_space
from corpus.document_lines import ANNEX_LINE
from corpus.errors import CorpusError
from corpus.models import Furniture, UncertainSpan
from corpus.reading.base import LineBreaks, SourceText
from corpus.spaces import INVISIBLE, printed_width, tidy_spaces, visible
from corpus.tables import Cell, Table
from corpus.tables.flattened import reconstructed_rows
from corpus.tables.flattened_models import ColumnKind, FlattenedTable
from corpus.tables.headers import looks_like_header

FEWEST_TABLE_LINES = 12  # of an annex that may be a table which lost its cells
CELL_SLACK = 1.5  # in Chinese characters: a line of a cell that short of the widest runs on


@dataclass(frozen=True, slots=True)
class CleanedText:
    """Paragraphs one a line, tables and notes in it, and what was set aside (source offsets)."""

    text: str
    furniture: tuple[Furniture, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[tuple[int, int], ...] = ()
    uncertain: tuple[UncertainSpan, ...] = ()


@dataclass
class _Served:
    """The served text while it is put together."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    tables: list[Table] = field(default_factory=list)
    notes: list[tuple[int, int]] = field(default_factory=list)
    is_reordered: bool = False

    def add(self, words: str) -> int:
        """Append words on a line of their own; return where they start."""
        start = self.length + (1 if self.pieces else 0)
        self.pieces.append(words)
        self.length = start + len(words)
        return start

    @property
    def text(self) -> str:
        return "\n".join(self.pieces)


@dataclass
class _Part:
    """Lines with one layout: the body, or an annex."""

    lines: list[Line]
    layout: Layout = AS_THEY_ARE


def cleaned(source: SourceText, source_name: str) -> CleanedText:
    """Return the served text of a source. Raises CorpusError if a character would be lost."""
    found = page_furniture(source.text)
    if source.line_breaks is LineBreaks.UNKNOWN:
        found += saved_page_furniture(source.text)
    inside = [(table.start, table.end) for table in source.tables]
    found = tuple(f for f in found if not any(a <= f.start < b for a, b in inside))
    furniture = without_overlaps((*source.furniture, *found))
    served = _Served()
    for block in _blocks(source, furniture):
        if isinstance(block, Table):
            _add_table(served, source, block, furniture)
        elif isinstance(block, tuple):
            note = tidy_spaces(" ".join(source.text[block[0] : block[1]].split()))
            start = served.add(note)
            served.notes.append((start, served.length))
        else:
            _add_part(served, block)
    kept = without_spans(source.text, furniture, 0, len(source.text))
    _check_nothing_is_lost(served, kept, source_name)
    uncertain = _moved(source, furniture, served) if source.uncertain else ()
    return CleanedText(served.text, furniture, tuple(served.tables), tuple(served.notes), uncertain)


def _check_nothing_is_lost(served: _Served, kept: str, source_name: str) -> None:
    shown, expected = visible(served.text), visible(kept)
    same = Counter(shown) == Counter(expected) if served.is_reordered else shown == expected
    if not same:
        raise CorpusError(
            source_name,
            "clean",
            f"the cleaned text has {len(shown)} characters, expected {len(expected)}",
            "This is a fault of the cleaner; please report it with the file",
        )
    if not shown:
        raise CorpusError(
            source_name, "clean", "no text besides page furniture", "Check what was saved"
        )


def _blocks(
    source: SourceText, furniture: tuple[Furniture, ...]
) -> Iterator[_Part | Table | tuple[int, int]]:
    """Yield the parts, tables and notes of a source in order; all parts know their layout."""
    special: list[tuple[int, int, Table | None]] = [(t.start, t.end, t) for t in source.tables]
    special += [(start, end, None) for start, end in source.notes]
    blocks: list[_Part | Table | tuple[int, int]] = []
    groups: list[list[_Part]] = [[]]  # the parts of one body or annex, between its tables
    position = 0
    for start, end, table in [*sorted(special, key=lambda s: s[0]), (len(source.text), 0, None)]:
        words = without_spans(source.text, furniture, position, start)
        for lines, opens_annex in _split_at_annexes(_lines_of(words, source.line_breaks)):
            if opens_annex and groups[-1]:
                groups.append([])
            part = _Part(lines)
            blocks.append(part)
            groups[-1].append(part)
        if end:
            blocks.append(table or (start, end))
        position = max(position, end)
    for group in groups:
        together = [line for part in group for line in part.lines]
        layout = _layout(together, source.line_breaks)
        for part in group:
            part.layout = layout
    yield from blocks


def _layout(lines: list[Line], line_breaks: LineBreaks) -> Layout:
    if line_breaks is LineBreaks.PARAGRAPH:
        return AS_THEY_ARE
    return layout_of(lines, printed=line_breaks is LineBreaks.PRINTED)


def _lines_of(words: str, line_breaks: LineBreaks) -> list[Line]:
    lines: list[Line] = []
    blank_before = True
    for raw in words.replace("\r\n", "\n").splitlines():
        pieces = split_run_on(raw) if line_breaks is LineBreaks.UNKNOWN else [raw]
        for piece in pieces:
            text = tidy_spaces(piece)
            if not text:
                blank_before = True
                continue
            lines.append(Line(text, blank_before, piece))
            blank_before = False
    return lines


def _split_at_annexes(lines: list[Line]) -> Iterator[tuple[list[Line], bool]]:
    """Yield the lines of the body and of each annex, with whether they open an annex."""
    start = 0
    for i, line in enumerate(lines):
        if ANNEX_LINE.fullmatch(line.text):
            if i > start:
                yield lines[start:i], bool(ANNEX_LINE.fullmatch(lines[start].text))
            start = i
    if lines[start:]:
        yield lines[start:], bool(ANNEX_LINE.fullmatch(lines[start].text))


def _add_part(served: _Served, part: _Part) -> None:
    lines = part.lines
    if len(lines) >= FEWEST_TABLE_LINES and ANNEX_LINE.fullmatch(lines[0].text):
        flattened = reconstructed_rows([line.printed for line in lines[2:]], served.text)
        if flattened is not None:
            for line in lines[:2]:
                served.add(line.text)
            _add_flattened(served, flattened)
            return
    paragraphs = joined(lines, part.layout) if part.layout.is_hard_wrapped else None
    for paragraph in paragraphs if paragraphs is not None else [line.text for line in lines]:
        served.add(paragraph)


def _add_flattened(served: _Served, table: FlattenedTable) -> None:
    """Append a table that was put back together; a task's cell reaches down to the next task."""
    rows = [[(c, name, 1, 1) for c, name in enumerate(table.header) if name.strip()]]
    for i, row in enumerate(table.rows):
        rows.append(
            [
                (column, tidy_spaces(words), _rows_reached(table, i, column), 1)
                for column, words in enumerate(row.cells)
                if words.strip()
            ]
        )
    _add_rows(served, rows, header_rows=1)
    for line in (*table.repeated_headers, *table.notes):
        served.add(tidy_spaces(line))
    served.is_reordered = True


def _rows_reached(table: FlattenedTable, row: int, column: int) -> int:
    if table.kinds[column] is not ColumnKind.TASK:
        return 1
    following = table.rows[row + 1 :]
    return 1 + next((i for i, r in enumerate(following) if r.cells[column]), len(following))


def _add_table(
    served: _Served, source: SourceText, table: Table, furniture: tuple[Furniture, ...]
) -> None:
    rows = []
    for _, cells in table.rows():
        row = []
        for cell in cells:
            words = _cell_words(
                without_spans(source.text, furniture, cell.start, cell.end), source.line_breaks
            )
            if words:
                row.append((cell.column, words, cell.row_span, cell.column_span))
        rows.append(row)
    _add_rows(served, rows, table.header_rows or _header_rows(rows))


def _header_rows(rows: list[list[tuple[int, str, int, int]]]) -> int:
    """Return 1 where the first row of a table only names its columns, else 0."""
    first = rows[0] if len(rows) > 1 else []
    return int(looks_like_header(["".join(words.split()) for _, words, _, _ in first]))


def _cell_words(words: str, line_breaks: LineBreaks) -> str:
    """Return a cell's words: printed lines joined, paragraphs kept apart."""
    lines = [line for raw in words.splitlines() if (line := tidy_spaces(raw))]
    if line_breaks is LineBreaks.PARAGRAPH or not lines:
        return "\n".join(lines)
    widest = max(printed_width(line) for line in lines)
    whole = lines[0]
    for before, line in pairwise(lines):
        runs_on = printed_width(before) >= widest - CELL_SLACK
        whole += (" " if needs_space(before, line) else "") if runs_on else "\n"
        whole += line
    return whole


def _add_rows(
    served: _Served, rows: list[list[tuple[int, str, int, int]]], header_rows: int
) -> None:
    """Append a table's rows as lines. A cell is its column, words, row span and column span."""
    cells: list[Cell] = []
    start = None
    for number, row in enumerate(rows):
        if not row:
            continue
        position = served.add("\t".join(words for _, words, _, _ in row))
        start = position if start is None else start
        for column, words, row_span, column_span in row:
            end = position + len(words)
            cells.append(Cell(number, column, position, end, row_span, column_span))
            position = end + 1
    if start is not None:
        served.tables.append(Table(start, served.length, tuple(cells), header_rows))


def _moved(
    source: SourceText, furniture: tuple[Furniture, ...], served: _Served
) -> tuple[UncertainSpan, ...]:
    """Return the uncertain spans of a source as spans of the served text.

    Visible characters keep their order, but in a table that was put back together: a span of it
    that is not where the count says is left out.
    """
    text = served.text
    places = [i for i, c in enumerate(text) if _is_visible(c)]
    aside = bytearray(len(source.text))
    for item in furniture:
        aside[item.start : item.end] = b"\1" * (item.end - item.start)
    counts = [0]
    for position, character in enumerate(source.text):
        counts.append(counts[-1] + (not aside[position] and _is_visible(character)))
    moved = []
    for span in source.uncertain:
        first, last = counts[span.start], counts[span.end] - 1
        if last >= first:
            start, end = places[first], places[last] + 1
            if visible(text[start:end]) == visible(source.text[span.start : span.end]):
                moved.append(UncertainSpan(start, end, span.confidence))
    return tuple(moved)


def _is_visible(character: str) -> bool:
    return not (character.isspace() or INVISIBLE.match(character))
