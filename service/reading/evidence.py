"""From a plan to the sentences that may answer it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from corpus.facts.models import Responsibility
from corpus.models import Clause, Document
from index.filters import Filters
from index.search import SearchEngine, SearchResult
from index.store import Snapshot
from service.planning import AskedValue, QuestionPlan
from service.reading.candidates import (
    Candidate,
    Features,
    FoundClause,
    candidates_in,
    features_of,
)
from service.reading.clauses import clauses_found, said_in_the_body
from service.reading.scope import Scope, meets_years, names_all, names_units
from service.reading.sentences import titles_of
from service.reading.weights import Weights

CLAUSES_READ = 40
DATES = (AskedValue.DATE, AskedValue.CALENDAR_DATE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found for a plan: clauses, and the candidates that meet its constraints.

    `features` are [candidates, features] in the order of `candidates`.
    """

    result: SearchResult
    clauses: tuple[FoundClause, ...]
    candidates: tuple[Candidate, ...]
    features: Features
    weights: Weights


def evidence_for(
    plan: QuestionPlan, scope: Scope, snapshot: Snapshot, engine: SearchEngine, filters: Filters
) -> Evidence:
    """Search the documents of the scope and read what was found for a plan."""
    everything = len(scope.documents) == len(snapshot.headers())
    ids = tuple(document.id for document in scope.documents)
    narrowed = filters if everything else replace(filters, documents=ids)
    result = engine.search(_query(plan, engine), CLAUSES_READ, narrowed)
    weights = Weights.of(plan, engine.idf)
    clauses = tuple(_found_clauses(plan, result, snapshot))
    grouped = [
        [candidate for candidate in candidates if _meets(plan, scope, candidate)]
        for candidates in candidates_in(clauses, weights)
    ]
    features = features_of(
        plan,
        clauses,
        grouped,
        weights,
        engine.embedder.embed_passages,
        partial(_assignment_says, plan),
    )
    flat = tuple(candidate for candidates in grouped for candidate in candidates)
    return Evidence(result, clauses, flat, features, weights)


def _query(plan: QuestionPlan, engine: SearchEngine) -> str:
    """Return what to search for: the topics, and official words for what the corpus never says."""
    unheard = [wording for wording in plan.wordings if not engine.occurs(wording.written)]
    official = [word for wording in unheard for word in wording.official[:2]]
    return " ".join([plan.search_text or plan.question, plan.context, *official])


def _found_clauses(
    plan: QuestionPlan, result: SearchResult, snapshot: Snapshot
) -> Iterator[FoundClause]:
    found = list(clauses_found(result, snapshot))
    scores = {clause.id: hit.score for hit, _, clause in found}
    clauses: Iterable[tuple[Document, Clause]] = ((doc, clause) for _, doc, clause in found)
    if not plan.asks_who:  # the rows of a table say who, the body what
        clauses = said_in_the_body(clauses)
    for document, clause in clauses:
        score = scores.get(clause.id)
        yield FoundClause(
            document,
            clause,
            (score.dense or 0.0) if score else 0.0,
            score.score if score else 0.0,
        )


def _meets(plan: QuestionPlan, scope: Scope, candidate: Candidate) -> bool:
    document = candidate.sentence.document
    words = candidate.sentence.text
    clause = candidate.clause
    before = document.text[clause.start : candidate.sentence.start]
    lead = " ".join([*clause.path, clause.heading or "", before])
    if not meets_years(words, plan.years, document, lead):
        return False
    if plan.units and not plan.asks_who:
        if not names_units(document.text[clause.start : clause.end], plan.units, document):
            return False
    return names_all(words, scope.must_name) or names_all(
        " ".join([words, titles_of(document)]), scope.must_name
    )


def _assignment_says(plan: QuestionPlan, candidate: Candidate) -> bool:
    """Tell whether the assignment that applies to a candidate holds the value asked for."""
    rows = assignments_of(candidate)
    if plan.asks_who:
        return bool(rows)
    return plan.asked_value in DATES and any(row.deadline for row in rows)


def assignments_of(candidate: Candidate) -> list[Responsibility]:
    """Return the responsibilities whose task a candidate is part of."""
    start = candidate.sentence.start
    return [
        row
        for row in candidate.sentence.document.responsibilities
        if row.clause_id == candidate.clause.id and row.task_start <= start < row.task_end
    ]
