"""What time has done to an answer: deadlines that passed, documents that expired."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from corpus.facts.models import Validity, ValidityKind
from corpus.models import Document
from service.answering.finding import Draft, Quote
from service.answering.wording import EXPIRED, PASSED
from service.reading.clauses import clause_by_id

SAYS_HOW_LONG = (ValidityKind.EXPIRES, ValidityKind.EXTENDS, ValidityKind.TERM)


def with_passed_deadlines(draft: Draft, today: date, language: str) -> Draft:
    """Return a draft that says so where every deadline of the targets that it quotes has passed."""
    due = [
        target.due_on
        for quote in draft.quotes
        for target in quote.document.facts.targets
        if target.due_on is not None
        and target.quote_start < quote.end
        and quote.start < target.quote_end
        and (target.deadline or "") in quote.text
    ]
    if not due or max(due) >= today:
        return draft
    return replace(draft, text=draft.text + PASSED[language])


def expiry_drafts(drafts: Sequence[Draft], today: date, language: str) -> list[Draft]:
    """Return a statement for each document of the drafts that is no longer valid."""
    documents = {quote.document.id: quote.document for draft in drafts for quote in draft.quotes}
    found: list[Draft] = []
    for document in documents.values():
        expires = document.metadata.expires_on
        stated = _stated_validity(document)
        if expires is None or expires >= today or stated is None:
            continue
        clause = clause_by_id(document, stated.clause_id)
        if clause is not None:
            quote = Quote(document, clause, stated.quote_start, stated.quote_end)
            text = EXPIRED[language].format(value=quote.text.strip("，。； "))
            found.append(Draft(text, (quote,)))
    return found


def _stated_validity(document: Document) -> Validity | None:
    for kind in SAYS_HOW_LONG:
        for validity in document.facts.validity:
            if validity.kind is kind:
                return validity
    return None
