"""Lays clauses of several sides out in rows, with the words in which they differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.embedding import Embedder
from service.comparing.alignment import aligned
from service.comparing.differences import Span, different_spans
from service.comparing.models import ComparedClause, ComparedRow, Piece, RowKind


@dataclass(frozen=True, slots=True)
class PlacedClause:
    """A clause of a side, not yet compared."""

    clause_id: str
    document_id: str
    label: str
    heading: str | None
    start: int
    end: int
    text: str
    score: float | None = None


Cells = list[PlacedClause | None]


def rows_of(
    sides: Sequence[Sequence[PlacedClause]], embedder: Embedder, least_similar: float
) -> list[ComparedRow]:
    """Return the clauses of each side in rows: [rows, sides].

    `least_similar` is the cosine from which two clauses speak of the same.
    """
    table: list[Cells] = [[clause] for clause in sides[0]] if sides else []
    for width, side in enumerate(sides[1:], 1):
        spoken = [next(cell for cell in row if cell).text for row in table]
        pairs = aligned(spoken, [clause.text for clause in side], embedder, least_similar)
        table = [
            [
                *(table[own] if own is not None else [None] * width),
                side[other] if other is not None else None,
            ]
            for own, other in pairs
        ]
    return [_row(cells) for cells in table]


def _row(cells: Cells) -> ComparedRow:
    """Return a row; each clause is set against the first, the first against the second."""
    present = [cell for cell in cells if cell]
    first, *others = present
    spans: dict[str, list[Span]] = {first.clause_id: []}
    alike = 1.0
    for other in reversed(others):  # the second last: its differences are the first's too
        own, its = different_spans(first.text, other.text)
        spans[first.clause_id], spans[other.clause_id] = own, its
        written = len(first.text) + len(other.text)
        alike = 1 - sum(end - start for start, end in [*own, *its]) / max(1, written)
    return ComparedRow(
        kind=_kind(cells),
        alike=round(alike, 3),
        cells=tuple(_compared(cell, spans[cell.clause_id]) if cell else None for cell in cells),
    )


def _kind(cells: Cells) -> RowKind | None:
    if len(cells) == 1:
        return None
    texts = {cell.text if cell else None for cell in cells}
    if None in texts:
        return RowKind.PARTIAL
    return RowKind.SAME if len(texts) == 1 else RowKind.CHANGED


def _compared(clause: PlacedClause, changed: Sequence[Span]) -> ComparedClause:
    return ComparedClause(
        clause_id=clause.clause_id,
        document_id=clause.document_id,
        label=clause.label,
        heading=clause.heading,
        start=clause.start,
        end=clause.end,
        score=clause.score,
        pieces=_pieces(clause.text, changed),
    )


def _pieces(text: str, changed: Sequence[Span]) -> tuple[Piece, ...]:
    cuts = sorted({0, len(text), *(edge for span in changed for edge in span)})
    starts = {begin for begin, _ in changed}
    return tuple(
        Piece(text=text[begin:end], changed=begin in starts) for begin, end in pairwise(cuts)
    )
