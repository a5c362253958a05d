"""What `ingest` accepts: files, folders with a catalogue, JSON Lines."""

import json
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from index.sources import items_in


def test_a_folder_with_its_catalogue(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("一、乙")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text("一、甲")
    (tmp_path / "catalogue.toml").write_text('["sub/a.txt"]\nregion = "重庆市"\n')
    items = {item.source.name: item for item in items_in([tmp_path])}
    assert set(items) == {"b.txt", "sub/a.txt"}
    assert items["sub/a.txt"].entry.region == "重庆市"
    assert {item.source.collection for item in items.values()} == {tmp_path.name}


def test_rows_keep_their_ids(tmp_path: Path) -> None:
    rows = [{"id": 7, "text": "一、甲", "region": "重庆市"}, {"id": "x", "text": "乙"}]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows))
    items = list(items_in([path]))
    assert [item.external_id for item in items] == ["7", "x"]
    assert items[0].entry.region == "重庆市"


@pytest.mark.parametrize(
    "line", ["not json", "[]", '{"id": 1}', '{"id": 1, "text": "a", "colour": "red"}']
)
def test_a_bad_row_is_refused_with_its_place(tmp_path: Path, line: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"id": 0, "text": "一"}\n' + line)
    with pytest.raises(CorpusError, match=r"rows\.jsonl line 2"):
        list(items_in([path]))


def test_a_file_named_alone_is_the_same_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("一、甲")
    (tmp_path / "catalogue.toml").write_text('["a.txt"]\nregion = "重庆市"\n')
    assert list(items_in([tmp_path / "a.txt"])) == list(items_in([tmp_path]))


def test_two_files_that_would_be_one_document_are_refused(tmp_path: Path) -> None:
    for parent in ("x", "y"):
        (tmp_path / parent / "in").mkdir(parents=True)
        (tmp_path / parent / "in" / "a.txt").write_text("一、甲")
    with pytest.raises(CorpusError, match="Rename one of the folders"):
        list(items_in([tmp_path / "x" / "in", tmp_path / "y" / "in"]))


def test_a_missing_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no such file"):
        list(items_in([tmp_path / "nowhere"]))
