"""The last step that every answer passes: what its citations do not say is dropped."""

import re
from collections.abc import Iterable

from corpus.models import Document
from corpus.names.regions import region_mentions
from corpus.names.units import unit_mentions
from index.terms import normalized
from service.answering.finding import Draft, Quote

# Numbers with their sign of kind; dates come apart into these: 30%, 2025
NUMBER = re.compile(r"\d+(?:\.\d+)?%?")
CHINESE = re.compile(r"[\u3400-\u9fff]")
# The end of a document number, with the character before it: 发〔2023〕53号
DOC_NUMBER = re.compile(r"[\u4e00-\u9fff][〔\[](?:19|20)\d{2}[〕\]]\d{1,4}号")


def verified(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Return the drafts whose every quote is verbatim and whose every fact stands in a quote."""
    return tuple(draft for draft in drafts if is_supported(draft))


def is_supported(draft: Draft) -> bool:
    """Tell whether a statement's numbers, document numbers, units and places stand in its quotes.

    They may stand in what the citation shows of its document as well: title, number, days of issue
    and expiry, region.
    """
    if not draft.quotes or not all(_is_verbatim(quote) for quote in draft.quotes):
        return False
    sources = [quote.text for quote in draft.quotes]
    sources += [_named(quote.document) for quote in draft.quotes]
    numbers = {number for words in sources for number in NUMBER.findall(normalized(words))}
    if not set(NUMBER.findall(normalized(draft.text))) <= numbers:
        return False
    compact = [_compact(words) for words in sources]
    names = [*draft.facts, *DOC_NUMBER.findall(draft.text), *_names_in(draft, compact)]
    return all(any(_compact(name) in words for words in compact) for name in names)


def _names_in(draft: Draft, sources: list[str]) -> list[str]:
    """Return the Chinese names of units and places in a statement that is not a quote itself."""
    if any(_compact(draft.text.rstrip("。")) in words for words in sources):
        return []
    text = draft.text
    for fact in draft.facts:  # checked by themselves
        text = text.replace(fact, " ")
    names = [unit.written for unit in unit_mentions(text)]
    names += [text[place.start : place.end] for place in region_mentions(text)]
    return [name for name in names if CHINESE.search(name)]


def _named(document: Document) -> str:
    """Return what a citation shows of its document: title, number, region, days."""
    metadata = document.metadata
    days = [day for day in (metadata.issued_on, metadata.expires_on) if day is not None]
    written = [f"{day.isoformat()} {day.year}年{day.month}月{day.day}日" for day in days]
    return " ".join([document.title, metadata.doc_number or "", metadata.region or "", *written])


def _is_verbatim(quote: Quote) -> bool:
    inside = quote.clause.start <= quote.start < quote.end <= quote.clause.end
    return inside and bool(quote.text.strip())


def _compact(words: str) -> str:
    return "".join(normalized(words).split())
