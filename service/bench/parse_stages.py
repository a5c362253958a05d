"""The stages of parsing one after another, each timed."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from corpus.parser import parsed
from corpus.reading import SourceFile


def stage_seconds(source: SourceFile) -> dict[str, float]:
    """Parse a file and return the seconds of each stage. Raises CorpusError for a bad file."""
    seconds: dict[str, float] = {}

    @contextmanager
    def stage(name: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        seconds[name] = time.perf_counter() - started

    parsed(source, stage=stage)
    return seconds
