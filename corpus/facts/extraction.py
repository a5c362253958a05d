"""All facts of a document, each kind by its module."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext

from corpus.facts.conditions import conditions_in
from corpus.facts.incentives import incentives_in
from corpus.facts.models import Facts, Validity
from corpus.facts.responsibilities import responsibilities_in
from corpus.facts.targets import targets_in
from corpus.models import Clause, Metadata
from corpus.names.regions import region_named
from corpus.tables import Table

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
    return Facts(responsibilities, targets, incentives, conditions, validity)
