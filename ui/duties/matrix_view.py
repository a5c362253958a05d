"""Units against tasks as a picture, a page of tasks at a time."""

import streamlit as st

from ui.charts.matrix import matrix_chart, matrix_of, task_of, tasks_in
from ui.connection import Listing
from ui.duties.rows import duty_columns, duty_rows
from ui.export_buttons import show_export
from ui.keys import key_of
from ui.texts import Wording

TASKS_SHOWN, UNITS_SHOWN = 40, 40


def show_matrix(wording: Wording, duties: Listing) -> None:
    """Show the picture, and the buttons that save the rows that it is of."""
    words = wording.duties
    tasks = tasks_in(duties.items)
    begin = 0
    if len(tasks) > TASKS_SHOWN:
        pages = [
            words.tasks_from_to.format(
                first=first + 1, last=min(first + TASKS_SHOWN, len(tasks)), total=len(tasks)
            )
            for first in range(0, len(tasks), TASKS_SHOWN)
        ]
        page = st.selectbox(words.tasks_shown, pages, key=key_of("duties_tasks", tasks))
        begin = pages.index(page) * TASKS_SHOWN if page in pages else 0
    shown = tasks[begin : begin + TASKS_SHOWN]
    matrix = matrix_of(duties.items, shown, UNITS_SHOWN, wording.roles)
    names = {
        "task": wording.task,
        "unit": wording.unit,
        "role": wording.role,
        "clause": wording.clause,
    }
    if matrix.units > UNITS_SHOWN:
        st.caption(words.units_cut.format(shown=UNITS_SHOWN, total=matrix.units))
    with st.container(key="matrix"):
        st.altair_chart(
            matrix_chart(matrix, names, wording.roles), width="content", alt=words.matrix_alt
        )
    wanted = set(shown)
    rows = [own for own in duties.items if task_of(own) in wanted]
    show_export(wording, duty_rows(wording, rows), duty_columns(wording), words.title, "matrix")
