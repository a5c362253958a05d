"""Answers who leads, supports or is responsible, and what a unit has to do, from the facts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.facts.models import Responsibility, Role
from corpus.models import Clause, Document
from corpus.names.units import unit_matches
from service.answering.evidence import (
    ClauseReader,
    Sentence,
    Weights,
    sentences_of,
    shortest_part,
    titles_of,
)
from service.answering.finding import Draft, Finding, Quote, clause_by_id, heading_quote
from service.answering.scope import meets_years, names_all
from service.answering.verification import NUMBER
from service.answering.wording import assignment_text, inherited_text
from service.planning import Intent, QuestionPlan

FIRST_PHRASE = re.compile(r"[^，,。；;：:\s][^，,。；;\n\t]*")
NEARLY_AS_GOOD = 0.97  # of the best task's coverage: named beside it
MOST_TASKS = 3
# A question about a unit's duties may name a topic or a document too: only its tasks are meant
LEAST_TOPIC_COVERAGE = 0.4
ON_THE_TOPIC = 0.8
DOCUMENT_IS_NAMED = 0.5
ROLES_FOR_INTENT = {
    Intent.WHO_LEADS: {Role.LEAD, Role.RESPONSIBLE},
    Intent.WHO_SUPPORTS: {Role.SUPPORT},
    Intent.WHO_IS_RESPONSIBLE: {Role.LEAD, Role.RESPONSIBLE},
}


@dataclass(frozen=True, slots=True)
class Task:
    """One task with every unit's part in it."""

    document: Document
    clause: Clause
    rows: tuple[Responsibility, ...]
    coverage: float
    is_alone: bool  # whether the clause holds no other task

    @property
    def words(self) -> str:
        """The words that the assignment applies to."""
        return self.rows[0].task


def who_does(
    plan: QuestionPlan,
    clauses: Sequence[tuple[Document, Clause]],
    weights: Weights,
    must_name: Sequence[tuple[str, ...]],
) -> Finding | None:
    """Return who leads, supports or answers for the task that the question names."""
    roles = ROLES_FOR_INTENT[plan.intent]
    tasks = [
        task
        for document, clause in clauses
        for task in _tasks_of(document, clause, weights)
        if any(row.role in roles for row in task.rows)
        and names_all(task.words, must_name)
        and meets_years(task.words, plan.years, document)
        and _units_take_part(plan.units, task)
    ]
    if not tasks:
        return None
    best = max(task.coverage for task in tasks)
    chosen = [task for task in tasks if task.coverage >= NEARLY_AS_GOOD * best]
    led = [task for task in chosen if any(row.role is Role.LEAD for row in task.rows)]
    if plan.intent is Intent.WHO_LEADS and led:
        chosen = led  # who is merely responsible leads only where nobody is said to lead
    chosen = sorted(chosen, key=lambda task: -task.coverage)[:MOST_TASKS]
    drafts = [draft for task in chosen for draft in _drafts_of(task, weights, plan.language)]
    rows = tuple((task.document, row) for task in chosen for row in task.rows)
    return Finding(tuple(drafts), best, rows)


def duties_of(
    plan: QuestionPlan, documents: Iterable[Document], weights: Weights
) -> Finding | None:
    """Return every task of the units named, in the order of the documents, with its clause."""
    roles = {Role(plan.asked_role)} if plan.asked_role else set(Role)
    owned = [
        (task, rows)
        for document in documents
        for clause in document.clauses
        for task in _tasks_of(document, clause, weights)
        if meets_years(task.words, plan.years, document)
        and (rows := _rows_of_units(task, plan.units, roles))
    ]
    if not owned:
        return None
    if plan.topics:
        best = max(task.coverage for task, _ in owned)
        if best < LEAST_TOPIC_COVERAGE:
            return None
        owned = [
            (task, rows)
            for task, rows in owned
            if task.coverage >= ON_THE_TOPIC * best or _names_document(weights, task.document)
        ]
    drafts = [draft for task, _ in owned for draft in _drafts_of(task, weights, plan.language)[:1]]
    found = tuple((task.document, row) for task, rows in owned for row in rows)
    return Finding(tuple(drafts), 1.0, found)


def _names_document(weights: Weights, document: Document) -> bool:
    """Tell whether the topic is the document itself: then all its tasks are meant."""
    return weights.share_in(titles_of(document)) >= DOCUMENT_IS_NAMED


def _tasks_of(document: Document, clause: Clause, weights: Weights) -> Iterator[Task]:
    own = [row for row in document.responsibilities if row.clause_id == clause.id]
    if not own:
        return
    starts = dict.fromkeys(row.task_start for row in own)
    # One of several tasks of a clause is judged by its own words: the others are not its topic
    is_alone = len(starts) == 1
    reader = ClauseReader(document, clause, weights, rest_counts=is_alone)
    for start in starts:
        rows = tuple(row for row in own if row.task_start == start)
        yield Task(document, clause, rows, reader.coverage(rows[0].task), is_alone)


def _units_take_part(units: Sequence[str], task: Task) -> bool:
    region = task.document.region
    return all(any(unit_matches(unit, row.unit, region) for row in task.rows) for unit in units)


def _rows_of_units(task: Task, units: Sequence[str], roles: set[Role]) -> list[Responsibility]:
    region = task.document.region
    return [
        row
        for row in task.rows
        if row.role in roles and any(unit_matches(unit, row.unit, region) for unit in units)
    ]


def _drafts_of(task: Task, weights: Weights, language: str) -> list[Draft]:
    stated = [row for row in task.rows if not row.inherited]
    subject, quotes = _subject(task, weights)
    assignment = stated[0]
    units = _units_by_role(stated)
    # Of a list of duties the clause above says whose they are
    said_in = clause_by_id(task.document, assignment.source_clause_id) or task.clause
    quote = Quote(
        task.document, said_in, assignment.quote_start, assignment.quote_end, task.coverage
    )
    text = assignment_text(task.document, subject, units, language)
    drafts = [Draft(text, (quote, *quotes), tuple(u for row in units.values() for u in row))]
    inherited = [row for row in task.rows if row.inherited]
    source = clause_by_id(task.document, inherited[0].source_clause_id) if inherited else None
    if source is not None:
        rule = Quote(
            task.document, source, inherited[0].quote_start, inherited[0].quote_end, task.coverage
        )
        names = [row.unit for row in inherited]
        text = inherited_text(task.document, inherited[0].role, names, language)
        drafts.append(Draft(text, (rule,), tuple(names)))
    return drafts


def _subject(task: Task, weights: Weights) -> tuple[str, list[Quote]]:
    """Return how the task is named, and what else must be quoted for it.

    The clause's heading names it; where a clause holds several tasks, the sentence of the task
    that the question is about is added.
    """
    heading = task.clause.heading or ""
    if heading and task.is_alone:
        has_number = NUMBER.search(heading)
        quoted = heading_quote(task.document, task.clause, task.coverage)
        return f"“{heading}”", [quoted] if has_number else []
    reader = ClauseReader(task.document, task.clause, weights, rest_counts=False)
    sentence = _best_sentence(task, reader)
    if sentence is None and heading:
        return f"“{heading}”", []
    part = shortest_part(sentence, reader) if sentence else _first_phrase(task)
    quote = Quote(task.document, task.clause, part.start, part.end, task.coverage)
    return f"“{part.text.rstrip('。；，')}”", [quote]


def _best_sentence(task: Task, reader: ClauseReader) -> Sentence | None:
    inside = [
        sentence
        for sentence in sentences_of(task.document, task.clause)
        if task.rows[0].task_start <= sentence.start < task.rows[0].task_end
        and not sentence.is_heading
    ]
    return max(inside, key=lambda sentence: reader.coverage(sentence.text), default=None)


def _first_phrase(task: Task) -> Sentence:
    """Return the first phrase of a task that begins within a sentence: 由X牵头|制定方案，并…."""
    row = task.rows[0]
    phrase = FIRST_PHRASE.search(task.words)
    start, end = phrase.span() if phrase else (0, len(task.words))
    start, end = row.task_start + start, row.task_start + end
    return Sentence(task.document, task.clause, start, end)


def _units_by_role(rows: Sequence[Responsibility]) -> dict[Role, list[str]]:
    grouped: dict[Role, list[str]] = {}
    for row in rows:
        grouped.setdefault(row.role, []).append(row.unit)
    return grouped
