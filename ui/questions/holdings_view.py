"""Which documents may answer: shown until a question is asked."""

import streamlit as st

from ui.connection import Json, Listing
from ui.markup import element, text_element
from ui.texts import Wording

DOCUMENTS_SHOWN = 50


def show_holdings(wording: Wording, documents: Listing) -> None:
    """Show how many documents there are, and the first of them by title."""
    st.caption(wording.holdings.format(documents=documents.total))
    items = (
        element(
            "li",
            text_element("span", document["title"]),
            text_element("span", _facts(document), css_class="pq-note"),
            lang="zh",
        )
        for document in documents.items[:DOCUMENTS_SHOWN]
    )
    st.html(element("ul", *items, css_class="pq-holdings"))


def _facts(document: Json) -> str:
    known = (document[name] for name in ("doc_number", "region", "issued_on", "kind"))
    return " · ".join(part for part in known if part)
