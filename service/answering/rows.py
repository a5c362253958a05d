"""Documents and facts as the API shows them."""

from corpus.facts.models import Responsibility
from corpus.models import Document
from service.answering.finding import clause_by_id
from service.answering.models import DocumentReference, ResponsibilityRow


def document_reference(document: Document) -> DocumentReference:
    """Return enough of a document to name it."""
    metadata = document.metadata
    return DocumentReference(
        id=document.id,
        title=document.title,
        doc_number=metadata.doc_number,
        region=metadata.region,
        issued_on=metadata.issued_on,
    )


def responsibility_row(document: Document, row: Responsibility) -> ResponsibilityRow:
    """Return a responsibility with its document and the label of its clause."""
    clause = clause_by_id(document, row.clause_id)
    return ResponsibilityRow(
        id=row.id,
        document=document_reference(document),
        clause_id=row.clause_id,
        label=clause.label if clause else "",
        task=row.task,
        role=row.role,
        unit=row.unit,
        unit_full=row.unit_full,
        inherited=row.inherited,
        source_clause_id=row.source_clause_id,
        quote=row.quote,
        quote_start=row.quote_start,
        quote_end=row.quote_end,
    )
