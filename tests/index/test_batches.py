"""A batch embeds what is new, and stores all of its documents or none."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.catalogue import CatalogueEntry
from corpus.parser import parsed
from index.batches import MOST_DOCUMENTS, DocumentBatch, ParsedDocument
from index.embedding import Embedder, Vectors
from index.ingestion import ingest
from index.search import SearchEngine
from index.store import Store
from tests.index.conftest import item

CLAUSES = (
    "一、推广沼气\n对新建沼气池每口补贴3000元。",
    "二、保护松树\n及时清理枯死松树。",
    "三、修建道路\n硬化农村道路十公里。",
)
CHANGED = "二、保护松树\n及时清理枯死松树和倒伏松树。"


class RecordingEmbedder:
    """The built-in embedder, which notes the texts that it was given and fails when it is told."""

    name = "recording"

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.fingerprint = embedder.fingerprint
        self.dimensions = embedder.dimensions
        self.calls: list[list[str]] = []
        self.fails = False

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        if self.fails:
            raise RuntimeError("no memory left")
        self.calls.append(list(texts))
        return self._embedder.embed_passages(texts)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self._embedder.embed_queries(texts)


@pytest.fixture
def recording(embedder: Embedder) -> RecordingEmbedder:
    return RecordingEmbedder(embedder)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    yield opened
    opened.close()


def document(
    name: str, *clauses: str, replaces: bool = False, title: str = "办法"
) -> ParsedDocument:
    """Return a parsed document of some clauses."""
    source = item(name, "\n".join(clauses)).source
    return ParsedDocument(parsed(source, CatalogueEntry(title=title)), source.data, "key", replaces)


def stored(store: Store, embedder: Embedder, *documents: ParsedDocument) -> None:
    """Store documents in one batch."""
    batch = DocumentBatch(store, embedder)
    for one in documents:
        batch.add(one)
    assert batch.stored() == list(documents)


def vectors_in(store: Store, embedder: Embedder) -> dict[str, Vectors]:
    """Return the stored vector of each passage by its body."""
    with store.whole() as corpus:
        passages = [row.passage.body for row in corpus.passages()]
        vectors = np.concatenate(list(corpus.vectors(embedder.dimensions)))
    return dict(zip(passages, vectors, strict=True))


def test_only_passages_whose_text_changed_are_embedded_again(
    store: Store, recording: RecordingEmbedder
) -> None:
    stored(store, recording, document("a.txt", *CLAUSES))
    (first,) = recording.calls
    assert len(first) == 3
    before = vectors_in(store, recording)
    recording.calls.clear()
    stored(store, recording, document("a.txt", CLAUSES[0], CHANGED, CLAUSES[2], replaces=True))
    ((text,),) = recording.calls
    assert "倒伏松树" in text
    after = vectors_in(store, recording)
    assert set(after) == {CLAUSES[0], CHANGED, CLAUSES[2]}
    for body in (CLAUSES[0], CLAUSES[2]):
        assert after[body].tolist() == before[body].tolist()
    fresh = recording.embed_passages([text])[0]
    np.testing.assert_allclose(after[CHANGED], fresh, atol=1e-3)


def test_each_passage_keeps_its_own_vector_when_clauses_move(
    store: Store, recording: RecordingEmbedder
) -> None:
    stored(store, recording, document("a.txt", *CLAUSES))
    before = vectors_in(store, recording)
    recording.calls.clear()
    moved = (CLAUSES[2], "四、其他\n另行通知。", CLAUSES[0])
    stored(store, recording, document("a.txt", *moved, replaces=True))
    after = vectors_in(store, recording)
    for body in (CLAUSES[0], CLAUSES[2]):
        assert after[body].tolist() == before[body].tolist()
    assert [len(call) for call in recording.calls] == [1]


def test_nothing_is_embedded_where_nothing_changed(
    store: Store, recording: RecordingEmbedder
) -> None:
    stored(store, recording, document("a.txt", *CLAUSES))
    recording.calls.clear()
    stored(store, recording, document("a.txt", *CLAUSES[:2], replaces=True))
    assert recording.calls == []
    assert set(vectors_in(store, recording)) == set(CLAUSES[:2])


def test_another_title_is_another_text(store: Store, recording: RecordingEmbedder) -> None:
    stored(store, recording, document("a.txt", *CLAUSES))
    recording.calls.clear()
    stored(store, recording, document("a.txt", *CLAUSES, replaces=True, title="新办法"))
    assert [len(call) for call in recording.calls] == [3]


def test_a_text_that_stands_twice_is_embedded_once(
    store: Store, recording: RecordingEmbedder
) -> None:
    stored(store, recording, document("a.txt", CLAUSES[0], CLAUSES[1], CLAUSES[0]))
    assert [len(call) for call in recording.calls] == [2]
    assert store.counts()["passages"] == 3


def test_vectors_of_another_embedder_are_not_reused(
    store: Store, recording: RecordingEmbedder, embedder: Embedder
) -> None:
    other = RecordingEmbedder(embedder)
    other.fingerprint = "another"
    stored(store, other, document("a.txt", *CLAUSES))
    stored(store, recording, document("a.txt", *CLAUSES, replaces=True))
    assert [len(call) for call in recording.calls] == [3]
    assert store.passages_not_embedded_by(recording.fingerprint, most=1) == []


def test_several_documents_are_embedded_together_and_all_stored(
    store: Store, recording: RecordingEmbedder
) -> None:
    words = ("沼气", "松树", "道路", "水库", "学校", "医院", "大棚", "码头")
    documents = [
        document(f"{n}.txt", *(f"一、{word}\n第{m}次修建{word}。" for m in range(n % 3 + 1)))
        for n, word in enumerate(words)
    ]
    revision = store.revision()
    stored(store, recording, *documents)
    assert store.revision() == revision + 1
    assert len(recording.calls) == 1
    for one in documents:
        assert store.document(one.document.id).text == one.document.text
        assert store.source(one.document.id) == one.source
    with store.whole() as corpus:
        passages = list(corpus.passages())
        vectors = np.concatenate(list(corpus.vectors(recording.dimensions)))
    assert len(passages) == sum(n % 3 + 1 for n in range(len(words)))
    own = recording.embed_passages([row.passage.embedded_text for row in passages])
    np.testing.assert_allclose(vectors, own, atol=1e-3)


@pytest.mark.parametrize("replaces", [False, True])
def test_a_failing_embedder_stores_nothing_of_the_batch(
    store: Store, recording: RecordingEmbedder, replaces: bool
) -> None:
    stored(store, recording, document("old.txt", CLAUSES[0]))
    revision, before = store.revision(), vectors_in(store, recording)
    batch = DocumentBatch(store, recording)
    batch.add(document("old.txt" if replaces else "b.txt", CLAUSES[1], replaces=replaces))
    batch.add(document("a.txt", *CLAUSES))
    recording.fails = True
    with pytest.raises(RuntimeError, match="no memory left"):
        batch.stored()
    assert store.revision() == revision
    assert [header.source_name for header in store.snapshot().headers()] == ["old.txt"]
    assert {body: v.tolist() for body, v in vectors_in(store, recording).items()} == (
        {body: v.tolist() for body, v in before.items()}
    )
    # what failed is let go: a later batch is not held up by it
    recording.fails = False
    assert batch.stored() == []
    batch.add(document("c.txt", CLAUSES[2]))
    assert len(batch.stored()) == 1
    assert {h.source_name for h in store.snapshot().headers()} == {"old.txt", "c.txt"}


def test_an_ingestion_that_cannot_embed_leaves_what_was_stored_searchable(
    tmp_path: Path, store: Store, recording: RecordingEmbedder
) -> None:
    engine = SearchEngine(store, recording, tmp_path / "generations")
    assert ingest([item("old.txt", CLAUSES[0])], engine).added == ["old.txt"]
    recording.fails = True
    with pytest.raises(RuntimeError, match="no memory left"):
        ingest([item("old.txt", CLAUSES[1]), item("new.txt", CLAUSES[2])], engine)
    assert [h.source_name for h in store.snapshot().headers()] == ["old.txt"]
    assert "沼气池" in engine.search("新建沼气池补贴", 5).hits[0].passage.body
    recording.fails = False
    report = ingest([item("old.txt", CLAUSES[1]), item("new.txt", CLAUSES[2])], engine)
    assert (report.updated, report.added) == (["old.txt"], ["new.txt"])


def test_a_batch_is_full_by_documents_or_by_characters(
    store: Store, recording: RecordingEmbedder
) -> None:
    one = document("a.txt", CLAUSES[0])
    batch = DocumentBatch(store, recording)
    for _ in range(MOST_DOCUMENTS - 1):
        batch.add(one)
    assert not batch.is_full
    batch.add(one)
    assert batch.is_full
    # of one id given several times the last is kept
    assert len(batch.stored()) == MOST_DOCUMENTS
    assert not batch.is_full
    assert store.counts()["documents"] == 1
    batch.add(document("long.txt", "一、" + "建筑业发展" * 60_000))
    assert batch.is_full


def test_documents_without_passages_are_stored_too(
    store: Store, recording: RecordingEmbedder
) -> None:
    stored(store, recording)
    assert store.revision() == 0
    heading_only = document("a.txt", "一、总则")
    stored(store, recording, heading_only, document("b.txt", *CLAUSES))
    assert {h.source_name for h in store.snapshot().headers()} == {"a.txt", "b.txt"}
