"""Scores as tables for people and as JSON for programs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from eval.reading.scores import Failure, Score, Scores

WIDTHS = (30, 9, 7, 9, 10, 8, 7)
HEADER = ("", "labelled", "found", "matched", "precision", "recall", "F1")


def table(title: str, scores: Scores) -> Iterator[str]:
    """Yield the lines of a table of scores; what is neither labelled nor found is left out."""
    yield _line((title, *HEADER[1:]))
    for measure, score in scores.counts.items():
        if score.labelled or score.found:
            yield _line((f"  {measure}", *_cells(score)))
    for name, share in scores.shares.items():
        if share.of:
            yield f"  {name}: {share.right} of {share.of} ({_figure(share.value)})"


def failure_lines(failures: Iterable[Failure]) -> Iterator[str]:
    """Yield a line for each failure: document, measure, what, clause, what was said, quote."""
    for failure in failures:
        yield "\t".join(" ".join(part.split()) for part in asdict(failure).values())


def as_json(documents: Mapping[str, Scores], totals: Mapping[str, Scores]) -> dict[str, Any]:
    """Return all figures, of each document and in total, without the failures."""
    return {
        "documents": {name: _figures(scores) for name, scores in documents.items()},
        "totals": {name: _figures(scores) for name, scores in totals.items()},
    }


def _figures(scores: Scores) -> dict[str, Any]:
    counts = {
        measure: asdict(score)
        | {"precision": score.precision, "recall": score.recall, "f1": score.f1}
        for measure, score in scores.counts.items()
    }
    shares: dict[str, Any] = {
        name: asdict(share) | {"share": share.value} for name, share in scores.shares.items()
    }
    return {"counts": counts, "shares": shares}


def _cells(score: Score) -> tuple[str, ...]:
    counts = (str(score.labelled), str(score.found), str(score.matched))
    return (*counts, *map(_figure, (score.precision, score.recall, score.f1)))


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _line(cells: Iterable[str]) -> str:
    first, *others = cells
    right = (cell.rjust(width) for cell, width in zip(others, WIDTHS[1:], strict=True))
    return first.ljust(WIDTHS[0]) + "".join(right)
