"""`POLICYQA_WORKERS`: several processes serve one data folder."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from service.client import PolicyClient
from tests.conftest import (
    START_SECONDS,
    free_port,
    run_policyqa,
    service_process,
    wait_until_ready,
)
from tests.service.uploads import uploaded

WORKERS = 2
CLIENTS = 8

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc of Linux")


def serving_children(process: subprocess.Popen[bytes]) -> set[int]:
    """Return the ids of the processes below a service that have its application open."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("utf-8").split()
    return {int(child) for child in children if b"spawn_main" in command_of(int(child))}


def command_of(process_id: int) -> bytes:
    try:
        return Path(f"/proc/{process_id}/cmdline").read_bytes()
    except OSError:
        return b""


@pytest.fixture
def service(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A service of two processes and its URL; stopped by its process id."""
    with service_process(tmp_path, workers=WORKERS) as served:
        yield served


def found_by_another(url: str, words: str) -> list[str]:
    """Return the documents that a client with a connection of its own finds."""
    with PolicyClient(url) as client:
        return [hit["document"]["id"] for hit in client.search(words)["items"]]


def test_all_processes_know_at_once_what_was_uploaded_to_one(
    service: tuple[subprocess.Popen[bytes], str],
) -> None:
    process, url = service
    assert len(serving_children(process)) == WORKERS
    with PolicyClient(url) as client:
        document = uploaded(client, "纸风车.txt", "一、目标\n每年生产纸风车三千只。")
    with ThreadPoolExecutor(CLIENTS) as clients:
        found = clients.map(found_by_another, [url] * 4 * CLIENTS, ["纸风车"] * 4 * CLIENTS)
        assert list(found) == [[document]] * 4 * CLIENTS


def test_a_process_that_ends_is_replaced(service: tuple[subprocess.Popen[bytes], str]) -> None:
    process, url = service
    before = serving_children(process)
    killed = min(before)
    os.kill(killed, signal.SIGKILL)
    deadline = time.monotonic() + START_SECONDS
    while len(serving_children(process) - {killed}) < WORKERS:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    wait_until_ready(url, process)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_all_processes_end_together(
    service: tuple[subprocess.Popen[bytes], str], number: signal.Signals
) -> None:
    process, url = service
    children = serving_children(process)
    process.send_signal(number)
    process.wait(START_SECONDS)
    deadline = time.monotonic() + START_SECONDS
    while any(map(command_of, children)):  # after SIGKILL they notice by themselves
        assert time.monotonic() < deadline
        time.sleep(0.05)
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", int(url.rpartition(":")[2]))) != 0


@pytest.mark.parametrize("workers", [1, WORKERS])
def test_a_store_that_cannot_be_used_ends_the_service_in_plain_words(
    tmp_path: Path, workers: int
) -> None:
    (tmp_path / "file").write_text("no folder")
    done = run_policyqa(
        "serve",
        data=tmp_path / "data",
        database_url=f"sqlite:///{tmp_path}/file/store.sqlite",
        log_level="WARNING",
        port=free_port(),
        workers=workers,
    )
    assert done.returncode != 0
    assert "POLICYQA_DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr
