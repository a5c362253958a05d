"""Choices by names in the language of the page, kept by their keys, in the page's address too.

A browser sends what is chosen by its name, which another language does not know: the widget is
another one in each language.
"""

from collections.abc import Mapping
from typing import Any, cast

import streamlit as st

from ui.visit import came_by_history, language

_KEPT = "kept_choices"


def chosen_view(label: str, names: Mapping[str, str], page: str) -> str:
    """Show the views of a page by their names; return the key of the one chosen, first the first.

    It stands in the page's address.
    """
    key, first = f"{page}_view", next(iter(names))
    chosen = st.segmented_control(
        label,
        list(names),
        format_func=names.__getitem__,
        required=True,
        key=_prepared_widget(key, names, first),
        label_visibility="collapsed",
    )
    _keep(key, chosen, first)
    return chosen or first


def chosen_name(
    place: Any,
    label: str,
    names: Mapping[str, str],
    key: str,
    placeholder: str | None = None,
) -> str | None:
    """Show names to choose one from in a place; return the key of it.

    With a placeholder nothing is chosen at first, else the first. It stands in the page's address.
    """
    first = next(iter(names)) if placeholder is None else None
    widget = _prepared_widget(key, names, first)
    chosen: str | None = place.selectbox(
        label,
        list(names),
        index=None if placeholder is not None else 0,
        format_func=names.__getitem__,
        key=widget,
        placeholder=placeholder,
    )
    _keep(key, chosen, first)
    return chosen


def kept_choices(page: str) -> dict[str, str]:
    """Return what is chosen on a page other than at first, as its address has it.

    A link that has it all leaves the page nothing to write into the address: each writing would
    be a step of the browser's Back.
    """
    return {key: own for key, own in _kept().items() if own and key.startswith(f"{page}_")}


def _kept() -> dict[str, str | None]:
    """Return by their keys what was chosen of all choices shown so far; None: what is at first."""
    return cast(dict[str, str | None], st.session_state.setdefault(_KEPT, {}))


def _prepared_widget(key: str, names: Mapping[str, str], first: str | None) -> str:
    """Return the key of the widget in this language, which holds what is kept."""
    kept, widget = _kept(), f"{key}_{language()}"
    is_told = key not in kept or came_by_history()
    if is_told:
        given = st.query_params.get(key)
        kept[key] = given if given in names else None
    if is_told or widget not in st.session_state:
        st.session_state[widget] = kept[key] or first
    return widget


def _keep(key: str, chosen: str | None, first: str | None) -> None:
    _kept()[key] = own = chosen if chosen != first else None
    if own is None:
        st.query_params.pop(key, None)
    elif st.query_params.get(key) != own:
        st.query_params[key] = own
