"""Answers what a document says of itself: its number, issuer, dates of issue and validity."""

import re
from collections.abc import Sequence
from datetime import date

from corpus.metadata import CHINESE_DATE, DATE, date_in
from corpus.models import Document, Origin
from service.answering.evidence import Weights, term_set, titles_of
from service.answering.finding import Draft, Finding, Quote
from service.answering.wording import field_text
from service.planning import QuestionPlan

LEAST_TITLE_COVERAGE = 0.4


def own_field(
    plan: QuestionPlan, documents: Sequence[Document], weights: Weights
) -> Finding | None:
    """Return the field asked for, of the document whose title the question names."""
    assert plan.asked_field is not None
    scored = [
        (weights.coverage((term_set(titles_of(document)), 1.0)), document) for document in documents
    ]
    coverage, document = max(scored, key=lambda item: item[0])
    if plan.doc_numbers:
        named = [d for d in documents if d.metadata.doc_number in plan.doc_numbers]
        coverage, document = (1.0, named[0]) if named else (0.0, document)
    if coverage < LEAST_TITLE_COVERAGE and len(documents) > 1:
        return None
    if document.metadata.origins.get(plan.asked_field) is not Origin.TEXT:
        return None
    quote = _quote_of(document, getattr(document.metadata, plan.asked_field), coverage)
    if quote is None:
        return None
    text = field_text(document, plan.asked_field, quote.text, plan.language)
    draft = Draft(text, (quote, *_title_quotes(document, coverage)), (quote.text,))
    return Finding((draft,), max(coverage, LEAST_TITLE_COVERAGE))


def _quote_of(document: Document, value: object, score: float) -> Quote | None:
    """Return where the text states a value: its words, or the date written out."""
    for clause in document.clauses:
        own = document.text[clause.start : clause.end]
        if isinstance(value, date):
            spans = [
                match.span()
                for pattern in (DATE, CHINESE_DATE)
                for match in pattern.finditer(own)
                if date_in(match.group()) == value
            ]
        else:
            # A long title is set on several lines
            match = re.search(r"\s*".join(map(re.escape, str(value))), own)
            spans = [match.span()] if match else []
        if spans:
            start, end = spans[0]
            return Quote(document, clause, clause.start + start, clause.start + end, score)
    return None


def _title_quotes(document: Document, score: float) -> list[Quote]:
    """Return the words of the title where the text has them on one line: they may hold numbers."""
    quote = _quote_of(document, document.title, score)
    return [quote] if quote else []
