"""Documents made for the tests, and an engine over them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.catalogue import CatalogueEntry
from corpus.reading import SourceFile
from index.embedding import Embedder, embedder_named
from index.ingestion import ingest
from index.search import SearchEngine
from index.sources import IngestItem
from index.store import Store

TEXTS = {
    "housing.txt": (
        "重庆市",
        "一、推进信息技术\n推广建筑信息模型技术，提升智能化水平。（牵头单位：市住建委）\n"
        "二、保护工人权益\n按月足额发放农民工工资，将拖欠工资的企业列入黑名单。",
    ),
    "farming.txt": (
        "赣州市",
        "一、发展设施农业\n对新建温室大棚每亩补贴5000元。\n二、防治松材线虫\n及时清理枯死松树。",
    ),
    "schools.txt": ("连云港市", "一、扩大学位供给\n新建公办幼儿园20所，增加学位6000个。"),
}


def item(name: str, text: str, region: str | None = None) -> IngestItem:
    """Return something to ingest."""
    return IngestItem(SourceFile(name, text.encode(), "made"), CatalogueEntry(region=region))


def made_items() -> list[IngestItem]:
    """Return the documents of these tests."""
    return [item(name, text, region) for name, (region, text) in TEXTS.items()]


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The built-in embedder."""
    return embedder_named("builtin")


@pytest.fixture
def empty_engine(tmp_path: Path, embedder: Embedder) -> Iterator[SearchEngine]:
    """An engine over a new store."""
    store = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    yield SearchEngine(store, embedder, tmp_path / "generations")
    store.close()


@pytest.fixture
def engine(empty_engine: SearchEngine) -> SearchEngine:
    """An engine over the documents of these tests."""
    assert not ingest(made_items(), empty_engine).failed
    return empty_engine
