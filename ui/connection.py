"""The page's connection to the service."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import streamlit as st

from service.client import PolicyClient
from service.errors import ServiceError

DEFAULT_API_URL = "http://127.0.0.1:8000"
DOCUMENTS_LISTED = 1000  # the most that the service lists at once
SECONDS_REMEMBERED = 60
Json = dict[str, Any]


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


def revision_of(readiness: Json) -> str:
    """Return a mark that changes with what the service holds."""
    return "/".join(str(readiness[key]) for key in ("generation", "documents", "passages"))


@st.cache_data(ttl=SECONDS_REMEMBERED, max_entries=8, show_spinner=False)
def listed_documents(url: str, revision: str) -> list[Json]:
    """Return the documents of a service, remembered until its revision changes."""
    with PolicyClient(url) as client:
        documents: list[Json] = client.documents(limit=DOCUMENTS_LISTED)["items"]
        return documents
