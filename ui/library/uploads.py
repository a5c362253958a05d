"""The uploads of a visit: sent one after another beside the page, whatever the visitor does."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock, Thread

from service.client import PolicyClient
from service.errors import ServiceError
from ui.connection import Json

POLL_SECONDS = 0.15
ENDED = ("done", "failed")


@dataclass
class Upload:
    """A file on its way; its bytes are let go of once the service has them.

    `job` is what the service said last: null before it has the file.
    """

    name: str
    data: bytes
    job: Json | None = None
    is_sending: bool = False

    @property
    def is_ended(self) -> bool:
        """Whether it is taken in, or failed."""
        return self.job is not None and self.job["status"] in ENDED


@dataclass
class Uploads:
    """All uploads of a visit, those dropped last first; `drops` counts how often files were."""

    url: str
    all: list[Upload] = field(default_factory=list)
    drops: int = 0
    _queue: list[Upload] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)
    _is_sending: bool = False

    @property
    def are_ended(self) -> bool:
        """Whether there is nothing left to send or to wait for."""
        return all(own.is_ended for own in self.all)

    def take(self, drop: int, files: Sequence[tuple[str, bytes]]) -> None:
        """Send files by name and bytes, beside; those of a drop that was taken already are none."""
        with self._lock:
            if drop != self.drops:
                return
            self.drops += 1
            taken = [Upload(name, data) for name, data in files]
            self._queue += taken
            self.all = [*taken, *self.all]
            if self._is_sending:
                return
            self._is_sending = True
        Thread(target=self._send, daemon=True).start()

    def _send(self) -> None:
        while True:
            with self._lock:
                if not self._queue:
                    self._is_sending = False
                    return
                upload = self._queue.pop(0)
            try:
                _follow(self.url, upload)
            except ServiceError as error:
                upload.job = _failed(str(error))


def _follow(url: str, upload: Upload) -> None:
    """Send a file and follow its job to the end. Raises ServiceError."""
    upload.is_sending = True
    with PolicyClient(url) as client:
        upload.job = client.upload(upload.name, upload.data)
        upload.data = b""
        while not upload.is_ended:
            time.sleep(POLL_SECONDS)
            upload.job = client.job(upload.job["id"])


def _failed(why: str) -> Json:
    return {"status": "failed", "stage": "upload", "error": why, "document_ids": []}
