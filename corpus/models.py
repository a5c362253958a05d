"""A policy document as the rest of the system sees it. All offsets count characters of `text`."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from corpus.facts.models import Facts, Responsibility
from corpus.names.regions import Region, region_named
from corpus.tables.models import Table


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
    TABLE = "table"  # the header of a table, or one that lost its cells for good
    TABLE_ROW = "table_row"
    PARAGRAPH = "paragraph"  # goes on with a clause after its table or items
    NOTE = "note"  # a footnote


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
    """A node of the outline. `start:end` is its own text; children follow up to `subtree_end`.

    `repeats_id` is the clause of the body that a row of a task-division table says again.
    """

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
    repeats_id: str | None = None


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
    """What identifies a document. Collection and source name make its id.

    `place` is the place that the text names most, where the document states no region.
    """

    id: str
    collection: str
    source_name: str
    source_sha256: str
    source_note: str | None
    external_id: str | None
    metadata: Metadata
    place: str | None = None

    @property
    def title(self) -> str:
        """The title, or the file's name where neither text nor catalogue gives one."""
        return self.metadata.title or self.source_name

    @property
    def region(self) -> Region | None:
        """The region that the document is of, or None where none is known."""
        return region_named(self.metadata.region) if self.metadata.region else None

    @property
    def region_spoken_of(self) -> Region | None:
        """The region that the document is of, else the place that its text names most."""
        return self.region or (region_named(self.place) if self.place else None)


@dataclass(frozen=True, slots=True)
class UncertainSpan:
    """Characters of the text that were recognised in a picture with little confidence (0 to 1)."""

    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed policy: its header, its text, and what was read in it."""

    header: DocumentHeader
    text: str
    furniture: tuple[Furniture, ...]
    clauses: tuple[Clause, ...]
    facts: Facts = field(default_factory=Facts)
    tables: tuple[Table, ...] = ()
    uncertain: tuple[UncertainSpan, ...] = ()

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

    @property
    def responsibilities(self) -> tuple[Responsibility, ...]:
        """Every unit's part in every task, in reading order."""
        return self.facts.responsibilities
