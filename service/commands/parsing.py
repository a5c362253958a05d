"""`policyqa parse`."""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.facts.models import (
    Condition,
    Facts,
    Incentive,
    Quantity,
    Responsibility,
    Target,
    Validity,
)
from corpus.models import Document
from index.ingestion import parsed_item
from index.sources import IngestItem, SkippedItem, items_in

METADATA_SHOWN = (
    "doc_number",
    "issuer",
    "region",
    "kind",
    "issued_on",
    "effective_on",
    "expires_on",
)
TASK_CHARACTERS = 30


def print_parsed(paths: Sequence[Path], as_json: bool) -> bool:
    """Print what is read in files; tell whether all of them could be read.

    As JSON, one file is an indented object; several files and the rows of JSON Lines are an
    object a line. A file that cannot be parsed is named on standard error, the others follow.
    """
    items = [item for item in items_in(paths) if not isinstance(item, SkippedItem)]
    alone = len(items) == 1 and isinstance(items[0], IngestItem) and items[0].external_id is None
    complete = True
    for item in items:
        try:
            document = parsed_item(item)
        except CorpusError as error:
            print(f"policyqa: {error}", file=sys.stderr)
            complete = False
            continue
        if as_json:
            whole = _as_json(document)
            print(json.dumps(whole, ensure_ascii=False, indent=1 if alone else None, default=_iso))
        else:
            print("\n".join(_lines(document)))
    return complete


def _as_json(document: Document) -> dict[str, Any]:
    """Return everything that is read in a document; each kind of fact has a key of its own."""
    whole = asdict(document)
    facts: dict[str, Any] = whole.pop("facts")
    return whole | facts


def _lines(document: Document) -> Iterator[str]:
    """Yield a document's own data, its outline with the facts of each clause, and counts."""
    metadata = document.metadata
    yield document.title
    for name in METADATA_SHOWN:
        value = getattr(metadata, name)
        origin = f" ({metadata.origins[name]})" if name in metadata.origins else ""
        yield f"  {name}: {value if value is not None else '-'}{origin}"
    facts = facts_by_clause(document.facts)
    labels = {clause.id: clause.label for clause in document.clauses}
    depths: dict[str, int] = {}
    for clause in document.clauses:
        depths[clause.id] = depths[clause.parent_id] + 1 if clause.parent_id else 0
        indent = "  " * depths[clause.id]
        again = f"  = {labels[clause.repeats_id]}" if clause.repeats_id else ""
        yield f"{indent}{clause.label or clause.kind}  [{clause.start}:{clause.end}]{again}"
        for fact in facts[clause.id]:
            yield f"{indent}    · {fact}"
    yield _counts(document)


def facts_by_clause(facts: Facts) -> defaultdict[str, list[str]]:
    """Return a line for each fact, by the id of its clause."""
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for responsibility in facts.responsibilities:
        lines[responsibility.clause_id].append(_responsibility(responsibility))
    for target in facts.targets:
        lines[target.clause_id].append(_target(target))
    for incentive in facts.incentives:
        lines[incentive.clause_id].append(_incentive(incentive))
    for condition in facts.conditions:
        lines[condition.clause_id].append(_condition(condition))
    for validity in facts.validity:
        lines[validity.clause_id].append(_validity(validity))
    return lines


def _responsibility(row: Responsibility) -> str:
    unit = row.unit if row.unit == row.unit_full else f"{row.unit} ({row.unit_full})"
    mark = " (inherited)" if row.inherited else ""
    due = f", by {row.deadline}" if row.deadline else ""
    task = " ".join(row.task.split())
    cut = "…" if len(task) > TASK_CHARACTERS else ""
    return f"{row.role}: {unit}{mark}: {task[:TASK_CHARACTERS]}{cut}{due}"


def _target(target: Target) -> str:
    due = f", by {target.deadline}" if target.deadline else ""
    return f"target: {target.indicator} {_quantity(target.quantity)}{due}"


def _incentive(incentive: Incentive) -> str:
    payer = f", from {incentive.payer}" if incentive.payer else ""
    condition = f", for {incentive.condition}" if incentive.condition else ""
    return f"incentive: {incentive.award} {incentive.amount or 'in full'}{payer}{condition}"


def _condition(condition: Condition) -> str:
    return f"condition: {condition.subject} {_quantity(condition.quantity)}"


def _validity(validity: Validity) -> str:
    return f"{validity.kind}: {validity.value}{f' ({validity.on})' if validity.on else ''}"


def _quantity(quantity: Quantity) -> str:
    return f"{quantity.comparator} {quantity.value}{quantity.unit}"


def _counts(document: Document) -> str:
    facts = document.facts
    counted = {
        "clauses": document.clauses,
        "responsibilities": facts.responsibilities,
        "targets": facts.targets,
        "incentives": facts.incentives,
        "conditions": facts.conditions,
        "statements of validity": facts.validity,
        "tables": document.tables,
        "pieces of furniture": document.furniture,
        "uncertain spans": document.uncertain,
    }
    return ", ".join(f"{len(things)} {name}" for name, things in counted.items())


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} in a document cannot be written as JSON")
