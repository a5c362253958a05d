"""The responsibilities that came with an answer, as a table."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import streamlit as st

from ui.connection import Json
from ui.markup import Html, element, escaped, joined, text_element
from ui.texts import Wording


def show_responsibilities(wording: Wording, rows: Sequence[Json]) -> None:
    """Show who does what, a task once with its units; on a narrow screen as cards."""
    names = (wording.task, wording.clause, wording.role, wording.unit, wording.unit_full)
    head = element("tr", *(text_element("th", name, scope="col") for name in names))
    groups = (
        element("tbody", *_task_rows(wording, names, list(group)))
        for _, group in groupby(rows, key=lambda row: (row["clause_id"], row["task"]))
    )
    table = element("table", element("thead", head), *groups)
    heading = text_element("h3", wording.responsibilities.format(count=len(rows)))
    st.html(
        element(
            "section",
            heading,
            element("div", table, css_class="pq-table", tabindex="0"),
            css_class="pq-responsibilities",
        )
    )


def _task_rows(wording: Wording, names: Sequence[str], rows: Sequence[Json]) -> Iterator[Html]:
    first = rows[0]
    shared = [
        _cell(name, escaped(value), rowspan=str(len(rows)))
        for name, value in zip(
            names[:2], (first["task"], first["label"] or first["document"]["title"]), strict=True
        )
    ]
    for row in rows:
        own = (_role(wording, row), escaped(row["unit"]), escaped(row["unit_full"]))
        cells = [_cell(name, value) for name, value in zip(names[2:], own, strict=True)]
        yield element("tr", *shared, *cells)
        shared = []


def _role(wording: Wording, row: Json) -> Html:
    role = text_element("span", wording.roles.get(row["role"], row["role"]), css_class="pq-role")
    if not row["inherited"]:
        return role
    return joined(role, text_element("span", wording.inherited, css_class="pq-inherited"))


def _cell(name: str, value: Html, **attributes: str) -> Html:
    return element("td", element("span", value), data_label=name, **attributes)
