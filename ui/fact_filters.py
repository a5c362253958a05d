"""Filters that the pages of facts share: region, document, words."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from ui.connection import DOCUMENTS_LISTED, Listing, facets, listed
from ui.document_choice import document_titles, show_documents_cut
from ui.texts import Wording


@dataclass(frozen=True)
class FactFilters:
    """What was chosen; empty parts do not restrict."""

    regions: tuple[str, ...]
    documents: tuple[str, ...]
    words: str


def show_fact_filters(wording: Wording, page: str, revision: str, words_label: str) -> FactFilters:
    """Show the filters of a page; they stand in its address. Raises ServiceError."""
    regions: Mapping[str, int] = facets(revision).get("region", {})
    documents: Listing = listed("documents", revision, DOCUMENTS_LISTED)
    titles = document_titles(revision, documents, f"{page}_document")
    left, middle, right = st.columns([2, 3, 2])
    chosen_regions = left.multiselect(
        wording.region_filter,
        list(regions),
        key=f"{page}_region",
        placeholder=wording.region_placeholder,
        select_all=False,
        bind="query-params",
        persist_state="session",
    )
    chosen_documents = middle.multiselect(
        wording.document_filter,
        list(titles),
        format_func=lambda own: titles.get(own, own),
        key=f"{page}_document",
        placeholder=wording.document_placeholder,
        select_all=False,
        bind="query-params",
        persist_state="session",
    )
    words = right.text_input(
        words_label,
        key=f"{page}_words",
        placeholder=wording.words_placeholder,
        bind="query-params",
        persist_state="session",
        autocomplete="off",
    )
    show_documents_cut(wording, documents)
    return FactFilters(tuple(chosen_regions), tuple(chosen_documents), (words or "").strip())
