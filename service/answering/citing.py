"""From verified drafts to numbered statements and citations."""

from collections.abc import Sequence
from dataclasses import replace

from service.answering.finding import Draft, Quote
from service.answering.models import Citation, Statement
from service.answering.rows import document_reference
from service.answering.verification import is_supported


def cited(
    drafts: Sequence[Draft], max_citations: int | None
) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
    """Number the quotes in order; statements whose quotes pass the limit are left out.

    The first statement stays: with fewer of its quotes where those support it, else with all.
    """
    numbers: dict[tuple[str, int, int], int] = {}
    citations: list[Citation] = []
    statements: list[Statement] = []
    for draft in drafts:
        if max_citations is not None and not statements:
            draft = _with_fewest_quotes(draft, max_citations)
        keys = [(quote.clause.id, quote.start, quote.end) for quote in draft.quotes]
        new = [key for key in dict.fromkeys(keys) if key not in numbers]
        if statements and max_citations is not None and len(citations) + len(new) > max_citations:
            continue
        for quote, key in zip(draft.quotes, keys, strict=True):
            if key not in numbers:
                numbers[key] = len(citations)
                citations.append(_citation(quote, draft.score))
        statements.append(
            Statement(text=draft.text, citations=tuple(dict.fromkeys(numbers[k] for k in keys)))
        )
    return tuple(statements), tuple(citations)


def _with_fewest_quotes(draft: Draft, most: int) -> Draft:
    trimmed = replace(draft, quotes=draft.quotes[:most])
    return trimmed if is_supported(trimmed) else draft


def _citation(quote: Quote, score: float) -> Citation:
    clause, text = quote.clause, quote.document.text
    return Citation(
        clause_id=clause.id,
        document=document_reference(quote.document),
        label=clause.label,
        heading=clause.heading,
        text=text[clause.start : clause.end],
        quote=quote.text,
        start=clause.start,
        end=clause.end,
        quote_start=quote.start,
        quote_end=quote.end,
        score=round(score, 4),
    )
