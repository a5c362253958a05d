"""Counts pairs, and tells what is in none of them."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from eval.reading.scores import Failure, Score

MISSED, FALSE, WRONG = "missed", "false", "wrong"
Labelled = TypeVar("Labelled")
Found = TypeVar("Found")
Told = tuple[str, str, str]  # of a failure: clause, what was said, quote


def counted(
    name: str,
    measure: str,
    pairs: Sequence[tuple[int, int]],
    labelled: Sequence[Labelled],
    found: Sequence[Found],
    tell_label: Callable[[Labelled], Told],
    tell_found: Callable[[Found], Told],
) -> tuple[Score, tuple[Failure, ...]]:
    """Return the counts of pairs of positions, and as failures what is in none of them.

    `tell_label` and `tell_found` return the clause, the words and the quote to show.
    """
    hit_labels, hit_found = {i for i, _ in pairs}, {j for _, j in pairs}
    missed = (thing for i, thing in enumerate(labelled) if i not in hit_labels)
    false = (thing for j, thing in enumerate(found) if j not in hit_found)
    failures = (
        *(Failure(name, measure, MISSED, *tell_label(thing)) for thing in missed),
        *(Failure(name, measure, FALSE, *tell_found(thing)) for thing in false),
    )
    return Score(len(labelled), len(found), len(pairs)), failures
