"""Who gets how much under which condition, sortable by the amount."""

from datetime import date

import streamlit as st

from ui.connection import listed
from ui.export_buttons import show_export
from ui.fact_filters import FactFilters
from ui.notices import show_cut, show_nothing
from ui.tables import show_place, show_table
from ui.texts import Wording


def show_incentives(wording: Wording, revision: str, filters: FactFilters, today: date) -> None:
    """Show the table; the amount in 元 or % is a number, so that it sorts. Raises ServiceError."""
    words = wording.deadlines
    incentives = listed(
        "incentives",
        revision,
        region=filters.regions,
        document=filters.documents,
        q=filters.words,
    )
    if not incentives.items:
        show_nothing(words.no_incentives)
        return
    columns = [
        words.award,
        words.amount,
        words.number,
        words.number_unit,
        words.condition,
        words.payer,
        words.document,
        wording.fields["region"],
        wording.clause,
    ]
    rows = [
        dict(
            zip(
                columns,
                (
                    own["award"],
                    own["amount"],
                    own["upper"] if own["upper"] is not None else own["number"],
                    own["unit"],
                    own["condition"],
                    own["payer"],
                    own["document"]["title"],
                    own["document"]["region"],
                    own["label"],
                ),
                strict=True,
            )
        )
        for own in incentives.items
    ]
    st.caption(words.incentives_note.format(count=incentives.total))
    number = st.column_config.NumberColumn(words.number, format="localized")
    show_cut(wording, incentives)
    chosen = show_table(rows, columns, "incentives_table", words.incentives, {words.number: number})
    show_export(wording, rows, columns, words.incentives, "incentives")
    if chosen is not None:
        show_place(wording, incentives.items[chosen])
