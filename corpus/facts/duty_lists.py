"""Duties listed below a sentence: 市规划资源局履行下列职责：（一）…；（二）….

Each item is a task of its own and belongs to its clause; the words that say whose it is stand in
the clause above, which is the source. Such a row is stated, not inherited: the sentence speaks of
exactly these items.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from corpus.facts.assignments import Assignment, Part, PlacedAssignment, words_between
from corpus.facts.models import Role
from corpus.facts.sentences import Words
from corpus.facts.unit_phrases import is_unit
from corpus.facts.unit_spans import units_before
from corpus.models import Clause, ClauseKind

FOLLOWING = r"(?:以下|下列|如下)"
DUTY = r"(?:职责|职能|任务|工作|事项)"
DUTIES = rf"[^，,。；;：:\n]{{0,10}}?{DUTY}"
# 履行下列职责：, 负责以下工作：, 的主要职责是：; not 履行下列手续：
LIST_OPENS = re.compile(
    rf"(?:(?:履行|承担|负责(?:办理|组织|做好|开展)?){FOLLOWING}{DUTIES}"
    rf"|的?(?:主要|具体|工作|基本)*(?:职责|职能|任务)(?:分工)?(?:[是为有]|如下|包括)*(?:以下)?)"
    r"[ \u3000]?[:：]$"
)
COLONS = ("：", ":")
SENTENCE_BEFORE = re.compile(r"[。；;！？\n\t]")
ITEMS = frozenset({ClauseKind.CLAUSE, ClauseKind.ITEM})
AROUND_ITEM = " \n\t\u3000。；;，,"
LONGEST_OPENING = 300  # characters that name who has the duties


def duty_lists(
    text: str, clauses: Sequence[Clause], by_id: Mapping[str, Clause]
) -> Iterator[PlacedAssignment]:
    """Yield the assignment of every item of the lists of duties in a document.

    `assignment.quote` stands in the clause `source`, its task in `clause`.
    """
    openings: dict[str, tuple[Words, tuple[Part, ...]]] = {}
    for clause in clauses:
        last = clause.end
        while last > clause.body_start and text[last - 1].isspace():
            last -= 1
        if text[last - 1 : last] in COLONS and (opening := _opening(text, clause, last)):
            openings[clause.id] = opening
    for clause in clauses if openings else ():
        if clause.kind not in ITEMS or clause.parent_id not in openings:
            continue
        task = words_between(text, clause.body_start, clause.end, AROUND_ITEM)
        quote, parts = openings[clause.parent_id]
        if task.text:
            yield PlacedAssignment(
                Assignment(quote, quote, task, parts), clause, by_id[clause.parent_id]
            )


def _opening(text: str, clause: Clause, end: int) -> tuple[Words, tuple[Part, ...]] | None:
    """Return the words that open a list at the end of a clause, and whose duties it holds."""
    floor = max(clause.body_start, end - LONGEST_OPENING)
    opens = LIST_OPENS.search(text[floor:end])
    if opens is None:
        return None
    words = text[floor : floor + opens.start()]
    stops = list(SENTENCE_BEFORE.finditer(words))
    first = stops[-1].end() if stops else 0
    units, start = units_before(words, first, len(words))
    if not units or not all(is_unit(unit.text) for unit in units):
        return None
    quote = words_between(text, floor + start, end, " \n\t\u3000:：")
    parts = tuple(
        Part(Role.RESPONSIBLE, Words(unit.text, floor + unit.start, floor + unit.end))
        for unit in units
    )
    return quote, parts
