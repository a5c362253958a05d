"""Documents, clauses and hits as the API shows them."""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import TypeVar

from corpus.facts.models import Condition, Incentive, Responsibility, Target, Validity
from corpus.models import Clause, Document, DocumentHeader
from index.search import Hit
from index.store import DocumentSize, FoundClause
from service.answering.rows import (
    condition_row,
    document_reference,
    incentive_row,
    responsibility_row,
    target_row,
    validity_row,
)
from service.api.schemas import (
    ClauseDetail,
    ClauseFacts,
    ClauseView,
    DocumentDetail,
    DocumentSummary,
    DuplicateView,
    FactCounts,
    MatchedTermView,
    SearchHit,
    UncertainView,
)

Placed = TypeVar("Placed", Responsibility, Target, Incentive, Condition, Validity)
Row = TypeVar("Row")


def document_summary(header: DocumentHeader, size: DocumentSize) -> DocumentSummary:
    """Return a document's own data."""
    metadata = header.metadata
    return DocumentSummary(
        id=header.id,
        title=header.title,
        doc_number=metadata.doc_number,
        issuer=metadata.issuer,
        region=metadata.region,
        issued_on=metadata.issued_on,
        effective_on=metadata.effective_on,
        expires_on=metadata.expires_on,
        kind=metadata.kind,
        origins={name: origin.value for name, origin in metadata.origins.items()},
        collection=header.collection,
        source_name=header.source_name,
        source_sha256=header.source_sha256,
        source_note=header.source_note,
        external_id=header.external_id,
        characters=size.characters,
        clauses=size.clauses,
        stored_at=size.stored_at,
    )


def document_detail(document: Document, size: DocumentSize) -> DocumentDetail:
    """Return a document's own data with its outline."""
    summary = document_summary(document.header, size).model_dump()
    facts = document.facts
    return DocumentDetail(
        **summary,
        outline=[clause_view(c) for c in document.clauses],
        facts=FactCounts(
            responsibilities=len(facts.responsibilities),
            targets=len(facts.targets),
            incentives=len(facts.incentives),
            conditions=len(facts.conditions),
            validity=len(facts.validity),
        ),
        uncertain=[
            UncertainView(start=span.start, end=span.end, confidence=span.confidence)
            for span in document.uncertain
        ],
    )


def clause_view(clause: Clause) -> ClauseView:
    """Return a node of the outline."""
    return ClauseView(
        id=clause.id,
        parent_id=clause.parent_id,
        level=clause.level,
        kind=clause.kind,
        number=clause.number,
        heading=clause.heading,
        label=clause.label,
        start=clause.start,
        end=clause.end,
        subtree_end=clause.subtree_end,
        repeats_id=clause.repeats_id,
    )


def clause_detail(document: Document, clause: Clause) -> ClauseDetail:
    """Return a clause with its text, its facts and its neighbours in reading order."""
    before, after = clause.position - 1, clause.position + 1
    return ClauseDetail(
        **clause_view(clause).model_dump(),
        document=document_reference(document),
        text=document.text[clause.start : clause.end],
        facts=_facts_of(document, clause),
        previous_id=document.clauses[before].id if before >= 0 else None,
        next_id=document.clauses[after].id if after < len(document.clauses) else None,
    )


def _facts_of(document: Document, clause: Clause) -> ClauseFacts:
    facts = document.facts

    def rows(
        own: Iterable[Placed], row_of: Callable[[DocumentHeader, str, Placed], Row]
    ) -> list[Row]:
        return [row_of(document.header, clause.label, f) for f in own if f.clause_id == clause.id]

    return ClauseFacts(
        responsibilities=rows(facts.responsibilities, responsibility_row),
        targets=rows(facts.targets, target_row),
        incentives=rows(facts.incentives, incentive_row),
        conditions=rows(facts.conditions, condition_row),
        validity=rows(facts.validity, validity_row),
    )


def search_hit(hit: Hit, found: FoundClause) -> SearchHit:
    """Return a clause found with the score of each leg."""
    return SearchHit(
        clause_id=found.clause.id,
        document=document_reference(found.header),
        external_id=found.header.external_id,
        label=found.clause.label,
        text=found.text,
        start=found.clause.start,
        end=found.clause.end,
        score=round(hit.score.score, 6),
        lexical_score=hit.score.lexical,
        document_score=hit.score.document,
        dense_score=hit.score.dense,
        matched=[MatchedTermView(**asdict(term)) for term in hit.matched],
        duplicates=[DuplicateView(**asdict(duplicate)) for duplicate in hit.duplicates],
    )
