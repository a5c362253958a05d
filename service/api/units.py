"""Units with what they have to do in all."""

from dataclasses import dataclass, field

from index.store import FactList
from service.api.schemas import UnitSummary

Task = tuple[str, str]  # the clause and the task's words


@dataclass
class _Unit:
    names: dict[str, None] = field(default_factory=dict)  # in the order of their coming
    documents: set[str] = field(default_factory=set)
    tasks: dict[str, set[Task]] = field(default_factory=dict)  # by role


def unit_summaries(responsibilities: FactList) -> list[UnitSummary]:
    """Return the units of a list of responsibilities, those with most tasks first."""
    units: dict[str, _Unit] = {}
    for header, row, _ in responsibilities.rows:
        unit = units.setdefault(row["unit_full"], _Unit())
        unit.names[row["unit"]] = None
        unit.documents.add(header.id)
        unit.tasks.setdefault(row["role"], set()).add((row["clause_id"], row["task"]))
    summaries = [_summary(name, unit) for name, unit in units.items()]
    return sorted(summaries, key=lambda own: (-own.tasks, own.unit_full))


def _summary(name: str, unit: _Unit) -> UnitSummary:
    return UnitSummary(
        unit_full=name,
        names=list(unit.names),
        lead=len(unit.tasks.get("lead", ())),
        support=len(unit.tasks.get("support", ())),
        responsible=len(unit.tasks.get("responsible", ())),
        tasks=len(set().union(*unit.tasks.values())),
        documents=len(unit.documents),
    )
