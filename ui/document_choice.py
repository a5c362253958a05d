"""Documents to choose from: the first of many, and those chosen beside them."""

from collections import Counter

import streamlit as st

from ui.connection import Json, Listing, title_of
from ui.document_details import document_line
from ui.texts import Wording


def document_titles(revision: str, documents: Listing, key: str) -> dict[str, str]:
    """Return the titles of the documents listed, and of those chosen beside them, by their ids.

    `key` is that of the widget. Titles that several documents have are told apart by what else is
    known of them, in all languages alike: a browser sends what is chosen by its label. Raises
    ServiceError.
    """
    times = Counter(own["title"] for own in documents.items)
    titles = {
        own["id"]: _told_apart(own) if times[own["title"]] > 1 else str(own["title"])
        for own in documents.items
    }
    for own in st.session_state.get(key) or ():
        title = titles.get(own) or title_of(revision, own)
        if title is not None:
            titles[own] = title
    return titles


def _told_apart(document: Json) -> str:
    return document_line(document, "title", "doc_number", "region", "issued_on", "source_name")


def show_documents_cut(wording: Wording, documents: Listing) -> None:
    """Say that not all documents are there to choose from."""
    if documents.total > len(documents.items):
        cut = wording.documents_cut.format(listed=len(documents.items), total=documents.total)
        st.caption(cut)
