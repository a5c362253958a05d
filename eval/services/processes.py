"""Processes of an evaluation's own: started with settings of its own, ended with its block."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

HOST = "127.0.0.1"
Process = subprocess.Popen[bytes]
SECONDS_TO_STOP = 10.0
PR_SET_PDEATHSIG = 1  # of prctl(2): a signal when the parent dies
LONGEST_REASON = 160  # characters


def process_environment(**settings: str | int) -> dict[str, str]:
    """Return the environment with these POLICYQA_ settings and no others of that prefix.

    The user's own could name a database that is not to be measured, nor written to.
    """
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


def last_words(log: Path) -> str:
    """Return the last line that a process wrote, shortened; `nothing` where it wrote none."""
    lines = log.read_text("utf-8", errors="replace").strip().splitlines() or ["nothing"]
    return lines[-1][:LONGEST_REASON]


def free_port() -> int:
    """Return a port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


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
