"""policyqa over its HTTP API, as `policyqa ingest` and `policyqa serve` run it.

A process serves on each core (`POLICYQA_WORKERS`): all share the files of one index. The libraries
are served by one process, as each further one would hold texts and index once more.
"""

import os
import sys
from pathlib import Path

from eval.bench.model import SharedFolder
from eval.bench.systems.base import RESULTS, Command, Embedding, Operation
from eval.services.processes import process_environment


class Policyqa:
    """Searches and answers; it embeds the texts and the questions itself."""

    name = "policyqa"
    embedding: Embedding = "own"
    packages = ("policyqa",)
    operations = (
        Operation("search", "/v1/search", "query", {"k": RESULTS}),
        Operation("ask", "/v1/ask", "question", {}),
    )

    def ingest_command(self, shared: SharedFolder, folder: Path) -> Command:
        """Return `policyqa ingest` of the documents."""
        return Command(
            [sys.executable, "-m", "service", "ingest", str(shared.rows)],
            process_environment(data=str(folder), log_level="WARNING"),
        )

    def serve_command(self, shared: SharedFolder, folder: Path, port: int) -> Command:
        """Return `policyqa serve` of the data folder."""
        return Command(
            [sys.executable, "-m", "service", "serve"],
            process_environment(
                data=str(folder), log_level="WARNING", port=port, workers=os.cpu_count() or 1
            ),
        )
