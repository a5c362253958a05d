"""The documents, narrowed down by facets."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from ui.connection import Listing, facets, listed
from ui.export_buttons import show_export
from ui.library.opened import open_document
from ui.notices import show_cut, show_nothing
from ui.tables import forget_choice, show_table
from ui.texts import Wording

FACETS = ("region", "kind", "issuer")  # with as many values at once as the reader likes
Chosen = dict[str, Any]  # str, or tuple[str, ...]


def show_list(wording: Wording, revision: str) -> None:
    """Show the facets with their counts, and the documents left. Raises ServiceError."""
    words = wording.library
    chosen = _chosen()
    counts = facets(revision, **chosen)
    with st.container(key="facets"):
        _show_facets(wording, counts)
    # the widgets may hold more than they did before this run
    documents = listed("documents", revision, sort=_sort(wording), **_chosen())
    st.caption(wording.holdings.format(documents=documents.total))
    if not documents.items:
        show_nothing(words.nothing)
        return
    _show_documents(wording, documents)


def _show_facets(wording: Wording, counts: Mapping[str, Mapping[str, int]]) -> None:
    words = wording.library
    columns = st.columns(3)
    for column, name in zip(columns, FACETS, strict=True):
        values = counts.get(name, {})
        key = f"library_{name}"
        known = list(dict.fromkeys([*values, *(st.session_state.get(key) or ())]))
        column.multiselect(
            wording.fields[name],
            known,
            format_func=partial(_with_count, wording, values),
            key=key,
            placeholder=words.any,
            select_all=False,
            persist_state="session",
        )
    words_column, year_column, sort_column = st.columns(3)
    words_column.text_input(
        words.words,
        key="library_words",
        placeholder=wording.words_placeholder,
        persist_state="session",
        autocomplete="off",
    )
    years = sorted(counts.get("year", {}), reverse=True)
    year_column.selectbox(
        words.year,
        years,
        index=None,
        format_func=partial(_with_count, wording, counts.get("year", {})),
        key="library_year",
        placeholder=words.any,
        persist_state="session",
    )
    sort_column.selectbox(
        words.sort,
        list(words.sorts),
        format_func=lambda name: words.sorts[name],
        key="library_sort",
        persist_state="session",
    )


def _show_documents(wording: Wording, documents: Listing) -> None:
    words = wording.library
    columns = [*wording.fields.values(), words.clauses, words.file]
    rows = [
        dict(
            zip(
                columns,
                (*(own[name] for name in wording.fields), own["clauses"], own["source_name"]),
                strict=True,
            )
        )
        for own in documents.items
    ]
    show_cut(wording, documents)
    st.caption(words.choose)
    chosen = show_table(rows, columns, "library_table", words.title, height=560)
    show_export(wording, rows, columns, words.title, "library")
    if chosen is not None:
        open_document(documents.items[chosen]["id"])
        forget_choice("library_table")
        st.rerun()


def _with_count(wording: Wording, counts: Mapping[str, int], value: str) -> str:
    return wording.with_note.format(text=value, note=counts.get(value, 0))


def _chosen() -> Chosen:
    """Return what is chosen, as the service takes it."""
    state = st.session_state
    chosen: Chosen = {name: tuple(state.get(f"library_{name}") or ()) for name in FACETS}
    words = (state.get("library_words") or "").strip()
    year = state.get("library_year")
    if words:
        chosen["q"] = words
    if year:
        chosen |= {"issued_from": f"{year}-01-01", "issued_to": f"{year}-12-31"}
    return chosen


def _sort(wording: Wording) -> str:
    return str(st.session_state.get("library_sort") or next(iter(wording.library.sorts)))
