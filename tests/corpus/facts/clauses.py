"""Clauses made by hand, so that tests of facts need no parser."""

from corpus.models import Clause, ClauseKind


def clause(
    text: str,
    start: int = 0,
    end: int | None = None,
    *,
    id: str = "c",
    parent_id: str | None = None,
    position: int = 0,
    level: int = 6,
    kind: ClauseKind = ClauseKind.CLAUSE,
    number: str = "",
    subtree_end: int | None = None,
) -> Clause:
    """Return a clause that spans `text[start:end]`; its body begins behind its number."""
    end = len(text) if end is None else end
    return Clause(
        id=id,
        parent_id=parent_id,
        position=position,
        level=level,
        kind=kind,
        number=number,
        heading=None,
        label=number,
        path=(),
        start=start,
        end=end,
        body_start=start + len(number),
        subtree_end=subtree_end or end,
    )
