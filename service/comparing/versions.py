"""What changed between two versions of a document."""

from collections import Counter
from collections.abc import Sequence

from corpus.models import Document
from index.embedding import Embedder
from index.store import DocumentVersion
from service.answering.rows import document_reference
from service.comparing.alignment import LEAST_SIMILAR
from service.comparing.models import RowKind, VersionChanges, VersionReference
from service.comparing.rows import PlacedClause, rows_of


def version_reference(version: DocumentVersion) -> VersionReference:
    """Return enough of a version to name it."""
    return VersionReference(
        revision=version.revision,
        title=version.title,
        source_sha256=version.source_sha256,
        stored_at=version.stored_at,
        replaced_at=version.replaced_at,
        characters=len(version.text),
    )


def version_changes(
    document: Document, first: DocumentVersion, second: DocumentVersion, embedder: Embedder
) -> VersionChanges:
    """Return what a document says in a version and in a later one, clause by clause."""
    sides = [_clauses(document, first), _clauses(document, second)]
    rows = rows_of(sides, embedder, LEAST_SIMILAR)
    kinds = Counter(row.kind for row in rows)
    return VersionChanges(
        document=document_reference(document),
        first=version_reference(first),
        second=version_reference(second),
        counts={kind: kinds[kind] for kind in RowKind},
        added=sum(row.cells[0] is None for row in rows),
        removed=sum(row.cells[1] is None for row in rows),
        rows=tuple(rows),
    )


def _clauses(document: Document, version: DocumentVersion) -> Sequence[PlacedClause]:
    return [
        PlacedClause(
            clause_id=entry.id,
            document_id=document.id,
            label=entry.label,
            heading=entry.heading,
            start=entry.start,
            end=entry.end,
            text=version.text[entry.start : entry.end],
        )
        for entry in version.outline
    ]
