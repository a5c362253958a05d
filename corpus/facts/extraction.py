"""All facts of a document, each kind by its module."""

import hashlib
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import TypeVar

from corpus.facts.conditions import conditions_in
from corpus.facts.incentives import incentives_in
from corpus.facts.models import (
    Condition,
    Facts,
    Incentive,
    Responsibility,
    Target,
    Validity,
)
from corpus.facts.responsibilities import responsibilities_in
from corpus.facts.targets import targets_in
from corpus.models import Clause, Metadata
from corpus.names.regions import region_named
from corpus.tables import Table

Fact = TypeVar("Fact", Responsibility, Target, Incentive, Condition, Validity)
Stage = Callable[[str], AbstractContextManager[None]]


def no_stage(name: str) -> AbstractContextManager[None]:
    """Time nothing: what `parsed` does between its stages unless told otherwise."""
    return nullcontext()


def facts_in(
    text: str,
    clauses: Sequence[Clause],
    tables: Sequence[Table],
    metadata: Metadata,
    validity: tuple[Validity, ...],
    stage: Stage = no_stage,
) -> Facts:
    """Return the facts of a document; its validity was read with its metadata."""
    region = region_named(metadata.region) if metadata.region else None
    with stage("responsibilities"):
        responsibilities = responsibilities_in(text, clauses, region, tables)
    with stage("targets"):
        targets = targets_in(text, clauses, metadata.issued_on)
    with stage("incentives"):
        incentives = incentives_in(text, clauses)
    with stage("conditions"):
        conditions = conditions_in(text, clauses)
    taken: set[str] = set()
    return Facts(
        _with_ids_of_their_own(responsibilities, taken),
        _with_ids_of_their_own(targets, taken),
        _with_ids_of_their_own(incentives, taken),
        _with_ids_of_their_own(conditions, taken),
        _with_ids_of_their_own(validity, taken),
    )


def _with_ids_of_their_own(facts: Sequence[Fact], taken: set[str]) -> tuple[Fact, ...]:
    """Return the facts with ids that no other fact of the document has.

    An id is made of where a fact stands and of what it says. Two that agree in that much, such as
    one number read as the bound of two things, are told apart by their order.
    """
    distinct: list[Fact] = []
    for fact in facts:
        own_id, again = fact.id, 1
        while own_id in taken:
            again += 1
            own_id = hashlib.sha256(f"{fact.id}|{again}".encode()).hexdigest()[: len(fact.id)]
        taken.add(own_id)
        distinct.append(fact if own_id == fact.id else replace(fact, id=own_id))
    return tuple(distinct)
