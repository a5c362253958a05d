"""The tables of the store."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)
from sqlalchemy.engine import Dialect

SCHEMA_VERSION = 5
# What makes a store of a version one of the next; new tables are created beforehand. Documents
# keep what was read in them until they are ingested again.
UPGRADES: dict[int, tuple[str, ...]] = {
    1: (
        "ALTER TABLE documents ADD COLUMN tables JSON DEFAULT '[]' NOT NULL",
        "ALTER TABLE documents ADD COLUMN uncertain JSON DEFAULT '[]' NOT NULL",
        "ALTER TABLE clauses ADD COLUMN repeats_id VARCHAR",
        "ALTER TABLE responsibilities ADD COLUMN deadline VARCHAR",
    ),
    2: (
        "ALTER TABLE documents ADD COLUMN revision INTEGER DEFAULT 0 NOT NULL",
        "CREATE INDEX ix_documents_revision ON documents (revision)",
        # Vectors are of 16 bits now: they are made again when the search index is
        "UPDATE passages SET embedder = ''",
    ),
    3: ("ALTER TABLE documents ADD COLUMN place VARCHAR",),
    4: ("ALTER TABLE documents ADD COLUMN stored_at TIMESTAMP",),
}

schema = MetaData()


class UtcDateTime(TypeDecorator[datetime]):
    """An instant, kept in UTC: SQLite knows no time zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return an instant as the database keeps it."""
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return an instant as the database gives it."""
        return value.replace(tzinfo=UTC) if value else None


settings = Table(
    "settings",
    schema,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)


def _document_key() -> Column[str]:
    return Column(
        "document_id", ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True
    )


documents = Table(
    "documents",
    schema,
    Column("id", String, primary_key=True),
    Column("collection", String, nullable=False),
    Column("source_name", String, nullable=False),
    Column("source_sha256", String, nullable=False),
    Column("source_note", String),
    Column("source", LargeBinary, nullable=False),
    Column("external_id", String, index=True),
    Column("ingest_key", String, nullable=False),
    # The store's revision when this version of the document came
    Column("revision", Integer, nullable=False, index=True),
    Column("stored_at", UtcDateTime),
    Column("title", String),
    Column("doc_number", String),
    Column("issuer", String),
    Column("region", String, index=True),
    Column("issued_on", Date),
    Column("effective_on", Date),
    Column("expires_on", Date),
    Column("kind", String),
    Column("place", String),
    Column("origins", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("furniture", JSON, nullable=False),
    Column("tables", JSON, nullable=False),
    Column("uncertain", JSON, nullable=False),
)

clauses = Table(
    "clauses",
    schema,
    Column("id", String, primary_key=True),
    _document_key(),
    Column("parent_id", String),
    Column("position", Integer, nullable=False),
    Column("level", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("number", String, nullable=False),
    Column("heading", String),
    Column("label", String, nullable=False),
    Column("path", JSON, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("body_start", Integer, nullable=False),
    Column("subtree_end", Integer, nullable=False),
    Column("repeats_id", String),
)

responsibilities = Table(
    "responsibilities",
    schema,
    Column("id", String, primary_key=True),
    _document_key(),
    Column("position", Integer, nullable=False),
    Column("clause_id", String, nullable=False, index=True),
    Column("task", Text, nullable=False),
    Column("task_start", Integer, nullable=False),
    Column("task_end", Integer, nullable=False),
    Column("role", String, nullable=False),
    Column("unit", String, nullable=False),
    Column("unit_full", String, nullable=False),
    Column("inherited", Boolean, nullable=False),
    Column("source_clause_id", String, nullable=False),
    Column("quote", Text, nullable=False),
    Column("quote_start", Integer, nullable=False),
    Column("quote_end", Integer, nullable=False),
    Column("deadline", String),
)

# Targets, incentives, conditions, validity: `fact` is what corpus.facts.models says of the kind
facts = Table(
    "facts",
    schema,
    Column("id", String, primary_key=True),
    _document_key(),
    Column("position", Integer, nullable=False),
    Column("clause_id", String, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("fact", JSON, nullable=False),
)

passages = Table(
    "passages",
    schema,
    Column("id", Integer, primary_key=True, autoincrement=True),
    _document_key(),
    Column("clause_id", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("heading", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("embedder", String, nullable=False),
    Column("vector", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)
Index("passages_by_clause", passages.c.clause_id)
Index("documents_by_source", documents.c.collection, documents.c.source_name, unique=True)

# Documents that were removed; those of old revisions are forgotten
removals = Table(
    "removals",
    schema,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("document_id", String, nullable=False),
    Column("revision", Integer, nullable=False, index=True),
)

# Uploads, with the file as long as it is not ingested
jobs = Table(
    "jobs",
    schema,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("file", String, nullable=False),
    Column("status", String, nullable=False, index=True),
    Column("job", JSON, nullable=False),
    Column("data", LargeBinary),
)

# What documents said before another file took their place; `outline` has the fields of
# index.store.versions.OUTLINE_COLUMNS in order
versions = Table(
    "versions",
    schema,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("document_id", String, nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("title", String, nullable=False),
    Column("source_sha256", String, nullable=False),
    Column("stored_at", UtcDateTime),
    Column("replaced_at", UtcDateTime, nullable=False),
    Column("text", Text, nullable=False),
    Column("outline", JSON, nullable=False),
)

# Readers' votes on answers
feedback = Table(
    "feedback",
    schema,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("question", Text, nullable=False),
    Column("vote", String, nullable=False),
    Column("reason", String),
    Column("comment", Text),
    Column("answer_id", String),
    Column("answer", Text),
    Column("clause_ids", JSON, nullable=False),
    Column("filters", JSON, nullable=False),
    Column("given_at", UtcDateTime, nullable=False),
)
