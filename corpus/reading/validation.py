"""Checks what a reader gave back, so that no fault of a reader goes further."""

from collections.abc import Iterable
from itertools import pairwise

from corpus.errors import CorpusError
from corpus.reading.base import SourceText
from corpus.tables.models import Table

Span = tuple[int, int]


def checked(text: SourceText, source_name: str) -> SourceText:
    """Return a source text as it is. Raises CorpusError where its spans contradict its text."""
    problem = problem_of(text)
    if problem:
        raise CorpusError(
            source_name,
            "read",
            f"the reader's result is wrong: {problem}",
            "This is a fault of the reader; please report it with the file",
        )
    return text


def problem_of(text: SourceText) -> str | None:
    """Return what is wrong with the spans or characters of a source text, or None.

    Spans must lie in the text and not overlap within a field; cells lie in their table.
    """
    length = len(text.text)
    fields: tuple[tuple[str, list[Span]], ...] = (
        ("furniture", [(f.start, f.end) for f in text.furniture]),
        ("tables", [(t.start, t.end) for t in text.tables]),
        ("notes", list(text.notes)),
        ("uncertain", [(u.start, u.end) for u in text.uncertain]),
    )
    for name, spans in fields:
        problem = _problem_of_spans(spans, 0, length)
        if problem:
            return f"{name}: {problem}"
    for number, table in enumerate(text.tables):
        problem = _problem_of_table(table)
        if problem:
            return f"table {number}: {problem}"
    for item in text.furniture:
        if text.text[item.start : item.end] != item.text:
            return f"furniture {item.start}:{item.end} is not {item.text!r}"
    if not all(0 <= item.confidence <= 1 for item in text.uncertain):
        return "a confidence is not between 0 and 1"
    return _problem_of_characters(text.text)


def _problem_of_spans(spans: Iterable[Span], start: int, end: int) -> str | None:
    ordered = sorted(spans)
    for span in ordered:
        if not start <= span[0] <= span[1] <= end:
            return f"{span[0]}:{span[1]} is not within {start}:{end}"
    for before, after in pairwise(ordered):
        if after[0] < before[1]:
            return f"{before[0]}:{before[1]} and {after[0]}:{after[1]} overlap"
    return None


LARGEST_GRID = 2_000_000  # places: merged cells may stand for very many


def _problem_of_table(table: Table) -> str | None:
    for cell in table.cells:
        if min(cell.row, cell.column) < 0 or min(cell.row_span, cell.column_span) < 1:
            return f"the cell at row {cell.row}, column {cell.column} has no place in a grid"
    if table.row_count * table.column_count > LARGEST_GRID:
        return f"its grid of {table.row_count} × {table.column_count} is too large"
    if table.header_rows < 0 or table.header_rows > table.row_count:
        return f"{table.header_rows} header rows of {table.row_count}"
    return _problem_of_spans(((c.start, c.end) for c in table.cells), table.start, table.end)


def _problem_of_characters(text: str) -> str | None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return f"character {error.start} is half of a surrogate pair"
    # PostgreSQL takes none, and no reader sees one
    return f"character {text.index(chr(0))} is NUL" if "\0" in text else None
