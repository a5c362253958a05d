"""What is measured: a line of the raw figures, and the texts that every system is given."""

from pathlib import Path
from typing import Literal

from pydantic import Field

from eval.frozen import Frozen


class Limits(Frozen):
    """When a system is given up. `seconds` are of ingestion, and again of starting."""

    seconds: float = Field(600.0, gt=0)
    memory_bytes: int = Field(16_000_000_000, gt=0)


class Shared(Frozen):
    """Texts cut into clauses, with their vectors. `embedding_seconds` are of all clauses.

    `text_bytes` are of the documents in UTF-8; `digest` changes with the texts and the questions.
    """

    size: int
    documents: int
    clauses: int
    text_bytes: int
    dimensions: int
    embedding_seconds: float
    query_embedding_ms: float
    queries: int
    digest: str


class Load(Frozen):
    """Answers to questions asked by some clients at once; percentiles are in milliseconds."""

    clients: int
    answered: int
    seconds: float
    p50_ms: float
    p95_ms: float
    p99_ms: float

    @property
    def queries_per_second(self) -> float:
        """How many answers came in a second."""
        return self.answered / self.seconds


class Ingestion(Frozen):
    """A size brought into a system, from the start of its process to its end.

    `stages` are seconds that the process itself counted, where it did.
    """

    seconds: float
    stages: dict[str, float]
    peak_memory_bytes: int
    disk_bytes: int


class Measurement(Frozen):
    """One system at one size: a line of the raw figures.

    `embedding` tells whether it embeds the texts itself, is given the vectors, or needs none.
    `unfinished` says why it did not finish; what was measured until then is there. `ready_seconds`
    are from the start of the process to its first answer, `memory_bytes` is what it holds after
    all questions, `loads` are by operation, in the order of their clients.
    """

    system: str
    embedding: Literal["own", "given", "none"]
    versions: dict[str, str]
    machine: str
    shared: Shared
    limits: Limits
    ingestion: Ingestion | None = None
    ready_seconds: float | None = None
    loads: dict[str, tuple[Load, ...]] = Field(default_factory=dict)
    memory_bytes: int | None = None
    unfinished: str | None = None

    @property
    def key(self) -> tuple[str, int]:
        """What tells one measurement from another."""
        return self.system, self.shared.size

    @property
    def seconds_with_embedding(self) -> float:
        """The seconds of ingestion, those of embedding added where the vectors were given."""
        assert self.ingestion is not None
        more = self.shared.embedding_seconds if self.embedding == "given" else 0.0
        return self.ingestion.seconds + more


class SharedFolder:
    """The files of texts and vectors as `preparing` leaves them; names only, nothing is read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows = folder / "rows.jsonl"  # documents for `policyqa ingest`
        self.clauses = folder / "clauses.jsonl"  # a clause a line: id, text
        self.vectors = folder / "vectors.npy"  # float32 of [clauses, dimensions], normalised
        self.queries = folder / "queries.json"
        self.query_vectors = folder / "query_vectors.npy"
        self.summary = folder / "shared.json"  # written last
