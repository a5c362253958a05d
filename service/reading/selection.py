"""Which sentences make the answer: the best, what it leaves open, the items that it announces."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from corpus.models import Clause, ClauseKind, Document
from service.planning import QuestionPlan
from service.reading.candidates import Candidate
from service.reading.evidence import Evidence
from service.reading.reader import Scores
from service.reading.sentences import ANNOUNCES, Sentence, sentences_of
from service.reading.values import value_grade

# Another sentence of the clause that scores nearly as well may be the one that is meant
NEARLY_AS_GOOD = 0.8
NEARLY_AS_GOOD_OF_SEVERAL = 2.0  # 职工和居民各报销百分之几
ASKS_SEVERAL = re.compile(r"各|分别|\b(?:each|respectively)\b")
FURTHER_SENTENCE_GAIN = 0.25  # of the question's worth that a further sentence must add
MOST_SENTENCES = 3
MOST_ITEMS = 20


def best_candidate(evidence: Evidence, scores: Scores) -> int:
    """Return the place of the candidate that answers best."""
    return int(np.argmax(scores))


def chosen_candidates(plan: QuestionPlan, evidence: Evidence, scores: Scores) -> list[Candidate]:
    """Return the candidates that make the answer, in the order of the text.

    The best one; of its clause those nearly as good, and those that meet a good part of the
    question that it leaves open.
    """
    best = best_candidate(evidence, scores)
    chosen = [best]
    asks_several = ASKS_SEVERAL.search(plan.question) is not None
    margin = NEARLY_AS_GOOD_OF_SEVERAL if asks_several else NEARLY_AS_GOOD
    same_clause = [
        place
        for place, candidate in enumerate(evidence.candidates)
        if _is_beside(candidate, evidence.candidates[best], asks_several)
        and place != best
        and not candidate.sentence.is_heading
        and value_grade(candidate.sentence.text, plan) > 0
    ]
    for place in sorted(same_clause, key=lambda place: -scores[place]):
        if len(chosen) >= MOST_SENTENCES:
            break
        met = {term for other in chosen for term in evidence.candidates[other].met}
        own = evidence.candidates[place].met.items()
        added = {t: s for t, s in own if t not in met and t in evidence.weights.own}
        if (
            scores[best] - scores[place] <= margin
            or evidence.weights.worth(added) >= FURTHER_SENTENCE_GAIN
        ):
            chosen.append(place)
    return [evidence.candidates[place] for place in sorted(chosen)]


def _is_beside(candidate: Candidate, best: Candidate, asks_several: bool) -> bool:
    """Tell whether a candidate is of the best one's clause, or where several are asked of its row.

    A row are the clauses below one parent: what holds for 职工 stands beside what does for 居民.
    """
    if candidate.clause.id == best.clause.id:
        return True
    same_parent = candidate.clause.parent_id == best.clause.parent_id is not None
    return asks_several and same_parent


def announced_items(sentence: Sentence) -> list[Sentence]:
    """Return the first sentences of the items below a sentence that announces them: 下列费用：."""
    if not ANNOUNCES.search(sentence.text.rstrip()):
        return []
    document, clause = sentence.document, sentence.clause
    rest = [own for own in sentences_of(document, clause) if own.start >= sentence.end]
    if rest:
        return [rest[0]]
    return list(_first_sentences(document, _children(document, clause)))[:MOST_ITEMS]


def _children(document: Document, clause: Clause) -> Iterator[Clause]:
    """Yield the clauses right below one, or those that go on with it."""
    for other in document.clauses:
        if other.parent_id == clause.id and other.start >= clause.end:
            yield other


def _first_sentences(document: Document, clauses: Iterator[Clause]) -> Iterator[Sentence]:
    for clause in clauses:
        if clause.kind in (ClauseKind.TABLE, ClauseKind.TABLE_ROW):
            continue
        first = next(iter(sentences_of(document, clause)), None)
        if first is not None:
            yield first


def with_parts_joined(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return sentences in the order of the text, parts that touch made one."""
    joined: list[Sentence] = []
    for sentence in sorted(sentences, key=lambda s: (s.document.id, s.start)):
        former = joined[-1] if joined else None
        if (
            former is not None
            and former.document.id == sentence.document.id
            and former.clause.id == sentence.clause.id
            and not former.document.text[former.end : sentence.start].strip()
            and not former.text.endswith(("。", "！", "？"))
            and former.end <= sentence.start
        ):
            joined[-1] = replace(former, end=sentence.end)
        else:
            joined.append(sentence)
    return joined
