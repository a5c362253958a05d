"""`policyqa run`: both servers come up, say where, and stop together."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.conftest import POLICIES, ROOT, free_port, run_policyqa, service_environment


def start(data: Path, *paths: Path) -> tuple[subprocess.Popen[str], int, int]:
    """Start everything over a folder; return the process and the ports of API and page."""
    port, ui_port = free_port(), free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "service", "run", *map(str, paths)],
        env=service_environment(data, port=port, ui_port=ui_port, log_level="WARNING"),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    return process, port, ui_port


def lines_until_ready(process: subprocess.Popen[str]) -> Iterator[str]:
    assert process.stdout is not None
    for line in process.stdout:
        yield line.rstrip()
        if line.startswith("Ctrl-C"):
            return


def stop(process: subprocess.Popen[str], ports: tuple[int, ...]) -> None:
    process.send_signal(signal.SIGINT)
    assert process.wait() == 0
    for port in ports:
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_everything_starts_and_stops(tmp_path: Path) -> None:
    process, port, ui_port = start(tmp_path / "data", POLICIES)
    try:
        said = list(lines_until_ready(process))
        assert said[0].startswith("5 added")
        assert any(f"http://127.0.0.1:{port}" in line for line in said)
        assert any(f"http://127.0.0.1:{ui_port}" in line for line in said)
        question = next(line for line in said if line.startswith("try")).split(maxsplit=1)[1]
        answer = httpx.post(
            f"http://127.0.0.1:{port}/v1/ask", json={"question": question}, timeout=30
        ).json()
        assert answer["status"] == "answered"
        assert httpx.get(f"http://127.0.0.1:{ui_port}/", timeout=30).status_code == 200
        stop(process, (port, ui_port))
    finally:
        process.kill()
    again, *ports = start(tmp_path / "data", POLICIES)
    try:
        assert next(lines_until_ready(again)).startswith("0 added, 0 updated, 5 unchanged")
        list(lines_until_ready(again))
        stop(again, tuple(ports))
    finally:
        again.kill()


def test_an_empty_folder_starts_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    process, *ports = start(tmp_path / "data", tmp_path / "none")
    try:
        assert any("no documents" in line for line in lines_until_ready(process))
        stop(process, tuple(ports))
    finally:
        process.kill()


@pytest.mark.parametrize("which", ["port", "ui_port"])
def test_a_busy_port_is_a_clear_message(tmp_path: Path, which: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        busy = taken.getsockname()[1]
        ports = {"port": free_port(), "ui_port": free_port()} | {which: busy}
        done = run_policyqa("run", str(POLICIES), data=tmp_path / "data", **ports)
    assert done.returncode == 1
    assert f"port {busy} on 127.0.0.1 cannot be used" in done.stderr
    assert f"make run {which.upper()}=" in done.stderr
    assert "Traceback" not in done.stderr
