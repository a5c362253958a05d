"""A real service over the five shipped policies, for tests that speak to it as users do."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from service.client import PolicyClient
from service.errors import ServiceError

ROOT = Path(__file__).resolve().parent.parent
POLICIES = ROOT / "corpus" / "policies"
START_SECONDS = 60


def free_port() -> int:
    """Return a port of 127.0.0.1 that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run_policyqa(
    *arguments: str, data: Path, **settings: str | int
) -> subprocess.CompletedProcess[str]:
    """Run a `policyqa` command to its end over a data folder."""
    return subprocess.run(
        [sys.executable, "-m", "service", *arguments],
        env=service_environment(data, **settings),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def service_environment(data: Path, **settings: str | int) -> dict[str, str]:
    """Return an environment with POLICYQA_ settings and no others of that prefix."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("POLICYQA_")}
    own = {f"POLICYQA_{name.upper()}": str(value) for name, value in settings.items()}
    return inherited | {"POLICYQA_DATA": str(data), "HF_HUB_OFFLINE": "1"} | own


@contextmanager
def running_service(data: Path, **settings: str | int) -> Iterator[str]:
    """Serve a data folder on a free port; stopped by its process id."""
    with service_process(data, **settings) as (_, url):
        yield url


@contextmanager
def service_process(
    data: Path, **settings: str | int
) -> Iterator[tuple["subprocess.Popen[bytes]", str]]:
    """Serve a data folder on a free port, give the process and its URL; stopped by its id."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "service", "serve"],
        env=service_environment(data, port=port, log_level="WARNING", **settings),
        cwd=ROOT,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(url, process)
        yield process, url
    finally:
        process.terminate()
        process.wait(START_SECONDS)


def wait_until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    """Return when a service answers. Raises RuntimeError when it ends, or does not in time."""
    deadline = time.monotonic() + START_SECONDS
    with PolicyClient(url) as client:
        while time.monotonic() < deadline:
            if process.poll() is not None:
                raise RuntimeError(f"the service ended with {process.returncode} while starting")
            try:
                client.ready()
                return
            except ServiceError:
                time.sleep(0.05)
    raise RuntimeError(f"the service was not ready after {START_SECONDS} s")


@pytest.fixture(scope="session")
def five_policies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder into which the five shipped policies were ingested by the command."""
    data = tmp_path_factory.mktemp("five") / "data"
    done = run_policyqa("ingest", str(POLICIES), data=data)
    assert done.returncode == 0, done.stderr
    return data


@pytest.fixture(scope="session")
def service_url(five_policies: Path) -> Iterator[str]:
    """The base URL of a service over the five policies. Tests must not change its documents."""
    with running_service(five_policies) as url:
        yield url


@pytest.fixture(scope="session")
def client(service_url: str) -> Iterator[PolicyClient]:
    """A client of that service."""
    with PolicyClient(service_url) as opened:
        yield opened


@pytest.fixture
def other_service(tmp_path: Path) -> Iterator[PolicyClient]:
    """A client of a service of one's own, with no documents yet."""
    with running_service(tmp_path / "data") as url, PolicyClient(url) as opened:
        yield opened
