"""Clauses side by side: the words in which they differ marked, gaps shown as gaps."""

from collections.abc import Sequence

import streamlit as st

from ui.connection import Json
from ui.export_buttons import show_export
from ui.keys import key_of
from ui.markup import Html, element, escaped, joined, text_element
from ui.texts import Wording

ALIKE = 0.5  # from this share in common on, differences are marked
ROWS_SHOWN = 100  # more make a page that is slow to draw


def show_rows(
    wording: Wording,
    sides: Sequence[Json],
    rows: Sequence[Json],
    key: str,
    heads_language: str = "zh",
) -> None:
    """Show the rows, those with differences alone if the reader wants, and save them.

    `heads_language` is that of the sides' names: documents and regions have Chinese ones.
    """
    words = wording.comparison
    shown = _wanted(wording, rows, key) if len(sides) > 1 else list(rows)
    if len(shown) > ROWS_SHOWN:
        page_count = -(-len(shown) // ROWS_SHOWN)
        page = st.number_input(words.page, 1, page_count, key=key_of(f"{key}_page", _ids(shown)))
        shown = shown[(page - 1) * ROWS_SHOWN : page * ROWS_SHOWN]
    head = element(
        "tr",
        *(text_element("th", side["name"], scope="col", lang=heads_language) for side in sides),
    )
    body = (_row(wording, sides, row) for row in shown)
    table = element(
        "table", element("thead", head), element("tbody", *body), css_class="pq-compared"
    )
    st.html(
        element(
            "div",
            table,
            css_class="pq-compared-box",
            tabindex="0",
            role="region",
            aria_label=words.title,
        )
    )
    columns = [words.kind, *_side_names(sides)]
    saved = [
        dict(
            zip(
                columns,
                (words.kinds.get(row["kind"]), *(_plain(cell) for cell in row["cells"])),
                strict=True,
            )
        )
        for row in rows
    ]
    show_export(wording, saved, columns[len(sides) == 1 :], words.title, key)


def _wanted(wording: Wording, rows: Sequence[Json], key: str) -> list[Json]:
    """Show how much is the same and how differences are marked; return the rows to be shown."""
    words = wording.comparison
    counts = {kind: sum(row["kind"] == kind for row in rows) for kind in words.kinds}
    st.caption(" · ".join(f"{words.kinds[kind]} {count}" for kind, count in counts.items()))
    legend = (
        text_element("mark", words.different, css_class="pq-different"),
        text_element("mark", words.common, css_class="pq-common"),
    )
    st.html(element("p", *legend, css_class="pq-legend"))
    only = counts["same"] and st.toggle(
        words.only_different, key=f"{key}_different", persist_state="session"
    )
    return [row for row in rows if row["kind"] != "same"] if only else list(rows)


def _ids(rows: Sequence[Json]) -> list[list[str | None]]:
    return [[cell and cell["clause_id"] for cell in row["cells"]] for row in rows]


def _side_names(sides: Sequence[Json]) -> list[str]:
    """Return the sides' names, each once: two documents may have one title."""
    names: list[str] = []
    for number, side in enumerate(sides, 1):
        name = side["name"]
        names.append(f"{name} ({number})" if name in names else name)
    return names


def _row(wording: Wording, sides: Sequence[Json], row: Json) -> Html:
    # where two clauses have little in common, what they have says more than what they have not
    differences = row["alike"] >= ALIKE
    cells = (
        _cell(wording, side["name"], cell, differences)
        for side, cell in zip(sides, row["cells"], strict=True)
    )
    return element("tr", *cells)


def _cell(wording: Wording, side: str, cell: Json | None, differences: bool) -> Html:
    if cell is None:
        gap = text_element("p", wording.comparison.gap)
        return element("td", gap, data_label=side, css_class="pq-gap")
    css_class = "pq-different" if differences else "pq-common"
    is_whole = len(cell["pieces"]) == 1 and not cell["pieces"][0]["changed"]
    pieces = (
        text_element("mark", piece["text"], css_class=css_class)
        if piece["changed"] is differences and not is_whole
        else escaped(piece["text"])
        for piece in cell["pieces"]
    )
    label = cell["label"] or cell["heading"] or ""
    content = joined(
        text_element("p", label, css_class="pq-note", lang="zh"),
        element("p", *pieces, css_class="pq-clause", lang="zh"),
    )
    return element("td", content, data_label=side)


def _plain(cell: Json | None) -> str | None:
    return "".join(piece["text"] for piece in cell["pieces"]) if cell else None
