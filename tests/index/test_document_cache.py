"""Documents stay in memory while others change, and never in an old version."""

from pathlib import Path

from index.ingestion import ingest
from index.search import SearchEngine
from index.store import Store
from tests.index.conftest import item, made_items


def test_a_document_is_read_once_while_others_change(engine: SearchEngine) -> None:
    store = engine.store
    housing = next(h for h in store.snapshot().headers() if h.source_name == "housing.txt")
    before = store.document(housing.id)
    ingest([item("new.txt", "一、供暖\n延长冬季供暖时间。")], engine)
    assert store.document(housing.id) is before


def test_a_changed_document_is_read_again(engine: SearchEngine) -> None:
    store = engine.store
    schools = next(h for h in store.snapshot().headers() if h.source_name == "schools.txt")
    store.document(schools.id)
    ingest([item("schools.txt", "一、医疗\n新建社区医院三家。")], engine)
    assert "社区医院" in store.document(schools.id).text
    ingest([entry for entry in made_items() if entry.source.name == "schools.txt"], engine)
    assert "幼儿园" in store.document(schools.id).text


def test_another_process_sees_the_new_version(engine: SearchEngine, tmp_path: Path) -> None:
    other = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    schools = next(h for h in other.snapshot().headers() if h.source_name == "schools.txt")
    assert "幼儿园" in other.document(schools.id).text
    ingest([item("schools.txt", "一、医疗\n新建社区医院三家。")], engine)
    assert "社区医院" in other.document(schools.id).text
    other.close()


def test_several_are_read_as_one_is(engine: SearchEngine) -> None:
    store = engine.store
    ids = [header.id for header in store.snapshot().headers()]
    found = store.snapshot().documents([*ids, "no such id", ids[0]])
    assert list(found) == ids
    assert all(found[own] == store.document(own) for own in ids)


def test_of_several_the_changed_and_the_removed_are_told(engine: SearchEngine) -> None:
    store = engine.store
    ids = {header.source_name: header.id for header in store.snapshot().headers()}
    before = store.snapshot().documents(list(ids.values()))
    ingest([item("schools.txt", "一、医疗\n新建社区医院三家。")], engine)
    store.delete(ids["housing.txt"])
    after = store.snapshot().documents(list(ids.values()))
    assert ids["housing.txt"] not in after
    assert "社区医院" in after[ids["schools.txt"]].text
    others = set(ids.values()) - {ids["housing.txt"], ids["schools.txt"]}
    assert all(after[own] is before[own] for own in others)
    ingest([entry for entry in made_items() if entry.source.name == "schools.txt"], engine)
    ingest([entry for entry in made_items() if entry.source.name == "housing.txt"], engine)
