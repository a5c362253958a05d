"""Which documents may answer: shown until a question is asked."""

import streamlit as st

from ui.connection import Listing
from ui.document_details import document_line
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
            text_element(
                "span",
                document_line(document, "doc_number", "region", "issued_on", "kind"),
                css_class="pq-note",
            ),
            lang="zh",
        )
        for document in documents.items[:DOCUMENTS_SHOWN]
    )
    st.html(element("ul", *items, css_class="pq-holdings"))
