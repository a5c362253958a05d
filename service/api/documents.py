"""Routes that list, show, add and remove documents and their facts."""

from pathlib import PurePosixPath
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response, UploadFile
from starlette.concurrency import run_in_threadpool

from corpus.errors import CorpusError
from corpus.facts.models import Responsibility, Role
from corpus.models import Document
from corpus.names.units import unit_matches
from corpus.reading import SourceFile, source_text
from index.errors import UnknownDocumentError
from index.filters import Filters
from service.answering.finding import clause_by_id
from service.answering.models import ResponsibilityRow
from service.answering.rows import responsibility_row
from service.api.problems import Problem, not_found
from service.api.schemas import (
    ClauseDetail,
    ClauseView,
    DocumentDetail,
    DocumentSummary,
    DocumentText,
    Job,
    Page,
)
from service.api.state import ServiceState, state_of
from service.api.views import clause_detail, clause_view, document_detail, document_summary
from service.jobs import UploadJob

router = APIRouter(prefix="/v1", tags=["documents"])
State = Annotated[ServiceState, Depends(state_of)]
Limit = Annotated[int, Query(ge=1, le=1000)]
Offset = Annotated[int, Query(ge=0)]
SEE_DOCUMENTS = "GET /v1/documents lists them"


@router.get("/documents")
async def documents(
    state: State, region: str | None = None, limit: Limit = 100, offset: Offset = 0
) -> Page[DocumentSummary]:
    """List documents, those of a region and its subordinate places if one is named."""
    filters = Filters(regions=(region,) if region else ())
    snapshot = state.store.snapshot()
    admitted = [header.id for header in snapshot.headers() if filters.admit(header)]
    items = [document_summary(snapshot.document(i)) for i in admitted[offset : offset + limit]]
    return Page(items=items, total=len(admitted))


@router.get("/documents/{document_id}")
async def document(document_id: str, state: State) -> DocumentDetail:
    """Return a document with its outline."""
    return document_detail(_document(state, document_id))


@router.get("/documents/{document_id}/clauses")
async def clauses(
    document_id: str, state: State, limit: Limit = 1000, offset: Offset = 0
) -> Page[ClauseView]:
    """List the clauses of a document in reading order."""
    found = _document(state, document_id).clauses
    items = [clause_view(clause) for clause in found[offset : offset + limit]]
    return Page(items=items, total=len(found))


@router.get("/documents/{document_id}/text")
async def text(document_id: str, state: State) -> DocumentText:
    """Return the normalised text that every offset counts."""
    found = _document(state, document_id)
    return DocumentText(id=found.id, text=found.text)


@router.get("/documents/{document_id}/source", response_class=Response)
async def source(document_id: str, state: State) -> Response:
    """Return the file as it was ingested."""
    found = _document(state, document_id)
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


@router.get("/responsibilities")
async def responsibilities(
    state: State,
    region: str | None = None,
    document: str | None = None,
    unit: Annotated[str | None, Query(description="any name or alias of a unit")] = None,
    role: Role | None = None,
    q: Annotated[str | None, Query(description="words of the task or its heading")] = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Page[ResponsibilityRow]:
    """List who does what, in reading order."""
    if document is not None:
        _document(state, document)
    filters = Filters((region,) if region else (), (document,) if document else ())
    snapshot = state.store.snapshot()
    admitted = [snapshot.document(h.id) for h in snapshot.headers() if filters.admit(h)]
    rows = [
        (owner, row)
        for owner in admitted
        for row in owner.responsibilities
        if _matches(owner, row, unit, role, q)
    ]
    items = [responsibility_row(*pair) for pair in rows[offset : offset + limit]]
    return Page(items=items, total=len(rows))


@router.post("/documents", status_code=202)
async def upload(file: UploadFile, state: State) -> Job:
    """Take a file, check that it can be read, and index it; the job tells when it is searchable."""
    data = await file.read(state.settings.max_upload_bytes + 1)
    if len(data) > state.settings.max_upload_bytes:
        raise Problem(
            413,
            "too-large",
            "The file is too large",
            f"{file.filename}: more than {state.settings.max_upload_bytes} bytes. Split it.",
        )
    name = PurePosixPath((file.filename or "").replace("\\", "/")).name
    try:
        source_text(SourceFile(name, data))
    except CorpusError as error:
        raise Problem(415, "unreadable-file", "The file cannot be read", str(error)) from error
    return _job(state.jobs.submit(name, data))


@router.get("/jobs/{job_id}")
async def job(job_id: str, state: State) -> Job:
    """Tell what became of an upload."""
    found = state.jobs.job(job_id)
    if found is None:
        raise not_found("job", job_id, "Jobs are forgotten when the service restarts")
    return _job(found)


@router.delete("/documents/{document_id}", status_code=204)
async def delete(document_id: str, state: State) -> None:
    """Remove a document; when the call returns, no search finds it."""
    _document(state, document_id)
    await run_in_threadpool(state.jobs.delete, document_id)


def _document(state: ServiceState, document_id: str) -> Document:
    try:
        return state.store.document(document_id)
    except UnknownDocumentError as error:
        raise not_found("document", document_id, SEE_DOCUMENTS) from error


def _matches(
    document: Document, row: Responsibility, unit: str | None, role: Role | None, q: str | None
) -> bool:
    if role is not None and row.role is not role:
        return False
    if unit is not None and not unit_matches(unit, row.unit, document.region):
        return False
    if q is None:
        return True
    clause = clause_by_id(document, row.clause_id)
    return q in row.task or (clause is not None and q in clause.label)


def _job(job: UploadJob) -> Job:
    return Job(
        id=job.id,
        status=job.status,
        stage=job.stage,
        file=job.file,
        document_id=job.document_id,
        error=job.error,
    )
