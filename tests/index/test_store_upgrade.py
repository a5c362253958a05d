"""A store that an earlier version wrote opens in this one."""

import sqlite3
from pathlib import Path

import pytest

from corpus.parser import parsed
from corpus.reading import SourceFile
from index.embedding import embedder_named
from index.errors import IndexingError
from index.passages import passages_of
from index.store import NewDocument, Store

TEXT = "某市办法\n一、总体要求\n提高质量。（责任单位：市住建局）"
# What later versions added to version 1
ADDED = (
    "DROP TABLE jobs",
    "DROP TABLE versions",
    "DROP TABLE feedback",
    "ALTER TABLE documents DROP COLUMN stored_at",
    "DROP TABLE removals",
    "DROP INDEX ix_documents_revision",
    "ALTER TABLE documents DROP COLUMN revision",
    "DROP TABLE facts",
    "ALTER TABLE documents DROP COLUMN place",
    "ALTER TABLE documents DROP COLUMN tables",
    "ALTER TABLE documents DROP COLUMN uncertain",
    "ALTER TABLE clauses DROP COLUMN repeats_id",
    "ALTER TABLE responsibilities DROP COLUMN deadline",
)


def store_of_version_1(path: Path) -> str:
    """Write a store as version 1 did, with one document; return the document's id."""
    store = Store(f"sqlite:///{path}")
    embedder = embedder_named("builtin")
    source = SourceFile("a.txt", TEXT.encode())
    document = parsed(source)
    passages = passages_of(document)
    vectors = embedder.embed_passages([p.embedded_text for p in passages])
    store.put([NewDocument(document, source.data, "key", passages, vectors)], embedder.fingerprint)
    store.close()
    with sqlite3.connect(path) as connection:
        for statement in ADDED:
            connection.execute(statement)
        connection.execute("UPDATE settings SET value = '1' WHERE key = 'schema_version'")
    connection.close()
    return document.id


def test_a_store_of_version_1_is_upgraded(tmp_path: Path) -> None:
    document_id = store_of_version_1(tmp_path / "store.sqlite")
    store = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    document = store.document(document_id)
    assert [r.unit for r in document.responsibilities] == ["市住建局"]
    assert document.facts.targets == document.tables == ()
    store.close()
    Store(f"sqlite:///{tmp_path / 'store.sqlite'}").close()


def test_a_store_of_a_later_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    Store(f"sqlite:///{path}").close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE settings SET value = '99' WHERE key = 'schema_version'")
    connection.close()
    with pytest.raises(IndexingError, match="schema version 99"):
        Store(f"sqlite:///{path}")
