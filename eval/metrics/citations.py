"""Whether an answer's citations say what it states, and whether they are the evidence.

Citation recall and precision are those of ALCE (Gao et al. 2023, "Enabling Large Language Models
to Generate Text with Citations", https://arxiv.org/abs/2305.14627), but facts decide what a quote
entails, not a model of natural language inference.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from eval.metrics.facts import CITATION_MARK, DECISIONS, any_said, says, spoken
from eval.metrics.overlap import is_same_place
from eval.metrics.texts import compact
from eval.metrics.values import FoundValue, Kind, values_in
from eval.question_sets import Question, Span
from eval.running.results import Citation, Result, Statement

PHRASE_END = re.compile(r"[，；。！？：;!?:\n]|[,.](?!\d)")  # not the comma of 1,000
_DIGITS_ONLY = re.compile(r"[\d,.]+")  # 1,000 or 10, but not 三 or 2万


@dataclass(frozen=True, slots=True)
class CitationScore:
    """The citations of one answer, each figure between 0 and 1.

    `recall`: statements that their citations support. `precision`: citations of statements that
    are needed to support them. `evidence_recall`: pieces of evidence that are cited. `support`:
    citations that are evidence. `is_verbatim`: whether every quote stands at its offsets. None
    where there is nothing to divide by: no statement, no citation, no evidence, no offsets.
    """

    recall: float | None
    precision: float | None
    evidence_recall: float | None
    support: float | None
    is_verbatim: bool | None


def citation_score(result: Result) -> CitationScore:
    """Return how well the citations of a result support its statements and meet its evidence."""
    checks = [_checked(statement, result) for statement in statements_of(result)]
    precise = [is_precise for check in checks for is_precise in check.precise]
    question, citations = result.question, result.citations
    known = [one.is_verbatim for one in citations if one.is_verbatim is not None]
    return CitationScore(
        recall=_share([check.is_supported for check in checks]),
        precision=_share(precise),
        evidence_recall=_share(
            [is_any_cited(group, citations, question) for group in question.evidence]
        ),
        support=_share([_is_evidence(citation, question) for citation in citations])
        if question.evidence
        else None,
        is_verbatim=all(known) if known else None,
    )


def statements_of(result: Result) -> tuple[Statement, ...]:
    """Return the statements of an answer; where a service gives none, the answer as one.

    Nothing is stated where nothing is answered.
    """
    if not spoken(result).strip():
        return ()
    whole = Statement(text=result.answer, citations=tuple(range(len(result.citations))))
    return result.statements or (whole,)


def facts_of(statement: str, question: Question) -> tuple[tuple[str, ...], ...]:
    """Return the facts that a statement states, each by its wordings.

    Its values, and the required and forbidden facts of the question that it says; where it has
    neither, its phrases between ，；。 and the like.
    """
    plain = CITATION_MARK.sub("", statement)
    values = [(_written(value, plain),) for value in values_in(plain) if _is_fact(value, plain)]
    groups = [*question.required, *((fact,) for fact in question.forbidden)]
    facts = [wordings for wordings in groups if any_said(wordings, plain)]
    if values or facts:
        return tuple(dict.fromkeys((*values, *facts)))
    for pattern in DECISIONS.values():
        plain = pattern.sub("", plain, count=1) if pattern.match(plain) else plain
    return tuple((phrase,) for phrase in PHRASE_END.split(plain) if compact(phrase))


@dataclass(frozen=True, slots=True)
class _Checked:
    is_supported: bool
    precise: tuple[bool, ...]


def _checked(statement: Statement, result: Result) -> _Checked:
    """Check a statement; a citation that it names and the result lacks supports nothing."""
    facts = facts_of(statement.text, result.question)
    cited = [
        words_of(result.citations[place]) if 0 <= place < len(result.citations) else ""
        for place in statement.citations
    ]
    said = [{fact for fact in facts if any_said(fact, words)} for words in cited]
    if not facts or not cited or not _is_all(facts, said):
        return _Checked(False, (False,) * len(cited))
    return _Checked(
        True,
        tuple(
            bool(mine) or not _is_all(facts, [*said[:place], *said[place + 1 :]])
            for place, mine in enumerate(said)
        ),
    )


def words_of(citation: Citation) -> str:
    """Return the words that a citation shows: its quote, or its clause where it quotes nothing."""
    return citation.quote if citation.quote.strip() else citation.clause


def _is_all(facts: Sequence[tuple[str, ...]], said: Sequence[set[tuple[str, ...]]]) -> bool:
    return set(facts) == set().union(*said)


def _is_fact(value: FoundValue, text: str) -> bool:
    """Tell a value to be checked from the 一 of 一般 and 统一: numbers in words need a unit."""
    return value.value.kind is not Kind.NUMBER or bool(
        _DIGITS_ONLY.fullmatch(compact(_written(value, text)))
    )


def _written(value: FoundValue, text: str) -> str:
    return text[value.start : value.end]


def is_any_cited(group: Sequence[Span], citations: Sequence[Citation], question: Question) -> bool:
    """Tell whether a citation covers any of the places of a piece of evidence."""
    return any(_is_span(citation, span, question) for citation in citations for span in group)


def _is_span(citation: Citation, span: Span, question: Question) -> bool:
    is_of = _is_of(citation, span.document, question)
    return is_of and is_same_place(words_of(citation), span.quote)


def _is_of(citation: Citation, sha256: str, question: Question) -> bool:
    """Tell whether a citation is of a document, by its title where the service knows no SHA-256."""
    if citation.document is not None:
        return citation.document == sha256
    titles = {compact(named.title) for named in question.documents if named.sha256 == sha256}
    return compact(citation.title) in titles


def _is_evidence(citation: Citation, question: Question) -> bool:
    """Tell whether a citation is evidence or supporting, or holds a required fact beside it."""
    groups = (*question.evidence, *question.supporting)
    if any(_is_span(citation, span, question) for group in groups for span in group):
        return True
    documents = {span.document for group in question.evidence for span in group}
    return any(_is_of(citation, sha256, question) for sha256 in documents) and any(
        says(wording, words_of(citation)) for wordings in question.required for wording in wordings
    )


def _share(held: Sequence[bool]) -> float | None:
    return sum(held) / len(held) if held else None
