"""A policy document as the rest of the system sees it. All offsets count characters of `text`."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from corpus.names.regions import Region, region_named


class ClauseKind(StrEnum):
    """What a clause is in its document."""

    FRONT_MATTER = "front_matter"  # issuer, number, title, addressees, signature, date
    PREAMBLE = "preamble"  # the paragraphs between title and first heading
    CLAUSE = "clause"  # 一、 （一） 1. （1） ① 第X条
    ITEM = "item"  # a dash item: ——
    GROUP = "group"  # a parent whose heading is missing from the text
    CLOSING = "closing"  # 本意见自…起施行
    BACK_MATTER = "back_matter"  # list of annexes, 抄送, 印发
    ANNEX = "annex"
    TABLE = "table"  # a table that lost its cells: its lines are no sentences


class Role(StrEnum):
    """How a unit is bound to a task."""

    LEAD = "lead"  # 牵头
    SUPPORT = "support"  # 配合
    RESPONSIBLE = "responsible"  # 责任


class Origin(StrEnum):
    """Where a document's field came from."""

    TEXT = "text"
    CATALOGUE = "catalogue"


@dataclass(frozen=True, slots=True)
class Furniture:
    """Characters of the source that belong to the page, not to the policy. Source offsets."""

    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A node of the outline. `start:end` is its own text; children follow up to `subtree_end`."""

    id: str
    parent_id: str | None
    position: int
    level: int
    kind: ClauseKind
    number: str
    heading: str | None
    label: str
    path: tuple[str, ...]
    start: int
    end: int
    body_start: int
    subtree_end: int


@dataclass(frozen=True, slots=True)
class Responsibility:
    """One unit's part in one task. `quote` stands in the clause `source_clause_id`."""

    id: str
    clause_id: str
    task: str
    task_start: int
    task_end: int
    role: Role
    unit: str
    unit_full: str
    inherited: bool
    source_clause_id: str
    quote: str
    quote_start: int
    quote_end: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """What identifies a document; null where neither text nor catalogue says it."""

    title: str | None = None
    doc_number: str | None = None
    issuer: str | None = None
    region: str | None = None
    issued_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    kind: str | None = None
    origins: dict[str, Origin] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DocumentHeader:
    """What identifies a document. Collection and source name make its id."""

    id: str
    collection: str
    source_name: str
    source_sha256: str
    source_note: str | None
    external_id: str | None
    metadata: Metadata

    @property
    def title(self) -> str:
        """The title, or the file's name where neither text nor catalogue gives one."""
        return self.metadata.title or self.source_name

    @property
    def region(self) -> Region | None:
        """The region that the document is of, or None where none is known."""
        return region_named(self.metadata.region) if self.metadata.region else None


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed policy: its header, its text, and what was read in it."""

    header: DocumentHeader
    text: str
    furniture: tuple[Furniture, ...]
    clauses: tuple[Clause, ...]
    responsibilities: tuple[Responsibility, ...]

    @property
    def id(self) -> str:
        """The document's id."""
        return self.header.id

    @property
    def title(self) -> str:
        """The document's title."""
        return self.header.title

    @property
    def region(self) -> Region | None:
        """The region that the document is of, or None where none is known."""
        return self.header.region

    @property
    def metadata(self) -> Metadata:
        """What the text or the catalogue says of the document."""
        return self.header.metadata
