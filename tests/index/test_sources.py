"""What `ingest` accepts: files, folders with a catalogue, archives, JSON Lines."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.errors import CatalogueError, CorpusError
from corpus.reading import SourceFile
from index.sources import FailedItem, IngestItem, SkippedItem, items_in, items_of
from tests.zip_files import zipped

LINE = "一、推动建筑业转型升级"


def documents_in(paths: Sequence[Path]) -> list[IngestItem]:
    """Return the items of paths in which nothing is wrong."""
    items = list(items_in(paths))
    documents = [item for item in items if isinstance(item, IngestItem)]
    assert documents == items
    return documents


def failures_in(paths: Sequence[Path]) -> list[FailedItem]:
    return [item for item in items_in(paths) if isinstance(item, FailedItem)]


def test_a_folder_with_its_catalogue(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("一、乙")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text("一、甲")
    (tmp_path / "catalogue.toml").write_text('["sub/a.txt"]\nregion = "重庆市"\n')
    items = {item.source.name: item for item in documents_in([tmp_path])}
    assert set(items) == {"b.txt", "sub/a.txt"}
    assert items["sub/a.txt"].entry.region == "重庆市"
    assert {item.source.collection for item in items.values()} == {tmp_path.name}


def test_rows_keep_their_ids(tmp_path: Path) -> None:
    rows = [{"id": 7, "text": "一、甲", "region": "重庆市"}, {"id": "x", "text": "乙"}]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows))
    items = documents_in([path])
    assert [item.external_id for item in items] == ["7", "x"]
    assert items[0].entry.region == "重庆市"


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[]",
        '{"id": 1}',
        '{"id": null, "text": "a"}',
        '{"id": 1, "text": 5}',
        '{"id": 1, "text": "a", "colour": "red"}',
        '{"id": 1, "text": "a", "issued_on": "soon"}',
        '{"id": 1, "text": "\\ud800"}',
        '{"id": 1, "text": "a\x00"}',
        "[" * 100_000,
        b"\xff\xff",
        '{"id": 1, "text": "总则"}'.encode("gb18030"),
    ],
)
def test_a_bad_row_is_reported_with_its_place_and_the_others_are_taken(
    tmp_path: Path, line: str | bytes
) -> None:
    path = tmp_path / "rows.jsonl"
    first, last = (json.dumps({"id": i, "text": LINE}, ensure_ascii=False) for i in ("a", "z"))
    bad = line if isinstance(line, bytes) else line.encode()
    path.write_bytes(b"\n".join((first.encode(), bad, last.encode())))
    items = list(items_in([path]))
    assert [item.external_id for item in items if isinstance(item, IngestItem)] == ["a", "z"]
    (failure,) = (item for item in items if isinstance(item, FailedItem))
    assert failure.error.source == "rows.jsonl line 2"
    assert failure.error.stage == "read"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_rows_in_the_encodings_of_offices(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes('{"id": 1, "text": "一、甲"}\r\n{"id": 2, "text": "乙"}'.encode(encoding))
    assert [item.source.data.decode() for item in documents_in([path])] == ["一、甲", "乙"]


def test_a_row_with_the_id_of_another_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"id": 1, "text": "甲"}\n{"id": 1, "text": "乙"}')
    items = list(items_in([path]))
    assert [type(item) for item in items] == [IngestItem, FailedItem]
    assert isinstance(items[1], FailedItem)
    assert "rows.jsonl line 1" in str(items[1].error)
    assert "rows.jsonl line 2" in str(items[1].error)


def test_a_file_named_alone_is_the_same_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("一、甲")
    (tmp_path / "catalogue.toml").write_text('["a.txt"]\nregion = "重庆市"\n')
    alone = documents_in([tmp_path / "a.txt"])
    assert alone == documents_in([tmp_path])
    assert alone == documents_in([tmp_path, tmp_path / "a.txt"])


def test_of_two_files_that_would_be_one_document_the_second_is_reported(tmp_path: Path) -> None:
    for parent in ("x", "y"):
        (tmp_path / parent / "in").mkdir(parents=True)
        (tmp_path / parent / "in" / "a.txt").write_text("一、甲")
    items = list(items_in([tmp_path / "x" / "in", tmp_path / "y" / "in"]))
    assert [type(item) for item in items] == [IngestItem, FailedItem]
    assert isinstance(items[1], FailedItem)
    assert "Rename one of the folders" in str(items[1].error)


def test_an_archive_gives_a_document_for_each_member(tmp_path: Path) -> None:
    rows = '{"id": "x", "text": "一、丙"}\n{"id": "y"}'.encode()
    files = {"in/a.txt": "一、甲".encode(), "photo.bmp": b"BM", "rows.jsonl": rows}
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "sent.zip").write_bytes(zipped(*files.items()))
    (tmp_path / "b.txt").write_text("一、乙")
    items = list(items_in([tmp_path]))
    documents = {item.source.name: item for item in items if isinstance(item, IngestItem)}
    assert set(documents) == {
        "b.txt",
        "sub/sent.zip/in/a.txt",
        "sub/sent.zip/rows.jsonl/x.txt",
    }
    assert {item.source.collection for item in documents.values()} == {tmp_path.name}
    assert documents["sub/sent.zip/rows.jsonl/x.txt"].external_id == "x"
    assert [item.name for item in items if isinstance(item, SkippedItem)] == [
        "sub/sent.zip/photo.bmp"
    ]
    (failure,) = (item for item in items if isinstance(item, FailedItem))
    assert failure.error.source == "sub/sent.zip/rows.jsonl line 2"


def test_a_bad_archive_is_reported_and_the_other_files_are_taken(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(("../a.txt", b"1")))
    (tmp_path / "b.txt").write_text("一、乙")
    items = list(items_in([tmp_path]))
    assert [type(item) for item in items] == [FailedItem, IngestItem]
    (failure,) = failures_in([tmp_path / "a.zip"])
    assert (failure.collection, failure.name) == (tmp_path.name, "a.zip")
    assert failure.may_be("a.zip/a.txt")
    assert not failure.may_be("a.zip.txt")


def test_files_of_a_folder_that_are_no_documents_are_named(tmp_path: Path) -> None:
    (tmp_path / "photo.bmp").write_bytes(b"BM")
    (tmp_path / ".hidden").write_bytes(b"")
    assert list(items_in([tmp_path])) == [SkippedItem("photo.bmp")]


def test_a_file_that_cannot_be_opened_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("一、甲")
    items = items_in([path])
    path.unlink()
    (failure,) = items
    assert isinstance(failure, FailedItem)
    assert failure.error.source == "a.txt"
    assert "cannot be read: No such file" in failure.error.problem


def test_what_is_named_wrongly_is_said_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "catalogue.toml").write_text('["gone.txt"]\n')
    with pytest.raises(CatalogueError, match=r"gone\.txt"):
        items_in([tmp_path])


def test_a_missing_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no such file"):
        items_in([tmp_path / "nowhere"])


def test_a_file_whose_name_is_not_in_utf8_is_reported_and_the_others_are_taken(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.txt").write_text("一、甲", "utf-8")
    odd = bytes(tmp_path) + b"/b\xd6\xd0.txt"
    with open(odd, "wb") as file:  # noqa: PTH123 - a path of bytes
        file.write("一、乙".encode())
    found = list(items_in([tmp_path]))
    assert [item.source.name for item in found if isinstance(item, IngestItem)] == ["a.txt"]
    (failed,) = (item for item in found if isinstance(item, FailedItem))
    assert "not in UTF-8" in str(failed.error)


def test_rows_of_a_file_named_like_the_uploads_are_not_uploads(tmp_path: Path) -> None:
    path = tmp_path / "uploads.jsonl"
    path.write_text(
        '{"id": "https://a.example/1/", "text": "一、甲"}\n{"id": "", "text": "乙"}', "utf-8"
    )
    item, failed = items_in([path])
    assert isinstance(item, IngestItem)
    assert item.source.collection != "uploads"
    assert item.external_id == "https://a.example/1/"
    assert item.source.suffix == ".txt"
    assert isinstance(failed, FailedItem)


def test_rows_uploaded_with_one_id_are_reported() -> None:
    rows = '{"id": "a", "text": "一、甲"}\n{"id": "a", "text": "一、乙"}'.encode()
    first, second = items_of(SourceFile("rows.jsonl", rows, "uploads"))
    assert isinstance(first, IngestItem)
    assert isinstance(second, FailedItem)
