"""Uploads, stored and indexed one after another beside the running service."""

import logging
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from corpus.reading import SourceFile
from index.ingestion import ingest, writer_lock
from index.search import SearchEngine
from index.sources import UPLOADS, items_of
from index.store import JobTable, UploadJob

FIRST_STAGE = "read"
SAID_EVERY_SECONDS = 0.05  # a change of the store each: for a small file none is worth its while

log = logging.getLogger(__name__)


class _Progress:
    """Tells in the store how far a running job has come."""

    def __init__(self, jobs: JobTable, job: UploadJob) -> None:
        self.jobs = jobs
        self.job = job
        self._said = time.monotonic()

    def count(self, name: str) -> None:
        """Note that one more file of the upload was read."""
        self.job = replace(self.job, files_read=self.job.files_read + 1)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Note the stage that begins here; said so often that a reader can follow it."""
        self.job = replace(self.job, stage=name)
        if time.monotonic() - self._said >= SAID_EVERY_SECONDS:
            self.jobs.save(self.job)
            self._said = time.monotonic()
        yield


class UploadJobs:
    """A queue of uploads with one writer. It stands in the store: a restart goes on with it."""

    def __init__(self, engine: SearchEngine, data: Path) -> None:
        """Begin with what an earlier process left unfinished."""
        self._engine = engine
        self._data = data
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="ingest")
        self._compaction = threading.Lock()
        self._compactor = ThreadPoolExecutor(1, thread_name_prefix="compact")
        for job in engine.store.jobs.unfinished():
            self._worker.submit(self._run, job)

    def submit(self, name: str, data: bytes) -> UploadJob:
        """Queue a file and return its job. When it returns, the file is on the disk."""
        job = UploadJob(uuid.uuid4().hex, name)
        self._engine.store.jobs.add(job, data)
        self._worker.submit(self._run, job)
        return job

    def job(self, job_id: str) -> UploadJob | None:
        """Return a job, or None when there is none of that id."""
        return self._engine.store.jobs.job(job_id)

    def delete(self, document_id: str) -> None:
        """Remove a document from the store and the index. Raises UnknownDocumentError."""
        with writer_lock(self._data):
            self._engine.store.delete(document_id)
        self._engine.refresh()
        self._compact_where_due()

    def close(self) -> None:
        """Wait for what runs; what waits goes on at the next start."""
        self._worker.shutdown(wait=True, cancel_futures=True)
        self._compactor.shutdown(wait=True, cancel_futures=True)

    def _run(self, job: UploadJob) -> None:
        jobs = self._engine.store.jobs
        progress = _Progress(jobs, replace(job, status="running", stage=FIRST_STAGE))
        try:
            with writer_lock(self._data):
                if self._has_ended(job):  # by another process that found it unfinished
                    return
                jobs.save(progress.job)
                source = SourceFile(job.file, jobs.data(job.id), UPLOADS)
                jobs.save(self._ingested(progress, source))
        except Exception as error:  # the job carries the error to whoever asks for it
            log.exception("upload of %s failed", job.file)
            jobs.save(replace(progress.job, status="failed", error=str(error)))
        self._compact_where_due()

    def _has_ended(self, job: UploadJob) -> bool:
        known = self._engine.store.jobs.job(job.id)
        return known is None or known.has_ended

    def _ingested(self, progress: _Progress, source: SourceFile) -> UploadJob:
        """Ingest a job's file; return what became of it."""
        report = ingest(
            items_of(source),
            self._engine,
            compact=False,
            on_item=progress.count,
            stage=progress.stage,
        )
        job = replace(
            progress.job,
            document_ids=tuple(dict.fromkeys(report.ids.values())),
            failed=tuple(str(error) for error in report.failed),
            skipped=tuple(report.skipped),
        )
        if job.document_ids:
            return replace(job, status="done", stage="searchable")
        if report.failed:
            first = report.failed[0]
            return replace(job, status="failed", stage=first.stage, error=str(first))
        nothing = f"{source.name}: find: no document in it. Check what was saved"
        return replace(job, status="failed", stage="find", error=nothing)

    def _compact_where_due(self) -> None:
        """Build a generation beside the running service when enough changed, one at a time."""
        if self._engine.is_compaction_due and self._compaction.acquire(blocking=False):
            self._compactor.submit(self._compact)

    def _compact(self) -> None:
        try:
            self._engine.compact()
        except Exception:  # the live delta still answers; the next change tries again
            log.exception("a generation could not be built")
        finally:
            self._compaction.release()
