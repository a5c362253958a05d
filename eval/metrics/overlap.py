"""How much of their words two passages of one text share."""

from eval.metrics.texts import compact

LEAST_OVERLAP = 0.5  # of the shorter passage: so much must be shared to be the same place


def shared_characters(one: str, other: str) -> int:
    """Return how many characters two passages share if they overlap, white space aside.

    Two spans of one text that overlap are such that one holds the other, or the end of one is the
    beginning of the other. Like words within both, as the 0%以上 of 30%以上 and 50%以上, are none.
    """
    shorter, longer = sorted((compact(one), compact(other)), key=len)
    if shorter in longer:
        return len(shorter)
    return next(
        (
            size
            for size in range(len(shorter) - 1, 0, -1)
            if longer.endswith(shorter[:size]) or longer.startswith(shorter[-size:])
        ),
        0,
    )


def is_same_place(one: str, other: str) -> bool:
    """Tell whether two passages of a document share at least half of the shorter one."""
    shared = shared_characters(one, other)
    return shared > 0 and shared >= LEAST_OVERLAP * min(len(compact(one)), len(compact(other)))
