"""The tree of an outline while it is built, and parents for items whose heading is missing."""

from collections import Counter
from dataclasses import dataclass, field

from corpus.models import ClauseKind


@dataclass
class OutlineNode:
    """A clause while the tree is being built; offsets are characters of the text."""

    level: int
    kind: ClauseKind
    ordinal: int
    number: str
    heading: str | None
    start: int
    end: int
    body_start: int
    children: list["OutlineNode"] = field(default_factory=list)


def group_headless(parent: OutlineNode) -> None:
    """Put items whose heading is missing from the text under an unnamed parent of their own.

    Two signs: the numbers start again at 1 among siblings (1 2 3 | 1 2), or items stand beside a
    sibling of an outer level whose own number is not the first (1. 2. | （二）).
    """
    for child in parent.children:
        group_headless(child)
    marked = [child for child in parent.children if child.kind is ClauseKind.CLAUSE]
    outer = min((child.level for child in marked), default=0)
    first_outer = next((child for child in marked if child.level == outer), None)
    runs = _runs_of_siblings(parent.children)
    restarts = Counter(run[0].level for run in runs)
    grouped: list[OutlineNode] = []
    for run in runs:
        head = run[0]
        misplaced = (
            first_outer is not None and head.level > outer and first_outer.ordinal > 1
        ) or restarts[head.level] > 1
        if head.kind is ClauseKind.CLAUSE and misplaced:
            grouped.append(_unnamed_parent(head.level - 1, run))
        else:
            grouped.extend(run)
    parent.children = grouped


def _runs_of_siblings(children: list[OutlineNode]) -> list[list[OutlineNode]]:
    """Split siblings where the level changes or the numbering starts again."""
    runs: list[list[OutlineNode]] = []
    for child in children:
        previous = runs[-1][-1] if runs else None
        if (
            previous is not None
            and (previous.kind, previous.level) == (child.kind, child.level)
            and (child.ordinal > previous.ordinal or child.kind is not ClauseKind.CLAUSE)
        ):
            runs[-1].append(child)
        else:
            runs.append([child])
    return runs


def _unnamed_parent(level: int, children: list[OutlineNode]) -> OutlineNode:
    start = children[0].start
    return OutlineNode(
        level, ClauseKind.GROUP, 0, "", None, start, start, start, children=list(children)
    )
