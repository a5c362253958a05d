"""What each side wants to reach, as a chart, and who is to do it."""

from collections.abc import Sequence

import streamlit as st

from ui.charts.values import values_by_unit, values_chart
from ui.connection import Json
from ui.markup import element, plain_label, text_element
from ui.texts import Wording
from ui.visit import ink

CHARTS_SHOWN = 3  # of different units: % and 亿元 have no axis in common


def show_targets(wording: Wording, sides: Sequence[Json]) -> None:
    """Show the targets of all sides by unit; a side without any is named."""
    words = wording.comparison
    st.subheader(words.targets)
    found = values_by_unit(sides)
    names = {
        "side": words.side,
        "indicator": words.indicator,
        "value": wording.deadlines.value,
        "deadline": wording.deadlines.deadline,
        "quote": words.quote,
    }
    for number, (unit, bars) in enumerate(list(found.items())[:CHARTS_SHOWN]):
        with st.container(key=f"values_{number}"):
            st.altair_chart(values_chart(unit, bars, names, ink()), alt=words.targets)
    without = [side["name"] for side in sides if not side["targets"]]
    if without:
        st.caption(plain_label(words.no_targets.format(sides=wording.separator.join(without))))


def show_units(wording: Wording, sides: Sequence[Json]) -> None:
    """Show who is to do what the clauses say, for each side."""
    words = wording.comparison
    st.subheader(words.units)
    for column, side in zip(st.columns(len(sides)), sides, strict=True):
        units = (text_element("li", _unit(wording, own)) for own in side["units"])
        name = text_element("p", side["name"], css_class="pq-title", lang="zh")
        listed_units = element("ul", *units) if side["units"] else text_element("p", words.gap)
        column.html(element("div", name, listed_units))


def _unit(wording: Wording, unit: Json) -> str:
    role = wording.roles.get(unit["role"], unit["role"])
    return wording.with_note.format(text=unit["unit_full"], note=f"{role} {unit['tasks']}")
