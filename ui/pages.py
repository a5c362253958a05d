"""The pages by name, for links from one to another."""

from collections.abc import Mapping
from typing import Any, cast

import streamlit as st

_PAGES = "pages"


def remember_pages(pages: Mapping[str, Any]) -> None:
    """Note the pages of this run."""
    st.session_state[_PAGES] = dict(pages)


def page_named(name: str) -> Any:
    """Return a page, as `st.page_link` takes it."""
    return cast(dict[str, Any], st.session_state[_PAGES])[name]
