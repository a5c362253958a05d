"""Tables that lost their cells when they were taken from a page as text, put back together.

The columns of such a table follow each other line by line; a row's number may be split (1 / 0),
the first column printed vertically, a row cut by a page break. Where the words belong is found
from the numbers' sequence, names of units, widths of lines, and the body that measures repeat.
"""

from collections.abc import Sequence

from corpus.tables.flattened_header import header_of
from corpus.tables.flattened_models import ColumnKind, FlattenedRow, FlattenedTable
from corpus.tables.flattened_pieces import page_starts, pieces_of, widest_column
from corpus.tables.flattened_scores import BodyText
from corpus.tables.flattened_search import Search

FEWEST_ROWS = 3
MEDIAN_LINE_AT_MOST = 26
UNIT_SHARE = 0.7
FILLED_SHARE = 0.6


def reconstructed_rows(lines: Sequence[str], body: str) -> FlattenedTable | None:
    header = header_of(lines)
    if header is None:
        return None
    rest = list(lines[header.line_count:])
    starts = page_starts(rest)
    pieces = pieces_of(rest, starts)
    kinds = list(header.kinds)
    names = list(header.names)
    if any(p.in_vertical_run for p in pieces):
        i = next(i for i,k in enumerate(kinds) if k in (ColumnKind.TASK, ColumnKind.MEASURE))
        kinds.insert(i, ColumnKind.SECTION); names.insert(i+1, "")
    placed = Search(kinds, BodyText(body)).placed(pieces, widest_column(pieces))
    rows = {}
    for p in placed:
        rows.setdefault(p.row, [""]*len(kinds))[p.column] += p.piece.text
    return FlattenedTable(tuple(names), tuple(kinds), tuple(FlattenedRow(k, tuple(v)) for k,v in rows.items()))
