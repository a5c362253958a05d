"""In which words two texts differ."""

import re
from collections.abc import Sequence

from rapidfuzz.distance import Indel

from corpus.segmentation import words_of

MARKS_ALONE = re.compile(r"[^\w]*")  # ，。 between two changes: no common ground
Span = tuple[int, int]


def different_spans(first: str, second: str) -> tuple[list[Span], list[Span]]:
    """Return the spans of two texts, `[start, end)` in characters, that the other has not.

    By the longest common subsequence of their words; what is common only by a single character or
    by punctuation between two differences counts as different too, so that readers see whole
    phrases.
    """
    own, other = words_of(first), words_of(second)
    blocks = [
        (op.src_start, op.src_end, op.dest_start, op.dest_end)
        for op in Indel.opcodes(own, other)
        if op.tag == "equal"
    ]
    kept = [
        block
        for block in blocks
        if _is_common_ground(
            "".join(own[block[0] : block[1]]),
            ends_both=(block[1], block[3]) == (len(own), len(other)),
        )
    ]
    return (
        _outside([(block[0], block[1]) for block in kept], own),
        _outside([(block[2], block[3]) for block in kept], other),
    )


def _is_common_ground(text: str, ends_both: bool) -> bool:
    """Tell whether something common is worth leaving unmarked; the full stop of both is."""
    return ends_both or (len(text) > 1 and not MARKS_ALONE.fullmatch(text))


def _outside(kept: Sequence[Span], pieces: Sequence[str]) -> list[Span]:
    """Return where the pieces lie that no block keeps, in characters."""
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece))
    spans: list[Span] = []
    position = 0
    for begin, end in [*kept, (len(pieces), len(pieces))]:
        if begin > position:
            spans.append((starts[position], starts[begin]))
        position = end
    return spans
