"""`policyqa serve`: the API, in this process or in several."""

import os
import signal
import socket
import sys
import threading
from contextlib import suppress
from multiprocessing import connection, get_context, parent_process
from multiprocessing.context import SpawnProcess
from types import FrameType

import uvicorn

from service.api import create_app
from service.api.state import open_state
from service.commands.ports import check_port_is_free
from service.errors import ServiceError
from service.logs import configure_logging
from service.settings import Settings
from service.start import START_ERRORS

DID_NOT_START = 3  # the status of a process that would not start another time either


def serve(settings: Settings) -> None:
    """Serve the API until it is told to stop.

    Raises ServiceError when the port is taken or a process cannot start, and what opening the
    index raises.
    """
    check_port_is_free(settings.host, settings.port, "PORT")
    if settings.workers == 1:
        _serve_here(settings)
        return
    if not hasattr(socket, "SO_REUSEPORT"):
        raise ServiceError("POLICYQA_WORKERS: several processes cannot share a port here; set 1")
    processes: list[SpawnProcess] = []
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        processes += [_started(settings) for _ in range(settings.workers)]
        while True:
            _replace_ended(processes, settings)
    except KeyboardInterrupt:
        pass  # as they were told to stop
    finally:
        signal.signal(signal.SIGTERM, before)
        for process in processes:
            process.terminate()
        for process in processes:
            process.join()


def _serve_here(settings: Settings, shared: socket.socket | None = None) -> None:
    state = open_state(settings)
    config = uvicorn.Config(
        create_app(settings, state),
        host=settings.host,
        port=settings.port,
        # its own news of starting and stopping is for developers
        log_level="debug" if settings.log_level == "DEBUG" else "warning",
        access_log=settings.log_level == "DEBUG",
    )
    server = uvicorn.Server(config)
    with suppress(KeyboardInterrupt):  # raised again when all requests are answered
        server.run(None if shared is None else [shared])
    if not server.started:
        raise ServiceError("the API did not start; see what it said")


def _started(settings: Settings) -> SpawnProcess:
    """Return a new process that serves; started afresh, because FAISS's threads do not fork."""
    process = get_context("spawn").Process(target=_serve_beside, args=(settings,), daemon=True)
    process.start()
    return process


def _serve_beside(settings: Settings) -> None:
    """Serve in a process of its own on the port that several share; the system deals requests."""
    configure_logging(settings.log_level)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as shared:
            shared.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            shared.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            shared.bind((settings.host, settings.port))
            _serve_here(settings, shared)
    except (*START_ERRORS, ServiceError, OSError) as error:
        print(f"policyqa: {error}", file=sys.stderr)
        sys.exit(DID_NOT_START)


def _end_with_parent() -> None:
    """End this process when its parent has ended, however it ended."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _replace_ended(processes: list[SpawnProcess], settings: Settings) -> None:
    """Wait until some process ends, and replace it. Raises ServiceError when it never started."""
    connection.wait([process.sentinel for process in processes])
    for place, process in enumerate(processes):
        if process.exitcode == DID_NOT_START:
            raise ServiceError("the processes that serve the API did not start; see what they said")
        if process.exitcode is not None:
            processes[place] = _started(settings)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
