"""The documents, narrowed down by facets."""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from ui.connection import Listing, facets, listed
from ui.export_buttons import show_export
from ui.library.opened import open_document
from ui.named_choice import chosen_name
from ui.notices import show_cut, show_nothing
from ui.tables import show_table
from ui.texts import Wording

_TIMES_OPENED = "library_times_opened"
FACETS = ("region", "kind", "issuer")  # with as many values at once as the reader likes
COUNT = re.compile(r" · \d+$")  # 重庆市 · 2
Chosen = dict[str, Any]  # str, or tuple[str, ...]


def show_list(wording: Wording, revision: str) -> None:
    """Show the facets with their counts, and the documents left. Raises ServiceError."""
    words = wording.library
    for name, values in facets(revision).items():
        _let_go_of_counts(f"library_{name}", values)
    counts = facets(revision, **_chosen())
    with st.container(key="facets"):
        sort = _show_facets(wording, counts)
    # the widgets may hold more than they did before this run
    documents = listed("documents", revision, sort=sort, **_chosen())
    st.caption(wording.holdings.format(documents=documents.total))
    if not documents.items:
        show_nothing(words.nothing)
        return
    _show_documents(wording, documents)


def _show_facets(wording: Wording, counts: Mapping[str, Mapping[str, int]]) -> str:
    """Show the facets; return the order chosen."""
    words = wording.library
    columns = st.columns(3)
    for column, name in zip(columns, FACETS, strict=True):
        values = counts.get(name, {})
        key = f"library_{name}"
        known = list(dict.fromkeys([*values, *(st.session_state.get(key) or ())]))
        column.multiselect(
            wording.fields[name],
            known,
            format_func=partial(_with_count, values),
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
        format_func=partial(_with_count, counts.get("year", {})),
        key="library_year",
        placeholder=words.any,
        persist_state="session",
    )
    return chosen_name(sort_column, words.sort, words.sorts, "library_sort") or ""


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
    times_opened = st.session_state.setdefault(_TIMES_OPENED, 0)
    chosen = show_table(
        rows, columns, "library_table", words.title, height=560, begun_anew=times_opened
    )
    show_export(wording, rows, columns, words.title, "library")
    if chosen is not None:
        open_document(documents.items[chosen]["id"])
        st.session_state[_TIMES_OPENED] += 1  # on the way back nothing is chosen
        st.rerun()


def _with_count(counts: Mapping[str, int], value: str) -> str:
    return f"{value} · {counts.get(value, 0)}"


def _let_go_of_counts(key: str, values: Mapping[str, int]) -> None:
    """Take what is chosen for what it was before its count changed.

    A browser sends what is chosen by its label: 重庆市 · 2.
    """
    chosen = st.session_state.get(key)
    if isinstance(chosen, str) and chosen not in values:
        st.session_state[key] = COUNT.sub("", chosen)
    elif isinstance(chosen, list) and not set(chosen) <= set(values):
        plain = (own if own in values else COUNT.sub("", own) for own in chosen)
        st.session_state[key] = list(dict.fromkeys(plain))


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
