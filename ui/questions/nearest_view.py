"""The nearest clauses where there is no answer: shown as such, folded."""

from collections.abc import Mapping, Sequence

import streamlit as st

from service.client import PolicyClient
from service.errors import ServiceError
from ui.connection import Json, connected
from ui.markup import Html, element, text_element
from ui.texts import Wording

CLAUSES_SHOWN = 5


def show_nearest(wording: Wording, retrieved: Sequence[Json], titles: Mapping[str, str]) -> None:
    """Show the clauses that the search found, and that none of them is an answer."""
    with st.expander(wording.nearest, key="nearest"), connected() as client:
        st.caption(wording.nearest_note)
        clauses = (_clause(client, found, titles) for found in retrieved[:CLAUSES_SHOWN])
        st.html(element("div", *clauses, css_class="pq-nearest"))


def _clause(client: PolicyClient, found: Json, titles: Mapping[str, str]) -> Html:
    try:
        text = client.clause(found["clause_id"])["text"]
    except ServiceError as error:
        text = str(error)
    title = titles.get(found["document_id"], "")
    return element(
        "details",
        element(
            "summary",
            text_element("span", found["label"] or title, css_class="pq-label"),
            text_element("span", title, css_class="pq-note"),
        ),
        text_element("p", text, css_class="pq-clause"),
        lang="zh",
    )
