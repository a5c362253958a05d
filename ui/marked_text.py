"""A text in paragraphs, with spans of it marked, as data for the reader in the browser."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ui.connection import Json


@dataclass(frozen=True)
class Mark:
    """Characters `start:end` of a text that are marked, as what, and what is said of them."""

    start: int
    end: int
    kind: str
    title: str = ""


def marked_paragraphs(
    text: str,
    marks: Sequence[Mark],
    cited: tuple[int, int] = (0, 0),
    start: int = 0,
    end: int | None = None,
) -> Iterator[Json]:
    """Yield the lines of `text[start:end]`, each with its place and its pieces.

    A piece lies in the same marks from its first character to its last. Lines that share a
    character with `cited` are told from the others.
    """
    position = start
    waiting = sorted(marks, key=lambda mark: mark.start, reverse=True)
    open_marks: list[Mark] = []
    for line in text[start:end].split("\n"):
        stop = position + len(line)
        while waiting and waiting[-1].start < stop:
            open_marks.append(waiting.pop())
        open_marks = [mark for mark in open_marks if mark.end > position]
        if line.strip():
            yield {
                "start": position,
                "pieces": list(_pieces(text, position, stop, open_marks)),
                "cited": cited[0] < stop and position < cited[1],
            }
        position = stop + 1


def _pieces(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Json]:
    edges = {edge for mark in marks for edge in (mark.start, mark.end) if start < edge < end}
    for begin, stop in pairwise(sorted({start, end} | edges)):
        over = [mark for mark in marks if mark.start <= begin and stop <= mark.end]
        titles = dict.fromkeys(mark.title for mark in over if mark.title)
        yield {
            "text": text[begin:stop],
            "marks": list(dict.fromkeys(mark.kind for mark in over)),
            "title": "\n".join(titles),
        }
