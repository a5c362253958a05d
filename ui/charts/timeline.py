"""What is due when: targets, tasks with a deadline, and the end of documents' validity."""

from collections.abc import Mapping, Sequence
from datetime import date

import altair as alt

from ui.charts.marks import (
    DUE_MARKS,
    LABEL_LIMIT,
    LABEL_WITHOUT_NUMBER,
    Picture,
    numbered,
    shortened,
)
from ui.connection import Json

ROW_HEIGHT, AROUND = 34, 150  # pixels; legends and axis count as part of the chart
NAME_LENGTH = 18
NAMED = 6  # of what is due on a day in a document, in its tooltip


def timeline_chart(
    dues: Sequence[Json], today: date, kinds: Mapping[str, str], names: Mapping[str, str]
) -> Picture:
    """Return the picture: a line for each document, a mark for what is due on a day.

    `dues` have `kind`, `due_on` (ISO date), `what`, `document`; what is due before today is drawn
    hollow. `kinds` and `names` are in the language of the page.
    """
    marks = _marks(dues, today, kinds, names)
    domain = [name for kind, name in kinds.items() if kind in DUE_MARKS]
    shapes, colours = zip(*(DUE_MARKS[kind] for kind in kinds if kind in DUE_MARKS), strict=True)
    legend = alt.Legend(title=None, orient="top", symbolSize=120, aria=False)
    states = [names["open"], names["passed"]]
    points = (
        alt.Chart(alt.InlineData(values=marks))
        .mark_point(strokeWidth=2, strokeOpacity=1)
        .encode(
            x=alt.X(
                "day:T", title=None, axis=alt.Axis(format="%Y-%m", labelOverlap=True, aria=False)
            ),
            y=alt.Y(
                "document:N",
                title=None,
                sort=None,
                axis=alt.Axis(
                    labelExpr=LABEL_WITHOUT_NUMBER,
                    labelLimit=LABEL_LIMIT,
                    grid=True,
                    labelOverlap=False,
                    aria=False,
                ),
            ),
            shape=alt.Shape("kind:N", scale=alt.Scale(domain=domain, range=shapes), legend=legend),
            stroke=alt.Stroke(
                "kind:N", scale=alt.Scale(domain=domain, range=colours), legend=legend
            ),
            fill=alt.Fill("kind:N", scale=alt.Scale(domain=domain, range=colours), legend=legend),
            fillOpacity=alt.FillOpacity(
                "state:N", scale=alt.Scale(domain=states, range=[0.9, 0.08]), legend=None
            ),
            size=alt.Size(
                "count:Q",
                scale=alt.Scale(range=[90, 500]),
                legend=alt.Legend(
                    title=names["count"], orient="top", values=_ticks(marks), format="d", aria=False
                ),
            ),
            description="words:N",
            tooltip=[
                alt.Tooltip("shown_day:N", title=names["day"]),
                alt.Tooltip("kind:N", title=names["kind"]),
                alt.Tooltip("state:N", title=names["state"]),
                alt.Tooltip("count:Q", title=names["count"]),
                alt.Tooltip("what:N", title=names["what"]),
                alt.Tooltip("whole_document:N", title=names["document"]),
            ],
        )
    )
    now = alt.InlineData(values=[{"day": today.isoformat(), "name": names["today"]}])
    line = alt.Chart(now).mark_rule(strokeDash=[5, 4], color="#d02b2b", size=1.5)
    line = line.encode(
        x="day:T", description="name:N", tooltip=[alt.Tooltip("name:N", title=names["day"])]
    )
    documents = len({mark["document"] for mark in marks})
    return alt.layer(line, points).properties(height=ROW_HEIGHT * documents + AROUND)


def _marks(
    dues: Sequence[Json], today: date, kinds: Mapping[str, str], names: Mapping[str, str]
) -> list[Json]:
    together: dict[tuple[str, str, str], list[str]] = {}
    for due in dues:
        key = (due["document"], due["due_on"], due["kind"])
        together.setdefault(key, []).append(due["what"])
    places = {name: place for place, name in enumerate(dict.fromkeys(key[0] for key in together))}
    return [
        {
            "document": numbered(places[document], shortened(document, NAME_LENGTH)),
            "whole_document": document,
            "day": day,
            "shown_day": day,
            "kind": kinds[kind],
            "state": names["passed"] if day < today.isoformat() else names["open"],
            "count": len(what),
            "words": f"{document} {day} {kinds[kind]} {len(what)}",
            "what": "；".join(shortened(one, 30) for one in what[:NAMED])
            + ("……" if len(what) > NAMED else ""),
        }
        for (document, day, kind), what in together.items()
    ]


def _ticks(marks: Sequence[Json]) -> list[int]:
    """Return whole numbers for the legend of sizes."""
    most = max((mark["count"] for mark in marks), default=1)
    return sorted({1, (1 + most) // 2, most})
