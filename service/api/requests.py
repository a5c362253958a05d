"""Bodies of requests."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from index.filters import Filters

MOST_CHARACTERS = 10_000_000  # of any text; each has a bound of its own
EXAMPLE_QUESTION = "重庆市推广BIM技术由哪个单位牵头？"
MOST_NAMES = 10_000  # of one sort in a filter


def without_nul(text: str) -> str:
    """Return text that any database keeps. Raises ValueError where it has the character NUL."""
    if "\0" in text:
        raise ValueError("has the character NUL, which no database keeps; remove it")
    return text


NonBlank = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Kept = Annotated[str, AfterValidator(without_nul)]
Name = Annotated[Kept, StringConstraints(max_length=1_000)]
Names = Annotated[list[Name], Field(max_length=MOST_NAMES)]


class VoteKind(StrEnum):
    """A thumb."""

    UP = "up"
    DOWN = "down"


class FeedbackReason(StrEnum):
    """What is wrong with an answer."""

    WRONG = "wrong"
    INCOMPLETE = "incomplete"
    WRONG_SOURCE = "wrong_source"
    OUTDATED = "outdated"
    SHOULD_BE_ANSWERED = "should_be_answered"
    SHOULD_BE_REFUSED = "should_be_refused"
    OTHER = "other"


class _Request(BaseModel):
    # A bound makes pydantic look at the characters too: half a surrogate pair is no text
    model_config = ConfigDict(extra="forbid", str_max_length=MOST_CHARACTERS)


class FilterFields(_Request):
    """Which documents may answer. Empty or null parts do not restrict."""

    regions: Names = Field([], description="official or short names; subordinates included")
    documents: Names = Field([], description="document ids")
    issued_from: date | None = None
    issued_to: date | None = None
    in_force_on: date | None = None
    issuers: Names = Field([], description="issuing bodies, as the documents name them")
    kinds: Names = Field([], description="kinds of document: 意见, 通知, 方案 …")
    collections: Names = Field([], description="folders that documents were ingested from")

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


class FeedbackRequest(_Request):
    """A reader's vote on an answer."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"question": EXAMPLE_QUESTION, "vote": "down", "reason": "incomplete"}]
        },
    )

    question: Annotated[NonBlank, AfterValidator(without_nul)]
    vote: VoteKind
    reason: FeedbackReason | None = None
    comment: Kept = Field("", max_length=2_000)
    answer_id: Annotated[Kept, StringConstraints(min_length=1, max_length=100)] | None = None
    answer: Annotated[Kept, StringConstraints(max_length=100_000)] | None = None
    clause_ids: list[Name] = Field([], max_length=1_000, description="the clauses that it cited")
    filters: FilterFields = FilterFields()


class SearchRequest(_Request):
    """A search for clauses."""

    query: NonBlank
    filters: FilterFields = FilterFields()
    k: int = Field(10, ge=1, le=1000, description="how many clauses")
    fold: bool = Field(False, description="name near duplicates in other documents beside the best")
    facets: bool = Field(False, description="also count the clauses found by region, kind …")
    explain: bool = Field(False, description="also tell which terms matched and their shares")
