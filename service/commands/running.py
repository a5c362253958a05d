"""`policyqa ui` and `run`: the processes of a running policyqa."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from corpus.facts.models import Role
from index.store import Store
from service.api.app import NO_DOCUMENTS
from service.api.requests import EXAMPLE_QUESTION
from service.client import PolicyClient
from service.commands.ingesting import ingest_paths
from service.commands.ports import check_port_is_free
from service.errors import ServiceError
from service.settings import PREFIX, Settings

SECONDS_TO_START = 60
SECONDS_TO_STOP = 10.0


def show_page(settings: Settings) -> None:
    """Serve the web page until it is told to stop. Raises ServiceError when the port is taken."""
    check_port_is_free(settings.host, settings.ui_port, "UI_PORT")
    os.environ[f"{PREFIX}API_URL"] = settings.service_url
    os.execv(sys.executable, _page_command(settings))  # noqa: S606 - our own program and arguments


def run_everything(settings: Settings, paths: Sequence[Path]) -> None:
    """Ingest, serve the API and the page, and stop both on Ctrl-C or when either ends."""
    check_port_is_free(settings.host, settings.port, "PORT")
    check_port_is_free(settings.host, settings.ui_port, "UI_PORT")
    ingest_paths(settings, paths, mirror=len(paths) == 1 and paths[0].is_dir())
    question = _example_question(settings)
    environment = os.environ | {f"{PREFIX}API_URL": settings.service_url}
    commands = ([sys.executable, "-m", "service", "serve"], _page_command(settings))
    processes: list[subprocess.Popen[bytes]] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    try:
        # Sessions of their own: Ctrl-C reaches this process, which stops them in order
        processes += [
            subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603 - ours
            for command in commands
        ]
        _wait_until_ready(settings, processes)
        _say_where(settings, question)
        while all(process.poll() is None for process in processes):
            time.sleep(0.2)
        raise ServiceError("the API or the web page ended by itself; its messages stand above")
    except KeyboardInterrupt:
        print("\nstopping")
    finally:
        _stop(processes)


def _page_command(settings: Settings) -> list[str]:
    options = {
        "server.address": settings.host,
        "server.port": str(settings.ui_port),
        "server.baseUrlPath": settings.ui_path.strip("/"),
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "server.maxUploadSize": str(-(-settings.max_upload_bytes // 1_000_000)),
        "browser.gatherUsageStats": "false",
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        "client.showErrorLinks": "false",
        "logger.level": "warning",
        "logger.hideWelcomeMessage": "true",
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-m", "ui", *flags]


def _example_question(settings: Settings) -> str:
    """Return a question that the documents answer: who leads the first task that has a leader."""
    store = Store(settings.store_url)
    try:
        for document in store.documents():
            headings = {clause.id: clause.heading for clause in document.clauses}
            for row in document.responsibilities:
                heading = headings.get(row.clause_id)
                if heading and row.role in (Role.LEAD, Role.RESPONSIBLE):
                    who = "哪个单位牵头" if row.role is Role.LEAD else "谁负责"
                    return f"{document.metadata.region or ''}{heading}由{who}？"
    finally:
        store.close()
    return EXAMPLE_QUESTION


def _wait_until_ready(settings: Settings, processes: Sequence[subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    with PolicyClient(settings.service_url) as client:
        while time.monotonic() < deadline:
            if any(process.poll() is not None for process in processes):
                raise ServiceError(
                    "the API or the web page did not start; its messages stand above"
                )
            try:
                client.ready()
                with socket.create_connection((settings.host, settings.ui_port), timeout=1):
                    return
            except (ServiceError, OSError):
                time.sleep(0.1)
    raise ServiceError(f"the API or the web page was not ready after {SECONDS_TO_START} s")


def _say_where(settings: Settings, question: str) -> None:
    with PolicyClient(settings.service_url) as client:
        documents = client.ready()["documents"]
    print(f"API       http://{settings.host}:{settings.port}  (documentation: /docs)")
    path = settings.ui_path.strip("/")
    print(f"web page  http://{settings.host}:{settings.ui_port}/{path}".rstrip("/"))
    print(f"try       {question}" if documents else NO_DOCUMENTS)
    print("Ctrl-C stops both", flush=True)


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _stop(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
