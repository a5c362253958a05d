"""Where words stand in a text, and which words of a text are most like some others."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from rapidfuzz.fuzz import partial_ratio_alignment

from eval.metrics.texts import CompactText, compact

LEAST_LIKENESS = (
    60.0  # below it, two texts of Chinese have little but frequent characters in common
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """The words of a text that are most like some others, and how like, 0 to 100."""

    words: str
    score: float


def places_of(words: str, compact_text: CompactText) -> list[tuple[int, int]]:
    """Return the spans of a text, in its characters, that say words but for white space and width.

    Blank words stand nowhere.
    """
    if not compact(words):
        return []
    return [_span_in_text(compact_text, *span) for span in compact_text.spans_of(words)]


def nearest_words(words: str, text: str, compact_text: CompactText) -> Likeness | None:
    """Return what a text has that is most like some words; None where nothing is like them.

    The score is RapidFuzz's partial ratio: the normalised insertion-deletion similarity of the
    words and the best window of their length, on compact text.
    """
    found = partial_ratio_alignment(compact(words), compact_text.text, score_cutoff=LEAST_LIKENESS)
    if found is None or found.dest_start == found.dest_end:
        return None
    start, end = _span_in_text(compact_text, found.dest_start, found.dest_end)
    return Likeness(text[start:end], found.score)


def _span_in_text(compact_text: CompactText, start: int, end: int) -> tuple[int, int]:
    """Return the span of the text that a span of its compact form is of."""
    places = compact_text.place_of
    return bisect_right(places, start) - 1, bisect_left(places, end)
