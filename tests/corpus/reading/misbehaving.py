"""Readers that go wrong in every way that a library can; run in the worker by their names."""

import ctypes
import os
import subprocess
import sys
import time
from pathlib import Path

from corpus.errors import CorpusError
from corpus.models import Furniture, UncertainSpan
from corpus.reading.base import LineBreaks, SourceFile, SourceText
from corpus.tables.models import Cell, Table

RICH = SourceText(
    "一、总则\n甲\t乙\n注",
    LineBreaks.PARAGRAPH,
    (Furniture("menu", 0, 2, "一、"),),
    (Table(5, 8, (Cell(0, 0, 5, 6, 2, 1), Cell(0, 1, 7, 8)), 1),),
    ((9, 10),),
    (UncertainSpan(2, 4, 0.5),),
)


def reader(source: SourceFile) -> SourceText:
    """Do what the file says."""
    order = source.data.decode()
    return BEHAVIOURS[order](source)


def well(source: SourceFile) -> SourceText:
    return RICH


def process_id(source: SourceFile) -> SourceText:
    return SourceText(str(os.getpid()))


def refuse(source: SourceFile) -> SourceText:
    raise CorpusError(source.name, "read", "page 3 is\ud800 blank", "Look at it")


def fault(source: SourceFile) -> SourceText:
    raise KeyError("styles")


def recurse(source: SourceFile) -> SourceText:
    return recurse(source)


def hoard(source: SourceFile) -> SourceText:
    held = []
    while True:
        held.append(bytearray(10_000_000))


def sleep(source: SourceFile) -> SourceText:
    time.sleep(3600)
    return RICH


def hold_the_interpreter(source: SourceFile) -> SourceText:
    return SourceText(str(10 ** (10**9)))


def crash(source: SourceFile) -> SourceText:
    ctypes.string_at(0)
    return RICH


def leave(source: SourceFile) -> SourceText:
    sys.stderr.write("cannot find a font\n")
    sys.stderr.flush()
    os._exit(3)


def chatter(source: SourceFile) -> SourceText:
    print("loading model")
    os.write(1, b"\x00\x01\x02 done\n")
    return RICH


def ask_a_helper(source: SourceFile) -> SourceText:
    """Start a program that outlives its reader, as LibreOffice would, and hang."""
    helper = subprocess.Popen(["sleep", "3600"], start_new_session=True)
    Path(os.environ["HELPER_FILE"]).write_text(str(helper.pid))
    time.sleep(3600)
    return RICH


def surrogate(source: SourceFile) -> SourceText:
    return SourceText("一\ud800")


BEHAVIOURS = {
    f.__name__: f
    for f in (
        well,
        process_id,
        refuse,
        fault,
        recurse,
        hoard,
        sleep,
        hold_the_interpreter,
        crash,
        leave,
        chatter,
        ask_a_helper,
        surrogate,
    )
}
