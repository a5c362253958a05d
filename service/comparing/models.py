"""What stands side by side, as the API returns it."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from service.answering.models import DocumentReference, TargetRow
from service.reading.reasons import Reason


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Piece(_Frozen):
    """Words of a clause; `changed` where the clause beside it has others."""

    text: str
    changed: bool


class ComparedClause(_Frozen):
    """A clause in its column; its pieces joined are `text[start:end]` of its document."""

    clause_id: str
    document_id: str
    label: str
    heading: str | None
    start: int
    end: int
    score: float | None = Field(description="of the search for the topic; null without a topic")
    pieces: tuple[Piece, ...]


class RowKind(StrEnum):
    """What a row of clauses shows."""

    SAME = "same"  # in every column, in the same words
    CHANGED = "changed"  # in every column, in other words
    PARTIAL = "partial"  # in some columns: the others have a gap


class ComparedRow(_Frozen):
    """Clauses that speak of the same, one for each side; null where a side has none."""

    kind: RowKind | None = Field(description="null where there is one side alone")
    alike: float = Field(description="0 to 1: how much of the first two clauses stands in both")
    cells: tuple[ComparedClause | None, ...]


class ComparedUnit(_Frozen):
    """A unit with a part in the tasks of a side's clauses."""

    unit_full: str
    role: str
    tasks: int


class Side(_Frozen):
    """A column: a region, or a document, with what its clauses want and who is to do it.

    `reason` tells why there are no clauses: no document of the region, or none that says it.
    """

    name: str
    region: str | None
    document: DocumentReference | None
    documents: tuple[DocumentReference, ...] = Field(description="those that its clauses stand in")
    reason: Reason | None
    clauses: int
    targets: tuple[TargetRow, ...]
    units: tuple[ComparedUnit, ...]


class Comparison(_Frozen):
    """Sides in the order asked for, and their clauses in rows."""

    topic: str | None
    sides: tuple[Side, ...]
    rows: tuple[ComparedRow, ...]


class VersionReference(_Frozen):
    """A version of a document; `revision` names it. Null times are those of older stores."""

    revision: int
    title: str
    source_sha256: str
    stored_at: datetime | None
    replaced_at: datetime | None
    characters: int


class VersionChanges(_Frozen):
    """What a document says in one version and in a later one: first cell and second cell."""

    document: DocumentReference
    first: VersionReference
    second: VersionReference
    counts: dict[RowKind, int]
    added: int
    removed: int
    rows: tuple[ComparedRow, ...]
