"""Rules that add units to other tasks: 以下各项任务责任单位均包括各区政府，不再单列."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.facts.assignments import ROLES, Part, words_between
from corpus.facts.sentences import Words
from corpus.facts.unit_lists import split_units
from corpus.facts.unit_phrases import is_unit
from corpus.models import Clause, ClauseKind
from corpus.numbering import SECTION_LEVEL

TASKS = (
    r"(?:各项|各条|所有|全部|各)?(?:重点|主要|工作)?"
    r"(?:任务|工作|事项|措施|政策|条款|举措|内容)(?:分工)?中?"
)
DIRECTIONS = "以下|下列|下述|以上|上述|前述"
WHERE = f"(?P<where>{DIRECTIONS})"
BODY = r"(?:责任)?(?:单位|部门|主体)"
NOT_LISTED = (
    r"(?:[，,；;]?[ \n]?(?:以下)?(?:均?不再|不)(?:一一|逐一|重复|另行|分别|单独)?"
    r"(?:单列|另列|列出|列明|重复|赘述|列示|标注|注明|列))"
)
UNITS = r"(?P<units>[^，。；;\n]+?)"
ROLE_WORDS = f"(?:{'|'.join(ROLES)})"
ROLE = rf"(?P<role>{'|'.join(ROLES)})"
# Each adds units to the tasks behind or before it
RULES = (
    # 以下各项任务责任单位均包括各县区人民政府、功能板块管委会，不再单列
    re.compile(
        rf"{WHERE}{TASKS}?的?{ROLE}{BODY}均(?:包括|包含|含|涉及|为|有)"
        rf"(?P<units>[^，。；]+?){NOT_LISTED}"
    ),
    # 以下任务均由各区政府配合
    re.compile(
        rf"{WHERE}{TASKS}[，,]?[均都]由{UNITS}(?:按[\u4e00-\u9fff]{{2,12}}?(?:分工|职责))?"
        rf"(?:分别|共同|具体)?{ROLE}(?:落实|实施|组织实施)?(?=[，。；;）)\n]|$)"
    ),
    # 各区政府均为以下任务的配合单位; 各区政府为以下各项任务责任单位，不再单列
    re.compile(
        rf"(?:^|(?<=[，。；;（(\n])){UNITS}[均都]?[为是]{WHERE}{TASKS}的?{ROLE}{BODY}{NOT_LISTED}?"
    ),
    # 以下任务均需各区政府配合
    re.compile(rf"{WHERE}{TASKS}[均都](?:需要?|须|应){UNITS}{ROLE}(?=[，。；;）)\n]|$)"),
)
HINT = re.compile(rf"(?:{DIRECTIONS})(?:{TASKS}|[^，。；]{{0,4}}{ROLE_WORDS}{BODY}均)")


@dataclass(frozen=True, slots=True)
class Rule:
    """Parts that a clause adds to the tasks of its section, behind it or `backward` before it."""

    clause: Clause
    section: str
    parts: tuple[Part, ...]
    quote: Words
    backward: bool


def rules_in(text: str, clauses: Sequence[Clause], by_id: Mapping[str, Clause]) -> Iterator[Rule]:
    """Yield the rules that a document states."""
    hints = [match.start() for match in HINT.finditer(text)]
    for clause in clauses:
        first = bisect_left(hints, clause.start)
        if first < len(hints) and hints[first] < clause.end:
            yield from _rules_of(text, clause, section_of(clause, by_id))


def _rules_of(text: str, clause: Clause, section: str) -> Iterator[Rule]:
    for pattern in RULES:
        for match in pattern.finditer(text, clause.start, clause.end):
            role = ROLES[match["role"]]
            start = match.start("units")
            units = split_units(match["units"])
            if not units or not all(is_unit(unit) for unit, _ in units):
                continue
            parts = tuple(
                Part(role, Words(unit, start + at, start + at + len(unit))) for unit, at in units
            )
            quote = words_between(text, match.start(), match.end())
            backward = match["where"] in ("以上", "上述", "前述")
            yield Rule(clause, section, parts, quote, backward)


def without_rules(words: str) -> str:
    """Return words of the same length with the rules in them blanked."""
    if not HINT.search(words):
        return words
    for pattern in RULES:
        words = pattern.sub(lambda match: " " * len(match.group()), words)
    return words


def applies(rule: Rule, clause: Clause, section: str) -> bool:
    """Tell whether a rule reaches the tasks of another clause.

    It reaches those of its own level in its section, those below its clause, and all where it
    stands before the sections.
    """
    before = clause.position < rule.clause.position
    if clause.id == rule.clause.id or before != rule.backward:
        return False
    if rule.clause.kind in (ClauseKind.PREAMBLE, ClauseKind.FRONT_MATTER):
        return True
    if rule.section != section:
        return False
    return clause.level == rule.clause.level or _below(rule, clause)


def _below(rule: Rule, clause: Clause) -> bool:
    return rule.clause.start < clause.start < rule.clause.subtree_end


def section_of(clause: Clause, by_id: Mapping[str, Clause]) -> str:
    """Return the id of the outermost numbered ancestor (一、), or of the clause itself."""
    while clause.parent_id is not None and clause.level > SECTION_LEVEL:
        clause = by_id[clause.parent_id]
    return clause.id


def reached(rules: Sequence[Rule], clause: Clause, section: str) -> Iterator[Rule]:
    """Yield the rules that reach a clause's tasks."""
    for rule in rules:
        if applies(rule, clause, section):
            yield rule
