"""Processes of a comparison: started, watched, and ended with the comparison however it ends."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from eval.bench.errors import DidNotFinishError
from eval.bench.model import Limits

Process = subprocess.Popen[bytes]
SECONDS_TO_STOP = 10.0
SECONDS_BETWEEN_LOOKS = 0.25
PR_SET_PDEATHSIG = 1  # of prctl(2): a signal when the parent dies
LONGEST_REASON = 160  # characters


def process_environment(**settings: str | int) -> dict[str, str]:
    """Return the environment with these POLICYQA_ settings and no others of that prefix."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("POLICYQA_")}
    own = {f"POLICYQA_{name.upper()}": str(value) for name, value in settings.items()}
    # no hub, and no telemetry that would need a network
    return inherited | {"HF_HUB_OFFLINE": "1", "LANGSMITH_TRACING": "false"} | own


@contextmanager
def running(command: Sequence[str], environment: Mapping[str, str], log: Path) -> Iterator[Process]:
    """Run a command whose output goes to `log`; it and its children end with the block."""
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - our own program and arguments
            command,
            env=dict(environment),
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,
        )
    try:
        yield process
    finally:
        _stop(process)


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


def last_words(log: Path) -> str:
    """Return the last line that a process wrote, shortened; `nothing` where it wrote none."""
    lines = log.read_text("utf-8", errors="replace").strip().splitlines() or ["nothing"]
    return lines[-1][:LONGEST_REASON]


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


def _stop(process: Process) -> None:
    _signal_session(process, signal.SIGTERM)
    try:
        process.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        pass  # killed below, as are children that outlive their parent
    finally:
        _signal_session(process, signal.SIGKILL)
        process.wait()


def _signal_session(process: Process, number: signal.Signals) -> None:
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        return  # all have ended


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
