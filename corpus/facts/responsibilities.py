"""Who does what: units bound to tasks by （牵头单位：…，配合单位：…） and （责任单位：…）."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.facts.models import Responsibility, Role
from corpus.models import Clause
from corpus.names.regions import Region
from corpus.names.units import full_unit_name
from corpus.numbering import SECTION_LEVEL

ROLES = {
    "牵头": Role.LEAD,
    "主办": Role.LEAD,
    "配合": Role.SUPPORT,
    "参与": Role.SUPPORT,
    "参加": Role.SUPPORT,
    "协办": Role.SUPPORT,
    "责任": Role.RESPONSIBLE,
    "承办": Role.RESPONSIBLE,
}
ROLE_LABEL = re.compile(rf"({'|'.join(ROLES)})(?:单位|部门)\s?[:：]")  # 牵头单位：
ASSIGNMENT_START = re.compile(rf"[（(](?={ROLE_LABEL.pattern})")  # （责任单位：
# 以下各项任务责任单位均包括各县区人民政府、功能板块管委会，不再单列
RULE_FOR_LATER_TASKS = re.compile(
    rf"以下(?:各项|各条|所有)?(?:任务|工作|事项|措施)?的?({'|'.join(ROLES)})(?:单位|部门)"
    r"均(?:包括|包含|含)([^，。；]+?)[，,；]?\s?(?:不再|不)(?:单列|另列|列出|一一列出|逐一列出|重复)"
)
UNIT_SEPARATOR = re.compile(r"[、，,；;]\s?")
# "等" closes a list, and may name the class of its members: 市交通控股集团等建设平台
LIST_TAIL = re.compile(r"(?<![高同平])等(?![级学院])(?:(?:相关|有关)?(?:单位|部门)$)?")
NEXT_NUMBER = re.compile(r"\d{1,2}[.．、](?!\d)")  # …市住建委2.搭建平台
BEFORE_TASK = " \n\t。；;，,、"


@dataclass(frozen=True, slots=True)
class _Words:
    """Some words with their place in the document's text."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class _Rule:
    """Units that a clause adds to every later task of its level in its section."""

    clause: Clause
    section: str
    role: Role
    units: tuple[_Words, ...]
    quote: _Words


def responsibilities_in(
    text: str, clauses: Sequence[Clause], region: Region | None
) -> tuple[Responsibility, ...]:
    """Return every unit's part in every task of a document, in reading order."""
    by_id = {clause.id: clause for clause in clauses}
    rules: list[_Rule] = []
    found: list[Responsibility] = []
    for clause in clauses:
        section = _section_of(clause, by_id)
        own = list(_stated_in(clause, text, region))
        found += own
        for rule in rules:
            if own and rule.clause.level == clause.level and rule.section == section:
                found += _inherited(rule, own, region)
        rules += _rules_in(clause, section, text)
    return tuple(found)


def split_units(words: str) -> list[tuple[str, int]]:
    """Return the units of a list with their offsets in it.

    `市住建局、市城建控股集团等建设平台` → 市住建局, 市城建控股集团, 建设平台.
    """
    found: list[tuple[str, int]] = []
    start = 0
    for separator in [*UNIT_SEPARATOR.finditer(words), None]:
        end = separator.start() if separator else len(words)
        found += _without_tail(words[start:end], start)
        start = separator.end() if separator else end
    return found


def _without_tail(item: str, offset: int) -> list[tuple[str, int]]:
    parts, position = [], 0
    for tail in LIST_TAIL.finditer(item):
        parts.append((item[position : tail.start()], position))
        position = tail.end()
    parts.append((item[position:], position))
    stripped = [
        (part.strip(), offset + start + len(part) - len(part.lstrip())) for part, start in parts
    ]
    return [(part, start) for part, start in stripped if part]


def _stated_in(clause: Clause, text: str, region: Region | None) -> Iterator[Responsibility]:
    task_start = clause.body_start
    for quote in _assignments(text, clause):
        task = _stripped(text, task_start, quote.start - 1)
        task_start = quote.end + 1
        named: set[tuple[Role, str]] = set()
        for role, units in _groups(quote):
            for unit in units:
                if (role, unit.text) not in named:
                    named.add((role, unit.text))
                    yield _responsibility(clause, task, role, unit, region, clause.id, quote, False)


def _assignments(text: str, clause: Clause) -> Iterator[_Words]:
    """Yield the words inside each assignment's brackets; brackets inside them may nest."""
    position = clause.start
    while match := ASSIGNMENT_START.search(text, position, clause.end):
        end = _bracket_end(text, match.end(), clause.end)
        yield _Words(text[match.end() : end], match.end())
        position = end


def _bracket_end(text: str, start: int, limit: int) -> int:
    """Return where the brackets opened before `start` close.

    Some are never closed in the source: then the assignment ends with its sentence, or where
    the next number begins.
    """
    depth = 1
    for position in range(start, limit):
        depth += (text[position] in "（(") - (text[position] in "）)")
        if not depth:
            return position
        if text[position] in "。\n":
            limit = position
            break
    number = NEXT_NUMBER.search(text, start, limit)
    return number.start() if number else limit


def _groups(assignment: _Words) -> Iterator[tuple[Role, list[_Words]]]:
    listed = RULE_FOR_LATER_TASKS.sub(lambda m: " " * len(m.group()), assignment.text)
    labels = list(ROLE_LABEL.finditer(listed))
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        end = following.start() if following else len(listed)
        units = split_units(listed[label.end() : end])
        base = assignment.start + label.end()
        yield ROLES[label.group(1)], [_Words(unit, base + offset) for unit, offset in units]


def _rules_in(clause: Clause, section: str, text: str) -> Iterator[_Rule]:
    for match in RULE_FOR_LATER_TASKS.finditer(text, clause.start, clause.end):
        units = [_Words(u, match.start(2) + offset) for u, offset in split_units(match.group(2))]
        quote = _Words(match.group(), match.start())
        yield _Rule(clause, section, ROLES[match.group(1)], tuple(units), quote)


def _inherited(
    rule: _Rule, own: Sequence[Responsibility], region: Region | None
) -> Iterator[Responsibility]:
    last = own[-1]
    task = _Words(last.task, last.task_start)
    for unit in rule.units:
        if any((row.role, row.unit) == (rule.role, unit.text) for row in own):
            continue
        yield _responsibility(last, task, rule.role, unit, region, rule.clause.id, rule.quote, True)


def _responsibility(
    owner: Clause | Responsibility,
    task: _Words,
    role: Role,
    unit: _Words,
    region: Region | None,
    source_clause_id: str,
    quote: _Words,
    inherited: bool,
) -> Responsibility:
    clause_id = owner.clause_id if isinstance(owner, Responsibility) else owner.id
    key = f"{clause_id}|{task.start}|{role}|{unit.text}"
    return Responsibility(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        clause_id=clause_id,
        task=task.text,
        task_start=task.start,
        task_end=task.end,
        role=role,
        unit=unit.text,
        unit_full=full_unit_name(unit.text, region),
        inherited=inherited,
        source_clause_id=source_clause_id,
        quote=quote.text,
        quote_start=quote.start,
        quote_end=quote.end,
    )


def _stripped(text: str, start: int, end: int) -> _Words:
    words = text[start:end]
    start += len(words) - len(words.lstrip(BEFORE_TASK))
    return _Words(words.strip(BEFORE_TASK), start)


def _section_of(clause: Clause, by_id: dict[str, Clause]) -> str:
    """Return the id of the outermost numbered ancestor (一、), or of the clause itself."""
    while clause.parent_id is not None and clause.level > SECTION_LEVEL:
        clause = by_id[clause.parent_id]
    return clause.id
