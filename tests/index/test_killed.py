"""kill -9 at any instant: what was acknowledged is there, what was under way is whole or not."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.generations import current_number
from service.client import PolicyClient
from service.errors import ServiceError
from tests.conftest import ROOT, START_SECONDS, free_port, running_service, service_environment
from tests.index.tokens import engine_at, text_of, word
from tests.index.writing_process import (
    AFTER,
    BEFORE,
    begin,
    plan,
    put,
    started,
    states,
    stored_in,
)

OPERATIONS = 60  # more than a process comes to before it is killed
JOB_SECONDS = 60
UPLOADS = 5


@pytest.mark.parametrize("seed", range(8))
def test_what_was_acknowledged_is_there_after_kill_9(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    wanted, delay = chance.randint(1, 15), chance.uniform(0, 0.3)
    with started(tmp_path, seed, OPERATIONS) as process:
        assert process.stdout is not None
        begin(process)
        acknowledged = [process.stdout.readline() for _ in range(wanted)]
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        acknowledged += process.stdout.readlines()
    planned = plan(seed, OPERATIONS)
    assert [line.strip() for line in acknowledged] == [
        operation.name for operation in planned[: len(acknowledged)]
    ]
    after = states(planned)
    one_more = min(len(acknowledged) + 1, OPERATIONS)
    names = {operation.name for operation in planned}
    engine = engine_at(tmp_path)
    found = stored_in(engine, names, versions=one_more)
    assert found in (after[len(acknowledged)], after[one_more])
    put(engine, "99.txt", 0, compact=bool(seed % 2))
    assert stored_in(engine, names | {"99.txt"}, one_more) == found | {"99.txt": 0}
    engine.store.close()


def test_a_build_that_was_cut_off_at_any_write_costs_nothing(tmp_path: Path) -> None:
    with started("cut-off", tmp_path) as process:
        assert process.stdout is not None
        begin(process)
        folders = [Path(line.strip()) for line in process.stdout]
        assert process.wait() == 0
    assert len(folders) > 5
    for folder in folders:
        engine = engine_at(folder)
        names = set(BEFORE | AFTER)
        assert stored_in(engine, names, versions=2) == BEFORE | AFTER, folder
        put(engine, "3.txt", 0, compact=True)
        assert stored_in(engine, names | {"3.txt"}, versions=2) == BEFORE | AFTER | {"3.txt": 0}
        left = sorted(p.name for p in (folder / "generations").iterdir() if p.is_dir())
        assert len(left) <= 2
        assert left[-1] == f"{current_number(folder / 'generations'):08d}"
        engine.store.close()


@contextmanager
def service_to_be_killed(data: Path) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """Serve a data folder; killed with SIGKILL at the latest when the context ends."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "service", "serve"],
        env=service_environment(data, port=port, log_level="WARNING"),
        cwd=ROOT,
    )
    url = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + START_SECONDS
    try:
        with PolicyClient(url) as client:
            while not is_ready(client):
                assert process.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.05)
        yield url, process
    finally:
        process.kill()
        process.wait()


def is_ready(client: PolicyClient) -> bool:
    try:
        client.ready()
    except ServiceError:
        return False
    return True


@pytest.mark.parametrize("workers", [1, 2])
def test_acknowledged_uploads_become_searchable_although_the_service_is_killed(
    tmp_path: Path, workers: int
) -> None:
    with service_to_be_killed(tmp_path) as (url, process), PolicyClient(url) as client:
        jobs = [
            client.upload(f"{number}.txt", text_of([word(number)]).encode())["id"]
            for number in range(UPLOADS)
        ]
        process.send_signal(signal.SIGKILL)
        process.wait()
    # each of several processes finds the jobs unfinished
    with running_service(tmp_path, workers=workers) as url, PolicyClient(url) as client:
        deadline = time.monotonic() + JOB_SECONDS
        while any(client.job(job)["status"] not in ("done", "failed") for job in jobs):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert {client.job(job)["status"] for job in jobs} == {"done"}
        assert client.documents()["total"] == UPLOADS
        for number, job in enumerate(jobs):
            hits = client.search(word(number))["items"]
            assert [hit["document"]["id"] for hit in hits] == client.job(job)["document_ids"]
