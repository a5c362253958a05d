"""Targets, tasks with a deadline and the end of documents' validity, on a time line."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import streamlit as st

from ui.charts.matrix import task_of
from ui.charts.timeline import timeline_chart
from ui.connection import Json, Listing, listed
from ui.export_buttons import show_export
from ui.fact_filters import FactFilters
from ui.notices import show_cut, show_nothing
from ui.quantities import quantity_in_words
from ui.tables import show_place, show_table
from ui.texts import Wording

DOCUMENTS_DRAWN = 30  # on the time line; the table has all


def show_dues(wording: Wording, revision: str, filters: FactFilters, today: date) -> None:
    """Show what is due, passed days marked; behind the picture the table. Raises ServiceError."""
    words = wording.deadlines
    kinds = st.pills(
        words.kinds_shown,
        list(words.kinds),
        selection_mode="multi",
        default=list(words.kinds),
        format_func=lambda kind: words.kinds[kind],
        key="deadlines_kinds",
        persist_state="session",
    )
    only_open = st.toggle(words.only_open, key="deadlines_open", persist_state="session")
    dues = [
        due
        for due in _dues(wording, revision, filters)
        if due["kind"] in kinds
        and not (only_open and due["due_on"] and due["due_on"] < today.isoformat())
    ]
    if not dues:
        show_nothing(words.nothing)
        return
    dated = [due for due in dues if due["due_on"]]
    _show_time_line(wording, dated, today)
    columns = [
        words.day,
        words.state,
        words.kind,
        words.what,
        words.value,
        words.deadline,
        words.document,
        wording.clause,
    ]
    rows = [dict(zip(columns, _cells(wording, due, today), strict=True)) for due in dues]
    st.caption(wording.choose_row)
    chosen = show_table(rows, columns, "dues_table", words.title)
    show_export(wording, rows, columns, words.title, "dues")
    if chosen is not None and dues[chosen]["fact"] is not None:
        show_place(wording, dues[chosen]["fact"])


def _show_time_line(wording: Wording, dated: Sequence[Json], today: date) -> None:
    words = wording.deadlines
    documents = list(dict.fromkeys(due["document"] for due in dated))
    if len(documents) > DOCUMENTS_DRAWN:
        st.caption(words.documents_cut.format(shown=DOCUMENTS_DRAWN, total=len(documents)))
    drawn = set(documents[:DOCUMENTS_DRAWN])
    shown = [due for due in dated if due["document"] in drawn]
    if shown:
        names = {
            "day": words.day,
            "kind": words.kind,
            "state": words.state,
            "what": words.what,
            "document": words.document,
            "count": words.count,
            "open": words.open,
            "passed": words.passed,
            "today": words.today,
        }
        chart = timeline_chart(shown, today, words.kinds, names)
        with st.container(key="timeline"):
            st.altair_chart(chart, alt=words.timeline_alt)
        st.caption(words.timeline_alt)


def _cells(wording: Wording, due: Json, today: date) -> tuple[str | None, ...]:
    words = wording.deadlines
    day = due["due_on"]
    state = "" if not day else words.passed if day < today.isoformat() else words.open
    return (
        day,
        state,
        words.kinds[due["kind"]],
        due["what"],
        due["value"],
        due["deadline"],
        due["document"],
        due["label"],
    )


def _dues(wording: Wording, revision: str, filters: FactFilters) -> list[Json]:
    """Return what is due, by the day, what has no day at the end; say what is left out.

    Raises ServiceError.
    """
    scope: dict[str, Any] = {"region": filters.regions, "document": filters.documents}
    targets = listed("targets", revision, indicator=filters.words, **scope)
    tasks = listed("responsibilities", revision, has_deadline=True, q=filters.words, **scope)
    documents = listed("documents", revision, region=filters.regions, q=filters.words)
    show_cut(wording, targets, tasks, documents)
    dues = [
        *(
            _due("target", own, own["indicator"], quantity_in_words(wording, own))
            for own in targets.items
        ),
        *_task_dues(wording, tasks),
        *_ends(documents, filters),
    ]
    return sorted(dues, key=lambda due: (due["due_on"] is None, due["due_on"] or ""))


def _due(kind: str, fact: Json, what: str, value: str) -> Json:
    return {
        "kind": kind,
        "due_on": fact["due_on"],
        "what": what,
        "value": value,
        "deadline": fact["deadline"],
        "document": fact["document"]["title"],
        "label": fact["label"],
        "fact": fact,
    }


def _task_dues(wording: Wording, tasks: Listing) -> Iterator[Json]:
    """Yield each task once, with all its units."""
    units: dict[tuple[str, str], list[str]] = {}
    first: dict[tuple[str, str], Json] = {}
    for own in tasks.items:
        key = task_of(own)
        first.setdefault(key, own)
        units.setdefault(key, []).append(own["unit"])
    for key, own in first.items():
        yield _due("task", own, own["task"], wording.separator.join(dict.fromkeys(units[key])))


def _ends(documents: Listing, filters: FactFilters) -> Iterator[Json]:
    """Yield the last days of documents' validity."""
    for own in documents.items:
        if own["expires_on"] and (not filters.documents or own["id"] in filters.documents):
            yield {
                "kind": "document",
                "due_on": own["expires_on"],
                "what": own["title"],
                "value": own["doc_number"] or "",
                "deadline": own["expires_on"],
                "document": own["title"],
                "label": "",
                "fact": None,
            }
