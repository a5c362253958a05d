"""Measures one system at one size, in fresh processes: ingest, start, ask, look at its memory."""

import json
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from eval.bench.errors import DidNotFinishError
from eval.bench.load import TIMEOUT_SECONDS, ask
from eval.bench.model import Ingestion, Limits, Load, Measurement, Shared, SharedFolder
from eval.bench.processes import Watch, resident_bytes
from eval.bench.systems.base import Operation, System, versions_of
from eval.services.processes import (
    HOST,
    Process,
    free_port,
    last_words,
    process_environment,
    running,
)

WARMING_QUERIES = 20
CLIENTS = (1, 8, 32)
SECONDS_BETWEEN_TRIES = 0.01


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked: `warming` first, then of each of CLIENTS its own queries, each once.

    No new query is asked after `seconds`.
    """

    warming: tuple[str, ...]
    queries: tuple[tuple[str, ...], ...]
    seconds: float


def asking_of(queries: Sequence[str], most: int, seconds: float) -> Asking:
    """Return queries shared out so that none is asked twice, `most` to a number of clients.

    Of too few queries each gets its share; of fewer than there are shares, all are asked by all.
    """
    warming = min(WARMING_QUERIES, len(queries) // 5)
    each = min(most, (len(queries) - warming) // len(CLIENTS))
    if not each:
        return Asking((), tuple(tuple(queries) for _ in CLIENTS), seconds)
    begins = [warming + place * each for place in range(len(CLIENTS))]
    own = tuple(tuple(queries[begin : begin + each]) for begin in begins)
    return Asking(tuple(queries[:warming]), own, seconds)


def measured(
    system: System,
    shared: Shared,
    files: SharedFolder,
    asking: Asking,
    limits: Limits,
    folder: Path,
    machine: str,
) -> Measurement:
    """Return what a system does with the texts. Its index is made in `folder` and removed.

    A system that passes a limit or fails is returned with the reason and what was measured.
    """
    measurement = Measurement(
        system=system.name,
        embedding=system.embedding,
        versions=versions_of(system),
        machine=machine,
        shared=shared,
        limits=limits,
    )
    shutil.rmtree(folder, ignore_errors=True)
    index = folder / "index"
    index.mkdir(parents=True)
    try:
        ingestion = _ingestion(system, files, limits, folder, index)
        measurement = measurement.model_copy(update={"ingestion": ingestion})
        return _served(system, measurement, files, asking, folder, index)
    except DidNotFinishError as error:
        return measurement.model_copy(update={"unfinished": str(error)})
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _ingestion(
    system: System, files: SharedFolder, limits: Limits, folder: Path, index: Path
) -> Ingestion:
    command, log = system.ingest_command(files, index), folder / "ingesting.log"
    started = time.perf_counter()
    with running(command.arguments, command.environment, log) as process:
        watch = Watch("ingesting", limits, log)
        watch.wait_for(process)
        seconds = time.perf_counter() - started
    return Ingestion(
        seconds=seconds,
        stages=_stages_in(log),
        peak_memory_bytes=watch.peak_memory_bytes,
        disk_bytes=sum(file.stat().st_size for file in index.rglob("*") if file.is_file()),
    )


def _stages_in(log: Path) -> dict[str, float]:
    """Return the stages that a process of ours printed last; none of another's words."""
    lines = log.read_text("utf-8", errors="replace").strip().splitlines()
    if not lines or not lines[-1].startswith("{"):
        return {}
    return {str(name): float(seconds) for name, seconds in json.loads(lines[-1]).items()}


def _served(
    system: System,
    measurement: Measurement,
    files: SharedFolder,
    asking: Asking,
    folder: Path,
    index: Path,
) -> Measurement:
    port, log, limits = free_port(), folder / "serving.log", measurement.limits
    command = system.serve_command(files, index, port)
    loads: dict[str, tuple[Load, ...]] = {}
    ready = memory = None
    unfinished = None
    started = time.perf_counter()
    with running(command.arguments, command.environment, log) as process:
        try:
            # one that is not measured, where there is any
            first = _bodies(system.operations[0], (*asking.warming, *asking.queries[0])[:1])[0]
            _wait_until_answered(process, port, system.operations[0], first, limits, log)
            ready = time.perf_counter() - started
            for operation in system.operations:
                loads[operation.name] = _loads(process, port, operation, asking, limits, folder)
            memory = resident_bytes(process)
        except DidNotFinishError as error:
            said = last_words(log)
            more = "" if said in str(error) else f" (the service's last words: {said})"
            unfinished = f"{error}{more}"
    return measurement.model_copy(
        update={
            "ready_seconds": ready,
            "loads": loads,
            "memory_bytes": memory,
            "unfinished": unfinished,
        }
    )


def _wait_until_answered(
    process: Process, port: int, operation: Operation, body: str, limits: Limits, log: Path
) -> None:
    watch = Watch("starting", limits, log)
    while True:
        watch.check_runs(process)
        watch.look_at(process)
        connection = HTTPConnection(HOST, port, timeout=TIMEOUT_SECONDS)
        try:
            ask(connection, operation.path, body)
            return
        except (OSError, HTTPException):
            time.sleep(SECONDS_BETWEEN_TRIES)
        except RuntimeError as error:
            raise DidNotFinishError(str(error)) from error
        finally:
            connection.close()


def _loads(
    process: Process, port: int, operation: Operation, asking: Asking, limits: Limits, folder: Path
) -> tuple[Load, ...]:
    if asking.warming:
        _load(process, port, operation, asking.warming, 1, asking.seconds, limits, folder)
    return tuple(
        _load(process, port, operation, own, clients, asking.seconds, limits, folder)
        for clients, own in zip(CLIENTS, asking.queries, strict=True)
    )


def _load(
    process: Process,
    port: int,
    operation: Operation,
    queries: Sequence[str],
    clients: int,
    seconds: float,
    limits: Limits,
    folder: Path,
) -> Load:
    log, given = folder / "asking.log", folder / "asking.json"
    arguments = {
        "port": port,
        "path": operation.path,
        "bodies": _bodies(operation, queries),
        "clients": clients,
        "seconds": seconds,
    }
    given.write_text(json.dumps(arguments, ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, "-m", "eval.bench.load", str(given)]
    with running(command, process_environment(), log) as asker:
        watch = Watch(f"{clients} clients asking {operation.path}", limits, log)
        watch.wait_for(asker, beside=process)
        watch.check_runs(process)
    return Load.model_validate_json(log.read_text("utf-8").splitlines()[-1])


def _bodies(operation: Operation, queries: Sequence[str]) -> list[str]:
    return [
        json.dumps({operation.field: query, **operation.options}, ensure_ascii=False)
        for query in queries
    ]
