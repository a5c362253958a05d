"""The responsibilities that came with an answer, as a table."""

from collections.abc import Sequence

import streamlit as st

from ui.connection import Json
from ui.markup import Html, element, joined, text_element
from ui.texts import Wording


def show_responsibilities(wording: Wording, rows: Sequence[Json]) -> None:
    """Show who does what; on a narrow screen each row becomes a card."""
    names = (wording.task, wording.role, wording.unit, wording.unit_full, wording.clause)
    head = element("tr", *(text_element("th", name, scope="col") for name in names))
    body = (_row(wording, names, row) for row in rows)
    table = element("table", element("thead", head), element("tbody", *body))
    heading = text_element("h3", wording.responsibilities.format(count=len(rows)))
    st.html(
        element(
            "section",
            heading,
            element("div", table, css_class="pq-table", tabindex="0"),
            css_class="pq-responsibilities",
        )
    )


def _row(wording: Wording, names: Sequence[str], row: Json) -> Html:
    role = text_element(
        "span", wording.roles.get(row["role"], row["role"]), css_class=f"pq-role pq-{row['role']}"
    )
    if row["inherited"]:
        role = joined(role, text_element("span", wording.inherited, css_class="pq-inherited"))
    cells = (
        text_element("span", row["task"]),
        role,
        text_element("span", row["unit"]),
        text_element("span", row["unit_full"]),
        text_element("span", row["label"] or row["document"]["title"]),
    )
    return element(
        "tr",
        *(element("td", cell, data_label=name) for name, cell in zip(names, cells, strict=True)),
    )
