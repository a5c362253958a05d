"""Reads files in a process of its own, within limits of memory and time.

A file that hangs or crashes its reader, or makes it ask for too much, is one CorpusError; the
program goes on. Starting a process takes half a second, so one is kept for the next file.
"""

import atexit
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from functools import cache
from typing import IO

from pydantic import ValidationError

from corpus.errors import CorpusError
from corpus.reading.base import SourceFile, SourceText
from corpus.reading.factory import READERS, source_text
from corpus.reading.processes import kill_tree
from corpus.reading.protocol import (
    ANSWER,
    REQUEST,
    Answer,
    Failure,
    Request,
    read_frame,
    write_frame,
)
from corpus.reading.validation import checked
from corpus.worker_environment import worker_environment

log = logging.getLogger(__name__)

READER = "corpus.reading.factory:source_text"
# What needs no library and cannot ask for more than a small multiple of its size
READ_IN_PROCESS = frozenset({".txt"})
FILES_PER_WORKER = 200  # then a new one, whatever the libraries have kept
LOG_TAIL_BYTES = 2_000
# glibc sets aside 64 MB of addresses per thread otherwise, and addresses are what is limited
FEW_ARENAS = {"MALLOC_ARENA_MAX": "2"}
SPLIT_IT = "Split the file, or save it anew without what makes it large"
REPORT_IT = "If the file opens elsewhere, please report it with the file"


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What reading one file may take. Seconds by the clock; by suffix where more is needed."""

    memory_bytes: int = 4 * 1024**3
    seconds: float = 60.0
    seconds_by_suffix: tuple[tuple[str, float], ...] = (
        (".pdf", 600.0),  # recognising 300 scanned pages
        (".doc", 180.0),  # LibreOffice starts
        (".wps", 180.0),
    )
    file_bytes: int = 200_000_000
    characters: int = 20_000_000

    def seconds_for(self, suffix: str) -> float:
        """Return how long reading a file of that suffix may take."""
        return dict(self.seconds_by_suffix).get(suffix, self.seconds)


DEFAULT_LIMITS = ReadingLimits()


def source_text_isolated(source: SourceFile, limits: ReadingLimits = DEFAULT_LIMITS) -> SourceText:
    """Return the text of a file, read within limits. Raises CorpusError for whatever goes wrong.

    Plain text and unknown formats are dealt with here, all else in a process of its own.
    """
    if len(source.data) > limits.file_bytes:
        raise CorpusError(
            source.name,
            "read",
            f"the file has {len(source.data)} bytes, at most {limits.file_bytes} are read",
            SPLIT_IT,
        )
    if source.suffix in READ_IN_PROCESS or source.suffix not in READERS:
        text = source_text(source)
    else:
        text = _warm_worker().read(source, limits)
    if len(text.text) > limits.characters:
        raise CorpusError(
            source.name,
            "read",
            f"the text has {len(text.text)} characters, at most {limits.characters} are taken",
            SPLIT_IT,
        )
    return checked(text, source.name)


class ReadingWorker:
    """A process that reads one file after another. Safe to use from several threads."""

    def __init__(self, reader: str = READER) -> None:
        """Prepare to read with `module:function`; the process starts with the first file."""
        self._reader = reader
        self._lock = threading.Lock()
        self._process: _Process | None = None

    @property
    def process_id(self) -> int | None:
        """The id of the process that waits for the next file, or None."""
        return self._process.id if self._process else None

    def read(self, source: SourceFile, limits: ReadingLimits = DEFAULT_LIMITS) -> SourceText:
        """Return the text of a file. Raises CorpusError, also when the process had to be ended."""
        with self._lock:
            idle = self._process
            if idle is not None and idle.has_ended:  # not over a file: somebody else ended it
                idle.end()
                idle = None
            process = idle or _Process(self._reader)
            self._process = None
            try:
                answer = process.ask(source, limits)
            except BaseException:
                process.end()
                raise
            spent = answer.failure is not None and answer.failure.worker_is_spent
            if spent or process.files_read >= FILES_PER_WORKER:
                process.end()
            else:
                self._process = process
        if answer.failure:
            raise _error_of(answer.failure)
        assert answer.text is not None
        return answer.text

    def close(self) -> None:
        """End the process; a later file starts another."""
        with self._lock:
            if self._process:
                self._process.end()
            self._process = None


class _Process:
    """A started worker with its temporary folder."""

    def __init__(self, reader: str) -> None:
        # what the reader and its helpers leave lying about goes when it does
        self._folder = tempfile.TemporaryDirectory(
            prefix="policyqa-reading-", ignore_cleanup_errors=True
        )
        self._messages: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed in `end`
        self._popen = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "corpus.reading.worker", reader, self._folder.name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._messages,
            env=worker_environment() | FEW_ARENAS | {"TMPDIR": self._folder.name},
            # a group of its own, to end it with all that it started
            start_new_session=True,
        )
        self.files_read = 0

    @property
    def id(self) -> int:
        """The id of the process and of its group."""
        return self._popen.pid

    @property
    def has_ended(self) -> bool:
        """Whether the process is gone."""
        return self._popen.poll() is not None

    def ask(self, source: SourceFile, limits: ReadingLimits) -> Answer:
        """Return what came of a file. Raises CorpusError when the process ended over it."""
        seconds = limits.seconds_for(source.suffix)
        request = Request(
            source.name,
            source.collection,
            limits.memory_bytes,
            # the clock below is what ends it; this one does when this program is gone
            cpu_seconds=int(seconds + 1) * (os.cpu_count() or 1),
        )
        too_late = threading.Event()

        def on_time_up() -> None:
            too_late.set()
            self._kill()

        timer = threading.Timer(seconds, on_time_up)
        timer.daemon = True
        timer.start()
        try:
            reply = self._exchanged(request, source.data)
        finally:
            timer.cancel()
            timer.join()
        if too_late.is_set():
            raise CorpusError(
                source.name, "read", f"the reader took longer than {seconds:g} s", SPLIT_IT
            )
        if reply is None:
            raise self._error_of_end(source.name)
        self.files_read += 1
        try:
            return ANSWER.validate_json(reply)
        except ValidationError as error:
            raise CorpusError(
                source.name, "read", f"the reader's answer is not one: {error}", REPORT_IT
            ) from error

    def end(self) -> None:
        """Kill the process and all that it started, and clear its folder."""
        self._kill()
        self._popen.wait()
        for stream in (self._popen.stdin, self._popen.stdout, self._messages):
            assert stream is not None
            try:
                stream.close()
            except BrokenPipeError:
                log.debug("the reader ended before it took the whole file")
        self._folder.cleanup()

    def _exchanged(self, request: Request, data: bytes) -> bytes | None:
        """Return the answer's bytes, or None when the process ended before."""
        assert self._popen.stdin is not None
        assert self._popen.stdout is not None
        try:
            write_frame(self._popen.stdin, REQUEST.dump_json(request))
            write_frame(self._popen.stdin, data)
        except BrokenPipeError:
            return None
        return read_frame(self._popen.stdout)

    def _kill(self) -> None:
        # Its id is not given to another process before `wait`
        if self._popen.returncode is None:
            kill_tree(self.id)

    def _error_of_end(self, source_name: str) -> CorpusError:
        self._kill()  # what it started is still there; its own status stays what it was
        status = self._popen.wait()
        messages = self._last_messages()
        log.warning("%s: the reader's process ended (%d): %s", source_name, status, messages)
        if status == -signal.SIGXCPU:
            return CorpusError(
                source_name, "read", "the reader used up its processor time", SPLIT_IT
            )
        if status < 0:
            ending = f"with signal {signal.Signals(-status).name}"
        else:
            last_line = messages.strip().rpartition("\n")[2]
            ending = f"with status {status}" + (f" ({last_line})" if last_line else "")
        return CorpusError(source_name, "read", f"the reader ended {ending}", REPORT_IT)

    def _last_messages(self) -> str:
        size = self._messages.seek(0, os.SEEK_END)
        self._messages.seek(max(0, size - LOG_TAIL_BYTES))
        return self._messages.read().decode(errors="backslashreplace")


def _error_of(failure: Failure) -> CorpusError:
    return CorpusError(failure.source, failure.stage, failure.problem, failure.remedy)


@cache
def _warm_worker() -> ReadingWorker:
    worker = ReadingWorker()
    atexit.register(worker.close)
    return worker
