"""The process that reads files apart from the program.

`python -m corpus.reading.worker MODULE:FUNCTION FOLDER` takes requests on its standard input and
answers on its standard output. When its input ends, because the program was killed, it removes its
temporary folder and ends at once with everything that it started.
"""

import os
import queue
import resource
import shutil
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import IO

from corpus.errors import CorpusError
from corpus.reading.base import SourceFile, SourceText
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

REPORT_IT = "This is a fault of the reader; please report it with the file"
SPLIT_IT = "Split the file, or save it anew without what makes it large"


def main(reader_name: str, folder: Path) -> None:
    """Read files with `module:function` until the input ends, then remove the folder."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    # what a library or a program that it starts reads and prints is kept apart from these
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    waiting: queue.SimpleQueue[tuple[Request, bytes]] = queue.SimpleQueue()
    threading.Thread(target=_take, args=(requests, waiting, folder), daemon=True).start()
    module, function = reader_name.split(":")
    reader: Callable[[SourceFile], SourceText] = getattr(import_module(module), function)
    while True:
        request, data = waiting.get()
        _limit(request)
        answer = _answer(reader, SourceFile(request.name, data, request.collection))
        write_frame(answers, answer)


def _take(
    requests: IO[bytes], waiting: queue.SimpleQueue[tuple[Request, bytes]], folder: Path
) -> None:
    """Queue requests as they come, also while a file is read, to notice the end of the input."""
    try:
        while (head := read_frame(requests)) and (data := read_frame(requests)) is not None:
            waiting.put((REQUEST.validate_json(head), data))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        kill_tree(os.getpid())


def _limit(request: Request) -> None:
    """Set what this process may use. The soft limits alone: the next request sets them anew."""
    _set_soft(resource.RLIMIT_AS, request.memory_bytes)
    used = resource.getrusage(resource.RUSAGE_SELF)
    _set_soft(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + request.cpu_seconds)


def _set_soft(limit: int, value: int) -> None:
    hard = resource.getrlimit(limit)[1]
    resource.setrlimit(limit, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _answer(reader: Callable[[SourceFile], SourceText], source: SourceFile) -> bytes:
    try:
        return ANSWER.dump_json(Answer(text=reader(source)))
    except CorpusError as error:
        failure = Failure(error.source, error.stage, error.problem, error.remedy)
    except MemoryError:
        failure = Failure(
            source.name, "read", "the reader ran out of memory", SPLIT_IT, worker_is_spent=True
        )
    except Exception as error:
        problem = f"the reader failed: {type(error).__name__}: {error}"
        failure = Failure(source.name, "read", problem, REPORT_IT, worker_is_spent=True)
    return ANSWER.dump_json(Answer(failure=_printable(failure)))


def _printable(failure: Failure) -> Failure:
    """Return a failure that can be sent: messages quote what stands in files."""
    return replace(
        failure,
        source=_escaped(failure.source),
        problem=_escaped(failure.problem),
        remedy=_escaped(failure.remedy),
    )


def _escaped(text: str) -> str:
    return text.encode(errors="backslashreplace").decode()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
