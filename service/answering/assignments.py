"""Answers who leads, supports or is responsible, and what a unit has to do, from the facts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.facts.models import Responsibility, Role
from corpus.models import Clause, Document
from corpus.names.units import unit_matches
from service.answering.finding import Draft, Finding, Quote, heading_quote
from service.answering.verification import NUMBER
from service.answering.wording import assignment_text, in_quotes, inherited_text, sentence_text
from service.planning import Intent, QuestionPlan
from service.reading.candidates import Candidate
from service.reading.document_view import clause_by_id, view_of
from service.reading.evidence import DATES
from service.reading.scope import meets_years
from service.reading.sentences import Sentence, sentences_of
from service.reading.weights import Weights

FIRST_PHRASE = re.compile(r"[^，,。；;：:\s][^，,。；;\n\t]*")
PHRASE = re.compile(r"([^，；。]+)[，；。]?")
PART_KEEPS = 0.93  # of the whole sentence's share: a part that says as much names the task
# A question about a unit's duties may name a topic or a document too: only its tasks are meant
LEAST_TOPIC_COVERAGE = 0.35
ON_THE_TOPIC = 0.8
LEAST_SPOKEN_OF = 0.35  # of the question's worth, in a task, its headings and titles
LEAST_TOPIC_WORTH = 0.3  # of the question's: less is no topic, but words around it
LEAST_TITLE_SHARE = 0.2  # of the question's worth, for a document to be named
NAMED_AS_WELL = 0.45  # of the share by which the best named document is
LEAST_HEADING_SHARE = 0.15  # of the question's worth, for a heading to name its task
FEW_TASKS = 3  # of a unit are told in full, more by their headings
WHOLE_TASK = 160  # characters of a task that a list of duties shows; of a longer one the first
ROLES_FOR_INTENT = {
    Intent.WHO_LEADS: {Role.LEAD, Role.RESPONSIBLE},
    Intent.WHO_SUPPORTS: {Role.SUPPORT},
    Intent.WHO_IS_RESPONSIBLE: {Role.LEAD, Role.RESPONSIBLE},
}
ROLES_FOR_CLAIM = {
    "lead": {Role.LEAD, Role.RESPONSIBLE},
    "support": {Role.SUPPORT},
    "responsible": {Role.LEAD, Role.RESPONSIBLE},
}


@dataclass(frozen=True, slots=True)
class Task:
    """One task with every unit's part in it."""

    document: Document
    clause: Clause
    rows: tuple[Responsibility, ...]
    is_alone: bool  # whether the clause holds no other task

    @property
    def words(self) -> str:
        """The words that the assignment applies to."""
        return self.rows[0].task


Owned = tuple[Task, list[Responsibility]]


def asked_roles(plan: QuestionPlan) -> set[Role]:
    """Return the roles of the units that answer."""
    if plan.claimed_role:
        return ROLES_FOR_CLAIM[plan.claimed_role]
    return ROLES_FOR_INTENT[plan.intent]


def task_of(plan: QuestionPlan, candidate: Candidate) -> Task | None:
    """Return the task that a sentence is part of, where somebody has the asked role in it."""
    covering = candidate.assignments
    if not covering:
        return None
    document, clause = candidate.document, candidate.clause
    # Of tasks within tasks the closest
    start = max(row.task_start for row in covering)
    rows = tuple(row for row in covering if row.task_start == start)
    starts = {row.task_start for row in document.responsibilities if row.clause_id == clause.id}
    task = Task(document, clause, rows, len(starts) == 1)
    wanted = asked_roles(plan)
    if not any(row.role in wanted for row in rows):
        return None
    return task if plan.claimed_role or _units_take_part(plan.units, task) else None


def who_does(task: Task, sentence: Sentence, weights: Weights, language: str) -> Finding:
    """Return who leads, supports or answers for a task; `sentence` names it in the question.

    Of a sentence that says who as well (由市交通局负责无障碍公交改造) the task's words name it.
    """
    row = task.rows[0]
    start, end = max(sentence.start, row.task_start), min(sentence.end, row.task_end)
    named = Sentence(task.document, task.clause, start, end)
    drafts = _drafts_of(task, named, weights, language)
    rows = tuple((task.document, row) for row in task.rows)
    return Finding(tuple(drafts), rows)


def deadline_of(plan: QuestionPlan, candidate: Candidate) -> Draft | None:
    """Return when the task that a sentence is part of is due, as its assignment says."""
    due = [row for row in candidate.assignments if row.deadline]
    if not due or plan.asked_value not in DATES:
        return None
    row, document = due[0], candidate.document
    clause = clause_by_id(document, row.source_clause_id) or candidate.clause
    quote = Quote(document, clause, row.quote_start, row.quote_end)
    return Draft(sentence_text(document, quote.text.strip("（）()"), plan.language), (quote,))


def duties_of(
    plan: QuestionPlan, documents: Iterable[Document], weights: Weights
) -> Finding | None:
    """Return every task of the units named, in the order of the documents, with its clause."""
    roles = {Role(plan.asked_role)} if plan.asked_role else set(Role)
    owned = [
        (task, rows)
        for document in documents
        for task in _tasks_of(document)
        if meets_years(task.words, plan.years, document)
        and (rows := _rows_of_units(task, plan.units, roles))
    ]
    if not owned:
        return None
    if weights.nouns:
        owned = _on_the_topic(owned, weights)
    if not owned:
        return None
    by_heading = len(owned) > FEW_TASKS
    drafts = [
        draft
        for task, _ in owned
        for draft in _drafts_of(task, None, weights, plan.language, by_heading)[:1]
    ]
    found = tuple((task.document, row) for task, rows in owned for row in rows)
    return Finding(tuple(drafts), found)


def _on_the_topic(owned: list[Owned], weights: Weights) -> list[Owned]:
    """Return the tasks that a question means: of the documents it names, on the topic it names.

    What stands in the titles names documents; the nouns that stand in none name a topic. Where no
    task meets the topic, and no document is named, there is none.
    """
    titles = {task.document.id: weights.met_by(view_of(task.document).titles) for task, _ in owned}
    spoken_of = max(
        weights.worth(titles[task.document.id] | weights.met_by(_topic_words(task)))
        for task, _ in owned
    )
    if spoken_of < LEAST_SPOKEN_OF:
        return []
    shares = {document_id: weights.worth(met) for document_id, met in titles.items()}
    best_title = max(shares.values())
    is_named = best_title >= LEAST_TITLE_SHARE
    if is_named:
        least = NAMED_AS_WELL * best_title
        owned = [(task, rows) for task, rows in owned if shares[task.document.id] >= least]
    of_titles = {term for met in titles.values() for term in met}
    topic = weights.of_terms(weights.nouns - of_titles)
    if not topic.total:
        return owned
    met = [topic.share_in(_topic_words(task)) for task, _ in owned]
    best = max(met)
    if best < LEAST_TOPIC_COVERAGE:
        is_topic = topic.total >= weights.total * LEAST_TOPIC_WORTH
        return [] if is_topic and not is_named else owned
    return [own for own, share in zip(owned, met, strict=True) if share >= ON_THE_TOPIC * best]


def _topic_words(task: Task) -> str:
    return " ".join([task.words, *task.clause.path, task.clause.heading or ""])


def _tasks_of(document: Document) -> Iterator[Task]:
    clauses = {clause.id: clause for clause in document.clauses}
    tasks: dict[tuple[str, int], list[Responsibility]] = {}
    for row in document.responsibilities:
        tasks.setdefault((row.clause_id, row.task_start), []).append(row)
    alone = [clause_id for clause_id, _ in tasks]
    for (clause_id, _), rows in tasks.items():
        if clause_id in clauses:
            yield Task(document, clauses[clause_id], tuple(rows), alone.count(clause_id) == 1)


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


def _drafts_of(
    task: Task,
    sentence: Sentence | None,
    weights: Weights,
    language: str,
    by_heading: bool = True,
) -> list[Draft]:
    stated = [row for row in task.rows if not row.inherited]
    subject, quotes = _subject(task, sentence, weights, by_heading)
    assignment = stated[0]
    units = _units_by_role(stated)
    # Of a list of duties the clause above says whose they are
    said_in = clause_by_id(task.document, assignment.source_clause_id) or task.clause
    quote = Quote(task.document, said_in, assignment.quote_start, assignment.quote_end)
    text = assignment_text(task.document, subject, units, language)
    drafts = [Draft(text, (quote, *quotes), tuple(u for row in units.values() for u in row))]
    inherited = [row for row in task.rows if row.inherited]
    source = clause_by_id(task.document, inherited[0].source_clause_id) if inherited else None
    if source is not None:
        rule = Quote(task.document, source, inherited[0].quote_start, inherited[0].quote_end)
        names = [row.unit for row in inherited]
        text = inherited_text(task.document, inherited[0].role, names, language)
        drafts.append(Draft(text, (rule,), tuple(names)))
    return drafts


def _subject(
    task: Task, sentence: Sentence | None, weights: Weights, by_heading: bool
) -> tuple[str, list[Quote]]:
    """Return how the task is named, and what else must be quoted for it.

    The clause's heading names it, unless it is to be told in full; where a clause holds several
    tasks, the sentence of the task that the question is about is added.
    """
    heading = task.clause.heading or ""
    names_it = sentence is None or weights.share_in(heading) >= LEAST_HEADING_SHARE
    named = [heading_quote(task.document, task.clause)] if heading else []
    if heading and task.is_alone and names_it and by_heading:
        return in_quotes(heading), named if NUMBER.search(heading) else []
    part = _shortest_part(sentence, weights) if sentence else _whole_task(task)
    quote = Quote(task.document, task.clause, part.start, part.end)
    words = part.text.rstrip("。；，")
    if by_heading or not heading or not task.is_alone or heading in words:
        return in_quotes(words), [quote]
    return f"{in_quotes(heading)}（{words}）", [quote, *named]


def _whole_task(task: Task) -> Sentence:
    """Return a task's sentences, of a very long one as many as may be shown; at least one."""
    inside = [
        sentence
        for sentence in sentences_of(task.document, task.clause)
        if task.rows[0].task_start <= sentence.start < task.rows[0].task_end
        and not sentence.is_heading
    ]
    shown = [s for s in inside if s.end - inside[0].start <= WHOLE_TASK] or inside[:1]
    if not shown:
        return _first_phrase(task)
    return Sentence(task.document, task.clause, shown[0].start, shown[-1].end)


def _shortest_part(sentence: Sentence, weights: Weights) -> Sentence:
    """Return the part of a sentence between commas that says it, if one does."""
    parts = [
        Sentence(sentence.document, sentence.clause, *match.span(1))
        for match in PHRASE.finditer(sentence.document.text, sentence.start, sentence.end)
    ]
    best = max(parts, key=lambda part: weights.share_in(part.text))
    enough = PART_KEEPS * weights.share_in(sentence.text)
    return best if weights.share_in(best.text) >= enough else sentence


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
