"""Rows of the store as the corpus's dataclasses, and back."""

from dataclasses import asdict, fields
from typing import Any

from sqlalchemy.engine import RowMapping

from corpus.models import (
    Clause,
    ClauseKind,
    Document,
    DocumentHeader,
    Metadata,
    Origin,
    Responsibility,
    Role,
)

METADATA_COLUMNS = tuple(f.name for f in fields(Metadata) if f.name != "origins")
HEADER_COLUMNS = tuple(f.name for f in fields(DocumentHeader) if f.name != "metadata")


def header_of(row: RowMapping) -> DocumentHeader:
    """Return the header in a row of documents."""
    metadata = Metadata(
        **{name: row[name] for name in METADATA_COLUMNS},
        origins={name: Origin(value) for name, value in row["origins"].items()},
    )
    return DocumentHeader(**{name: row[name] for name in HEADER_COLUMNS}, metadata=metadata)


def document_row(document: Document, source: bytes, ingest_key: str) -> dict[str, Any]:
    """Return a document as a row."""
    header = {name: getattr(document.header, name) for name in HEADER_COLUMNS}
    metadata = {name: getattr(document.metadata, name) for name in METADATA_COLUMNS}
    return (
        header
        | metadata
        | {
            "source": source,
            "ingest_key": ingest_key,
            "origins": {name: origin.value for name, origin in document.metadata.origins.items()},
            "text": document.text,
            "furniture": [asdict(item) for item in document.furniture],
        }
    )


def clause_row(clause: Clause) -> dict[str, Any]:
    """Return a clause as a row, but for its document."""
    return asdict(clause) | {"path": list(clause.path)}


def clause_of(row: RowMapping) -> Clause:
    """Return the clause in a row."""
    values = {f.name: row[f.name] for f in fields(Clause)}
    return Clause(**values | {"path": tuple(row["path"]), "kind": ClauseKind(row["kind"])})


def responsibility_of(row: RowMapping) -> Responsibility:
    """Return the responsibility in a row."""
    values = {f.name: row[f.name] for f in fields(Responsibility)}
    return Responsibility(**values | {"role": Role(row["role"])})
