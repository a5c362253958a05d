"""What is right and wrong about one answer."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from eval.answering.questions import Question, Span
from eval.answering.texts import CompactText, compact

Answer = Mapping[str, Any]  # as `/v1/ask` returns it
TextOf = Callable[[str], CompactText]  # by the SHA-256 of a document's source
# Of the shorter of a citation and a piece of evidence: so much must be shared to be the same
LEAST_OVERLAP = 0.5
# How an answer to a question of yes or no begins: 是。, 否：, Yes.
DECISIONS = {
    "yes": re.compile(r"(?:是|可以|需要|能|有|要|yes\b)[，。：,.:]", re.IGNORECASE),
    "no": re.compile(
        r"(?:否|不是|不需要|不可以|不能|没有|不用|不要|no\b)[，。：,.:]", re.IGNORECASE
    ),
}


@dataclass(frozen=True, slots=True)
class AnswerScore:
    """One answer against its question.

    `missing` and `said_wrongly` are required and forbidden facts; `evidence` and `citations` are
    pairs (good, of all). `decision_is_right` is None where nothing is to be decided.
    """

    question: Question
    status: str
    missing: tuple[str, ...]
    said_wrongly: tuple[str, ...]
    evidence: tuple[int, int]
    citations: tuple[int, int]
    decision_is_right: bool | None
    is_verbatim: bool

    @property
    def is_right(self) -> bool:
        """Whether an answerable question is answered with every fact and no wrong one."""
        return (
            self.question.status == self.status == "answered"
            and not self.missing
            and not self.said_wrongly
            and self.decision_is_right is not False
        )

    @property
    def is_refused(self) -> bool:
        """Whether nothing was answered."""
        return self.status == "not_found"


def answer_score(
    question: Question, answer: Answer, sha256_of: Mapping[str, str], text_of: TextOf
) -> AnswerScore:
    """Score an answer. `sha256_of` gives the source's SHA-256 for a document's id."""
    said = compact(answer["answer"])
    answered = answer["status"] == "answered"
    cited = _cited_spans(answer, sha256_of, text_of)
    evidence = [_places(group, text_of) for group in question.evidence]
    supporting = [_places(group, text_of) for group in question.supporting]
    good = [place for group in [*evidence, *supporting] for place in group]
    return AnswerScore(
        question=question,
        status=answer["status"],
        missing=tuple(
            wordings[0]
            for wordings in question.required
            if not any(compact(wording) in said for wording in wordings)
        ),
        said_wrongly=tuple(f for f in question.forbidden if answered and compact(f) in said),
        evidence=(sum(_any_shared(group, cited) for group in evidence), len(evidence)),
        citations=(
            sum(
                _any_shared([span], good) or _holds_fact(question, span, text_of) for span in cited
            ),
            len(cited),
        ),
        decision_is_right=_decision_is_right(question, answer["answer"]) if answered else None,
        is_verbatim=all(
            citation["start"] <= citation["quote_start"]
            and citation["text"][
                citation["quote_start"] - citation["start"] : citation["quote_end"]
                - citation["start"]
            ]
            == citation["quote"]
            for citation in answer["citations"]
        ),
    )


_Place = tuple[str, int, int]  # document's SHA-256, compact span


def _cited_spans(answer: Answer, sha256_of: Mapping[str, str], text_of: TextOf) -> list[_Place]:
    spans = []
    for citation in answer["citations"]:
        sha256 = sha256_of[citation["document"]["id"]]
        span = text_of(sha256).span(citation["quote_start"], citation["quote_end"])
        spans.append((sha256, *span))
    return spans


def _places(group: Iterable[Span], text_of: TextOf) -> list[_Place]:
    return [
        (span.document, start, end)
        for span in group
        for start, end in text_of(span.document).spans_of(span.quote)
    ]


def _any_shared(places: Iterable[_Place], others: Iterable[_Place]) -> bool:
    others = list(others)
    return any(_is_shared(place, other) for place in places for other in others)


def _is_shared(one: _Place, other: _Place) -> bool:
    if one[0] != other[0]:
        return False
    shared = min(one[2], other[2]) - max(one[1], other[1])
    return shared > 0 and shared >= LEAST_OVERLAP * min(one[2] - one[1], other[2] - other[1])


def _holds_fact(question: Question, cited: _Place, text_of: TextOf) -> bool:
    """Tell whether a quote of a document of the evidence holds a required fact."""
    sha256, start, end = cited
    if sha256 not in {span.document for group in question.evidence for span in group}:
        return False
    words = text_of(sha256).text[start:end]
    return any(compact(wording) in words for wordings in question.required for wording in wordings)


def _decision_is_right(question: Question, text: str) -> bool | None:
    """Tell whether the answer decides as it should; None where it need not or does not decide."""
    if question.decision is None:
        return None
    said = next((name for name, pattern in DECISIONS.items() if pattern.match(text)), None)
    return None if said is None else said == question.decision
