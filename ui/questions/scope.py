"""Which documents may answer: by region, document, date of issue, and whether they are in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import streamlit as st

from ui.connection import Json, Listing
from ui.document_choice import show_documents_cut
from ui.texts import Wording

REGIONS_KEY, DOCUMENTS_KEY = "regions", "documents"
ISSUED_FROM_KEY, ISSUED_TO_KEY, IN_FORCE_KEY = "issued_from", "issued_to", "in_force_on"


@dataclass(frozen=True)
class Scope:
    """Limits on what may answer; empty ones are none. Dates are ISO dates."""

    regions: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    issued_from: str | None = None
    issued_to: str | None = None
    in_force_on: str | None = None

    def filters(self) -> Json:
        """Return the limits as the service takes them."""
        return {
            "regions": list(self.regions),
            "documents": list(self.documents),
            "issued_from": self.issued_from,
            "issued_to": self.issued_to,
            "in_force_on": self.in_force_on,
        }

    def words(self, wording: Wording, titles: Mapping[str, str]) -> str:
        """Return the limits in words; nothing where there are none."""
        named = [*self.regions, *(titles.get(own, own) for own in self.documents)]
        dated = (
            (wording.scope_issued_from, self.issued_from),
            (wording.scope_issued_to, self.issued_to),
            (wording.scope_in_force, self.in_force_on),
        )
        named += [pattern.format(day=day) for pattern, day in dated if day]
        return wording.separator.join(named)


def chosen_scope() -> Scope:
    """Return the limits that stand on the page."""
    state = st.session_state
    return Scope(
        tuple(state.get(REGIONS_KEY) or ()),
        tuple(state.get(DOCUMENTS_KEY) or ()),
        _iso(state.get(ISSUED_FROM_KEY)),
        _iso(state.get(ISSUED_TO_KEY)),
        _iso(state.get(IN_FORCE_KEY)),
    )


def show_scope(
    wording: Wording, regions: Mapping[str, int], documents: Listing, titles: Mapping[str, str]
) -> None:
    """Show the limits, which hold for the next question and stand in the page's address.

    `titles` are those of the documents to choose from, by their ids.
    """
    _keep_known(REGIONS_KEY, regions)
    _keep_known(DOCUMENTS_KEY, titles)
    label = wording.scope_open if chosen_scope() != Scope() else wording.scope_closed
    with st.expander(label, key="scope", type="compact"):
        left, right = st.columns(2)
        left.multiselect(
            wording.region_filter,
            list(regions),
            key=REGIONS_KEY,
            placeholder=wording.region_placeholder,
            select_all=False,
            bind="query-params",
            persist_state="session",
        )
        right.multiselect(
            wording.document_filter,
            list(titles),
            format_func=lambda own: titles.get(own, own),
            key=DOCUMENTS_KEY,
            placeholder=wording.document_placeholder,
            select_all=False,
            persist_state="session",
        )
        for column, key, name in zip(
            st.columns(3),
            (ISSUED_FROM_KEY, ISSUED_TO_KEY, IN_FORCE_KEY),
            (wording.issued_from, wording.issued_to, wording.in_force_on),
            strict=True,
        ):
            column.date_input(
                name,
                value=None,
                min_value=date(1949, 10, 1),
                max_value=date(2100, 12, 31),
                format="YYYY-MM-DD",
                key=key,
                bind="query-params",
                persist_state="session",
            )
        show_documents_cut(wording, documents)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _keep_known(key: str, options: Mapping[str, object]) -> None:
    """Let go of what was chosen and is no longer there."""
    chosen = st.session_state.get(key)
    if chosen and not set(chosen) <= set(options):
        st.session_state[key] = [value for value in chosen if value in options]
