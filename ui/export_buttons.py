"""Buttons that save what a table shows."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from ui.exports.tables import CSV_TYPE, XLSX_TYPE, Row, as_csv, as_xlsx
from ui.texts import Wording


def show_export(
    wording: Wording, rows: Sequence[Row], columns: Sequence[str], name: str, key: str
) -> None:
    """Show the buttons; a file is made when it is asked for."""
    with st.container(key=f"export_{key}", horizontal=True, gap="small"):
        for suffix, kind, made in (
            ("xlsx", XLSX_TYPE, partial(as_xlsx, rows, columns, name)),
            ("csv", CSV_TYPE, partial(as_csv, rows, columns)),
        ):
            st.download_button(
                wording.export.format(format=suffix.upper()),
                made,
                file_name=f"{name}.{suffix}",
                mime=kind,
                key=f"export_{key}_{suffix}",
                on_click="ignore",
                disabled=not rows,
            )
