"""Documents and facts as the API shows them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from corpus.facts.deadlines import due_date
from corpus.facts.models import (
    Condition,
    Facts,
    Incentive,
    Quantity,
    Responsibility,
    Target,
    Validity,
)
from corpus.models import Document, DocumentHeader
from service.answering.models import (
    Citation,
    ConditionRow,
    DocumentReference,
    IncentiveRow,
    ResponsibilityRow,
    TargetRow,
    ValidityRow,
)
from service.reading.document_view import clause_by_id

NO_QUANTITY = {"comparator": None, "value": None, "number": None, "upper": None, "unit": None}


def document_reference(document: Document | DocumentHeader) -> DocumentReference:
    """Return enough of a document to name it."""
    metadata = document.metadata
    return DocumentReference(
        id=document.id,
        title=document.title,
        doc_number=metadata.doc_number,
        region=metadata.region,
        issued_on=metadata.issued_on,
        expires_on=metadata.expires_on,
    )


def label_in(document: Document, clause_id: str) -> str:
    """Return the label of a clause; empty when the document changed since it was indexed."""
    clause = clause_by_id(document, clause_id)
    return clause.label if clause else ""


def responsibility_row(
    header: DocumentHeader, label: str, row: Responsibility
) -> ResponsibilityRow:
    """Return a responsibility with its document and the label of its clause."""
    return ResponsibilityRow(
        **_place(header, label, row),
        task=row.task,
        role=row.role,
        unit=row.unit,
        unit_full=row.unit_full,
        inherited=row.inherited,
        source_clause_id=row.source_clause_id,
        deadline=row.deadline,
        due_on=due_date(row.deadline, header.metadata.issued_on) if row.deadline else None,
    )


def target_row(header: DocumentHeader, label: str, target: Target) -> TargetRow:
    """Return a target with its document and the label of its clause."""
    return TargetRow(
        **_place(header, label, target),
        **_quantity(target.quantity),
        indicator=target.indicator,
        deadline=target.deadline,
        due_on=target.due_on,
    )


def incentive_row(header: DocumentHeader, label: str, incentive: Incentive) -> IncentiveRow:
    """Return an incentive with its document and the label of its clause."""
    return IncentiveRow(
        **_place(header, label, incentive),
        **(_quantity(incentive.quantity) if incentive.quantity else NO_QUANTITY),
        award=incentive.award,
        amount=incentive.amount,
        payer=incentive.payer,
        condition=incentive.condition,
    )


def condition_row(header: DocumentHeader, label: str, condition: Condition) -> ConditionRow:
    """Return a condition with its document and the label of its clause."""
    return ConditionRow(
        **_place(header, label, condition),
        **_quantity(condition.quantity),
        subject=condition.subject,
    )


def validity_row(header: DocumentHeader, label: str, validity: Validity) -> ValidityRow:
    """Return a statement of validity with its document and the label of its clause."""
    return ValidityRow(
        **_place(header, label, validity), kind=validity.kind, value=validity.value, on=validity.on
    )


def targets_cited(
    citations: Iterable[Citation], documents: Mapping[str, Document]
) -> tuple[TargetRow, ...]:
    """Return the targets that stand in the quotes, in their order. `documents` by their ids."""
    return tuple(
        target_row(document.header, label_in(document, target.clause_id), target)
        for document, target in _cited(citations, documents, lambda facts: facts.targets)
    )


def incentives_cited(
    citations: Iterable[Citation], documents: Mapping[str, Document]
) -> tuple[IncentiveRow, ...]:
    """Return the incentives that stand in the quotes, in their order. `documents` by their ids."""
    return tuple(
        incentive_row(document.header, label_in(document, incentive.clause_id), incentive)
        for document, incentive in _cited(citations, documents, lambda facts: facts.incentives)
    )


_Placed = Responsibility | Target | Incentive | Condition | Validity
_Fact = TypeVar("_Fact", Target, Incentive)


def _cited(
    citations: Iterable[Citation],
    documents: Mapping[str, Document],
    of_kind: Callable[[Facts], Sequence[_Fact]],
) -> Iterator[tuple[Document, _Fact]]:
    """Yield each fact once whose quote shares a character with a citation's."""
    seen: set[str] = set()
    for citation in citations:
        document = documents[citation.document.id]
        for fact in of_kind(document.facts):
            overlaps = (
                fact.quote_start < citation.quote_end and citation.quote_start < fact.quote_end
            )
            if overlaps and fact.id not in seen:
                seen.add(fact.id)
                yield document, fact


def _place(header: DocumentHeader, label: str, fact: _Placed) -> dict[str, Any]:
    return {
        "id": fact.id,
        "document": document_reference(header),
        "clause_id": fact.clause_id,
        "label": label,
        "quote": fact.quote,
        "quote_start": fact.quote_start,
        "quote_end": fact.quote_end,
    }


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {
        "comparator": quantity.comparator.value,
        "value": quantity.value,
        "number": quantity.number,
        "upper": quantity.upper,
        "unit": quantity.unit,
    }
