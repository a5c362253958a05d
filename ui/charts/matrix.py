"""Units against tasks: who leads, supports, is responsible."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from ui.charts.marks import (
    LABEL_LIMIT,
    LABEL_WITHOUT_NUMBER,
    ROLE_MARKS,
    Picture,
    numbered,
    shortened,
)
from ui.connection import Json

TASK_LENGTH, UNIT_LENGTH = 30, 16  # characters of a label
TELLING_LABEL = 8  # characters from which a clause's label has a heading
ROW_HEIGHT, COLUMN_WIDTH = 24, 30  # pixels
Task = tuple[str, str]  # the clause and the task's words


@dataclass(frozen=True)
class Matrix:
    """Rows of a part of the tasks and the units that have most of them."""

    cells: tuple[Json, ...]
    tasks: int
    units: int


def task_of(row: Json) -> Task:
    """Return what a responsibility is a part of."""
    return row["clause_id"], row["task"]


def tasks_in(rows: Sequence[Json]) -> list[Task]:
    """Return the tasks of responsibilities, in their order."""
    return list(dict.fromkeys(map(task_of, rows)))


def matrix_of(
    rows: Sequence[Json], tasks: Sequence[Task], most_units: int, roles: Mapping[str, str]
) -> Matrix:
    """Return the cells of some tasks: those of the units that have most of them.

    `roles` are the roles' names in the language of the page.
    """
    wanted = set(tasks)
    own = [row for row in rows if task_of(row) in wanted]
    counted = Counter(row["unit_full"] for row in own).most_common()
    units = {unit: number for number, (unit, _) in enumerate(counted[:most_units])}
    places = {task: number for number, task in enumerate(tasks)}
    cells = tuple(
        {
            "task": numbered(places[task_of(row)], _task_label(row)),
            "unit": numbered(units[row["unit_full"]], shortened(row["unit_full"], UNIT_LENGTH)),
            "role": roles[row["role"]],
            "whole_task": shortened(row["task"], 200),
            "whole_unit": row["unit_full"],
            "place": row["label"] or row["document"]["title"],
            "words": f"{row['unit_full']} {roles[row['role']]} {_task_label(row)}",
        }
        for row in own
        if row["unit_full"] in units
    )
    return Matrix(cells, len(tasks), len(counted))


def matrix_chart(matrix: Matrix, names: Mapping[str, str], roles: Mapping[str, str]) -> Picture:
    """Return the picture. `names` are those of task, unit, role and clause."""
    shapes, colours = zip(*(ROLE_MARKS[role] for role in roles), strict=True)
    domain = list(roles.values())
    legend = alt.Legend(title=None, orient="top", symbolSize=120, aria=False)
    height = ROW_HEIGHT * max(1, len({cell["task"] for cell in matrix.cells}))
    width = COLUMN_WIDTH * max(1, len({cell["unit"] for cell in matrix.cells}))
    chart: alt.Chart = (
        alt.Chart(alt.InlineData(values=list(matrix.cells)))
        .mark_point(filled=True, size=130, opacity=0.9)
        .encode(
            x=alt.X("unit:N", axis=_axis(orient="top", labelAngle=-60)),
            y=alt.Y("task:N", axis=_axis()),
            shape=alt.Shape("role:N", scale=alt.Scale(domain=domain, range=shapes), legend=legend),
            color=alt.Color("role:N", scale=alt.Scale(domain=domain, range=colours), legend=legend),
            description="words:N",
            tooltip=[
                alt.Tooltip("whole_unit:N", title=names["unit"]),
                alt.Tooltip("role:N", title=names["role"]),
                alt.Tooltip("whole_task:N", title=names["task"]),
                alt.Tooltip("place:N", title=names["clause"]),
            ],
        )
        .properties(height=height, width=width)
    )
    return chart


def _axis(**own: Any) -> alt.Axis:
    return alt.Axis(
        title=None,
        aria=False,
        labelExpr=LABEL_WITHOUT_NUMBER,
        labelLimit=LABEL_LIMIT,
        labelOverlap=False,
        grid=True,
        **own,
    )


def _task_label(row: Json) -> str:
    """Return what tells a task in a line: its clause's label, with its words where that is short.

    第五条 alone tells nothing, 一、（一）推进信息技术应用 does.
    """
    label = row["label"] or row["document"]["title"]
    words = "" if len(label) >= TELLING_LABEL else f" {row['task']}"
    return shortened(f"{label}{words}".replace("\n", " "), TASK_LENGTH)
