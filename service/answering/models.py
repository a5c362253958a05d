"""An answer as the API returns it."""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from service.reading.reasons import Reason


class Status(StrEnum):
    """Whether the corpus says it."""

    ANSWERED = "answered"
    NOT_FOUND = "not_found"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class DocumentReference(_Frozen):
    """Enough of a document to name it."""

    id: str
    title: str
    doc_number: str | None
    region: str | None
    issued_on: date | None
    expires_on: date | None


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
    deadline: str | None = Field(description="when the task is due, as written")
    due_on: date | None = Field(description="the last day of the deadline")


class _FactRow(_Frozen):
    """What every fact says of its place: the quote is `text[quote_start:quote_end]`."""

    id: str
    document: DocumentReference
    clause_id: str
    label: str
    quote: str
    quote_start: int
    quote_end: int


class _QuantityFields(_Frozen):
    """A number as a text states it."""

    comparator: str = Field(description="`>=`, `>`, `<=`, `<`, `=`, `~` (about) or `range`")
    value: str = Field(description="as written, without its unit: `2万`")
    number: float = Field(description="its value; of a range the lower end")
    upper: float | None = Field(description="the upper end of a range")
    unit: str


class TargetRow(_FactRow, _QuantityFields):
    """A quantity that a document wants to be reached, as `/v1/targets` lists it."""

    indicator: str
    deadline: str | None = Field(description="as written")
    due_on: date | None = Field(description="the last day of the deadline")


class IncentiveRow(_FactRow):
    """Money or a relief that somebody gets; a share of a split is a row of its own.

    The fields of the quantity are null where no number is stated, as for a whole exemption.
    """

    award: str
    amount: str | None = Field(description="as written: `最高不超过500万元`")
    comparator: str | None
    value: str | None
    number: float | None
    upper: float | None
    unit: str | None
    payer: str | None
    condition: str | None


class ConditionRow(_FactRow, _QuantityFields):
    """A threshold that decides who or what a clause applies to."""

    subject: str


class ValidityRow(_FactRow):
    """When a document holds, and what it ends or carries out."""

    kind: str
    value: str = Field(description="as written")
    on: date | None


class Retrieved(_Frozen):
    """A clause that the search found."""

    clause_id: str
    document_id: str
    label: str
    score: float


class WordingView(_Frozen):
    """A word of the question and what documents write for it."""

    written: str
    official: tuple[str, ...]


class CorrectionView(_Frozen):
    """A word of the question that is read as another of the same sound."""

    written: str
    read: str


class PartPlan(_Frozen):
    """One of several questions in one, or one of several regions that are set side by side."""

    question: str
    intent: str
    regions: tuple[str, ...]
    years: tuple[int, ...]
    topics: tuple[str, ...]
    asked_value: str | None


class PlanSummary(_Frozen):
    """How the question was understood."""

    intent: str
    regions: tuple[str, ...]
    years: tuple[int, ...]
    units: tuple[str, ...]
    doc_numbers: tuple[str, ...]
    topics: tuple[str, ...]
    asked_value: str | None = Field(description="the kind of value that evidence must hold")
    context: tuple[str, ...] = Field(description="topics taken over from an earlier question")
    synonyms: tuple[WordingView, ...]
    corrections: tuple[CorrectionView, ...]
    parts: tuple[PartPlan, ...] = Field(description="empty where there is one question")


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
    decision: Literal["yes", "no"] | None = Field(
        description="to a question of yes or no, where the text decides it"
    )
    confidence: float = Field(description="probability, 0 to 1, that the answer is right")
    gaps: tuple[str, ...] = Field(
        description="what of the question the documents do not state, said beside what they do"
    )
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    responsibilities: tuple[ResponsibilityRow, ...]
    targets: tuple[TargetRow, ...] = Field(description="the targets that stand in the citations")
    incentives: tuple[IncentiveRow, ...] = Field(
        description="the incentives that stand in the citations"
    )
    retrieved: tuple[Retrieved, ...]
    plan: PlanSummary
    engine: EngineInfo
    timings_ms: dict[str, float]
