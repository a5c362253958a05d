"""The page's connection to the service, and what is remembered of it for a while."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import streamlit as st

from service.client import Parameter, PolicyClient
from service.errors import ServiceError

DEFAULT_API_URL = "http://127.0.0.1:8000"
DOCUMENTS_LISTED = 3_000  # for a choice of documents
UNITS_LISTED = 1_000  # to choose from; any other can be typed
ROWS_LISTED = 10_000  # the most that the service lists at once
SECONDS_REMEMBERED = 3_600  # of one revision: what changes has another
LISTS_REMEMBERED = 16  # of up to 10,000 rows
FACTS_REMEMBERED = 200  # lists of a document's facts, five a document
UNKNOWN = 404
Json = dict[str, Any]
Filters = tuple[tuple[str, Parameter], ...]


@dataclass(frozen=True)
class Listing:
    """Rows of a list of the service, and how many there are in all. The rows are shared."""

    items: tuple[Json, ...]
    total: int


def api_url() -> str:
    """Return where the service is."""
    return os.environ.get("POLICYQA_API_URL") or DEFAULT_API_URL


@contextmanager
def connected() -> Iterator[PolicyClient]:
    """Give a client of the service; calls on it raise ServiceError."""
    with PolicyClient(api_url()) as client:
        yield client


def is_away(error: ServiceError) -> bool:
    """Tell whether the service did not answer at all, rather than refuse."""
    return error.status is None


def readiness() -> Json:
    """Return what the service holds. Raises ServiceError where it is away."""
    with connected() as client:
        return client.ready()


def revision_of(ready: Json) -> str:
    """Return a mark that changes with what the service holds."""
    return "/".join(str(ready[key]) for key in ("revision", "generation", "documents", "passages"))


def listed(name: str, revision: str, /, limit: int = ROWS_LISTED, **filters: Parameter) -> Listing:
    """Return rows of a list, remembered until the revision changes.

    `name` is a method of the client: responsibilities, targets, incentives, units, documents.
    """
    return _listed(api_url(), name, revision, limit, _given(filters))


def facts_of_document(kind: str, revision: str, document_id: str) -> tuple[Json, ...]:
    """Return a document's responsibilities, targets …, remembered until the revision changes."""
    return _facts_of_document(api_url(), kind, revision, document_id)


def facets(revision: str, **filters: Parameter) -> Mapping[str, Mapping[str, int]]:
    """Return how many documents there are of each region, kind, issuer, year, collection."""
    return _facets(api_url(), revision, _given(filters))


def _given(filters: Mapping[str, Parameter]) -> Filters:
    """Return the filters that restrict, as something to remember a list by."""
    found = ((name, own) for name, own in filters.items() if own)
    return tuple(
        sorted((name, tuple(own) if isinstance(own, list) else own) for name, own in found)
    )


def title_of(revision: str, document_id: str) -> str | None:
    """Return a document's title, remembered until the revision changes; None where it is gone.

    Raises ServiceError where the service is away.
    """
    return _title_of(api_url(), revision, document_id)


@st.cache_data(ttl=SECONDS_REMEMBERED, max_entries=1_000, show_spinner=False)
def _title_of(url: str, revision: str, document_id: str) -> str | None:
    with PolicyClient(url) as client:
        try:
            return str(client.document(document_id)["title"])
        except ServiceError as error:
            if error.status == UNKNOWN:
                return None
            raise


# Shared, not copied for each visitor: nobody changes the rows
@st.cache_resource(ttl=SECONDS_REMEMBERED, max_entries=LISTS_REMEMBERED, show_spinner=False)
def _listed(url: str, name: str, revision: str, limit: int, filters: Filters) -> Listing:
    return _fetched(url, name, limit, filters)


# Beside the long lists: a reader who opens three documents would else push those out
@st.cache_resource(ttl=SECONDS_REMEMBERED, max_entries=FACTS_REMEMBERED, show_spinner=False)
def _facts_of_document(url: str, kind: str, revision: str, document_id: str) -> tuple[Json, ...]:
    return _fetched(url, kind, ROWS_LISTED, (("document", (document_id,)),)).items


def _fetched(url: str, name: str, limit: int, filters: Filters) -> Listing:
    with PolicyClient(url) as client:
        page = getattr(client, name)(limit=limit, **dict(filters))
    return Listing(tuple(page["items"]), page["total"])


@st.cache_resource(ttl=SECONDS_REMEMBERED, max_entries=LISTS_REMEMBERED, show_spinner=False)
def _facets(url: str, revision: str, filters: Filters) -> Mapping[str, Mapping[str, int]]:
    with PolicyClient(url) as client:
        return client.facets(**dict(filters))
