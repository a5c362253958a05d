"""Which sentences make the answer: the best, what it leaves open, the items that it announces."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from corpus.models import Clause, ClauseKind, Document
from service.planning import AskedValue, QuestionPlan
from service.reading.candidates import Candidate, parts_in
from service.reading.enumerations import items_after
from service.reading.evidence import Evidence
from service.reading.features import FEATURES
from service.reading.reader import Scores
from service.reading.sentences import ANNOUNCES, Sentence, sentences_of
from service.reading.values import names_what_it_asks, value_grade
from service.reading.weights import Weights

# Another sentence of the clause that scores nearly as well may be the one that is meant
NEARLY_AS_GOOD = 0.8
ROLE_COUNTS = 3.0  # of the order's score
VALUE = FEATURES.index("value")
NEARLY_AS_GOOD_OF_SEVERAL = 2.0  # 职工和居民各报销百分之几
ASKS_SEVERAL = re.compile(r"各|分别|\b(?:each|respectively)\b")
FURTHER_SENTENCE_GAIN = 0.25  # of the question's worth that a further sentence must add
# 其中市区范围内…；各县范围内…: goes on with the part before it
CONTINUES = re.compile(r"其[中余他它]|各[县区市]|同时|并(?!联|购)|否则|逾期|超过|不足")
LONG_SENTENCE = 80  # characters; of a longer one that states a value a part may say enough
KEPT = 0.97  # of what the whole sentence meets of the question
VALUES = (
    AskedValue.MONEY,
    AskedValue.SHARE,
    AskedValue.NUMBER,
    AskedValue.DATE,
    AskedValue.CALENDAR_DATE,
    AskedValue.DURATION,
)
PHRASE = re.compile(r"[^，,]+")
SAID_AS_WELL = 0.6  # of the order's score, by another document of the same region
MOST_SENTENCES = 3
MOST_ITEMS = 20


def best_candidate(plan: QuestionPlan, evidence: Evidence, scores: Scores) -> int:
    """Return the place of the candidate that answers best.

    Where units are asked for, one in the asked role before one in another, and where a meaning is,
    one that says what a term means: if it is nearly as good.
    """
    best = int(np.argmax(scores))
    grades = evidence.features[:, VALUE]
    asks_meaning = plan.asked_value is AskedValue.DEFINITION
    if (plan.asks_who or asks_meaning) and grades[best] < 1.0:
        # A term is explained seldom, or stands beside its acronym: wherever it is, that answers
        margin = np.inf if asks_meaning and names_what_it_asks(plan) else ROLE_COUNTS
        near = (grades == 1.0) & (scores >= scores[best] - margin)
        if near.any():
            return int(np.argmax(np.where(near, scores, -np.inf)))
    return best


def chosen_candidates(plan: QuestionPlan, evidence: Evidence, scores: Scores) -> list[Candidate]:
    """Return the candidates that make the answer, in the order of the text.

    The best one; of its clause those nearly as good, and those that meet a good part of the
    question that it leaves open.
    """
    best = best_candidate(plan, evidence, scores)
    chosen = [best]
    asks_several = _asks_several(plan)
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
    chosen += _of_other_versions(plan, evidence, scores, best)
    return [evidence.candidates[place] for place in sorted(chosen)]


def _of_other_versions(
    plan: QuestionPlan, evidence: Evidence, scores: Scores, best: int
) -> list[int]:
    """Return the best place of each other document of the region that says it as well.

    A newer and an older document may both state a value; the reader is shown both, with dates.
    """
    own = evidence.candidates[best].document
    found: dict[str, int] = {}
    for place in np.argsort(-scores, kind="stable").tolist():
        if scores[best] - scores[place] > SAID_AS_WELL:
            break
        document = evidence.candidates[place].document
        is_other = document.id != own.id and document.metadata.region == own.metadata.region
        if is_other and value_grade(evidence.candidates[place].sentence.text, plan) > 0:
            found.setdefault(document.id, place)
    return list(found.values())


def _end_of_values(
    plan: QuestionPlan, sentence: Sentence, rest: Sequence[tuple[int, int]], end: int
) -> int:
    """Return where the phrases end that go on with values: …达15%以上，2025年达30%以上."""
    for start, stop in rest:
        if value_grade(sentence.document.text[start:stop], plan) == 0:
            break
        end = stop
    return end


def _asks_several(plan: QuestionPlan) -> bool:
    """Tell whether several values of one region are asked for: 职工和居民各报销百分之几."""
    return not plan.is_compared and ASKS_SEVERAL.search(plan.question) is not None


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
    document, clause = sentence.document, sentence.clause
    rest = [own for own in sentences_of(document, clause) if own.start >= sentence.end]
    items = list(items_after(sentence, rest))
    if items or not ANNOUNCES.search(sentence.text.rstrip()):
        return items
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


def with_continuations(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return parts of sentences with what goes on with them, and with what they go on with.

    ；各县范围内市政府给予100万元奖励 says by itself neither for what nor beside what.
    """
    found: dict[tuple[str, int], Sentence] = {}
    for sentence in sentences:
        parts = list(parts_in(sentence.document, sentence.clause))
        places = [place for place, part in enumerate(parts) if part.start == sentence.start]
        if not places:
            found.setdefault((sentence.document.id, sentence.start), sentence)
            continue
        first = last = places[0]
        while first > 0 and _continues(parts[first - 1], parts[first]):
            first -= 1
        while last + 1 < len(parts) and _continues(parts[last], parts[last + 1]):
            last += 1
        for part in parts[first : last + 1]:
            found.setdefault((part.document.id, part.start), part)
    return list(found.values())


def _continues(former: Sentence, part: Sentence) -> bool:
    return former.text.rstrip().endswith(("；", ";")) and CONTINUES.match(part.text) is not None


def narrowed(plan: QuestionPlan, sentence: Sentence, weights: Weights) -> Sentence:
    """Return the phrases of a long sentence that hold the value and what is asked about.

    The fewest in a row that meet nearly all that the sentence meets; the whole where no value is
    asked for, or several.
    """
    # A part that leans on the one before asks what that one leaves open
    is_long = sentence.end - sentence.start > LONG_SENTENCE and not plan.context
    if not is_long or plan.asked_value not in VALUES or _asks_several(plan):
        return sentence
    document = sentence.document
    spans = [found.span() for found in PHRASE.finditer(document.text, sentence.start, sentence.end)]
    enough = KEPT * weights.share_in(sentence.text)
    grade = value_grade(sentence.text, plan)
    for length in range(1, len(spans)):
        for first in range(len(spans) - length + 1):
            start, end = spans[first][0], spans[first + length - 1][1]
            part = replace(sentence, start=start, end=end)
            if weights.share_in(part.text) >= enough and value_grade(part.text, plan) >= grade:
                return replace(
                    part, end=_end_of_values(plan, sentence, spans[first + length :], end)
                )
    return sentence
