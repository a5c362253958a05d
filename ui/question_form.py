"""The question box, the limits on what may answer, and the example questions."""

from collections.abc import Sequence

import streamlit as st

from ui.connection import Json
from ui.markup import plain_label
from ui.session import (
    DOCUMENTS_KEY,
    QUESTION_KEY,
    REGIONS_KEY,
    request_answer,
    request_typed_answer,
)
from ui.texts import Wording


def show_question_form(wording: Wording) -> None:
    """Show the question box; Enter or the button asks."""
    with st.form("ask", border=False):
        box, button = st.columns([6, 1], vertical_alignment="bottom")
        box.text_input(
            wording.question_label,
            key=QUESTION_KEY,
            placeholder=wording.question_placeholder,
            autocomplete="off",
        )
        button.form_submit_button(
            wording.ask,
            key="submit",
            type="primary",
            width="stretch",
            on_click=request_typed_answer,
        )


def show_scope(wording: Wording, documents: Sequence[Json], total: int) -> None:
    """Show the choice of regions and documents that may answer; it holds for the next question."""
    titles = {d["id"]: _named(d) for d in documents}
    regions = list(dict.fromkeys(d["region"] for d in documents if d["region"]))
    _forget_what_is_gone(REGIONS_KEY, regions)
    _forget_what_is_gone(DOCUMENTS_KEY, list(titles))
    limited = st.session_state.get(REGIONS_KEY) or st.session_state.get(DOCUMENTS_KEY)
    with st.expander(
        wording.scope_open if limited else wording.scope_closed, key="scope", type="compact"
    ):
        left, right = st.columns(2)
        left.multiselect(
            wording.region_filter,
            regions,
            key=REGIONS_KEY,
            placeholder=wording.region_placeholder,
            select_all=False,
        )
        right.multiselect(
            wording.document_filter,
            list(titles),
            format_func=lambda document_id: titles.get(document_id, document_id),
            key=DOCUMENTS_KEY,
            placeholder=wording.document_placeholder,
            select_all=False,
        )
        if total > len(documents):
            st.caption(wording.documents_cut.format(listed=len(documents), total=total))


def show_examples(wording: Wording, questions: Sequence[str]) -> None:
    """Show questions to try; a click asks."""
    if not questions:
        return
    with st.container(key="examples"):
        st.caption(wording.examples)
        with st.container(horizontal=True, gap="small"):
            for number, question in enumerate(questions):
                st.button(
                    plain_label(question),
                    key=f"example_{number}",
                    on_click=request_answer,
                    args=(question,),
                )


def _named(document: Json) -> str:
    return " · ".join(part for part in (document["title"], document["region"]) if part)


def _forget_what_is_gone(key: str, options: Sequence[str]) -> None:
    chosen = st.session_state.get(key)
    if chosen and not set(chosen) <= set(options):
        st.session_state[key] = [value for value in chosen if value in options]
