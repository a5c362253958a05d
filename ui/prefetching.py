"""Fetches what the pages open with before anybody asks for it: a second at 148,000 clauses."""

import time

from service.errors import ServiceError
from ui.connection import (
    DOCUMENTS_LISTED,
    UNITS_LISTED,
    facets,
    listed,
    readiness,
    revision_of,
)
from ui.questions.examples import example_questions
from ui.texts import WORDINGS

SECONDS_BETWEEN_LOOKS = 3


class Prefetching:
    """Has remembered what the pages open with, and anew after the documents changed."""

    def __init__(self) -> None:
        self._seen: str | None = None
        self._remembered: str | None = None

    def look(self) -> bool:
        """Fetch what is not remembered yet; tell whether that was something.

        While documents come and go they are left alone: whoever fetches long lists all the time
        keeps the service from its work.
        """
        try:
            revision = revision_of(readiness())
            is_settled = self._seen in (None, revision)
            self._seen = revision
            if revision == self._remembered or not is_settled:
                return False
            _remember(revision)
        except ServiceError:  # it may start later than the page, and is not always there
            return False
        self._remembered = revision
        return True

    def look_on(self) -> None:
        """Look again and again, as long as the process runs."""
        while True:
            self.look()
            time.sleep(SECONDS_BETWEEN_LOOKS)


def _remember(revision: str) -> None:
    facets(revision)
    documents = listed("documents", revision, DOCUMENTS_LISTED)
    listed("units", revision, UNITS_LISTED)
    listed("documents", revision, sort="newest")
    listed("responsibilities", revision, has_deadline=True)
    for name in ("documents", "responsibilities", "targets", "incentives"):
        listed(name, revision)
    for language in WORDINGS:
        example_questions(revision, documents.items, language)
