"""Which units work together: joined by the tasks that both have a part in."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Literal

import altair as alt
import networkx

from ui.charts.marks import BLUE, GREY, Picture, shortened
from ui.charts.matrix import task_of
from ui.connection import Json

NAME_LENGTH = 14
SIZE = 720  # pixels
LABEL_RADIUS, AROUND = 1.07, 1.95  # of a circle of radius 1


def shared_tasks(rows: Sequence[Json]) -> Counter[tuple[str, str]]:
    """Return in how many tasks two units both have a part, by the pair of their names in order."""
    units: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        units.setdefault(task_of(row), set()).add(row["unit_full"])
    return Counter(pair for own in units.values() for pair in combinations(sorted(own), 2))


def tasks_by_unit(rows: Sequence[Json]) -> Counter[str]:
    """Return how many tasks each unit has a part in."""
    parts = dict.fromkeys((row["unit_full"], task_of(row)) for row in rows)  # each once, in order
    return Counter(unit for unit, _ in parts)


def network_chart(
    rows: Sequence[Json], most_units: int, names: Mapping[str, str], ink: str
) -> Picture | None:
    """Return the picture of the units with most tasks; None where no two work together.

    On a circle, so that no name hides another. `names` are those of unit, tasks, shared;
    `ink` is the colour of text.
    """
    counted = dict(tasks_by_unit(rows).most_common(most_units))
    pairs = {
        pair: count
        for pair, count in shared_tasks(rows).items()
        if pair[0] in counted and pair[1] in counted
    }
    if not pairs:
        return None
    graph = networkx.Graph()
    graph.add_nodes_from(unit for unit in counted if any(unit in pair for pair in pairs))
    graph.add_weighted_edges_from((*pair, count) for pair, count in pairs.items())
    # who works together stands together: one connected group after another
    groups = sorted(networkx.connected_components(graph), key=len, reverse=True)
    order = [unit for group in groups for unit in counted if unit in group]
    places = networkx.circular_layout(order)
    nodes = [_node(unit, places[unit], counted[unit]) for unit in order]
    edges = [
        {
            "x": float(places[first][0]),
            "y": float(places[first][1]),
            "x2": float(places[second][0]),
            "y2": float(places[second][1]),
            "pair": f"{first} — {second}",
            "shared": count,
        }
        for (first, second), count in pairs.items()
    ]
    return _drawn(nodes, edges, names, ink)


def _node(unit: str, place: Sequence[float], tasks: int) -> Json:
    """Return a unit on the circle of radius 1, its name outside it, read from left to right."""
    x, y = float(place[0]), float(place[1])
    angle = math.degrees(math.atan2(y, x))
    is_right = -90 <= angle <= 90
    return {
        "x": x,
        "y": y,
        "label_x": x * LABEL_RADIUS,
        "label_y": y * LABEL_RADIUS,
        "angle": -angle if is_right else 180 - angle,
        "side": "right" if is_right else "left",
        "unit": unit,
        "short": shortened(unit, NAME_LENGTH),
        "tasks": tasks,
    }


def _drawn(
    nodes: Sequence[Json], edges: Sequence[Json], names: Mapping[str, str], ink: str
) -> Picture:
    scale = alt.Scale(domain=[-AROUND, AROUND])
    x, y = alt.X("x:Q", axis=None, scale=scale), alt.Y("y:Q", axis=None, scale=scale)
    lines = (
        alt.Chart(alt.InlineData(values=list(edges)))
        .mark_rule(opacity=0.4, color=GREY)
        .encode(
            x=x,
            y=y,
            x2="x2:Q",
            y2="y2:Q",
            strokeWidth=alt.StrokeWidth("shared:Q", scale=alt.Scale(range=[0.5, 5]), legend=None),
            description="pair:N",
            tooltip=[
                alt.Tooltip("pair:N", title=names["unit"]),
                alt.Tooltip("shared:Q", title=names["shared"]),
            ],
        )
    )
    units = alt.Chart(alt.InlineData(values=list(nodes)))
    points = units.mark_circle(color=BLUE, opacity=1).encode(
        x=x,
        y=y,
        size=alt.Size("tasks:Q", scale=alt.Scale(range=[60, 700]), legend=None),
        description="unit:N",
        tooltip=[
            alt.Tooltip("unit:N", title=names["unit"]),
            alt.Tooltip("tasks:Q", title=names["tasks"]),
        ],
    )
    sides: dict[str, Literal["left", "right"]] = {"right": "left", "left": "right"}
    labels = [
        units.transform_filter(alt.datum.side == side)
        .mark_text(align=align, fontSize=12, color=ink)
        .encode(
            x=alt.X("label_x:Q", axis=None, scale=scale),
            y=alt.Y("label_y:Q", axis=None, scale=scale),
            text="short:N",
            description="unit:N",
            angle=alt.Angle("angle:Q", scale=None),
        )
        for side, align in sides.items()
    ]
    return alt.layer(lines, points, *labels).properties(width=SIZE, height=SIZE)
