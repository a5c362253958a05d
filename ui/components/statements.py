"""An answer's sentences with marks to click, and the clauses that they cite."""

from collections.abc import Callable

from ui.components.base import component
from ui.connection import Json

ROOT = '<div class="answer" tabindex="-1"></div>'


def show_statements(data: Json, key: str, on_citation: Callable[[], None]) -> None:
    """Show an answer; a click on a citation is in the session under `key` as `.citation`.

    `data` has `statements` (text, citations), `citations` (label, title, quote, action), `chosen`
    (the number of the citation whose source is shown, or null) and `evidence` (a heading; empty:
    the clauses are not listed).
    """
    component("statements", ROOT)(key=key, data=data, on_citation_change=on_citation)
