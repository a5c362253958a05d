"""The last step that every answer passes: what its citations do not say is dropped."""

import re
from collections.abc import Iterable

from corpus.models import Document
from index.terms import normalized
from service.answering.finding import Draft, Quote

# Numbers with their sign of kind; dates come apart into these: 30%, 2025
NUMBER = re.compile(r"\d+(?:\.\d+)?%?")
# The end of a document number, with the character before it: 发〔2023〕53号
DOC_NUMBER = re.compile(r"[\u4e00-\u9fff][〔\[](?:19|20)\d{2}[〕\]]\d{1,4}号")


def verified(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Return the drafts whose every quote is verbatim and whose every fact stands in a quote."""
    return tuple(draft for draft in drafts if is_supported(draft))


def is_supported(draft: Draft) -> bool:
    """Tell whether a statement's numbers, document numbers and names stand in its quotes."""
    if not draft.quotes or not all(_is_verbatim(quote) for quote in draft.quotes):
        return False
    quotes = [quote.text for quote in draft.quotes]
    sources = [*quotes, *(_named(quote.document) for quote in draft.quotes)]
    numbers = {number for words in sources for number in NUMBER.findall(normalized(words))}
    facts = [*draft.facts, *DOC_NUMBER.findall(draft.text)]
    return set(NUMBER.findall(normalized(draft.text))) <= numbers and all(
        any(_compact(fact) in _compact(words) for words in sources) for fact in facts
    )


def _named(document: Document) -> str:
    """Return what a citation shows of its document: title, number, days of issue and expiry."""
    metadata = document.metadata
    days = [day for day in (metadata.issued_on, metadata.expires_on) if day is not None]
    written = [f"{day.isoformat()} {day.year}年{day.month}月{day.day}日" for day in days]
    return " ".join([document.title, metadata.doc_number or "", *written])


def _is_verbatim(quote: Quote) -> bool:
    inside = quote.clause.start <= quote.start < quote.end <= quote.clause.end
    return inside and bool(quote.text.strip())


def _compact(words: str) -> str:
    return "".join(normalized(words).split())
