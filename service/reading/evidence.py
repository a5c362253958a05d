"""From a plan to the sentences that may answer it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from corpus.facts.models import Role
from corpus.models import Clause, Document
from index.embedding.base import Vectors
from index.filters import Filters
from index.search import SearchEngine, SearchResult
from index.store import Snapshot
from service.planning import AskedValue, Intent, QuestionPlan
from service.reading.candidates import Candidate, FoundClause, parts_in
from service.reading.clauses import clauses_found, said_in_the_body
from service.reading.constraints import (
    clause_meets,
    of_documents_that_name_it,
    sentence_meets,
)
from service.reading.features import Features, features_of
from service.reading.scope import Scope
from service.reading.values import MAY_ANSWER
from service.reading.weights import Weights

CLAUSES_READ = 12
ROLE_ASKED = {Intent.WHO_LEADS: Role.LEAD, Intent.WHO_SUPPORTS: Role.SUPPORT}
DATES = (AskedValue.DATE, AskedValue.CALENDAR_DATE)
VECTORS_KEPT = 20_000  # of sentences; 2 kB each of 512 dimensions


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found for a plan: clauses, and the candidates that meet its constraints.

    `features` are [candidates, features] in the order of `candidates`.
    """

    result: SearchResult
    candidates: tuple[Candidate, ...]
    features: Features
    weights: Weights


class EvidenceFinder:
    """Searches an engine's corpus and reads what it found."""

    def __init__(self, engine: SearchEngine) -> None:
        self._engine = engine
        self._vectors: dict[str, Vectors] = {}

    def evidence_for(
        self, plan: QuestionPlan, scope: Scope, snapshot: Snapshot, filters: Filters
    ) -> Evidence:
        """Search the documents of the scope and read what was found for a plan."""
        everything = len(scope.documents) == len(snapshot.headers())
        narrowed = filters
        if not everything:
            ids = tuple(document.id for document in scope.documents)
            narrowed = replace(filters, documents=ids)
        result = self._engine.search(self._query(plan), CLAUSES_READ, narrowed)
        weights = Weights.of(plan, self._engine.idf)
        candidates = tuple(
            candidate
            for found in of_documents_that_name_it(
                plan, list(_found_clauses(plan, result, snapshot))
            )
            if clause_meets(plan, found)
            for candidate in _candidates(plan, scope, found, weights)
        )
        features = features_of(
            plan, candidates, weights, self._embedded, partial(_assignment_grade, plan)
        )
        return Evidence(result, candidates, features, weights)

    def _query(self, plan: QuestionPlan) -> str:
        """Return what to search for: topics, official words for what the corpus never says."""
        unheard = [own for own in plan.wordings if not self._engine.occurs(own.written)]
        official = [word for wording in unheard for word in wording.official[:2]]
        return " ".join([plan.search_text or plan.question, plan.context, *official])

    def _embedded(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of texts, [texts, dimensions]; those of sentences are kept."""
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if len(self._vectors) + len(new) > VECTORS_KEPT:
            self._vectors = {}
            new = list(dict.fromkeys(texts))
        if new:
            vectors = self._engine.embedder.embed_passages(new)
            self._vectors |= dict(zip(new, vectors, strict=True))
        kept = self._vectors
        return np.array([kept[text] for text in texts])


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
        similarity = (score.dense or 0.0) if score else 0.0
        yield FoundClause(document, clause, similarity, score.score if score else 0.0)


def _candidates(
    plan: QuestionPlan, scope: Scope, found: FoundClause, weights: Weights
) -> Iterator[Candidate]:
    for place, sentence in enumerate(parts_in(found.document, found.clause)):
        if sentence_meets(plan, scope, sentence):
            yield Candidate(found, sentence, place == 0, weights.met_by(sentence.text))


def _assignment_grade(plan: QuestionPlan, candidate: Candidate) -> float:
    """Return how far, 0 to 1, the assignment that applies to a candidate holds the value asked for.

    Who is merely responsible leads where nobody is said to lead.
    """
    rows = candidate.assignments
    if plan.asks_who:
        wanted = plan.claimed_role or ROLE_ASKED.get(plan.intent)
        if wanted in (None, Role.RESPONSIBLE) or any(row.role == wanted for row in rows):
            return float(bool(rows))
        return MAY_ANSWER if rows else 0.0
    return float(plan.asked_value in DATES and any(row.deadline for row in rows))
