"""What a visitor chose for all pages: the language of the page's own wording."""

from typing import cast

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui.texts import DEFAULT_LANGUAGE, Language

LANGUAGE_KEY = "language"


def language() -> Language:
    """Return the language of the page's own wording."""
    return cast(Language, st.session_state.get(LANGUAGE_KEY) or DEFAULT_LANGUAGE)


def came_by_history() -> bool:
    """Tell whether this run is of the browser's Back or Forward."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def ink() -> str:
    """Return the colour of text in the theme that the visitor's browser shows."""
    return "#fafafa" if st.context.theme.type == "dark" else "#1c2733"
