"""What the page says when there is no answer to show: with what to do, and no traceback."""

from collections.abc import Callable

import streamlit as st

from service.errors import ServiceError
from ui.connection import Listing, is_away, readiness, revision_of
from ui.markup import Html, element, joined, text_element
from ui.texts import INGEST_COMMAND, INSTALL_COMMAND, SERVE_COMMAND, Wording


def show_guarded(wording: Wording, show: Callable[[Wording, str], None]) -> None:
    """Show a page of what the service holds, given its revision; or why there is nothing to show.

    The page may raise ServiceError.
    """
    try:
        ready = readiness()
        if ready["documents"]:
            show(wording, revision_of(ready))
        else:
            show_empty(wording)
    except ServiceError as error:
        show_problem(wording, error)


def show_problem(wording: Wording, error: ServiceError) -> None:
    """Say that the service is away, or why it refused."""
    if is_away(error):
        _show(wording, wording.away, wording.away_advice, SERVE_COMMAND, str(error))
        st.button(wording.retry, key="retry")
    else:
        _show(wording, wording.refused, str(error))


def show_nothing(text: str) -> None:
    """Say that there is nothing to show, and why."""
    st.html(element("div", text_element("p", text), css_class="pq-reason", role="status"))


def show_cut(wording: Wording, *lists: Listing) -> None:
    """Say of each list that is longer than what is shown of it."""
    for own in lists:
        if own.total > len(own.items):
            st.caption(wording.rows_cut.format(shown=len(own.items), total=own.total))


def show_not_installed(wording: Wording, missing: str) -> None:
    """Say that the packages of evaluations are missing and how to install them."""
    _show(wording, wording.not_installed, wording.not_installed_advice, INSTALL_COMMAND, missing)


def show_empty(wording: Wording) -> None:
    """Say that there are no documents and how to bring some in."""
    _show(wording, wording.empty, wording.empty_advice, INGEST_COMMAND)
    st.button(wording.retry, key="retry")


def _show(wording: Wording, title: str, text: str, command: str = "", detail: str = "") -> None:
    parts = [text_element("strong", title), text_element("p", text)]
    if command:
        parts.append(element("pre", text_element("code", command)))
    if detail:
        parts.append(_folded(wording.detail, detail))
    st.html(element("div", joined(*parts), css_class="pq-notice", role="alert"))


def _folded(summary: str, text: str) -> Html:
    return element("details", text_element("summary", summary), text_element("p", text))
