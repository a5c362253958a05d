"""Several processes over one folder: readers beside a writer, writers beside each other."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from index.search import SearchEngine, SearchOptions
from index.store import UploadJob
from service.client import PolicyClient
from tests.conftest import ROOT, running_service, service_environment
from tests.index.tokens import engine_at, id_of, names_found, store_at, text_of, word
from tests.index.writing_process import (
    CLAUSES,
    Versions,
    begin,
    name_word,
    plan,
    put,
    started,
    states,
    stored_in,
    words_of,
)

READERS = 2
OPERATIONS = 30
SECONDS = 60  # after which what is waited for will not come
SECONDS_FOR_NEWS = 2  # of what the writer has done
SECONDS_TO_OPEN = 10  # the same, of a generation
OPENED_AT_ONCE = 3
UPLOADS = 24
UPLOADED_AT_ONCE = 6


@pytest.fixture
def engines(tmp_path: Path) -> Iterator[list[SearchEngine]]:
    """Three engines over the same files, each with a store of its own, as processes have."""
    opened = [engine_at(tmp_path) for _ in range(3)]
    yield opened
    for engine in opened:
        engine.store.close()


class Progress:
    """How many operations of a plan a writer has acknowledged, and whether it has ended."""

    def __init__(self, planned_states: Sequence[Versions]) -> None:
        self.states = planned_states
        self.acknowledged = 0
        self.has_ended = False

    def follow(self, lines: Iterator[str]) -> None:
        """Count the lines of a writer until it ends."""
        for _ in lines:
            self.acknowledged += 1
        self.has_ended = True

    def versions(self, name: str, first: int, found: int | None) -> set[int | None]:
        """Return the versions of a document, from a state on, that may be seen now.

        One operation may be under way, and what the writer has said may not have come here yet:
        where what was found does not fit, it is waited for a little.
        """
        deadline = time.monotonic() + SECONDS_FOR_NEWS
        while True:
            possible = self.states[first : self.acknowledged + 2]
            versions = {state.get(name) for state in possible}
            fits = found in versions or (found is None and len(versions) > 1)
            if fits or self.has_ended or time.monotonic() > deadline:
                return versions
            time.sleep(0.01)


def read_until_the_end(data: Path, names: Sequence[str], progress: Progress) -> int:
    """Refresh and search until the writer has ended; return how many rounds that were."""
    engine = engine_at(data)
    rounds, is_last = 0, False
    while not is_last:
        is_last = progress.has_ended
        acknowledged = progress.acknowledged
        engine.refresh()
        for name in names:
            found = version_found(engine, name)
            may_be = progress.versions(name, acknowledged, found)
            # the old version went, and the new one came after the refresh: neither is found
            assert found in may_be or (found is None and len(may_be) > 1), (name, found, may_be)
        rounds += 1
    engine.store.close()
    return rounds


def version_found(engine: SearchEngine, name: str) -> int | None:
    """Return which version of a document is found by the word of all its versions, whole."""
    bodies = [hit.passage.body for hit in engine.search(name_word(name), 100).hits]
    versions = {
        version
        for version in range(OPERATIONS)
        if any(own in body for own in words_of(name, version) for body in bodies)
    }
    assert len(versions) <= 1, versions
    assert len(bodies) == CLAUSES * len(versions)
    return versions.pop() if versions else None


def test_readers_see_what_a_writer_acknowledged_at_their_next_refresh(tmp_path: Path) -> None:
    planned = plan(3, OPERATIONS)
    progress = Progress(states(planned))
    names = sorted({operation.name for operation in planned})
    engine_at(tmp_path).store.close()
    with (
        started(tmp_path, 3, OPERATIONS) as process,
        ThreadPoolExecutor(READERS) as pool,
    ):
        assert process.stdout is not None
        reading = [
            pool.submit(read_until_the_end, tmp_path, names, progress) for _ in range(READERS)
        ]
        begin(process)
        progress.follow(process.stdout)
        rounds = [reader.result() for reader in reading]
        assert process.wait() == 0
    assert progress.acknowledged == OPERATIONS
    assert min(rounds) > 1


@pytest.mark.parametrize("is_new", [True, False], ids=["new folder", "folder with an index"])
def test_two_writers_at_once_end_with_the_documents_of_both(tmp_path: Path, is_new: bool) -> None:
    if not is_new:
        engine_at(tmp_path).store.close()
    seeds, operations = (1, 2), 12
    with ExitStack() as stack:
        writers = [stack.enter_context(started(tmp_path, seed, operations)) for seed in seeds]
        for writer in writers:
            begin(writer)
        said = [writer.communicate(timeout=SECONDS)[0].split() for writer in writers]
        assert [writer.returncode for writer in writers] == [0, 0]
    plans = [plan(seed, operations) for seed in seeds]
    assert said == [[operation.name for operation in planned] for planned in plans]
    engine = engine_at(tmp_path)
    expected = states(plans[0])[-1] | states(plans[1])[-1]
    names = {operation.name for planned in plans for operation in planned}
    assert stored_in(engine, names, operations) == expected
    engine.store.close()


def test_two_ingest_commands_at_once_into_a_new_folder(tmp_path: Path) -> None:
    commands = []
    for number in range(2):
        folder = tmp_path / f"documents{number}"
        folder.mkdir()
        (folder / f"{number}.txt").write_text(text_of([word(number)]), "utf-8")
        commands.append(
            subprocess.Popen(
                [sys.executable, "-m", "service", "ingest", str(folder)],
                env=service_environment(tmp_path / "data"),
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
        )
    said = [command.communicate(timeout=SECONDS)[0] for command in commands]
    assert [command.returncode for command in commands] == [0, 0], said
    engine = engine_at(tmp_path / "data")
    assert [names_found(engine, word(number)) for number in range(2)] == [["0.txt"], ["1.txt"]]
    engine.store.close()


def test_a_reader_whose_generation_was_removed_still_answers(
    engines: list[SearchEngine], tmp_path: Path
) -> None:
    writer, reader, _ = engines
    put(writer, "0.txt", 0, compact=True)
    reader.compact()
    own = tmp_path / "generations" / f"{reader.generation:08d}"
    for version in (0, 1):
        put(writer, "1.txt", version, compact=True)
        writer.compact()
    assert not own.exists()
    assert version_found(reader, "0.txt") == 0
    reader.refresh()
    assert stored_in(reader, {"0.txt", "1.txt"}, 2) == {"0.txt": 0, "1.txt": 1}
    wait_until_open(reader, writer.generation)
    assert stored_in(reader, {"0.txt", "1.txt"}, 2) == {"0.txt": 0, "1.txt": 1}


def wait_until_open(engine: SearchEngine, generation: int) -> None:
    """Refresh until a generation that another process built is taken over."""
    deadline = time.monotonic() + SECONDS_TO_OPEN
    while engine.generation < generation:
        assert time.monotonic() < deadline
        engine.refresh()
        time.sleep(0.01)


def test_a_removal_is_seen_however_far_behind_the_processes_are(
    engines: list[SearchEngine],
) -> None:
    first, second, reader = engines
    put(first, "0.txt", 0, compact=False)
    put(first, "1.txt", 0, compact=True)
    for engine in (second, reader):
        engine.refresh()
        wait_until_open(engine, first.generation)
    removed = id_of(first.store, "0.txt")
    first.store.delete(removed)
    first.refresh()
    first.compact()  # what it removed stands in no generation of two
    first.compact()
    second.compact()  # which is still as old as before the removal
    reader.refresh()
    assert removed not in reader.search_documents(name_word("0.txt"), 10)
    assert reader.passages == CLAUSES
    facets = reader.search(name_word("0.txt"), 10, options=SearchOptions(facets=True)).facets
    assert not facets.get("collection")


def test_a_generation_that_went_while_it_was_opened_does_not_keep_out_the_next(
    engines: list[SearchEngine], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer, reader, _ = engines
    put(writer, "0.txt", 0, compact=True)
    wait_until_open(reader, writer.generation)
    put(writer, "1.txt", 0, compact=True)
    opening, go_on = threading.Event(), threading.Event()
    read_text = Path.read_text

    def slowly(path: Path, *arguments: str) -> str:
        if threading.current_thread().name == "open-generation" and path.suffix == ".json":
            opening.set()
            assert go_on.wait(SECONDS)
        return read_text(path, *arguments)

    monkeypatch.setattr(Path, "read_text", slowly)
    reader.refresh()
    assert opening.wait(SECONDS)
    put(writer, "0.txt", 1, compact=True)
    put(writer, "1.txt", 1, compact=True)
    go_on.set()
    wait_until_open(reader, writer.generation)
    reader.refresh()
    assert stored_in(reader, {"0.txt", "1.txt"}, 2) == {"0.txt": 1, "1.txt": 1}


def test_a_new_store_can_be_opened_by_several_at_once(tmp_path: Path) -> None:
    at_once = threading.Barrier(OPENED_AT_ONCE)

    def open_new(number: int) -> None:
        at_once.wait(SECONDS)
        store_at(tmp_path).close()

    with ThreadPoolExecutor(OPENED_AT_ONCE) as pool:
        opening = [pool.submit(open_new, number) for number in range(OPENED_AT_ONCE)]
        problems = [opened.exception() for opened in opening]
    assert problems == [None] * OPENED_AT_ONCE


def test_documents_are_stored_while_uploads_are_queued(
    engines: list[SearchEngine], tmp_path: Path
) -> None:
    engine = engines[0]
    has_ended = threading.Event()

    def queue_uploads() -> int:
        store = store_at(tmp_path)
        queued = 0
        while not has_ended.is_set():
            store.jobs.add(UploadJob(f"job{queued}", "a.txt"), b"a text")
            queued += 1
        store.close()
        return queued

    with ThreadPoolExecutor(1) as pool:
        queueing = pool.submit(queue_uploads)
        try:
            for number in range(20):
                put(engine, f"{number}.txt", 0, compact=False)
        finally:
            has_ended.set()
        assert queueing.result() > 0


def test_uploads_that_come_at_once_all_become_searchable(tmp_path: Path) -> None:
    with running_service(tmp_path) as url, PolicyClient(url) as client:

        def upload(number: int) -> str:
            return str(client.upload(f"{number}.txt", text_of([word(number)]).encode())["id"])

        with ThreadPoolExecutor(UPLOADED_AT_ONCE) as pool:
            jobs = list(pool.map(upload, range(UPLOADS)))
        deadline = time.monotonic() + SECONDS
        while any(client.job(job)["status"] not in ("done", "failed") for job in jobs):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        errors = [client.job(job)["error"] for job in jobs]
        assert errors == [None] * UPLOADS
        for number, job in enumerate(jobs):
            hits = client.search(word(number))["items"]
            assert [hit["document"]["id"] for hit in hits] == client.job(job)["document_ids"]
