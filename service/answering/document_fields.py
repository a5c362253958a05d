"""Answers what a document says of itself: its number, issuer, dates of issue and validity."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from corpus.facts.dates import CHINESE_DATE, DATE, date_in
from corpus.models import Document, DocumentHeader, Origin
from service.answering.finding import Draft, Finding, Quote
from service.answering.wording import field_text
from service.planning import QuestionPlan
from service.reading.sentences import titles_of
from service.reading.weights import Weights

LEAST_TITLE_COVERAGE = 0.4
DOCUMENTS_COMPARED = 5  # by their front matter too, after their titles


def own_field(
    plan: QuestionPlan,
    headers: Sequence[DocumentHeader],
    document_of: Callable[[str], Document],
    weights: Weights,
) -> Finding | None:
    """Return the field asked for, of the document whose titles the question names."""
    assert plan.asked_field is not None
    if plan.doc_numbers:
        headers = [h for h in headers if h.metadata.doc_number in plan.doc_numbers]
    weights = weights.of_words(plan.search_text)
    by_title = sorted(headers, key=lambda header: -weights.share_in(header.title))
    if not plan.doc_numbers:
        by_title = [header for header in by_title if _is_of_years(header, plan.years)]
    likely = [document_of(header.id) for header in by_title[:DOCUMENTS_COMPARED]]
    if not likely:
        return None
    document = max(likely, key=lambda document: weights.share_in(titles_of(document)))
    is_named = plan.doc_numbers or (not weights.total and len(headers) == 1)
    coverage = 1.0 if is_named else weights.share_in(titles_of(document))
    if coverage < LEAST_TITLE_COVERAGE:
        return None
    if document.metadata.origins.get(plan.asked_field) is not Origin.TEXT:
        return None
    quote = _quote_of(document, getattr(document.metadata, plan.asked_field))
    if quote is None:
        return None
    text = field_text(document, plan.asked_field, quote.text, plan.language)
    draft = Draft(text, (quote, *_title_quotes(document)))
    return Finding((draft,))


def _is_of_years(header: DocumentHeader, years: Sequence[int]) -> bool:
    issued = header.metadata.issued_on
    return all(str(year) in header.title or (issued and issued.year == year) for year in years)


def _quote_of(document: Document, value: object) -> Quote | None:
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
            return Quote(document, clause, clause.start + start, clause.start + end)
    return None


def _title_quotes(document: Document) -> list[Quote]:
    """Return the words of the title where the text has them on one line: they may hold numbers."""
    quote = _quote_of(document, document.title)
    return [quote] if quote else []
