"""Bodies of requests and responses that are not answers."""

from datetime import date
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from corpus.models import ClauseKind
from index.filters import Filters
from service.answering.models import (
    ConditionRow,
    DocumentReference,
    IncentiveRow,
    ResponsibilityRow,
    TargetRow,
    ValidityRow,
)

EXAMPLE_QUESTION = "重庆市推广BIM技术由哪个单位牵头？"
Item = TypeVar("Item")
NonBlank = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid")


class FilterFields(_Request):
    """Which documents may answer. Empty or null parts do not restrict."""

    regions: list[str] = Field([], description="official or short names; subordinates included")
    documents: list[str] = Field([], description="document ids")
    issued_from: date | None = None
    issued_to: date | None = None
    in_force_on: date | None = None
    issuers: list[str] = Field([], description="issuing bodies, as the documents name them")
    kinds: list[str] = Field([], description="kinds of document: 意见, 通知, 方案 …")
    collections: list[str] = Field([], description="folders that documents were ingested from")

    def to_filters(self) -> Filters:
        """Return the filters as the index takes them."""
        return Filters(
            tuple(self.regions),
            tuple(self.documents),
            self.issued_from,
            self.issued_to,
            self.in_force_on,
            tuple(self.issuers),
            tuple(self.kinds),
            tuple(self.collections),
        )


class Turn(_Request):
    """An earlier question of the conversation with its answer."""

    question: str
    answer: str = ""


class AskRequest(_Request):
    """A question in Chinese or English."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"question": EXAMPLE_QUESTION, "filters": {"regions": ["重庆市"]}}]
        },
    )

    question: NonBlank
    filters: FilterFields = FilterFields()
    history: list[Turn] = Field(
        [], description="earlier turns, the oldest first; a question may lean on the last"
    )
    max_citations: int | None = Field(
        None, ge=1, le=1000, description="null: as many as the answer needs"
    )


class SearchRequest(_Request):
    """A search for clauses."""

    query: NonBlank
    filters: FilterFields = FilterFields()
    k: int = Field(10, ge=1, le=1000, description="how many clauses")
    fold: bool = Field(False, description="name near duplicates in other documents beside the best")
    facets: bool = Field(False, description="also count the clauses found by region, kind …")
    explain: bool = Field(False, description="also tell which terms matched and their shares")


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


class DocumentText(BaseModel):
    """The normalised text; every offset in the API counts its characters."""

    id: str
    text: str


class Job(BaseModel):
    """What became of an upload."""

    id: str
    status: str = Field(description="`queued`, `running`, `done` or `failed`")
    stage: str
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
    embedder: str
    message: str
