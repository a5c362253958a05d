"""The page 比对."""

import streamlit as st

from ui.comparison.rows_view import show_rows
from ui.comparison.sides_view import show_targets, show_units
from ui.connection import DOCUMENTS_LISTED, connected, facets, listed
from ui.document_choice import document_titles, show_documents_cut
from ui.notices import show_nothing
from ui.texts import Wording

MOST_REGIONS, MOST_DOCUMENTS = 4, 2


def show_comparison_page(wording: Wording, revision: str) -> None:
    """Show the choice of topic, regions and documents, and what they come to side by side.

    Raises ServiceError.
    """
    words = wording.comparison
    regions = facets(revision).get("region", {})
    documents = listed("documents", revision, DOCUMENTS_LISTED)
    titles = document_titles(revision, documents, "compare_documents")
    topic = st.text_input(
        words.topic,
        key="compare_topic",
        placeholder=words.topic_placeholder,
        bind="query-params",
        persist_state="session",
        autocomplete="off",
    )
    left, right = st.columns(2)
    chosen_regions = left.multiselect(
        words.regions,
        list(regions),
        max_selections=MOST_REGIONS,
        key="compare_regions",
        placeholder=words.regions_placeholder,
        select_all=False,
        bind="query-params",
        persist_state="session",
    )
    chosen_documents = right.multiselect(
        words.documents,
        list(titles),
        max_selections=MOST_DOCUMENTS,
        format_func=lambda own: titles.get(own, own),
        key="compare_documents",
        placeholder=words.documents_placeholder,
        select_all=False,
        bind="query-params",
        persist_state="session",
    )
    show_documents_cut(wording, documents)
    topic = (topic or "").strip()
    if not topic and (chosen_regions or len(chosen_documents) < 2):
        show_nothing(words.how)
        return
    with st.spinner(words.comparing), connected() as client:
        compared = client.compare(
            topic=topic or None, regions=chosen_regions, documents=chosen_documents
        )
    if not compared["rows"]:
        show_nothing(words.nothing)
        return
    show_rows(wording, compared["sides"], compared["rows"], key="compare")
    show_targets(wording, compared["sides"])
    show_units(wording, compared["sides"])
