"""The head of the page: its name, what it does, and the language of its own wording."""

import streamlit as st

from ui.markup import element, text_element
from ui.session import LANGUAGE_KEY
from ui.texts import DEFAULT_LANGUAGE, LANGUAGE_NAMES, PRODUCT, PRODUCT_LATIN, Wording


def show_heading(wording: Wording) -> None:
    """Show the title and the language switch."""
    with st.container(key="heading", horizontal=True, horizontal_alignment="distribute"):
        st.html(
            element(
                "header",
                element(
                    "h1",
                    text_element("span", PRODUCT, lang="zh"),
                    text_element("small", PRODUCT_LATIN),
                ),
                text_element("p", wording.tagline),
                css_class="pq-heading",
            ),
        )
        st.segmented_control(
            wording.language_label,
            list(LANGUAGE_NAMES),
            default=DEFAULT_LANGUAGE,
            required=True,
            format_func=lambda language: LANGUAGE_NAMES[language],
            key=LANGUAGE_KEY,
            label_visibility="collapsed",
            bind="query-params",
        )
