"""An ingestion takes what is good, reports what is bad, and leaves nothing of it."""

from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.reading import SourceFile
from index.ingestion import ingest, parsed_item
from index.search import SearchEngine
from index.sources import (
    INGESTED_SUFFIXES,
    FailedItem,
    IngestItem,
    collection_of,
    items_in,
    items_of,
)
from tests.corpus.reading.bad_files import BAD_FILES
from tests.index.conftest import made_items
from tests.zip_files import zipped

GOOD = "一、推广沼气\n对新建沼气池每口补贴3000元。"


def names_in(engine: SearchEngine) -> set[str]:
    return {header.source_name for header in engine.store.snapshot().headers()}


def test_bad_items_do_not_stop_the_others(empty_engine: SearchEngine, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "b.txt").write_bytes(b"\0")
    (tmp_path / "c.zip").write_bytes(zipped(("../a.txt", b"1")))
    (tmp_path / "d.zip").write_bytes(zipped(("good.txt", GOOD.encode()), ("bad.txt", b"\0")))
    (tmp_path / "e.jsonl").write_text('{"id": "1"}\n{"id": "2", "text": "一、总则"}')
    (tmp_path / "f.txt").write_text(GOOD)
    report = ingest(items_in([tmp_path]), empty_engine)
    assert report.added == ["a.txt", "d.zip/good.txt", "2.txt", "f.txt"]
    assert [error.source for error in report.failed] == [
        "b.txt",
        "c.zip",
        "d.zip/bad.txt",
        "e.jsonl line 1",
    ]
    assert set(report.ids) == names_in(empty_engine) == set(report.added)
    assert empty_engine.search("沼气池补贴", k=1).hits


def test_of_every_kind_of_bad_file_nothing_is_stored(
    empty_engine: SearchEngine, tmp_path: Path
) -> None:
    readable = [bad for bad in BAD_FILES.values() if bad.suffix in INGESTED_SUFFIXES]
    names = [f"{number:03}{bad.suffix}" for number, bad in enumerate(readable)]
    for name, bad in zip(names, readable, strict=True):
        (tmp_path / name).write_bytes(bad.data())
    for good in ("000 good.txt", "zzz good.txt"):
        (tmp_path / good).write_text(GOOD)
    report = ingest(items_in([tmp_path]), empty_engine)
    assert [error.source for error in report.failed] == names
    assert report.added == ["000 good.txt", "zzz good.txt"]
    assert names_in(empty_engine) == set(report.added)
    with empty_engine.store.whole() as corpus:
        stored = list(corpus.passages())
    assert {passage.document_id for passage in stored} == set(report.ids.values())
    assert len(stored) == empty_engine.passages


def test_a_row_that_cannot_be_read_is_named_with_its_line(empty_engine: SearchEngine) -> None:
    rows = SourceFile("rows.jsonl", b'{"id": "x", "text": "a\\u0000"}')
    report = ingest(items_of(rows), empty_engine)
    assert [error.source for error in report.failed] == ["rows.jsonl line 1 (rows.jsonl/x.txt)"]
    assert "U+0000" in report.failed[0].problem


def test_a_fault_of_the_parser_over_one_document_is_reported(
    empty_engine: SearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(source: SourceFile, *others: object) -> None:
        raise IndexError("list index out of range")

    monkeypatch.setattr("index.ingestion.parsed", faulty)
    report = ingest(made_items(), empty_engine)
    assert {error.stage for error in report.failed} == {"parse"}
    assert "IndexError: list index out of range" in str(report.failed[0])
    assert len(report.failed) == len(made_items())
    assert names_in(empty_engine) == set()


def test_a_mirror_keeps_what_was_stored_of_what_fails_now(
    empty_engine: SearchEngine, tmp_path: Path
) -> None:
    collection = collection_of(tmp_path)
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "gone.txt").write_text(GOOD)
    (tmp_path / "b.zip").write_bytes(zipped(("good.txt", GOOD.encode())))
    ingest(items_in([tmp_path]), empty_engine, collection)
    everything = {"a.txt", "gone.txt", "b.zip/good.txt"}
    assert names_in(empty_engine) == everything
    (tmp_path / "a.txt").write_bytes(b"\0")
    (tmp_path / "b.zip").write_bytes(b"PK")
    (tmp_path / "gone.txt").unlink()
    report = ingest(items_in([tmp_path]), empty_engine, collection)
    assert report.removed == ["gone.txt"]
    assert names_in(empty_engine) == everything - {"gone.txt"}
    (tmp_path / "b.zip").unlink()
    assert ingest(items_in([tmp_path]), empty_engine, collection).removed == ["b.zip/good.txt"]


def test_a_failed_item_raises_its_own_error() -> None:
    error = CorpusError("a.zip", "unpack", "a zip bomb", "Split it")
    with pytest.raises(CorpusError) as caught:
        parsed_item(FailedItem("made", "a.zip", error))
    assert caught.value is error
    good = parsed_item(IngestItem(SourceFile("a.txt", GOOD.encode())))
    assert good.text == GOOD
