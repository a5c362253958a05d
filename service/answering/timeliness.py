"""What time has done to an answer: deadlines that passed, documents that expired."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from service.answering.finding import Draft
from service.answering.wording import EXPIRED, PASSED


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


def with_expiry_told(drafts: Sequence[Draft], today: date, language: str) -> list[Draft]:
    """Return drafts of which the last of each document that is no longer valid says so.

    The day is the document's own `expires_on`, which its citation shows.
    """
    last = {draft.quotes[0].document.id: place for place, draft in enumerate(drafts)}
    told = list(drafts)
    for place in last.values():
        expires = drafts[place].quotes[0].document.metadata.expires_on
        if expires is not None and expires < today:
            words = EXPIRED[language].format(expires.year, expires.month, expires.day)
            told[place] = replace(drafts[place], text=drafts[place].text + words)
    return told
