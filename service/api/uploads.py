"""Routes that take a file and tell what became of it."""

from collections.abc import Callable, Coroutine
from pathlib import PurePosixPath
from typing import Any

from fastapi import APIRouter, Request, Response, UploadFile
from fastapi.routing import APIRoute
from starlette.types import Message

from corpus.errors import CorpusError
from corpus.reading import SourceFile
from corpus.reading.signatures import check_signature
from index.sources import INGESTED_SUFFIXES
from index.store import UploadJob
from service.api.parameters import State
from service.api.problems import Problem, not_found
from service.api.schemas import Job

# What multipart/form-data puts around a file
ENVELOPE_BYTES = 10_000


class BoundedRoute(APIRoute):
    """A route that refuses a body larger than an upload may be before it is taken in.

    By its stated length, or, where none is stated, as soon as too much has come.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler with its body bounded. It raises a problem of status 413."""
        handle = super().get_route_handler()

        async def bounded(request: Request) -> Response:
            most = request.app.state.service.settings.max_upload_bytes
            received = 0

            async def receive() -> Message:
                nonlocal received
                message = await request.receive()
                received += len(message.get("body", b""))
                _check_size(received, most + ENVELOPE_BYTES, most, "The body")
                return message

            stated = request.headers.get("content-length", "")
            if stated.isdecimal():
                _check_size(int(stated), most + ENVELOPE_BYTES, most, "The body")
            return await handle(Request(request.scope, receive))

        return bounded


router = APIRouter(prefix="/v1", tags=["documents"], route_class=BoundedRoute)


@router.post("/documents", status_code=202)
async def upload(file: UploadFile, state: State) -> Job:
    """Take a file or a .zip of files and queue it; the job tells when it is searchable, or why not.

    Only its size, its suffix and its first bytes are looked at here.
    """
    most = state.settings.max_upload_bytes
    data = await file.read(most + 1)
    _check_size(len(data), most, most, file.filename or "The file")
    name = PurePosixPath((file.filename or "").replace("\\", "/")).name
    _check_beginning(SourceFile(name, data))
    return _job(state.jobs.submit(name, data))


@router.get("/jobs/{job_id}")
async def job(job_id: str, state: State) -> Job:
    """Tell what became of an upload."""
    found = state.jobs.job(job_id)
    if found is None:
        raise not_found("job", job_id, "Of jobs that have ended the newest ten thousand are kept")
    return _job(found)


def _check_size(size: int, bound: int, most: int, what: str) -> None:
    if size > bound:
        detail = f"{what}: more than {most} bytes. Split the file."
        raise Problem(413, "too-large", "The file is too large", detail)


def _check_beginning(source: SourceFile) -> None:
    """Raise a problem for a file of which no document can come."""
    if source.suffix not in INGESTED_SUFFIXES:
        detail = (
            f"{source.name}: no reader for files ending in {source.suffix or 'nothing'!r}. "
            f"Supported are {', '.join(INGESTED_SUFFIXES)}."
        )
        raise Problem(415, "unknown-format", "The format is not known", detail)
    try:
        check_signature(source)
    except CorpusError as error:
        raise Problem(415, "unreadable-file", "The file cannot be read", str(error)) from error


def _job(job: UploadJob) -> Job:
    return Job(
        id=job.id,
        status=job.status,
        stage=job.stage,
        files_read=job.files_read,
        file=job.file,
        document_id=job.document_id,
        document_ids=list(job.document_ids),
        failed=list(job.failed),
        skipped=list(job.skipped),
        error=job.error,
    )
