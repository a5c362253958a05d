"""A unit's own page: its names, how much it does in each role, whom it works with."""

from collections.abc import Iterable

import streamlit as st

from ui.charts.matrix import task_of
from ui.charts.network import tasks_by_unit
from ui.connection import Listing, connected
from ui.markup import Html, element, text_element
from ui.texts import Wording

PARTNERS_SHOWN = 8


def show_unit(wording: Wording, asked: str, duties: Listing) -> None:
    """Show the unit that the filters name above what it does."""
    words = wording.duties
    names = dict.fromkeys(own["unit_full"] for own in duties.items)
    written = dict.fromkeys(own["unit"] for own in duties.items)
    tasks: dict[str, set[tuple[str, str]]] = {}
    for own in duties.items:
        tasks.setdefault(own["role"], set()).add(task_of(own))
    st.html(
        element(
            "section",
            text_element("h2", asked, css_class="pq-question"),
            _names(wording, wording.unit_full, names),
            _names(wording, words.written_as, written),
        )
    )
    for column, (role, name) in zip(
        st.columns(len(wording.roles)), wording.roles.items(), strict=True
    ):
        column.metric(name, len(tasks.get(role, ())))
    partners = _partners(duties)
    if partners:
        counted = [wording.with_note.format(text=unit, note=count) for unit, count in partners]
        st.html(_names(wording, words.partners, counted))


def _names(wording: Wording, name: str, units: Iterable[str]) -> Html:
    text = wording.separator.join(units)
    return text_element("p", wording.named.format(name=name, text=text), css_class="pq-note")


def _partners(duties: Listing) -> list[tuple[str, int]]:
    """Return whom a unit shares most tasks with. Raises ServiceError."""
    wanted = {task_of(own) for own in duties.items}
    own_names = {own["unit_full"] for own in duties.items}
    documents = list(dict.fromkeys(own["document"]["id"] for own in duties.items))
    with connected() as client:
        rows = client.responsibilities(document=documents[:200], limit=10_000)["items"]
    shared = tasks_by_unit(
        [row for row in rows if task_of(row) in wanted and row["unit_full"] not in own_names]
    )
    return shared.most_common(PARTNERS_SHOWN)
