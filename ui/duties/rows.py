"""Responsibilities as rows of a table in the language of the page."""

from collections.abc import Sequence

from ui.connection import Json
from ui.exports.tables import Row
from ui.texts import Wording


def duty_columns(wording: Wording) -> list[str]:
    """Return the heads of the table in their order."""
    words = wording.duties
    return [
        wording.task,
        wording.role,
        wording.unit,
        wording.unit_full,
        wording.clause,
        words.document,
        wording.fields["region"],
        words.deadline,
        wording.inherited,
    ]


def duty_rows(wording: Wording, duties: Sequence[Json]) -> list[Row]:
    """Return a row for each responsibility."""
    columns = duty_columns(wording)
    return [
        dict(
            zip(
                columns,
                (
                    own["task"],
                    wording.roles.get(own["role"], own["role"]),
                    own["unit"],
                    own["unit_full"],
                    own["label"],
                    own["document"]["title"],
                    own["document"]["region"],
                    own["deadline"],
                    wording.yes if own["inherited"] else "",
                ),
                strict=True,
            )
        )
        for own in duties
    ]
