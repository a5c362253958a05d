"""The source of truth: documents, clauses, facts, passages and vectors, in SQLite or PostgreSQL."""

from index.store.changes import ChangedDocument, Changes, TooManyChangesError
from index.store.jobs import UploadJob
from index.store.passage_rows import StoredPassage
from index.store.rows import FoundClause
from index.store.store import Snapshot, Store
from index.store.whole import WholeCorpus
from index.store.writing import NewDocument

__all__ = [
    "ChangedDocument",
    "Changes",
    "FoundClause",
    "NewDocument",
    "Snapshot",
    "Store",
    "StoredPassage",
    "TooManyChangesError",
    "UploadJob",
    "WholeCorpus",
]
