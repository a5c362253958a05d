"""The scores of a document's facts, a function a kind."""

from collections.abc import Mapping

from eval.reading.counting import counted
from eval.reading.found import (
    FoundClause,
    FoundCondition,
    FoundDocument,
    FoundIncentive,
    FoundResponsibility,
    FoundTarget,
    FoundValidity,
)
from eval.reading.labels import (
    LabelledCondition,
    LabelledDocument,
    LabelledIncentive,
    LabelledResponsibility,
    LabelledTarget,
    LabelledValidity,
)
from eval.reading.matching import QuotePlaces, paired, same_amount, same_measure
from eval.reading.normal_forms import amounts_in, bare, heading, name_of_text
from eval.reading.scores import Score, Scores, Share

TASK_CHARACTERS = 10
CHARACTERS_SHOWN = 30


def fact_scores(
    name: str, label: LabelledDocument, found: FoundDocument, clauses: Mapping[str, int | None]
) -> Scores:
    """Return the scores of all facts. `clauses` gives each found clause's labelled node."""
    places = QuotePlaces(found.text)
    return (
        responsibility_scores(name, label, found, clauses)
        + target_scores(name, label, found, places)
        + incentive_scores(name, label, found, places)
        + condition_scores(name, label, found, places)
        + validity_scores(name, label, found)
    )


def responsibility_scores(
    name: str,
    label: LabelledDocument,
    found: FoundDocument,
    clauses: Mapping[str, int | None],
) -> Scores:
    """Return the scores of the responsibilities in the same clause, with the task, anywhere."""

    def likeness(one: LabelledResponsibility, other: FoundResponsibility) -> int:
        if not same_part(one, other) or clauses.get(other.clause_id) != one.clause:
            return 0
        return 2 if same_task(one, other) else 1

    def same_part(one: LabelledResponsibility, other: FoundResponsibility) -> bool:
        return one.role == other.role and bare(one.unit) == bare(other.unit)

    def same_task(one: LabelledResponsibility, other: FoundResponsibility) -> bool:
        clause = clauses_by_id.get(other.clause_id)
        return begins_alike(one.task, other.task, clause)

    clauses_by_id = {clause.id: clause for clause in found.clauses}
    wanted, given = label.responsibilities, found.responsibilities
    pairs = paired(wanted, given, likeness)
    with_task = sum(likeness(wanted[i], given[j]) == 2 for i, j in pairs)
    anywhere = len(paired(wanted, given, lambda a, b: int(same_part(a, b))))
    count, failures = counted(
        name,
        "responsibilities",
        pairs,
        wanted,
        given,
        lambda row: (label.starts_of(row.clause), f"{row.role} {row.unit}", row.task),
        lambda row: (
            found.label_of(row.clause_id),
            f"{row.role} {row.unit}",
            row.task[:CHARACTERS_SHOWN],
        ),
    )
    size = (len(wanted), len(given))
    counts = {
        "responsibilities": count,
        "responsibilities, task too": Score(*size, with_task),
        "responsibilities, any clause": Score(*size, anywhere),
    }
    return Scores(counts, {}, failures)


def begins_alike(labelled: str, task: str, clause: FoundClause | None) -> bool:
    """Tell whether two tasks have the same first ten characters, blanks left aside.

    The found one may have its clause's number and heading before them.
    """
    wanted = bare(labelled)[:TASK_CHARACTERS]
    words = bare(task)
    if clause is not None:
        words = words.removeprefix(bare(clause.number))
        without_heading = words.removeprefix(heading(clause.heading)).lstrip("。.:;")
        if without_heading.startswith(wanted):
            return True
    return words.startswith(wanted)


def target_scores(
    name: str, label: LabelledDocument, found: FoundDocument, places: QuotePlaces
) -> Scores:
    """Return the scores of the targets, and the share of them with the right comparator."""

    def likeness(one: LabelledTarget, other: FoundTarget) -> int:
        return _quantity_likeness(one, other, places)

    pairs = paired(label.targets, found.targets, likeness)
    count, failures = counted(
        name,
        "targets",
        pairs,
        label.targets,
        found.targets,
        lambda t: (label.starts_of(t.clause), f"{t.indicator} {_written(t)}", t.quote),
        lambda t: (found.label_of(t.clause_id), f"{t.indicator} {_written_quantity(t)}", t.quote),
    )
    comparators = sum(
        label.targets[i].comparator == found.targets[j].quantity.comparator for i, j in pairs
    )
    deadlines = sum(
        bare(label.targets[i].deadline or "") == bare(found.targets[j].deadline or "")
        for i, j in pairs
    )
    shares = {
        "targets: right comparator": Share(comparators, len(pairs)),
        "targets: same deadline": Share(deadlines, len(pairs)),
    }
    return Scores({"targets": count}, shares, failures)


def condition_scores(
    name: str, label: LabelledDocument, found: FoundDocument, places: QuotePlaces
) -> Scores:
    """Return the scores of the conditions, and the share of them with the right comparator."""

    def likeness(one: LabelledCondition, other: FoundCondition) -> int:
        return _quantity_likeness(one, other, places)

    pairs = paired(label.conditions, found.conditions, likeness)
    count, failures = counted(
        name,
        "conditions",
        pairs,
        label.conditions,
        found.conditions,
        lambda c: (label.starts_of(c.clause), f"{c.subject} {_written(c)}", c.quote),
        lambda c: (found.label_of(c.clause_id), f"{c.subject} {_written_quantity(c)}", c.quote),
    )
    comparators = sum(
        label.conditions[i].comparator == found.conditions[j].quantity.comparator for i, j in pairs
    )
    shares = {"conditions: right comparator": Share(comparators, len(pairs))}
    return Scores({"conditions": count}, shares, failures)


def incentive_scores(
    name: str, label: LabelledDocument, found: FoundDocument, places: QuotePlaces
) -> Scores:
    """Return the scores of the incentives, and the share of them with the right payer."""

    def likeness(one: LabelledIncentive, other: FoundIncentive) -> int:
        if not same_amount(one.amount, other.amount, other.quantity):
            return 0
        if not places.overlap(one.quote, other.quote, other.quote_start, other.quote_end):
            return 0
        return 1 + (bare(one.payer or "") == bare(other.payer or ""))

    pairs = paired(label.incentives, found.incentives, likeness)
    count, failures = counted(
        name,
        "incentives",
        pairs,
        label.incentives,
        found.incentives,
        lambda i: (label.starts_of(i.clause), f"{i.award} {i.amount or '-'}", i.quote),
        lambda i: (found.label_of(i.clause_id), f"{i.award} {i.amount or '-'}", i.quote),
    )
    payers = sum(likeness(label.incentives[i], found.incentives[j]) == 2 for i, j in pairs)
    shares = {"incentives: right payer": Share(payers, len(pairs))}
    return Scores({"incentives": count}, shares, failures)


def validity_scores(name: str, label: LabelledDocument, found: FoundDocument) -> Scores:
    """Return the scores of the statements of validity."""
    pairs = paired(label.validity, found.validity, validity_likeness)
    count, failures = counted(
        name,
        "validity",
        pairs,
        label.validity,
        found.validity,
        lambda v: ("", f"{v.kind} {v.value}", v.quote),
        lambda v: (found.label_of(v.clause_id), f"{v.kind} {v.value}", v.quote),
    )
    return Scores({"validity": count}, {}, failures)


def validity_likeness(one: LabelledValidity, other: FoundValidity) -> int:
    """Return 2 for the same kind and value, 1 where one value holds the other, else 0.

    A date is compared as a date, a term as a number with its unit, a text by its name.
    """
    if one.kind != other.kind:
        return 0
    if other.on is not None and one.value == other.on:
        return 2
    terms = amounts_in(one.value)
    if one.kind == "term" and terms:
        return 2 if terms == amounts_in(other.value) else 0
    wanted, given = name_of_text(one.value), name_of_text(other.value)
    if not wanted or not given:
        return 0
    return 2 if wanted == given else int(wanted in given or given in wanted)


def _quantity_likeness(
    one: LabelledTarget | LabelledCondition,
    other: FoundTarget | FoundCondition,
    places: QuotePlaces,
) -> int:
    if not same_measure(one.value, one.unit, other.quantity):
        return 0
    if not places.overlap(one.quote, other.quote, other.quote_start, other.quote_end):
        return 0
    return 1 + (one.comparator == other.quantity.comparator)


def _written(label: LabelledTarget | LabelledCondition) -> str:
    return f"{label.comparator} {label.value}{label.unit}"


def _written_quantity(found: FoundTarget | FoundCondition) -> str:
    quantity = found.quantity
    return f"{quantity.comparator} {quantity.value}{quantity.unit}"
