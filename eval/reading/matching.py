"""Which labelled things and which found things are the same. README.md states the rules."""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from eval.reading.found import FoundClause, FoundDocument, FoundQuantity
from eval.reading.labels import LabelledNode
from eval.reading.normal_forms import (
    amounts_in,
    bare,
    bare_offsets,
    clause_number,
    measure_of,
    unit_name,
)

# What the outline is made of; the other kinds are no numbered parts of it
NUMBERED_KINDS = frozenset({"clause", "item", "annex"})
LEAST_COMMON_SHARE = 0.5  # of the shorter quote, where a labelled quote is not in the text
CHARACTERS_OF_START = 200  # of a clause, blanks included, that are looked at for its first 15

Labelled = TypeVar("Labelled")
Found = TypeVar("Found")
Pairs = list[tuple[int, int]]


def aligned(
    labelled: Sequence[Labelled],
    found: Sequence[Found],
    same: Callable[[Labelled, Found], bool],
) -> Pairs:
    """Return the most pairs of the same that keep the order of both lists."""
    rows, columns = len(labelled), len(found)
    equal = [[same(a, b) for b in found] for a in labelled]
    longest = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            longest[i][j] = max(
                longest[i + 1][j + 1] + equal[i][j], longest[i + 1][j], longest[i][j + 1]
            )
    pairs, i, j = [], 0, 0
    while i < rows and j < columns:
        if equal[i][j] and longest[i][j] == longest[i + 1][j + 1] + 1:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif longest[i][j] == longest[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def paired(
    labelled: Sequence[Labelled],
    found: Sequence[Found],
    likeness: Callable[[Labelled, Found], int],
) -> Pairs:
    """Return the most pairs of like things, each thing in one pair at most, in order.

    `likeness` is 0 for things that are not the same; of several the likest is taken first.
    """
    likest = [
        sorted(
            (j for j, b in enumerate(found) if likeness(a, b)),
            key=lambda j: -likeness(a, found[j]),
        )
        for a in labelled
    ]
    label_of: dict[int, int] = {}

    def takes_one(i: int, tried: set[int]) -> bool:
        for j in likest[i]:
            if j in tried:
                continue
            tried.add(j)
            if j not in label_of or takes_one(label_of[j], tried):
                label_of[j] = i
                return True
        return False

    by_likeness = sorted(
        range(len(labelled)),
        key=lambda i: -max((likeness(labelled[i], found[j]) for j in likest[i]), default=0),
    )
    for i in by_likeness:
        takes_one(i, set())
    return sorted((i, j) for j, i in label_of.items())


def numbered_clauses(document: FoundDocument) -> list[FoundClause]:
    """Return the clauses that an outline is labelled with, in reading order."""
    return [clause for clause in document.clauses if clause.kind in NUMBERED_KINDS]


def is_node(label: LabelledNode, clause: FoundClause, text: str) -> bool:
    """Tell whether a clause has the number and the first characters of a labelled one."""
    start = bare(text[clause.start : clause.start + CHARACTERS_OF_START])
    return clause_number(label.number) == clause_number(clause.number) and start.startswith(
        bare(label.starts)
    )


def numbered_parents(document: FoundDocument) -> dict[str, str | None]:
    """Return, by the id of each clause, the nearest numbered clause above it, or None."""
    by_id = {clause.id: clause for clause in document.clauses}
    parents: dict[str, str | None] = {}
    for clause in document.clauses:
        parent = clause.parent_id
        while parent is not None and by_id[parent].kind not in NUMBERED_KINDS:
            parent = by_id[parent].parent_id
        parents[clause.id] = parent
    return parents


def labelled_clauses(document: FoundDocument, node_of: dict[str, int]) -> dict[str, int | None]:
    """Return, by the id of each clause, the labelled node that it is or stands below, or None.

    `node_of` holds the positions of the labelled nodes that were found, by clause id.
    """
    parents = {clause.id: clause.parent_id for clause in document.clauses}
    nodes: dict[str, int | None] = {}
    for clause in document.clauses:
        at: str | None = clause.id
        while at is not None and at not in node_of:
            at = parents.get(at)
        nodes[clause.id] = None if at is None else node_of[at]
    return nodes


class QuotePlaces:
    """Tells whether a labelled quote and a span of a document's text share characters."""

    def __init__(self, text: str) -> None:
        self._bare = bare(text)
        self._offsets = bare_offsets(text)

    def overlap(self, labelled: str, found: str, start: int, end: int) -> bool:
        """Compare a labelled quote with a found one, `text[start:end]`.

        Blanks do not count. A labelled quote that stands nowhere in the text (a page number was
        left out of it) has to share half of the shorter quote in one piece.
        """
        wanted = bare(labelled)
        if not wanted:
            return False
        a, b = self._offsets[start], self._offsets[end]
        at = self._bare.find(wanted)
        if at < 0:
            return _share_half(wanted, bare(found))
        while at >= 0:
            if at < b and a < at + len(wanted):
                return True
            at = self._bare.find(wanted, at + 1)
        return False


def same_measure(value: str, unit: str, found: FoundQuantity) -> bool:
    """Tell whether a labelled value and unit are the same quantity as a found one.

    Numbers are compared as numbers. A found unit may keep 万 or 亿 with the number resolved or not.
    """
    wanted = measure_of(value, unit)
    if wanted is None or wanted.unit != unit_name(found.unit):
        return False
    as_written = measure_of(found.value, found.unit)
    resolved = (found.number, found.upper)
    written = (as_written.number, as_written.upper) if as_written else resolved
    return any(_close(wanted.number, n) and _close(wanted.upper, u) for n, u in (resolved, written))


def same_amount(labelled: str | None, found: str | None, quantity: FoundQuantity | None) -> bool:
    """Tell whether two amounts share a number with its unit, or neither has one."""
    wanted = amounts_in(labelled)
    written = found
    if written is None and quantity is not None:
        written = f"{quantity.value}{quantity.unit}"
    given = amounts_in(written)
    if not wanted:
        return not given
    return any(_close(n, m) and u == v for n, u in wanted for m, v in given)


def _share_half(one: str, other: str) -> bool:
    block = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return block.size > 0 and block.size >= LEAST_COMMON_SHARE * min(len(one), len(other))


def _close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= 1e-9 * max(1.0, abs(one))
