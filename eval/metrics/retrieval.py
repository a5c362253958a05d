"""Whether the search found what answers, by `ir_measures` over judgements made from questions."""

from collections.abc import Iterable

import ir_measures
from ir_measures import RR, R, nDCG

from eval.metrics.overlap import LEAST_OVERLAP, shared_characters
from eval.metrics.texts import compact
from eval.question_sets import Question
from eval.running.results import Result, Retrieved

MEASURES = {"recall_at_5": R @ 5, "recall_at_10": R @ 10, "mrr": RR, "ndcg_at_10": nDCG @ 10}


def retrieval_scores(results: Iterable[Result]) -> list[dict[str, float] | None]:
    """Return each result's measures (names of MEASURES), None where nothing is judged.

    A question is judged by `relevant`: the first clause of each document by its external id. Where
    it has none, by `evidence`: each group is one relevant item of grade 1, found by the first
    clause that holds half of one of its quotes; a clause that holds several takes as many places,
    one that holds only what was found before or nothing takes one.
    """
    listed = list(results)
    judged = {str(place): one for place, one in enumerate(listed) if relevant_grades(one.question)}
    qrels = [
        ir_measures.Qrel(query, item, grade)
        for query, one in judged.items()
        for item, grade in relevant_grades(one.question).items()
    ]
    run = [
        ir_measures.ScoredDoc(query, item, -float(place))
        for query, one in judged.items()
        for place, item in enumerate(ranked_items(one))
    ]
    scores: dict[str, dict[str, float]] = {query: {} for query in judged}
    names = {measure: name for name, measure in MEASURES.items()}
    if judged:
        for metric in ir_measures.iter_calc(list(MEASURES.values()), qrels, run):
            scores[metric.query_id][names[metric.measure]] = float(metric.value)
    return [scores.get(str(place)) for place in range(len(listed))]


def relevant_grades(question: Question) -> dict[str, int]:
    """Return the items that should be found with their grades, none where nothing is judged."""
    if question.relevant:
        return {f"document {name}": grade for name, grade in question.relevant.items()}
    return {f"evidence {place}": 1 for place in range(len(question.evidence))}


def ranked_items(result: Result) -> list[str]:
    """Return what was found in the terms of `relevant_grades`, each item once, best first."""
    by_document = bool(result.question.relevant)
    items: list[str] = []
    for place, clause in enumerate(result.retrieved):
        if by_document and clause.external_id is not None:
            named = [f"document {clause.external_id}"]
        else:
            held = [] if by_document else _held_groups(clause, result.question)
            named = [item for item in held if item not in items] or [f"other {place}"]
        items += [item for item in named if item not in items]
    return items


def _held_groups(clause: Retrieved, question: Question) -> list[str]:
    return [
        f"evidence {place}"
        for place, group in enumerate(question.evidence)
        if any(
            span.document == clause.document and _holds_half(clause.clause, span.quote)
            for span in group
        )
    ]


def _holds_half(clause: str, quote: str) -> bool:
    return shared_characters(clause, quote) >= LEAST_OVERLAP * len(compact(quote))
