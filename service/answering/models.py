"""An answer as the API returns it."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class Status(StrEnum):
    """Whether the corpus says it."""

    ANSWERED = "answered"
    NOT_FOUND = "not_found"


class Reason(StrEnum):
    """Why a question has no answer."""

    REGION_NOT_IN_CORPUS = "region_not_in_corpus"
    NOT_STATED = "not_stated"
    OFF_TOPIC = "off_topic"
    NO_DOCUMENTS = "no_documents"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class DocumentReference(_Frozen):
    """Enough of a document to name it."""

    id: str
    title: str
    doc_number: str | None
    region: str | None
    issued_on: date | None


class Citation(_Frozen):
    """A clause with the words in it that say what a statement says. Offsets into the text."""

    clause_id: str
    document: DocumentReference
    label: str
    heading: str | None
    text: str
    quote: str
    start: int
    end: int
    quote_start: int
    quote_end: int
    score: float


class Statement(_Frozen):
    """A sentence of the answer; `citations` are positions in the answer's list."""

    text: str
    citations: tuple[int, ...]


class ResponsibilityRow(_Frozen):
    """A unit's part in a task, as `/v1/responsibilities` lists it."""

    id: str
    document: DocumentReference
    clause_id: str
    label: str
    task: str
    role: str
    unit: str
    unit_full: str
    inherited: bool
    source_clause_id: str
    quote: str
    quote_start: int
    quote_end: int


class Retrieved(_Frozen):
    """A clause that the search found."""

    clause_id: str
    document_id: str
    label: str
    score: float


class PlanSummary(_Frozen):
    """How the question was understood."""

    intent: str
    regions: tuple[str, ...]
    years: tuple[int, ...]
    units: tuple[str, ...]
    doc_numbers: tuple[str, ...]
    topics: tuple[str, ...]


class EngineInfo(_Frozen):
    """What answered."""

    generation: int
    embedder: str
    answerer: str


class Answer(_Frozen):
    """The whole answer."""

    id: str
    question: str
    language: str
    status: Status
    reason: Reason | None
    answer: str
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    responsibilities: tuple[ResponsibilityRow, ...]
    targets: tuple[dict[str, object], ...] = Field(
        (), description="typed targets; empty until targets are extracted"
    )
    retrieved: tuple[Retrieved, ...]
    plan: PlanSummary
    engine: EngineInfo
    timings_ms: dict[str, float]
