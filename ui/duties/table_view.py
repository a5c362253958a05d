"""All responsibilities that the filters leave, as a table, and as a file."""

import streamlit as st

from ui.connection import Listing
from ui.duties.rows import duty_columns, duty_rows
from ui.export_buttons import show_export
from ui.tables import show_place, show_table
from ui.texts import Wording


def show_duties(wording: Wording, duties: Listing) -> None:
    """Show the table; the place of the row chosen stands below it."""
    words = wording.duties
    columns, rows = duty_columns(wording), duty_rows(wording, duties.items)
    st.caption(wording.choose_row)
    chosen = show_table(rows, columns, "duties_table", words.title)
    show_export(wording, rows, columns, words.title, "duties")
    if chosen is not None:
        show_place(wording, duties.items[chosen])
