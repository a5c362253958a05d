"""A policyqa of one's own, started for a measurement and stopped after it."""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from eval.errors import EvaluationError, ServiceAwayError
from eval.services.processes import (
    HOST,
    Process,
    free_port,
    last_words,
    process_environment,
    running,
)
from service.client import PolicyClient
from service.errors import ServiceError

POLICYQA = (sys.executable, "-m", "service")
SECONDS_TO_START = 120
LOOK_EVERY = 0.05  # seconds


def ingest(data: Path, paths: Sequence[Path]) -> None:
    """Bring documents into a data folder. Raises EvaluationError when it fails."""
    log = _log_of(data, "ingest")
    environment = process_environment(data=str(data), log_level="WARNING")
    with running([*POLICYQA, "ingest", *map(str, paths)], environment, log) as process:
        status = process.wait()
    if status:
        raise EvaluationError(f"ingesting ended with {status}, its last words: {last_words(log)}")


@contextmanager
def local_service(data: Path) -> Iterator[str]:
    """Give the address of a service over a data folder, ready; it is stopped at the end.

    Raises ServiceAwayError when it does not become ready.
    """
    port, log = free_port(), _log_of(data, "serve")
    environment = process_environment(data=str(data), host=HOST, port=port, log_level="WARNING")
    with running([*POLICYQA, "serve"], environment, log) as process:
        url = f"http://{HOST}:{port}"
        _wait_until_ready(url, process, log)
        yield url


def _log_of(data: Path, command: str) -> Path:
    """Return the file for what a command says, beside its data."""
    data.parent.mkdir(parents=True, exist_ok=True)
    return data.with_name(f"{command}.log")


def _wait_until_ready(url: str, process: Process, log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    with PolicyClient(url) as client:
        while time.monotonic() < until:
            status = process.poll()
            if status is not None:
                raise ServiceAwayError(
                    f"the service ended with {status}, its last words: {last_words(log)}"
                )
            try:
                client.ready()
            except ServiceError:
                time.sleep(LOOK_EVERY)
            else:
                return
    raise ServiceAwayError(f"the service was not ready after {SECONDS_TO_START} s")
