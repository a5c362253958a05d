"""A process beside this one embeds the same vectors; where it ends, nothing is lost."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

import index.batches
from corpus.parser import parsed
from corpus.reading import SourceFile
from index.batches import DocumentBatch, ParsedDocument
from index.embedding import Embedder
from index.embedding.beside import EmbeddingProcess, EmbeddingProcessError
from index.embedding.builtin import DEFAULT_PATH
from index.store import Store

TEXTS = ["推广沼气，每口补贴3000元。", "", "硬化农村道路十公里。"]
NAMES = ("沼气", "道路", "松树", "学校", "医院")


@pytest.fixture
def process(embedder: Embedder) -> Iterator[EmbeddingProcess]:
    started = EmbeddingProcess(DEFAULT_PATH, embedder.dimensions)
    yield started
    started.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    yield opened
    opened.close()


def document(name: str) -> ParsedDocument:
    source = SourceFile(f"{name}.txt", f"一、{name}\n加强{name}建设。".encode(), "made")
    return ParsedDocument(parsed(source), source.data, "key", replaces=False)


def stored_names(store: Store) -> set[str]:
    return {header.source_name.removesuffix(".txt") for header in store.snapshot().headers()}


def test_its_vectors_are_those_of_this_process(
    process: EmbeddingProcess, embedder: Embedder
) -> None:
    for texts in (TEXTS, [], TEXTS[:1]):
        process.begin(texts)
        assert np.array_equal(process.vectors(), embedder.embed_passages(texts))


def test_a_process_that_ended_says_so(process: EmbeddingProcess) -> None:
    os.kill(process.process_id, signal.SIGKILL)
    process.begin(TEXTS)
    with pytest.raises(EmbeddingProcessError):
        process.vectors()


@pytest.mark.parametrize("killed_before", [None, 2, 3])
def test_every_batch_is_stored_whatever_becomes_of_the_process(
    killed_before: int | None,
    store: Store,
    embedder: Embedder,
    process: EmbeddingProcess,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(index.batches, "embedding_process", lambda _: process)
    batch = DocumentBatch(store, embedder)
    told: list[str] = []
    for place, name in enumerate(NAMES):
        if place == killed_before:
            os.kill(process.process_id, signal.SIGKILL)
        batch.add(document(name))
        told += [own.document.header.source_name for own in batch.stored_in_turn()]
        assert stored_names(store) == {own.removesuffix(".txt") for own in told}
    told += [own.document.header.source_name for own in batch.stored()]
    batch.close()
    assert told == [f"{name}.txt" for name in NAMES]
    assert stored_names(store) == set(NAMES)
    ids = [header.id for header in store.snapshot().headers()]
    vectors = store.vectors_of(ids, embedder.fingerprint, embedder.dimensions)
    for (_, text), vector in vectors.items():
        assert np.allclose(vector, embedder.embed_passages([text])[0], atol=1e-3)
