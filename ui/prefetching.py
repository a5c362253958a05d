"""Fetches what the pages open with before anybody asks for it: a second at 148,000 clauses."""

import logging
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
LOOKS_ALIKE = 2  # after a change, until the documents are taken to rest
log = logging.getLogger(__name__)


class Prefetching:
    """Keeps remembered what the pages open with, anew after the documents changed."""

    def __init__(self) -> None:
        self._seen: str | None = None
        self._looks_alike = 0

    def look(self) -> bool:
        """Fetch what is not remembered; tell whether the documents rest, so that it was done.

        While documents come and go they are left alone: whoever fetches long lists all the time
        keeps the service from its work.
        """
        try:
            revision = revision_of(readiness())
            is_first = self._seen is None
            self._looks_alike = self._looks_alike + 1 if revision == self._seen else 0
            self._seen = revision
            if not is_first and self._looks_alike < LOOKS_ALIKE:
                return False
            _remember(revision)  # costs nothing where all is remembered
        except ServiceError:  # it may start later than the page, and is not always there
            return False
        return True

    def look_on(self) -> None:
        """Look again and again, as long as the process runs."""
        while True:
            try:
                self.look()
            except Exception:  # pages fetch for themselves what this cannot
                log.exception("lists could not be fetched beforehand")
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
