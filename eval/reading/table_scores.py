"""The scores of a task-division table: of each row its measure, units, and clause of the body."""

from collections.abc import Sequence
from dataclasses import dataclass

from eval.reading.counting import MISSED, WRONG
from eval.reading.found import FoundDocument
from eval.reading.labels import LabelledRow
from eval.reading.normal_forms import bare, clause_number
from eval.reading.scores import Failure, Scores, Share

ROW_KIND = "table_row"


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row as found: what its responsibilities are for, their units, the clause it repeats."""

    number: str
    measure: str
    units: tuple[str, ...]
    body_clause: str


def found_rows(document: FoundDocument) -> list[FoundRow]:
    """Return the table rows that hold responsibilities, in reading order."""
    rows = []
    for clause in document.clauses:
        own = [r for r in document.responsibilities if r.clause_id == clause.id]
        if clause.kind == ROW_KIND and own:
            body = document.label_of(clause.repeats_id) if clause.repeats_id else ""
            rows.append(
                FoundRow(clause.number, own[0].task, tuple(r.unit for r in own), body),
            )
    return rows


def table_scores(name: str, labelled: Sequence[LabelledRow], document: FoundDocument) -> Scores:
    """Return the share of the labelled rows that are found with each of their parts.

    A labelled row is compared with the found row of its measure, else with that of its number.
    """
    rows = found_rows(document)
    by_measure = {bare(row.measure): row for row in rows}
    by_number = {clause_number(row.number): row for row in rows if row.number}
    right = {"measure": 0, "units": 0, "body clause": 0, "whole row": 0}
    failures = []
    for label in labelled:
        row = by_measure.get(bare(label.measure)) or by_number.get(str(label.row))
        if row is None:
            failures.append(Failure(name, "annex", MISSED, f"row {label.row}", label.measure))
            continue
        parts = {
            "measure": (bare(label.measure), bare(row.measure)),
            "units": (
                "、".join(sorted(map(bare, label.units))),
                "、".join(sorted(map(bare, row.units))),
            ),
            "body clause": (_plain_label(label.body_clause or ""), _plain_label(row.body_clause)),
        }
        for part, (wanted, given) in parts.items():
            right[part] += wanted == given
            if wanted != given:
                said = f"{part}: {given or '-'} instead of {wanted or '-'}"
                failures.append(Failure(name, "annex", WRONG, f"row {label.row}", said))
        right["whole row"] += all(wanted == given for wanted, given in parts.values())
    shares = {f"annex rows: {part}": Share(n, len(labelled)) for part, n in right.items()}
    return Scores({}, shares, tuple(failures))


def _plain_label(label: str) -> str:
    """Return a clause's label without the marks that end its numbers."""
    return bare(label).replace("、", "").replace(".", "")
