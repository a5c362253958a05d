"""Which units work together, as a picture, with the pairs as a table."""

import streamlit as st

from ui.charts.network import network_chart, shared_tasks
from ui.connection import Listing
from ui.export_buttons import show_export
from ui.exports.tables import Row
from ui.notices import show_nothing
from ui.tables import show_table
from ui.texts import Wording
from ui.visit import ink

UNITS_SHOWN = 30


def show_network(wording: Wording, duties: Listing) -> None:
    """Show the picture of the units with most tasks; the table names every pair."""
    words = wording.duties
    names = {"unit": wording.unit, "tasks": words.tasks, "shared": words.shared}
    chart = network_chart(duties.items, UNITS_SHOWN, names, ink())
    if chart is None:
        show_nothing(words.no_pairs)
        return
    st.caption(words.network_note.format(shown=UNITS_SHOWN))
    with st.container(key="network"):
        st.altair_chart(chart, width="content", alt=words.network_alt)
    columns = [words.first_unit, words.second_unit, words.shared]
    rows: list[Row] = [
        dict(zip(columns, (*pair, count), strict=True))
        for pair, count in shared_tasks(duties.items).most_common()
    ]
    show_table(rows, columns, "network_table", words.network_alt)
    show_export(wording, rows, columns, words.network_alt, "network")
