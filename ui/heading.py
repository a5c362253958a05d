"""The head of the page: its name, what it does, and the language of its own wording."""

import streamlit as st

from ui.markup import element, text_element
from ui.texts import (
    DEFAULT_LANGUAGE,
    LANGUAGE_LABEL,
    LANGUAGE_NAMES,
    PRODUCT,
    PRODUCT_LATIN,
    WORDINGS,
    Wording,
)
from ui.visit import LANGUAGE_KEY, language


def show_heading() -> Wording:
    """Show the language switch and the title; return the wording of the language chosen."""
    with st.container(key="heading", horizontal=True, horizontal_alignment="distribute"):
        title = st.container()  # filled after the switch, which says in which language
        st.segmented_control(
            LANGUAGE_LABEL,
            list(LANGUAGE_NAMES),
            default=DEFAULT_LANGUAGE,
            required=True,
            format_func=lambda language: LANGUAGE_NAMES[language],
            key=LANGUAGE_KEY,
            label_visibility="collapsed",
            bind="query-params",
        )
    wording = WORDINGS[language()]
    title.html(
        element(
            "header",
            element(
                "h1",
                text_element("span", PRODUCT, lang="zh"),
                text_element("small", PRODUCT_LATIN),
            ),
            text_element("p", wording.tagline),
            css_class="pq-heading",
        )
    )
    return wording
