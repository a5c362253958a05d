"""A unit's own page: its names, how much it does in each role, whom it works with."""

import streamlit as st

from ui.charts.matrix import task_of
from ui.charts.network import tasks_by_unit
from ui.connection import Listing, connected
from ui.markup import element, text_element
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
            text_element("p", f"{wording.unit_full}：{'、'.join(names)}", css_class="pq-note"),
            text_element("p", f"{words.written_as}：{'、'.join(written)}", css_class="pq-note"),
        )
    )
    for column, (role, name) in zip(
        st.columns(len(wording.roles)), wording.roles.items(), strict=True
    ):
        column.metric(name, len(tasks.get(role, ())))
    partners = _partners(duties)
    if partners:
        listed_partners = "、".join(f"{unit}（{count}）" for unit, count in partners)
        st.html(text_element("p", f"{words.partners}：{listed_partners}", css_class="pq-note"))


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
