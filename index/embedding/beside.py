"""Embeds in a process of its own, while this one reads and stores: Python runs on one core."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

import numpy as np

from corpus.reading.protocol import read_frame, write_frame
from corpus.worker_environment import worker_environment
from index.embedding.base import Embedder, Vectors
from index.embedding.builtin import BuiltinEmbedder

SECONDS_TO_END = 5


class EmbeddingProcessError(Exception):
    """The process ended, so that the texts that it was given have no vectors."""

    def __str__(self) -> str:
        return "the process that embeds beside this one has ended"


class EmbeddingProcess:
    """Takes texts, one list at a time, and gives their vectors when asked for them.

    It outlives neither `close` nor this process, even where this one is killed.
    """

    def __init__(self, path: Path, dimensions: int) -> None:
        """Start it with the model file at `path`."""
        self._dimensions = dimensions
        self._popen = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "index.embedding.worker", str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=worker_environment(),
            # Ctrl-C is for this process, which ends that one
            start_new_session=True,
        )
        assert self._popen.stdin is not None and self._popen.stdout is not None
        self._requests: IO[bytes] = self._popen.stdin
        self._answers: IO[bytes] = self._popen.stdout

    @property
    def process_id(self) -> int:
        """The process's id."""
        return self._popen.pid

    def begin(self, texts: Sequence[str]) -> None:
        """Have texts embedded; `vectors` must be called before the next are given."""
        with suppress(OSError):  # it has ended, as `vectors` will tell
            write_frame(self._requests, json.dumps(texts).encode())

    def vectors(self) -> Vectors:
        """Wait for the vectors of the texts given last, [texts, dimensions].

        Raises EmbeddingProcessError when the process has ended.
        """
        answer = read_frame(self._answers)
        if answer is None:
            raise EmbeddingProcessError
        return np.frombuffer(answer, dtype=np.float32).reshape(-1, self._dimensions)

    def close(self) -> None:
        """End the process."""
        self._popen.kill()
        with suppress(subprocess.TimeoutExpired):
            self._popen.wait(SECONDS_TO_END)
        for stream in (self._requests, self._answers):
            with suppress(OSError):  # what was not sent yet is lost with the process
                stream.close()


def embedding_process(embedder: Embedder) -> EmbeddingProcess | None:
    """Start a process that embeds as an embedder does.

    None where there is no second core for it, or no second copy of the embedder.
    """
    if not isinstance(embedder, BuiltinEmbedder) or (os.cpu_count() or 1) < 2:
        return None
    return EmbeddingProcess(embedder.path, embedder.dimensions)
