"""The switch between the views of a page."""

from collections.abc import Mapping

import streamlit as st


def chosen_view(label: str, names: Mapping[str, str], page: str) -> str:
    """Show the views of a page by their names; return the key of the one chosen, first the first.

    It stands in the page's address.
    """
    keys = list(names)
    return st.segmented_control(
        label,
        keys,
        format_func=lambda name: names[name],
        default=keys[0],
        required=True,
        key=f"{page}_view",
        label_visibility="collapsed",
        bind="query-params",
        persist_state="session",
    )
