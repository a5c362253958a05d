"""Who does what: units bound to tasks in brackets, sentences, lists, tables, and by rules."""

import hashlib
from collections.abc import Iterator, Sequence

from corpus.facts.assignments import Assignment, PlacedAssignment
from corpus.facts.bracketed_assignments import FIRST_LEADS, bracketed_assignments
from corpus.facts.duty_lists import duty_lists
from corpus.facts.inheritance import Rule, reached, rules_in, section_of
from corpus.facts.models import Responsibility
from corpus.facts.prose_assignments import prose_assignments
from corpus.facts.sentences import Words
from corpus.facts.table_assignments import rows_with_units, table_assignments
from corpus.facts.unit_lists import split_units
from corpus.models import Clause, ClauseKind
from corpus.names.regions import Region
from corpus.names.units import full_unit_name
from corpus.tables.models import Table

__all__ = ["responsibilities_in", "split_units"]

WITHOUT_SENTENCES = frozenset({ClauseKind.TABLE, ClauseKind.FRONT_MATTER, ClauseKind.BACK_MATTER})


def responsibilities_in(
    text: str, clauses: Sequence[Clause], region: Region | None, tables: Sequence[Table] = ()
) -> tuple[Responsibility, ...]:
    """Return every unit's part in every task of a document, in reading order."""
    by_id = {clause.id: clause for clause in clauses}
    in_tables = table_assignments(text, clauses, tables)
    read_as_rows = rows_with_units(clauses, in_tables)
    rules = list(rules_in(text, clauses, by_id))
    listed = list(duty_lists(text, clauses, by_id))
    opening = {placed.source.id: placed.assignment.source for placed in listed}
    first_leads = FIRST_LEADS.search(text)
    found: dict[str, Responsibility] = {}
    for clause in clauses:
        if clause.id in read_as_rows:
            continue
        since = first_leads is not None and clause.end > first_leads.start()
        own = list(_stated_in(clause, by_id, text, region, since, opening.get(clause.id)))
        for row in own:
            found.setdefault(row.id, row)
        if own and rules:
            for rule in reached(rules, clause, section_of(clause, by_id)):
                for row in _inherited(rule, own, region):
                    found.setdefault(row.id, row)
    for assignment in [*listed, *in_tables]:
        for row in _placed(assignment, region):
            found.setdefault(row.id, row)
    return tuple(sorted(found.values(), key=lambda row: row.task_start))


def _stated_in(
    clause: Clause,
    by_id: dict[str, Clause],
    text: str,
    region: Region | None,
    first_leads: bool,
    opening: Words | None,
) -> Iterator[Responsibility]:
    """Yield what a clause states itself; the `opening` of a list of duties is not read again."""
    own = list(bracketed_assignments(text, clause.body_start, clause.end, first_leads))
    for assignment in own:
        owner, task = _owner(clause, assignment.task, by_id, text)
        yield from _responsibilities(assignment, owner, task, clause, region)
    if clause.kind in WITHOUT_SENTENCES:
        return
    taken = [(assignment.source.start, assignment.source.end) for assignment in own]
    if opening is not None:
        taken.append((opening.start, opening.end))
    for assignment in prose_assignments(text, clause.body_start, clause.end, taken):
        yield from _responsibilities(assignment, clause, assignment.task, clause, region)


def _owner(
    clause: Clause, task: Words, by_id: dict[str, Clause], text: str
) -> tuple[Clause, Words]:
    """Return whose task it is: of 2.责任单位：… the clause above."""
    if task.text or clause.parent_id is None:
        return clause, task
    parent = by_id[clause.parent_id]
    words = text[parent.body_start : parent.end].strip()
    if not words:
        return clause, task
    start = text.index(words, parent.body_start)
    return parent, Words(words, start, start + len(words))


def _responsibilities(
    assignment: Assignment, owner: Clause, task: Words, source: Clause, region: Region | None
) -> Iterator[Responsibility]:
    for part in assignment.parts:
        yield Responsibility(
            id=_id(owner.id, task.start, part.role, part.unit.text),
            clause_id=owner.id,
            task=task.text,
            task_start=task.start,
            task_end=task.end,
            role=part.role,
            unit=part.unit.text,
            unit_full=full_unit_name(part.unit.text, region),
            inherited=False,
            source_clause_id=source.id,
            quote=assignment.quote.text,
            quote_start=assignment.quote.start,
            quote_end=assignment.quote.end,
            deadline=assignment.deadline,
        )


def _placed(placed: PlacedAssignment, region: Region | None) -> Iterator[Responsibility]:
    task = placed.assignment.task
    return _responsibilities(placed.assignment, placed.clause, task, placed.source, region)


def _inherited(
    rule: Rule, own: Sequence[Responsibility], region: Region | None
) -> Iterator[Responsibility]:
    tasks = {row.task_start: row for row in own}
    for task_start, stated in tasks.items():
        for part in rule.parts:
            if any(
                (row.role, row.unit, row.task_start) == (part.role, part.unit.text, task_start)
                for row in own
            ):
                continue
            yield Responsibility(
                id=_id(stated.clause_id, task_start, part.role, part.unit.text),
                clause_id=stated.clause_id,
                task=stated.task,
                task_start=task_start,
                task_end=stated.task_end,
                role=part.role,
                unit=part.unit.text,
                unit_full=full_unit_name(part.unit.text, region),
                inherited=True,
                source_clause_id=rule.clause.id,
                quote=rule.quote.text,
                quote_start=rule.quote.start,
                quote_end=rule.quote.end,
            )


def _id(clause_id: str, task_start: int, role: str, unit: str) -> str:
    key = f"{clause_id}|{task_start}|{role}|{unit}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]
