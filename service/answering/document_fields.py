"""Answers what a document says of itself: its number, issuer, dates, validity, what it ends."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from corpus.facts.dates import CHINESE_DATE, DATE, date_in
from corpus.facts.models import ValidityKind
from corpus.models import Document, DocumentHeader, Origin
from corpus.names.regions import region_mentions
from corpus.title_block import PAGE_DATE, page_date_in
from index.terms import normalized, words
from service.answering.finding import Draft, Finding, Quote
from service.answering.wording import field_text, sentence_text, stated_text
from service.planning import AskedField, QuestionPlan
from service.reading.candidates import Candidate
from service.reading.document_view import clause_by_id, view_of
from service.reading.weights import Weights

# 2022年5月6日, 二〇二二年五月六日, 2022-05-06
DATES_WRITTEN = ((DATE, date_in), (CHINESE_DATE, date_in), (PAGE_DATE, page_date_in))
CITED_WITH_NUMBER = re.compile(
    r"《([^《》]{6,90})》[（(]([^（）()]{2,12}〔\d{4}〕\s?\d+\s?号)[）)]"
)
LEAST_OF_CITED_TITLE = 0.7  # of the question's words
LEAST_TITLE_COVERAGE = 0.4
LEAST_OF_ONLY_DOCUMENT = 0.2  # where one document alone is in question
DOCUMENTS_COMPARED = 5  # by their front matter too, after their titles
MOST_STATED = 3
ASKS_END = re.compile(r"过期|失效|作废|expired", re.IGNORECASE)
# The sentences of validity that say a field, the first kind that the document has
SAID_BY = {
    AskedField.EXPIRES_ON: (ValidityKind.EXTENDS, ValidityKind.EXPIRES, ValidityKind.TERM),
    AskedField.EFFECTIVE_ON: (ValidityKind.EFFECTIVE,),
    AskedField.BASIS: (ValidityKind.IMPLEMENTS,),
    AskedField.REPEALED: (ValidityKind.REPEALS,),
}


def own_fields(
    plan: QuestionPlan,
    headers: Sequence[DocumentHeader],
    document_of: Callable[[str], Document],
    weights: Weights,
    today: date,
) -> Finding | None:
    """Return the fields asked for, of the document whose titles the question names.

    Whether it is valid is told of the years asked about, or else of `today`.
    """
    document = _named_document(plan, headers, document_of, weights)
    if document is None:
        return None
    drafts = [
        draft for field in plan.asked_fields for draft in _drafts(document, field, plan.language)
    ]
    if not drafts:
        return None
    decision = _is_valid(plan, document, today) if plan.claims_validity else None
    return Finding(tuple(drafts), decision=decision)


def cited_number(
    plan: QuestionPlan, candidates: Iterable[Candidate], own: Finding | None
) -> Finding | None:
    """Return where a sentence cites the number of the document that the question names.

    《…若干措施的通知》（厦税发〔2020〕7号）: that of a document that is not in the corpus. `own` is
    the number of one that is, whose titles the question may name less well.
    """
    asked = frozenset(words(normalized(plan.search_text)))
    if AskedField.DOC_NUMBER not in plan.asked_fields or not asked:
        return None
    titles = [view_of(draft.quotes[0].document).titles for draft in own.drafts] if own else []
    best = max((_share_of_words(asked, title) for title in titles), default=0.0)
    quote: Quote | None = None
    for candidate in candidates:
        start = candidate.sentence.start
        for match in CITED_WITH_NUMBER.finditer(candidate.sentence.text):
            share = _share_of_words(asked, match.group(1))
            places = {mention.region.name for mention in region_mentions(match.group(1))}
            if plan.regions and places and places.isdisjoint(plan.regions):
                continue
            if share >= LEAST_OF_CITED_TITLE and share > best:
                begin, end = start + match.start(), start + match.end()
                best, quote = share, Quote(candidate.document, candidate.clause, begin, end)
    if quote is None:
        return None
    return Finding((Draft(sentence_text(quote.document, quote.text, plan.language), (quote,)),))


def _share_of_words(asked: frozenset[str], title: str) -> float:
    """Return the share of a question's words that stand in a title."""
    return len(asked & frozenset(words(normalized(title)))) / len(asked)


def _is_valid(plan: QuestionPlan, document: Document, today: date) -> bool | None:
    """Return whether a document is valid in the years asked about, or else today.

    None where it states no end, and of the year in which it ends. Of 过期了吗 the contrary.
    """
    effective, expires = document.metadata.effective_on, document.metadata.expires_on
    if expires is None:
        return None
    if plan.years:
        year = max(plan.years)
        if year == expires.year:
            return None
        is_valid = year < expires.year and (effective is None or effective.year <= year)
    else:
        is_valid = today <= expires and (effective is None or effective <= today)
    asks_end = ASKS_END.search(plan.question) is not None
    return is_valid != asks_end


def _named_document(
    plan: QuestionPlan,
    headers: Sequence[DocumentHeader],
    document_of: Callable[[str], Document],
    weights: Weights,
) -> Document | None:
    if plan.doc_numbers:
        numbered = [h for h in headers if h.metadata.doc_number in plan.doc_numbers]
        return document_of(numbered[0].id) if numbered else None
    if plan.years and not plan.claims_validity:
        headers = [header for header in headers if _is_of_years(header, plan.years)]
    by_word = weights.of_words(f"{plan.search_text} {plan.context}")
    by_title = sorted(headers, key=lambda header: -_share(by_word, header.title))
    likely = [document_of(header.id) for header in by_title[:DOCUMENTS_COMPARED]]
    if not likely:
        return None
    document = max(likely, key=lambda document: _share(by_word, view_of(document).titles))
    if not by_word.total:
        return document if len(headers) == 1 else None
    least = LEAST_OF_ONLY_DOCUMENT if len(headers) == 1 else LEAST_TITLE_COVERAGE
    return document if _share(by_word, view_of(document).titles) >= least else None


def _share(weights: Weights, titles: str) -> float:
    """Return how well titles are named: by all words, or by the nouns alone where that is more."""
    if weights.meets_nothing_of(titles):
        return 0.0
    met = weights.met_by(titles)
    nouns, _ = weights.noun_worth(met) if weights.nouns else (0.0, 0.0)
    return max(weights.worth(met), nouns)


def _is_of_years(header: DocumentHeader, years: Sequence[int]) -> bool:
    issued = header.metadata.issued_on
    return all(str(year) in header.title or (issued and issued.year == year) for year in years)


def _drafts(document: Document, field: AskedField, language: str) -> Iterator[Draft]:
    value = getattr(document.metadata, field, None)
    if value is not None and document.metadata.origins.get(field) is Origin.TEXT:
        quote = _quote_of(document, value)
        if quote is not None:
            yield Draft(field_text(document, field, quote.text, language), (quote,))
            return
    for quote in _stated(document, SAID_BY.get(field, ())):
        yield Draft(stated_text(document, quote.text, language), (quote,))


def _stated(document: Document, kinds: Sequence[ValidityKind]) -> list[Quote]:
    for kind in kinds:
        found = [validity for validity in document.facts.validity if validity.kind is kind]
        clauses = [(clause_by_id(document, own.clause_id), own) for own in found[:MOST_STATED]]
        if clauses:
            return [
                Quote(document, clause, own.quote_start, own.quote_end)
                for clause, own in clauses
                if clause is not None
            ]
    return []


def _quote_of(document: Document, value: object) -> Quote | None:
    """Return where the text states a value: its words, or the date written out."""
    for clause in document.clauses:
        own = document.text[clause.start : clause.end]
        if isinstance(value, date):
            spans = [
                match.span()
                for pattern, read in DATES_WRITTEN
                for match in pattern.finditer(own)
                if read(match.group()) == value
            ]
        else:
            # A long title is set on several lines
            match = re.search(r"\s*".join(map(re.escape, str(value))), own)
            spans = [match.span()] if match else []
        if spans:
            start, end = spans[0]
            return Quote(document, clause, clause.start + start, clause.start + end)
    return None
