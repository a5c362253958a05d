"""Uploads, stored and indexed one after another beside the running service."""

import logging
import threading
import uuid
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.reading import SourceFile
from index.ingestion import ingest, writer_lock
from index.search import SearchEngine
from index.sources import UPLOADS, items_of

log = logging.getLogger(__name__)

REMEMBERED_JOBS = 1000


@dataclass(frozen=True, slots=True)
class UploadJob:
    """How far an upload has come.

    An archive gives several documents; what of it failed or was skipped is named beside them.
    """

    id: str
    file: str
    status: str = "queued"
    stage: str = "waiting"
    document_ids: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    error: str | None = None

    @property
    def document_id(self) -> str | None:
        """The document that the file gave, or None where it gave none or several."""
        return self.document_ids[0] if len(self.document_ids) == 1 else None


class UploadJobs:
    """A queue of uploads with one writer."""

    def __init__(self, engine: SearchEngine, data: Path) -> None:
        self._engine = engine
        self._data = data
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="ingest")
        self._jobs: OrderedDict[str, UploadJob] = OrderedDict()
        self._lock = threading.Lock()

    def submit(self, name: str, data: bytes) -> UploadJob:
        """Queue a file and return its job."""
        job = UploadJob(uuid.uuid4().hex, name)
        self._keep(job)
        self._worker.submit(self._run, job, SourceFile(name, data, UPLOADS))
        return job

    def job(self, job_id: str) -> UploadJob | None:
        """Return a job, or None when there is none of that id."""
        with self._lock:
            return self._jobs.get(job_id)

    def delete(self, document_id: str) -> None:
        """Remove a document from the store and the index. Raises UnknownDocumentError."""
        with writer_lock(self._data):
            self._engine.store.delete(document_id)
            self._engine.rebuild()

    def close(self) -> None:
        """Wait for what runs, drop what waits."""
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _run(self, job: UploadJob, source: SourceFile) -> None:
        job = replace(job, status="running", stage="read, parse and index")
        self._keep(job)
        try:
            with writer_lock(self._data):
                report = ingest(items_of(source), self._engine)
        except Exception as error:  # the job carries the error to whoever asks for it
            log.exception("upload of %s failed", source.name)
            self._keep(replace(job, status="failed", error=str(error)))
            return
        job = replace(
            job,
            document_ids=tuple(dict.fromkeys(report.ids.values())),
            failed=tuple(str(error) for error in report.failed),
            skipped=tuple(report.skipped),
        )
        if job.document_ids:
            self._keep(replace(job, status="done", stage="searchable"))
        elif report.failed:
            first = report.failed[0]
            self._keep(replace(job, status="failed", stage=first.stage, error=str(first)))
        else:
            nothing = f"{source.name}: find: no document in it. Check what was saved"
            self._keep(replace(job, status="failed", stage="find", error=nothing))

    def _keep(self, job: UploadJob) -> None:
        with self._lock:
            self._jobs[job.id] = job
            while len(self._jobs) > REMEMBERED_JOBS:
                self._jobs.popitem(last=False)
