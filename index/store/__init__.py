"""The source of truth: documents, clauses, facts, passages and vectors, in SQLite or PostgreSQL."""

from index.store.changes import ChangedDocument, Changes, TooManyChangesError
from index.store.documents import DocumentSize
from index.store.fact_lists import FactList
from index.store.feedback import Vote
from index.store.jobs import JobTable, UploadJob
from index.store.passage_rows import StoredPassage
from index.store.rows import FoundClause
from index.store.store import Snapshot, Store
from index.store.versions import DocumentVersion, OutlineEntry
from index.store.whole import WholeCorpus
from index.store.writing import NewDocument

__all__ = [
    "ChangedDocument",
    "Changes",
    "DocumentSize",
    "DocumentVersion",
    "FactList",
    "FoundClause",
    "JobTable",
    "NewDocument",
    "OutlineEntry",
    "Snapshot",
    "Store",
    "StoredPassage",
    "TooManyChangesError",
    "UploadJob",
    "Vote",
    "WholeCorpus",
]
