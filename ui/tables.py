"""Tables of facts: their rows, the table itself, and the place in its document of a row chosen."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from ui.connection import Json
from ui.exports.tables import Row
from ui.keys import key_of
from ui.markup import element, text_element
from ui.pages import page_named
from ui.texts import Wording

TABLE_HEIGHT = 440  # pixels; only the rows in sight are drawn


def show_table(
    rows: Sequence[Row],
    columns: Sequence[str],
    key: str,
    alt: str,
    column_config: dict[str, Any] | None = None,
    height: int = TABLE_HEIGHT,
    begun_anew: int = 0,
) -> int | None:
    """Show rows, sortable and virtualised; return the number of the row chosen.

    With other rows, or where `begun_anew` is another number, nothing is chosen.
    """
    frame = pd.DataFrame(list(rows), columns=list(columns))
    shown_height = min(height, 36 * (len(rows) + 1) + 4)
    with st.container(key=key):
        state = st.dataframe(
            frame,
            hide_index=True,
            height=shown_height,
            key=key_of(key, (_mark_of(frame), begun_anew)),
            on_select="rerun",
            selection_mode="single-row",
            column_config=column_config,
            placeholder="",
            alt=alt,
        )
    chosen = state["selection"]["rows"]
    return chosen[0] if chosen and chosen[0] < len(rows) else None


def _mark_of(frame: pd.DataFrame) -> int:
    """Return a number that other rows do not have: a row chosen by its place was one of these."""
    written = frame.astype(str)
    return hash(tuple(pd.util.hash_pandas_object(written, index=False)))


def show_place(wording: Wording, fact: Json) -> None:
    """Show where a fact stands: its document, its clause, the words that say it."""
    document = fact["document"]
    st.html(
        element(
            "div",
            text_element("p", document["title"], css_class="pq-title"),
            text_element("p", fact["label"], css_class="pq-label"),
            text_element("blockquote", fact["quote"]),
            css_class="pq-source pq-place",
            lang="zh",
        )
    )
    st.page_link(
        page_named("library"),
        label=wording.open_document,
        query_params={"document": document["id"], "clause": fact["clause_id"]},
    )
