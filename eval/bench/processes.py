"""Processes of a comparison, watched for its limits."""

import os
import subprocess
import time
from pathlib import Path

from eval.bench.errors import DidNotFinishError
from eval.bench.model import Limits
from eval.services.processes import Process, last_words

SECONDS_BETWEEN_LOOKS = 0.25


class Watch:
    """Waits for processes and gives up at the limits."""

    def __init__(self, doing: str, limits: Limits, log: Path) -> None:
        """`doing` names the work in reasons; `log` is where the watched process writes."""
        self._doing, self._limits, self._log = doing, limits, log
        self._started = time.monotonic()
        self.peak_memory_bytes = 0

    def wait_for(self, process: Process, beside: Process | None = None) -> None:
        """Return when the process has ended well. Raises DidNotFinishError otherwise.

        The limit of memory is also that of the process `beside`, which it asks.
        """
        while True:
            try:
                status = process.wait(SECONDS_BETWEEN_LOOKS)
            except subprocess.TimeoutExpired:
                self.look_at(beside or process)
                continue
            if status:
                raise self._failed(status)
            return

    def look_at(self, process: Process) -> None:
        """Raise DidNotFinishError when the process is past a limit."""
        memory = resident_bytes(process)
        self.peak_memory_bytes = max(self.peak_memory_bytes, memory)
        if memory > self._limits.memory_bytes:
            most = self._limits.memory_bytes / 1e9
            raise DidNotFinishError(f"{self._doing} took more than {most:.0f} GB of memory")
        if time.monotonic() - self._started > self._limits.seconds:
            raise DidNotFinishError(f"{self._doing} took more than {self._limits.seconds:.0f} s")

    def check_runs(self, process: Process) -> None:
        """Raise DidNotFinishError when a process that should run has ended."""
        status = process.poll()
        if status is not None:
            raise self._failed(status)

    def _failed(self, status: int) -> DidNotFinishError:
        said = last_words(self._log)
        return DidNotFinishError(f"{self._doing} ended with {status}, its last words: {said}")


def resident_bytes(process: Process) -> int:
    """Return the resident memory of a process and its children, mapped files included.

    Of its session, in fact: pages that processes share count for each. 0 where the system has no
    /proc.
    """
    return sum(
        pages * os.sysconf("SC_PAGE_SIZE")
        for entry in Path("/proc").glob("[0-9]*")
        for session, pages in [_session_and_pages(entry)]
        if session == process.pid
    )


def _session_and_pages(entry: Path) -> tuple[int, int]:
    try:
        # the fields of proc(5) after the name in brackets: session is the 4th, rss the 22nd
        fields = (entry / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:  # it has ended meanwhile
        return 0, 0
    return int(fields[3]), int(fields[21])
