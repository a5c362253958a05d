"""A document's outline beside its text, in which its facts are marked."""

from collections.abc import Sequence

import streamlit as st

from ui.components import show_reader
from ui.connection import Json, connected
from ui.library.facts import TITLES, fact_marks, facts_of
from ui.library.opened import opened_clause
from ui.marked_text import marked_paragraphs
from ui.markup import element, joined, text_element
from ui.tables import show_table
from ui.texts import Wording
from ui.visit import language

INDENT = "\u3000"
OUTLINE_HEIGHT = 560  # pixels


def show_reading(wording: Wording, document: Json, revision: str) -> None:
    """Show both; a clause chosen in the outline is scrolled to. Raises ServiceError."""
    words = wording.library
    facts = facts_of(revision, document["id"])
    kinds = st.pills(
        words.kinds_shown,
        list(TITLES),
        selection_mode="multi",
        default=list(TITLES),
        format_func=lambda kind: wording.with_note.format(
            text=words.kinds[kind], note=len(facts[kind])
        ),
        key="library_kinds",
        persist_state="session",
    )
    legend = (text_element("mark", words.kinds[kind], css_class=f"pq-{kind}") for kind in kinds)
    st.html(element("p", joined(*legend), css_class="pq-legend"))
    left, right = st.columns([2, 5], gap="medium")
    outline = document["outline"]
    with left:
        chosen = _chosen_clause(wording, document["id"], outline)
    with connected() as client:
        text = client.text(document["id"])
    marks = list(fact_marks(wording, facts, tuple(kinds)))
    span = (chosen["start"], chosen["end"]) if chosen else (0, 0)
    paragraphs = list(marked_paragraphs(text, marks, span))
    shown = (document["id"], revision, chosen and chosen["id"], kinds, language())
    with right, st.container(key="library_text"):
        show_reader(
            {
                "shown": "/".join(map(str, shown)),
                "paragraphs": paragraphs,
                "goal": _goal(paragraphs, span[0]),
                "before": "",
                "after": "",
                "label": words.text_label,
                "reveal": False,
            },
            key="library_reader",
        )


def _chosen_clause(wording: Wording, document_id: str, outline: Sequence[Json]) -> Json | None:
    """Show the outline; return the clause chosen in it, else the one that the address names."""
    words = wording.library
    depths: dict[str | None, int] = {None: -1}
    for own in outline:
        depths[own["id"]] = depths.get(own["parent_id"], -1) + 1
    rows = [{words.outline: INDENT * depths[own["id"]] + _entry(own)} for own in outline]
    number = show_table(
        rows,
        [words.outline],
        f"outline_{document_id}",
        words.outline,
        height=OUTLINE_HEIGHT,
    )
    if number is not None:
        return outline[number]
    wanted = opened_clause()
    return next((own for own in outline if own["id"] == wanted), None)


def _entry(clause: Json) -> str:
    """Return a clause's own number and heading, or its label where it has neither."""
    return f"{clause['number']}{clause['heading'] or ''}".strip() or clause["label"]


def _goal(paragraphs: Sequence[Json], start: int) -> int:
    """Return the number of the first paragraph that begins there or later."""
    return next((n for n, own in enumerate(paragraphs) if own["start"] >= start), 0)
