"""The source of truth: documents, clauses, facts, passages and vectors, in SQLite or PostgreSQL."""

from index.store.store import Snapshot, Store, StoredPassage

__all__ = ["Snapshot", "Store", "StoredPassage"]
