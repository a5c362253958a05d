"""Uploads in the store: an acknowledged one is there whatever happens to the process."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Row

from index.store.connection import Database
from index.store.tables import jobs

KEPT_JOBS = 10_000  # the newest ones that have ended


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
    files_read: int = 0
    error: str | None = None

    @property
    def document_id(self) -> str | None:
        """The document that the file gave, or None where it gave none or several."""
        return self.document_ids[0] if len(self.document_ids) == 1 else None

    @property
    def has_ended(self) -> bool:
        """Whether nothing more will become of it."""
        return self.status in ENDED


ENDED = ("done", "failed")


class JobTable:
    """The jobs of a store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, job: UploadJob, data: bytes) -> None:
        """Keep a new job with its file."""
        with self._database.writing() as connection:
            connection.execute(insert(jobs), _row(job) | {"data": data})

    def save(self, job: UploadJob) -> None:
        """Keep how far a job has come; of one that has ended the file is let go."""
        row = _row(job) | ({"data": None} if job.has_ended else {})
        with self._database.writing() as connection:
            connection.execute(update(jobs).where(jobs.c.id == job.id).values(row))
            if job.has_ended:
                oldest = select(jobs.c.number).order_by(jobs.c.number.desc()).offset(KEPT_JOBS)
                ended = jobs.c.status.in_(ENDED)
                last = connection.scalar(oldest.limit(1))
                if last is not None:
                    connection.execute(delete(jobs).where(jobs.c.number <= last, ended))

    def job(self, job_id: str) -> UploadJob | None:
        """Return a job, or None when there is none of that id."""
        with self._database.reading() as connection:
            row = connection.execute(select(jobs.c.job).where(jobs.c.id == job_id)).first()
        return None if row is None else _job(row)

    def unfinished(self) -> list[UploadJob]:
        """Return the jobs that have not ended, oldest first."""
        statement = select(jobs.c.job).where(jobs.c.status.not_in(ENDED)).order_by(jobs.c.number)
        with self._database.reading() as connection:
            return [_job(row) for row in connection.execute(statement)]

    def data(self, job_id: str) -> bytes:
        """Return the file of a job that has not ended; of another nothing."""
        with self._database.reading() as connection:
            return connection.scalar(select(jobs.c.data).where(jobs.c.id == job_id)) or b""


def _row(job: UploadJob) -> dict[str, Any]:
    return {"id": job.id, "file": job.file, "status": job.status, "job": asdict(job)}


def _job(row: Row[Any]) -> UploadJob:
    lists = ("document_ids", "failed", "skipped")
    fields: dict[str, Any] = row[0]
    return UploadJob(**fields | {name: tuple(fields[name]) for name in lists})
