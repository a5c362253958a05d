"""Earlier versions of documents in the store, and in one that knew none yet."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from corpus.parser import document_id_of, parsed
from corpus.reading import SourceFile
from index.errors import UnknownDocumentError
from index.store import DocumentVersion, NewDocument, Store

# What version 5 of the schema added to version 4
ADDED = (
    "DROP TABLE versions",
    "DROP TABLE feedback",
    "ALTER TABLE documents DROP COLUMN stored_at",
)
NO_VECTORS = np.zeros((0, 4), np.float32)


def url_of(folder: Path) -> str:
    return f"sqlite:///{folder / 'store.sqlite'}"


def new(text: str, name: str = "办法.txt") -> NewDocument:
    source = SourceFile(name, text.encode())
    return NewDocument(parsed(source), source.data, source.sha256, (), NO_VECTORS)


def text_of(trees: int) -> str:
    return f"某某市种树办法\n一、目标\n种树{trees}棵。"


def id_of(name: str = "办法.txt") -> str:
    return document_id_of("", name)


def texts(versions: list[DocumentVersion]) -> list[str]:
    return [own.text for own in versions]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(url_of(tmp_path))


def test_a_store_of_version_4_keeps_its_documents_and_their_versions_from_then_on(
    tmp_path: Path, store: Store
) -> None:
    old = new(text_of(10))
    store.put([old], "embedder")
    store.close()
    with sqlite3.connect(tmp_path / "store.sqlite") as connection:
        for statement in ADDED:
            connection.execute(statement)
        connection.execute("UPDATE settings SET value = '4' WHERE key = 'schema_version'")
    connection.close()
    upgraded = Store(url_of(tmp_path))
    (only,) = upgraded.versions(old.document.id)
    assert (only.text, only.stored_at) == (old.document.text, None)
    assert upgraded.sizes([old.document.id])[old.document.id].stored_at is None
    assert upgraded.feedback.listed(10, 0) == ([], 0)
    upgraded.put([new(text_of(20))], "embedder")
    current, former = upgraded.versions(old.document.id)
    assert (former.text, former.stored_at) == (old.document.text, None)
    assert former.replaced_at is not None
    assert current.stored_at is not None
    upgraded.close()


def test_a_version_keeps_its_text_outline_and_times(store: Store) -> None:
    before = datetime.now(UTC)
    first, second = new(text_of(10)), new(text_of(20))
    for document in (first, second):
        store.put([document], "embedder")
    current, former = store.versions(first.document.id)
    for version, written in ((current, second.document), (former, first.document)):
        assert (version.text, version.title) == (written.text, "某某市种树办法")
        assert version.source_sha256 == written.header.source_sha256
        assert [own.id for own in version.outline] == [own.id for own in written.clauses]
        assert version.text[version.outline[-1].start : version.outline[-1].end].startswith("一、")
    times = [before, former.stored_at, former.replaced_at, current.stored_at, datetime.now(UTC)]
    moments = [time for time in times if time]
    assert moments == sorted(moments)
    assert len(moments) == 5


def test_a_text_that_is_only_parsed_anew_is_no_version(store: Store) -> None:
    document = new(text_of(10))
    store.put([document], "embedder")
    anew = replace(document, document=replace(document.document, text=text_of(10) + "\n"))
    store.put([anew], "embedder")
    assert texts(store.versions(document.document.id)) == [text_of(10) + "\n"]


def test_documents_replaced_together_keep_each_their_own(store: Store) -> None:
    for trees in (10, 20):
        store.put([new(text_of(trees + n), f"{n}.txt") for n in range(3)], "embedder")
    for n in range(3):
        own = id_of(f"{n}.txt")
        assert texts(store.versions(own)) == [text_of(20 + n), text_of(10 + n)]


def test_twenty_earlier_versions_are_kept_of_each_document(store: Store) -> None:
    for trees in (1, 2):
        store.put([new(text_of(trees), "旁.txt")], "embedder")
    for trees in range(100, 125):
        store.put([new(text_of(trees))], "embedder")
    kept = texts(store.versions(id_of()))
    assert kept == [text_of(trees) for trees in range(124, 103, -1)]
    assert len(kept) == 21
    assert texts(store.versions(id_of("旁.txt"))) == [text_of(2), text_of(1)]


def test_versions_go_with_their_document_and_not_with_another(store: Store) -> None:
    for trees in (10, 20):
        store.put([new(text_of(trees)), new(text_of(trees), "旁.txt")], "embedder")
    own, beside = id_of(), id_of("旁.txt")
    store.delete(own)
    assert store.versions(own) == []
    assert len(store.versions(beside)) == 2
    with pytest.raises(UnknownDocumentError):
        store.delete(own)
    store.put([new(text_of(30))], "embedder")
    assert texts(store.versions(own)) == [text_of(30)]


def test_versions_are_there_when_the_store_is_opened_again(tmp_path: Path, store: Store) -> None:
    for trees in (10, 20):
        store.put([new(text_of(trees))], "embedder")
    before = store.versions(id_of())
    store.close()
    opened = Store(url_of(tmp_path))
    assert opened.versions(id_of()) == before
    opened.close()
