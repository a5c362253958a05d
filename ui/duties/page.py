"""The page 职责."""

from collections.abc import Callable, Mapping

import streamlit as st

from ui.charts.matrix import tasks_in
from ui.connection import UNITS_LISTED, Json, Listing, listed
from ui.duties.matrix_view import show_matrix
from ui.duties.network_view import show_network
from ui.duties.table_view import show_duties
from ui.duties.unit_view import show_unit
from ui.fact_filters import FactFilters, show_fact_filters
from ui.named_choice import chosen_name, chosen_view
from ui.notices import show_cut, show_nothing
from ui.texts import Wording

View = Callable[[Wording, Listing], None]
VIEWS: Mapping[str, View] = {"matrix": show_matrix, "list": show_duties, "network": show_network}


def show_duties_page(wording: Wording, revision: str) -> None:
    """Show the filters and, of what they leave, the view chosen. Raises ServiceError."""
    words = wording.duties
    filters = show_fact_filters(wording, "duties", revision, words.words)
    unit, role = _show_unit_and_role(wording, revision, filters)
    duties = listed(
        "responsibilities",
        revision,
        region=filters.regions,
        document=filters.documents,
        unit=unit,
        role=role,
        q=filters.words,
    )
    if not duties.items:
        show_nothing(words.nothing)
        return
    if unit:
        show_unit(wording, unit, duties)
    counted = words.counted.format(
        rows=duties.total,
        tasks=len(tasks_in(duties.items)),
        units=len({row["unit_full"] for row in duties.items}),
    )
    st.caption(counted)
    show_cut(wording, duties)
    view = chosen_view(words.view, words.views, "duties")
    VIEWS[view](wording, duties)


def _show_unit_and_role(
    wording: Wording, revision: str, filters: FactFilters
) -> tuple[str | None, str | None]:
    words = wording.duties
    found = listed(
        "units", revision, UNITS_LISTED, region=filters.regions, document=filters.documents
    )
    units: dict[str, Json] = {own["unit_full"]: own for own in found.items}
    left, right = st.columns([5, 2])
    unit = left.selectbox(
        words.unit_filter,
        list(units),
        index=None,
        key="duties_unit",
        placeholder=words.unit_placeholder,
        accept_new_options=True,
        bind="query-params",
        persist_state="session",
    )
    role = chosen_name(
        right, words.role_filter, wording.roles, "duties_role", words.role_placeholder
    )
    return unit or None, role
