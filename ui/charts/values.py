"""Quantities of several sides beside each other, those of one unit in one picture."""

from collections import Counter
from collections.abc import Mapping, Sequence

import altair as alt

from ui.charts.marks import (
    LABEL_LIMIT,
    LABEL_WITHOUT_NUMBER,
    Picture,
    numbered,
    shortened,
)
from ui.connection import Json

INDICATOR_LENGTH = 30
BAR_HEIGHT, AROUND = 26, 90  # pixels; legend and axis count as part of the chart


def values_by_unit(sides: Sequence[Json]) -> dict[str, list[Json]]:
    """Return the targets of sides by their units, the unit with most of them first."""
    found: dict[str, list[Json]] = {}
    rows: dict[tuple[str, str, int], int] = {}  # of an indicator, its deadline, how often so far
    for side in sides:
        times: Counter[tuple[str, str]] = Counter()
        for target in side["targets"]:
            name = (target["indicator"], target["deadline"] or "")
            row = rows.setdefault((*name, times[name]), len(rows))
            times[name] += 1  # a second value of one indicator is a row of its own
            bar = {
                "side": side["name"],
                "indicator": numbered(row, _label(target)),
                "whole_indicator": target["indicator"],
                "number": target["number"],
                "value": f"{target['value']}{target['unit']}",
                "deadline": target["deadline"] or "",
                "words": f"{side['name']} {_label(target)} {target['value']}{target['unit']}",
                "quote": shortened(target["quote"], 120),
            }
            found.setdefault(target["unit"], []).append(bar)
    return dict(sorted(found.items(), key=lambda own: -len(own[1])))


def _label(target: Json) -> str:
    """Return an indicator with its deadline: one side may have two values of it."""
    deadline = f"（{target['deadline']}）" if target["deadline"] else ""
    return shortened(target["indicator"], INDICATOR_LENGTH) + deadline


def values_chart(unit: str, bars: Sequence[Json], names: Mapping[str, str], ink: str) -> Picture:
    """Return the picture of one unit's values; `ink` is the colour of text."""
    rows = len({(bar["indicator"], bar["side"]) for bar in bars})
    base = alt.Chart(alt.InlineData(values=list(bars))).encode(
        y=alt.Y(
            "indicator:N",
            title=None,
            sort=None,
            axis=alt.Axis(
                labelExpr=LABEL_WITHOUT_NUMBER,
                labelLimit=LABEL_LIMIT,
                labelOverlap=False,
                aria=False,
            ),
        ),
        yOffset=alt.YOffset("side:N", sort=None),
        x=alt.X("number:Q", title=unit, stack=None, axis=alt.Axis(aria=False)),
        description="words:N",
        tooltip=[
            alt.Tooltip("side:N", title=names["side"]),
            alt.Tooltip("whole_indicator:N", title=names["indicator"]),
            alt.Tooltip("value:N", title=names["value"]),
            alt.Tooltip("deadline:N", title=names["deadline"]),
            alt.Tooltip("quote:N", title=names["quote"]),
        ],
    )
    bars_drawn = base.mark_bar().encode(
        color=alt.Color(
            "side:N", sort=None, legend=alt.Legend(title=None, orient="top", aria=False)
        )
    )
    labels = base.mark_text(align="left", dx=4, color=ink).encode(text="value:N")
    return alt.layer(bars_drawn, labels).properties(height=BAR_HEIGHT * rows + AROUND)
