"""The pages by name, for links from one to another, and the one that is shown."""

from collections.abc import Mapping
from typing import Any, cast

import streamlit as st

_PAGES = "pages"
_SHOWN = "page_shown"  # and the one before it


def remember_pages(pages: Mapping[str, Any]) -> None:
    """Note the pages of this run."""
    st.session_state[_PAGES] = dict(pages)


def page_named(name: str) -> Any:
    """Return a page, as `st.page_link` takes it."""
    return cast(dict[str, Any], st.session_state[_PAGES])[name]


def remember_shown(page: Any) -> None:
    """Note the page of this run."""
    before = st.session_state.get(_SHOWN, (None, None))[0]
    st.session_state[_SHOWN] = (page.url_path, before)


def is_arrival() -> bool:
    """Tell whether the run before this one was of another page, or there was none."""
    shown, before = cast(tuple[str, str | None], st.session_state[_SHOWN])
    return shown != before
