"""A reader that hangs, crashes or hoards is one CorpusError, and the next file is read."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.reading import SourceFile
from corpus.reading.isolation import ReadingLimits, ReadingWorker, source_text_isolated
from tests.conftest import ROOT
from tests.corpus.reading.misbehaving import RICH

SHORT = ReadingLimits(seconds=1.0, seconds_by_suffix=())
SMALL = ReadingLimits(memory_bytes=400_000_000)
SECONDS_TO_HAPPEN = 20.0


@pytest.fixture
def worker() -> Iterator[ReadingWorker]:
    opened = ReadingWorker("tests.corpus.reading.misbehaving:reader")
    yield opened
    opened.close()


def order(what: str) -> SourceFile:
    return SourceFile("a.docx", what.encode())


def wait_until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS_TO_HAPPEN
    while not happened():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)


def is_alive(process_id: int) -> bool:
    """Tell whether a process runs; one that has ended and is not yet waited for does not."""
    try:
        status = Path(f"/proc/{process_id}/stat").read_text()
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def test_everything_that_a_reader_gives_comes_back(worker: ReadingWorker) -> None:
    assert worker.read(order("well")) == RICH


def test_what_a_library_prints_does_not_disturb(worker: ReadingWorker) -> None:
    assert worker.read(order("chatter")) == RICH
    assert worker.read(order("well")) == RICH


@pytest.mark.parametrize(
    ("what", "limits", "words"),
    [
        ("refuse", SHORT, r"page 3 is\\ud800 blank. Look at it"),
        ("fault", SHORT, "the reader failed: KeyError: 'styles'"),
        ("recurse", SHORT, "the reader failed: RecursionError"),
        ("hoard", SMALL, "the reader ran out of memory"),
        ("sleep", SHORT, "the reader took longer than 1 s"),
        ("hold_the_interpreter", SHORT, "the reader took longer than 1 s"),
        ("crash", SHORT, "the reader ended with signal SIGSEGV"),
        ("leave", SHORT, r"the reader ended with status 3 \(cannot find a font\)"),
        ("surrogate", SHORT, "the reader failed: PydanticSerializationError"),
    ],
)
def test_every_failure_is_a_corpus_error_and_the_next_file_is_read(
    worker: ReadingWorker, what: str, limits: ReadingLimits, words: str
) -> None:
    with pytest.raises(CorpusError, match=words) as caught:
        worker.read(order(what), limits)
    assert (caught.value.source, caught.value.stage) == ("a.docx", "read")
    assert worker.read(order("well")) == RICH


def test_one_process_reads_many_files_and_a_refusal_does_not_end_it(
    worker: ReadingWorker,
) -> None:
    first = worker.read(order("process_id"))
    with pytest.raises(CorpusError):
        worker.read(order("refuse"))
    assert worker.read(order("process_id")) == first
    with pytest.raises(CorpusError):
        worker.read(order("fault"))
    assert worker.read(order("process_id")) != first


def test_a_program_started_by_a_reader_ends_with_it(
    worker: ReadingWorker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HELPER_FILE", str(tmp_path / "helper"))
    with pytest.raises(CorpusError, match="longer than"):
        worker.read(order("ask_a_helper"), ReadingLimits(seconds=3.0))
    helper = int((tmp_path / "helper").read_text())
    wait_until(lambda: not is_alive(helper))


def test_files_of_several_threads_get_their_own_text(worker: ReadingWorker) -> None:
    found: dict[int, bool] = {}

    def read(number: int) -> None:
        expected = number % 2 == 0
        try:
            found[number] = (worker.read(order("well" if expected else "refuse")) == RICH) is True
        except CorpusError:
            found[number] = not expected

    threads = [threading.Thread(target=read, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == dict.fromkeys(range(8), True)


@pytest.mark.parametrize("what", ["idle", "busy"])
def test_the_process_ends_with_what_it_started_when_the_program_is_killed(
    tmp_path: Path, what: str
) -> None:
    program = f"""
import os, threading, time
from pathlib import Path
from corpus.reading import SourceFile
from corpus.reading.isolation import ReadingWorker
worker = ReadingWorker("tests.corpus.reading.misbehaving:reader")
id = worker.read(SourceFile("a.docx", b"process_id")).text
if {what!r} == "busy":
    threading.Thread(target=worker.read, args=(SourceFile("a.docx", b"ask_a_helper"),)).start()
    while not (helper := Path(os.environ["HELPER_FILE"])).exists() or not helper.read_text():
        time.sleep(0.02)
Path({str(tmp_path / "id")!r}).write_text(id + "\\n")
time.sleep(3600)
"""
    helper_file = tmp_path / "helper"
    folder = tmp_path / "temporary"
    folder.mkdir()
    environment = os.environ | {"HELPER_FILE": str(helper_file), "TMPDIR": str(folder)}
    process = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, env=environment)
    path = tmp_path / "id"
    wait_until(lambda: path.exists() and path.read_text().endswith("\n"))
    started = [int(path.read_text())]
    if what == "busy":
        started.append(int(helper_file.read_text()))
    assert all(map(is_alive, started))
    assert list(folder.iterdir())
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    wait_until(lambda: not any(map(is_alive, started)))
    assert not list(folder.iterdir())


def test_a_closed_worker_leaves_no_process(worker: ReadingWorker) -> None:
    worker.read(order("well"))
    child = worker.process_id
    assert child is not None
    worker.close()
    assert not is_alive(child)
    assert worker.read(order("well")) == RICH


def test_a_file_beyond_the_limits_is_refused_before_and_after_reading() -> None:
    text = SourceFile("a.txt", "一、总则".encode())
    with pytest.raises(CorpusError, match="the file has 12 bytes, at most 5"):
        source_text_isolated(text, ReadingLimits(file_bytes=5))
    with pytest.raises(CorpusError, match="the text has 4 characters, at most 3"):
        source_text_isolated(text, ReadingLimits(characters=3))
    assert source_text_isolated(text).text == "一、总则"


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(CorpusError, match=r"no reader for files ending in '\.exe'"):
        source_text_isolated(SourceFile("a.exe", b"MZ"))


def test_a_process_starts_without_the_libraries_of_the_formats() -> None:
    program = "import sys, corpus.reading.worker; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    heavy = {
        "lxml", "docx", "pypdfium2", "pdfplumber", "openpyxl", "numpy", "rapidocr",
        "onnxruntime", "markdown_it",
    }  # fmt: skip
    assert heavy.isdisjoint(done.stdout.split())


def test_a_worker_that_died_while_idle_is_not_the_next_files_fault() -> None:
    worker = ReadingWorker()
    page = SourceFile("a.html", "<p>一、总则</p>".encode())
    try:
        assert worker.read(page).text
        assert worker.process_id is not None
        os.kill(worker.process_id, signal.SIGKILL)
        # waits until the process is gone, and leaves how it ended to whom it belongs
        os.waitid(os.P_PID, worker.process_id, os.WEXITED | os.WNOWAIT)
        assert worker.read(page).text
    finally:
        worker.close()


def test_merged_cells_that_stand_for_millions_are_refused() -> None:
    rows = "<tr><td>x</td><td>y</td></tr>" * 5_000
    page = f'<table><tr><td rowspan="0" colspan="1000">甲</td></tr>{rows}</table><p>一、总则</p>'
    with pytest.raises(CorpusError, match="too large"):
        source_text_isolated(SourceFile("a.html", page.encode()))
