"""A policyqa of one's own, started for a measurement and stopped after it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from eval.errors import EvaluationError, ServiceAwayError
from service.client import PolicyClient
from service.errors import ServiceError

HOST = "127.0.0.1"
SECONDS_TO_START, SECONDS_TO_STOP = 120, 20
LOOK_EVERY = 0.05  # seconds


def ingest(data: Path, paths: Sequence[Path]) -> None:
    """Bring documents into a data folder. Raises EvaluationError when it fails."""
    command = [sys.executable, "-m", "service", "ingest", *map(str, paths)]
    done = subprocess.run(command, env=_environment(data), capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        raise EvaluationError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr}")


@contextmanager
def local_service(data: Path) -> Iterator[str]:
    """Give the address of a service over a data folder, ready; it is stopped at the end.

    Raises ServiceAwayError when it does not become ready.
    """
    port = _free_port()
    environment = _environment(data) | {"POLICYQA_HOST": HOST, "POLICYQA_PORT": str(port)}
    command = [sys.executable, "-m", "service", "serve"]
    process = subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603
    try:
        url = f"http://{HOST}:{port}"
        _wait_until_ready(url, process)
        yield url
    finally:
        process.terminate()
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _environment(data: Path) -> dict[str, str]:
    return os.environ | {"POLICYQA_DATA": str(data), "POLICYQA_LOG_LEVEL": "WARNING"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + SECONDS_TO_START
    with PolicyClient(url) as client:
        while time.monotonic() < until:
            if process.poll() is not None:
                raise ServiceAwayError(
                    f"the service ended with {process.returncode}; its message stands above"
                )
            try:
                client.ready()
            except ServiceError:
                time.sleep(LOOK_EVERY)
            else:
                return
    raise ServiceAwayError(f"the service was not ready after {SECONDS_TO_START} s")
