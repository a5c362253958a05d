"""The search engine over a few documents: both legs, filters, freshness, damage."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from corpus.parser import parsed
from index.embedding import Embedder, Vectors
from index.filters import Filters
from index.generations import CURRENT_FILE
from index.ingestion import ingest
from index.passages import passages_of
from index.search import SearchEngine
from index.store import NewDocument, Store
from tests.index.conftest import item, made_items


def found(engine: SearchEngine, query: str, filters: Filters | None = None) -> list[str]:
    """Return the source names of the documents found, best first."""
    hits = engine.search(query, 10, filters).hits
    return list(
        dict.fromkeys(engine.store.document(h.document_id).header.source_name for h in hits)
    )


def test_the_clause_with_the_questions_words_comes_first(engine: SearchEngine) -> None:
    hit = engine.search("农民工工资拖欠", 5).hits[0]
    assert "农民工工资" in hit.passage.body
    assert hit.score.lexical is not None
    assert hit.score.lexical > 0


@pytest.mark.parametrize("query", ["", "，。！？", "😀", "qzxv wvut", "\x07"])
def test_nothing_in_common_finds_nothing(engine: SearchEngine, query: str) -> None:
    assert engine.search(query, 10).hits == ()


def test_k_limits_the_clauses(engine: SearchEngine) -> None:
    assert len(engine.search("市", 2).hits) <= 2
    assert engine.search("农民工工资", 0).hits == ()
    assert len(engine.search("建设发展补贴", 10_000_000).hits) <= 5


def test_filters_restrict_both_legs(engine: SearchEngine) -> None:
    assert found(engine, "新建补贴", Filters(regions=("江西省",))) == ["farming.txt"]
    assert found(engine, "新建补贴", Filters(regions=("赣州",))) == ["farming.txt"]
    assert found(engine, "新建补贴", Filters(regions=("上海市",))) == []
    only = engine.store.documents()[0]
    assert found(engine, "新建补贴", Filters(documents=(only.id,))) in (
        [],
        [only.header.source_name],
    )
    assert found(engine, "新建补贴", Filters(issued_from=date(2020, 1, 1))) == []


def test_an_updated_document_is_found_by_its_new_words_only(engine: SearchEngine) -> None:
    report = ingest([item("schools.txt", "一、医疗\n新建社区医院三家。")], engine)
    assert report.updated == ["schools.txt"]
    assert found(engine, "社区医院")[0] == "schools.txt"
    assert "schools.txt" not in found(engine, "幼儿园学位")


def test_a_deleted_document_is_gone_now_and_after_a_restart(
    engine: SearchEngine, tmp_path: Path, embedder: Embedder
) -> None:
    document_id = next(
        d.id for d in engine.store.documents() if d.header.source_name == "farming.txt"
    )
    engine.store.delete(document_id)
    engine.refresh()
    assert "farming.txt" not in found(engine, "温室大棚补贴")
    again = SearchEngine(engine.store, embedder, tmp_path / "generations")
    assert "farming.txt" not in found(again, "温室大棚补贴")


def test_unchanged_documents_are_not_stored_again(engine: SearchEngine) -> None:
    revision, generation = engine.store.revision(), engine.generation
    report = ingest(made_items(), engine)
    assert len(report.unchanged) == 3
    assert (engine.store.revision(), engine.generation) == (revision, generation)


def test_mirroring_removes_what_is_no_longer_there(engine: SearchEngine) -> None:
    report = ingest(made_items()[:1], engine, mirror="made")
    assert sorted(report.removed) == ["farming.txt", "schools.txt"]
    assert [d.header.source_name for d in engine.store.documents()] == ["housing.txt"]


def test_a_bad_file_leaves_the_stored_version(engine: SearchEngine) -> None:
    report = ingest([item("schools.txt", "\x00")], engine)
    assert [e.source for e in report.failed] == ["schools.txt"]
    assert "schools.txt" in found(engine, "幼儿园学位")


@pytest.mark.parametrize("damage", ["truncate", "remove", "pointer", "garbage pointer"])
def test_a_damaged_generation_is_built_again(
    engine: SearchEngine, tmp_path: Path, embedder: Embedder, damage: str
) -> None:
    folder = tmp_path / "generations"
    vectors = next(folder.glob(f"{engine.generation:08d}/dense/*.faiss"))
    if damage == "truncate":
        vectors.write_bytes(vectors.read_bytes()[:-10])
    elif damage == "remove":
        vectors.unlink()
    elif damage == "pointer":
        (folder / CURRENT_FILE).unlink()
    else:
        (folder / CURRENT_FILE).write_text("one")
    again = SearchEngine(engine.store, embedder, folder)
    assert found(again, "农民工工资")[0] == "housing.txt"
    assert again.generation > engine.generation


def test_another_process_reads_a_new_generation(
    engine: SearchEngine, tmp_path: Path, embedder: Embedder
) -> None:
    store = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    reader = SearchEngine(store, embedder, tmp_path / "generations")
    ingest([item("new.txt", "一、供暖\n延长冬季供暖时间。")], engine)
    assert "new.txt" not in found(reader, "冬季供暖")
    reader.refresh()
    assert found(reader, "冬季供暖")[0] == "new.txt"
    store.close()


def stored_but_not_indexed(engine: SearchEngine, name: str, text: str) -> None:
    """Put a document into the store as an ingestion does long before it rebuilds the index."""
    document = parsed(item(name, text).source)
    passages = passages_of(document)
    vectors = engine.embedder.embed_passages([p.embedded_text for p in passages])
    fingerprint = engine.embedder.fingerprint
    engine.store.put([NewDocument(document, text.encode(), "key", passages, vectors)], fingerprint)


def test_a_reader_is_not_confused_by_an_ingestion_under_way(
    engine: SearchEngine, tmp_path: Path, embedder: Embedder
) -> None:
    store = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    reader = SearchEngine(store, embedder, tmp_path / "generations")
    ingest([item("new.txt", "一、供暖\n延长冬季供暖时间。")], engine)
    stored_but_not_indexed(engine, "later.txt", "一、供水\n延长夏季供水时间。")
    gone = next(d for d in engine.store.documents() if d.header.source_name == "farming.txt")
    engine.store.delete(gone.id)
    reader.refresh()
    every = Filters(documents=tuple(d.id for d in store.documents()))
    assert found(reader, "冬季供暖", every)[0] == "new.txt"
    assert "farming.txt" not in found(reader, "温室大棚补贴")
    store.close()


class OtherEmbedder:
    """The built-in embedder cut to fewer dimensions: other vectors for the same texts."""

    name = "other"
    fingerprint = "other-64"
    dimensions = 64

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return self._embedder.embed_passages(texts)[:, : self.dimensions].copy()

    embed_queries = embed_passages


def test_a_service_keeps_its_generation_when_another_embedder_builds_one(
    engine: SearchEngine, tmp_path: Path, embedder: Embedder
) -> None:
    SearchEngine(engine.store, OtherEmbedder(embedder), tmp_path / "generations")
    before = engine.generation
    engine.refresh()
    assert engine.generation == before
    assert found(engine, "农民工工资")[0] == "housing.txt"


def test_vectors_of_two_embedders_are_never_mixed(
    engine: SearchEngine, tmp_path: Path, embedder: Embedder
) -> None:
    other = OtherEmbedder(embedder)
    again = SearchEngine(engine.store, other, tmp_path / "generations")
    assert engine.store.passages_not_embedded_by(other.fingerprint, most=1) == []
    assert found(again, "农民工工资")[0] == "housing.txt"
