"""Routes that list, show and remove documents."""

from fastapi import APIRouter, Response
from starlette.concurrency import run_in_threadpool

from index.errors import UnknownDocumentError
from service.api.document_lists import Sort, Wanted, facet_counts, in_order
from service.api.parameters import Limit, ManyRows, Offset, State, document_of
from service.api.problems import not_found
from service.api.schemas import (
    ClauseDetail,
    ClauseView,
    DocumentDetail,
    DocumentSummary,
    DocumentText,
    Page,
)
from service.api.views import clause_detail, clause_view, document_detail, document_summary
from service.reading.document_view import clause_by_id

router = APIRouter(prefix="/v1", tags=["documents"])


@router.get("/documents")
async def documents(
    state: State,
    wanted: Wanted,
    sort: Sort = Sort.SOURCE,
    limit: ManyRows = 100,
    offset: Offset = 0,
) -> Page[DocumentSummary]:
    """List documents; regions admit those of their subordinate places too."""
    found = in_order(wanted.among(state.store.snapshot().headers()), sort)
    shown = found[offset : offset + limit]
    sizes = state.store.sizes([own.id for own in shown])
    items = [document_summary(own, sizes[own.id]) for own in shown if own.id in sizes]
    return Page(items=items, total=len(found))


@router.get("/facets")
async def facets(state: State, wanted: Wanted) -> dict[str, dict[str, int]]:
    """Count documents by each value of region, kind, issuer, year, collection.

    What is chosen of one of them does not lessen its own counts.
    """
    return facet_counts(state.store.snapshot().headers(), wanted)


@router.get("/documents/{document_id}")
async def document(document_id: str, state: State) -> DocumentDetail:
    """Return a document with its outline."""
    found = document_of(state, document_id)
    sizes = state.store.sizes([found.id])
    if found.id not in sizes:
        raise UnknownDocumentError(found.id)
    return document_detail(found, sizes[found.id])


@router.get("/documents/{document_id}/clauses")
async def clauses(
    document_id: str, state: State, limit: Limit = 1000, offset: Offset = 0
) -> Page[ClauseView]:
    """List the clauses of a document in reading order."""
    found = document_of(state, document_id).clauses
    items = [clause_view(clause) for clause in found[offset : offset + limit]]
    return Page(items=items, total=len(found))


@router.get("/documents/{document_id}/text")
async def text(document_id: str, state: State) -> DocumentText:
    """Return the normalised text that every offset counts."""
    found = document_of(state, document_id)
    return DocumentText(id=found.id, text=found.text)


@router.get("/documents/{document_id}/source", response_class=Response)
async def source(document_id: str, state: State) -> Response:
    """Return the file as it was ingested."""
    found = document_of(state, document_id)
    return Response(state.store.source(found.id), media_type="application/octet-stream")


@router.get("/clauses/{clause_id}")
async def clause(clause_id: str, state: State) -> ClauseDetail:
    """Return one clause with its text and the ids of its neighbours."""
    try:
        found = state.store.document_of_clause(clause_id)
    except UnknownDocumentError as error:
        raise not_found("clause", clause_id, "GET /v1/documents/{id}/clauses lists them") from error
    own = clause_by_id(found, clause_id)
    assert own is not None
    return clause_detail(found, own)


@router.delete("/documents/{document_id}", status_code=204)
async def delete(document_id: str, state: State) -> None:
    """Remove a document; when the call returns, no search finds it."""
    document_of(state, document_id)
    await run_in_threadpool(state.jobs.delete, document_id)
