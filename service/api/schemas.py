"""Bodies of responses that are not answers."""

from datetime import date, datetime
from typing import Generic, TypeVar

from pydantic import BaseModel, Field

from corpus.models import ClauseKind
from service.answering.models import (
    ConditionRow,
    DocumentReference,
    IncentiveRow,
    ResponsibilityRow,
    TargetRow,
    ValidityRow,
)
from service.api.requests import FeedbackReason, FilterFields, VoteKind

Item = TypeVar("Item")


class FeedbackView(BaseModel):
    """A vote as it is kept."""

    id: str
    question: str
    vote: VoteKind
    reason: FeedbackReason | None
    comment: str | None
    answer_id: str | None
    answer: str | None
    clause_ids: list[str]
    filters: FilterFields
    given_at: datetime


class MatchedTermView(BaseModel):
    """A term of the query in a field of the clause; the shares add up to its lexical score."""

    term: str
    field: str
    share: float


class DuplicateView(BaseModel):
    """A clause of another document that says nearly the same."""

    document_id: str
    clause_id: str


class SearchHit(BaseModel):
    """A clause found, with the score of each leg; null where a leg did not find it."""

    clause_id: str
    document: DocumentReference
    external_id: str | None
    label: str
    text: str
    start: int
    end: int
    score: float
    lexical_score: float | None = Field(description="share of the query's worth in the clause")
    document_score: float | None = Field(description="the same, in its whole document")
    dense_score: float | None = Field(description="cosine of the embeddings")
    matched: list[MatchedTermView] = Field(description="empty unless `explain` is asked for")
    duplicates: list[DuplicateView] = Field(description="empty unless `fold` is asked for")


class SearchResponse(BaseModel):
    """Clauses, best first. `facets` counts the clauses found by each value of each category."""

    items: list[SearchHit]
    total: int
    facets: dict[str, dict[str, int]] = Field(description="empty unless `facets` is asked for")


class Page(BaseModel, Generic[Item]):
    """A part of a list; `total` counts the whole."""

    items: list[Item]
    total: int


class DocumentSummary(BaseModel):
    """A document's own data. `origins` tells what the text states from what is catalogued."""

    id: str
    title: str
    doc_number: str | None
    issuer: str | None
    region: str | None
    issued_on: date | None
    effective_on: date | None
    expires_on: date | None
    kind: str | None
    origins: dict[str, str] = Field(description="where each field came from: `text` or `catalogue`")
    collection: str
    source_name: str
    source_sha256: str
    source_note: str | None
    external_id: str | None
    characters: int
    clauses: int
    stored_at: datetime | None = Field(
        description="when this version came into the store; null in stores of earlier versions"
    )


class ClauseView(BaseModel):
    """A node of the outline; `start:end` is its own text, `subtree_end` ends its children's."""

    id: str
    parent_id: str | None
    level: int
    kind: ClauseKind
    number: str
    heading: str | None
    label: str
    start: int
    end: int
    subtree_end: int
    repeats_id: str | None = Field(
        description="the clause of the body that a row of a task-division table says again"
    )


class UncertainView(BaseModel):
    """Characters recognised in a picture with little confidence, `text[start:end]`."""

    start: int
    end: int
    confidence: float = Field(description="0 to 1")


class FactCounts(BaseModel):
    """How many facts of each kind are read in a document."""

    responsibilities: int
    targets: int
    incentives: int
    conditions: int
    validity: int


class DocumentDetail(DocumentSummary):
    """A document with its outline."""

    outline: list[ClauseView]
    facts: FactCounts
    uncertain: list[UncertainView]


class ClauseFacts(BaseModel):
    """What is read in one clause, its children left aside."""

    responsibilities: list[ResponsibilityRow]
    targets: list[TargetRow]
    incentives: list[IncentiveRow]
    conditions: list[ConditionRow]
    validity: list[ValidityRow]


class ClauseDetail(ClauseView):
    """A clause with its text, its facts and its neighbours."""

    document: DocumentReference
    text: str
    facts: ClauseFacts
    previous_id: str | None
    next_id: str | None


class UnitSummary(BaseModel):
    """A unit and how many tasks it has in each role."""

    unit_full: str
    names: list[str] = Field(description="as the documents write it")
    lead: int
    support: int
    responsible: int
    tasks: int = Field(description="different ones, in whatever role")
    documents: int


class DocumentText(BaseModel):
    """The normalised text; every offset in the API counts its characters."""

    id: str
    text: str


class Job(BaseModel):
    """What became of an upload."""

    id: str
    status: str = Field(description="`queued`, `running`, `done` or `failed`")
    stage: str = Field(
        description="`waiting`, what is being done or was when it failed (`find`, `unpack`, "
        "`read`, `clean`, `outline`, `metadata`, `parse`, a kind of fact, `embed`, `store`, "
        "`index`), or `searchable`"
    )
    files_read: int = Field(description="members of an archive, or rows, gone through so far")
    file: str
    document_id: str | None = Field(description="null also where the file gave several documents")
    document_ids: list[str] = Field(description="an archive gives several")
    failed: list[str] = Field(description="what of the file could not be read, and why")
    skipped: list[str] = Field(description="files of an archive that are no documents")
    error: str | None = Field(description="why the job failed: nothing of the file is searchable")


class Readiness(BaseModel):
    """Whether questions can be answered."""

    status: str
    documents: int
    passages: int
    generation: int
    revision: int = Field(description="grows with every change of the documents")
    embedder: str
    message: str
