"""Clauses by id, as a search found them."""

from collections.abc import Iterable, Iterator

from corpus.models import Clause, ClauseKind, Document
from index.search import Hit, SearchResult
from index.store import Snapshot
from service.reading.document_view import clause_by_id


def said_in_the_body(
    clauses: Iterable[tuple[Document, Clause]],
) -> Iterator[tuple[Document, Clause]]:
    """Yield clauses in their order, once each: for a row of a table the clause that it repeats."""
    seen: set[str] = set()
    for document, clause in clauses:
        told = clause
        if clause.kind is ClauseKind.TABLE_ROW and clause.repeats_id:
            told = clause_by_id(document, clause.repeats_id) or clause
        if told.id not in seen:
            seen.add(told.id)
            yield document, told


def clauses_found(
    result: SearchResult, snapshot: Snapshot
) -> Iterator[tuple[Hit, Document, Clause]]:
    """Yield what a search found, without clauses that went since they were indexed."""
    documents = snapshot.documents([hit.document_id for hit in result.hits])
    for hit in result.hits:
        document = documents.get(hit.document_id)
        if document is None:
            continue
        clause = clause_by_id(document, hit.clause_id)
        if clause is not None:
            yield hit, document, clause
