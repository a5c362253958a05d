"""Index folders and stores that are damaged, foreign, full or not writable, and what is said."""

import errno
import hashlib
import json
import logging
import os
import resource
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from index.embedding import Embedder
from index.errors import IndexingError
from index.generations import CURRENT_FILE, current_number
from index.ingestion import ingest
from index.search import SearchEngine
from index.store import Store
from service.settings import Settings
from service.start import open_engine
from tests.index.conftest import item
from tests.index.test_search import OtherEmbedder
from tests.index.tokens import builtin, engine_at, names_found, store_at, text_of, word

DOCUMENTS = ("housing.txt", "farming.txt", "schools.txt")
OWN_WORDS = {name: word(number) for number, name in enumerate(DOCUMENTS)}
NEW, NEW_WORD = "new.txt", word(len(DOCUMENTS))
NOBODY = 65_534
SECONDS = 10
MANIFEST = "manifest.json"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with three documents in a generation, to be copied."""
    folder = tmp_path_factory.mktemp("filled")
    engine = engine_at(folder)
    items = [item(name, text_of([own])) for name, own in OWN_WORDS.items()]
    assert not ingest(items, engine).failed
    engine.store.close()
    return folder


@pytest.fixture
def data(filled: Path, tmp_path: Path) -> Path:
    """A data folder of one's own with three documents in a generation; nothing has it open."""
    return Path(shutil.copytree(filled, tmp_path / "data"))


def generation_folder(data: Path) -> Path:
    folder = data / "generations"
    return folder / f"{int((folder / CURRENT_FILE).read_text()):08d}"


def add_new(engine: SearchEngine, compact: bool = False) -> None:
    assert ingest([item(NEW, text_of([NEW_WORD]))], engine, compact=compact).added == [NEW]


def assert_finds(engine: SearchEngine, *more: str) -> None:
    """All documents are found, and those named besides, and nothing else is searched."""
    for name, own in OWN_WORDS.items():
        assert names_found(engine, own) == [name]
    assert names_found(engine, NEW_WORD) == list(more)
    assert engine.passages == len(DOCUMENTS) + len(more)


def assert_built_again(data: Path, caplog: pytest.LogCaptureFixture, *said: str) -> None:
    """Opening the folder builds another generation, says why, and finds everything."""
    before = max(int(p.name) for p in (data / "generations").iterdir() if p.name.isdecimal())
    with caplog.at_level(logging.INFO, "index"):
        engine = engine_at(data)
    assert engine.generation > before
    assert_finds(engine)
    for part in said:
        assert part in caplog.text
    engine.store.close()


@contextmanager
def changed_manifest(data: Path, signed: bool = True) -> Iterator[dict[str, Any]]:
    """Give the fields of the current generation's manifest, and write what became of them.

    `signed` with a checksum that is right, as another version of the program would write it.
    """
    path = generation_folder(data) / MANIFEST
    held = json.loads(path.read_text("utf-8"))
    fields = held["manifest"]
    yield fields
    if signed:
        canonical = json.dumps(fields, sort_keys=True).encode()
        held["sha256"] = hashlib.sha256(canonical).hexdigest()
    path.write_text(json.dumps(held), "utf-8")


def test_a_generation_of_a_newer_format_is_built_again(
    data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with changed_manifest(data) as fields:
        fields["format_version"] += 1
        fields["something_new"] = True
    assert_built_again(data, caplog, "has format", "built again from the store")


def test_a_generation_of_another_dictionary_is_built_again(
    data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with changed_manifest(data) as fields:
        fields["terms"] = "0123456789abcdef"
    assert_built_again(data, caplog, "another dictionary of words", "built again from the store")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("checksums", None),
        ("checksums", []),
        ("checksums", {}),
        ("checksums", {"../../outside": "00"}),
        ("store_revision", None),
        ("store_revision", 1_000_000),
        ("number", "one"),
        ("embedder", ["builtin"]),
    ],
    ids=str,
)
def test_a_generation_whose_manifest_is_nonsense_is_built_again(
    data: Path, caplog: pytest.LogCaptureFixture, field: str, value: object
) -> None:
    with changed_manifest(data) as fields:
        fields[field] = value
    assert_built_again(data, caplog)


@pytest.mark.parametrize("text", ["", "null", "[]", "{}", "{", "\x00" * 100, "1e999"])
def test_a_generation_without_a_manifest_is_built_again(
    data: Path, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    (generation_folder(data) / MANIFEST).write_text(text)
    assert_built_again(data, caplog, "cannot be read", "built again from the store")


def test_a_manifest_that_says_another_revision_hides_no_document(data: Path) -> None:
    engine = engine_at(data)
    add_new(engine)
    engine.store.close()
    with changed_manifest(data, signed=False) as fields:
        fields["store_revision"] += 1
    engine = engine_at(data)
    assert_finds(engine, NEW)
    engine.store.close()


def test_one_wrong_byte_in_a_file_of_any_kind_is_noticed(
    filled: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    whole = generation_folder(filled)
    listed = json.loads((whole / MANIFEST).read_text("utf-8"))["manifest"]["checksums"]
    one_of_a_kind = {
        (Path(name).parent, Path(name).suffix): name
        for name in listed
        if (whole / name).stat().st_size
    }
    for number, name in enumerate(one_of_a_kind.values()):
        data = Path(shutil.copytree(filled, tmp_path / str(number)))
        path = generation_folder(data) / name
        content = bytearray(path.read_bytes())
        content[-1] ^= 1
        path.write_bytes(content)
        caplog.clear()
        engine = engine_at(data)
        assert f"{path} is damaged" in caplog.text
        assert_finds(engine)
        engine.store.close()


@pytest.mark.parametrize(
    "pointer", [b"", b"\n", b"one", b"999", b"-1", b"0", b"\xff\xfe", b"9" * 300, b"9" * 5000]
)
def test_a_bad_pointer_to_the_current_generation_is_mended(
    data: Path, caplog: pytest.LogCaptureFixture, pointer: bytes
) -> None:
    (data / "generations" / CURRENT_FILE).write_bytes(pointer)
    assert_built_again(data, caplog, "built again from the store")


def test_a_running_reader_keeps_its_generation_when_the_next_is_damaged(
    data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    reader, writer = engine_at(data), engine_at(data)
    before = reader.generation
    add_new(writer, compact=True)
    (generation_folder(data) / MANIFEST).write_text("{")
    reader.refresh()
    assert_finds(reader, NEW)
    deadline = time.monotonic() + SECONDS
    while "stays open" not in caplog.text:  # it is opened beside the searches
        assert time.monotonic() < deadline
        reader.refresh()
    assert reader.generation == before
    assert_finds(reader, NEW)
    for engine in (reader, writer):
        engine.store.close()


def test_a_store_of_the_past_is_searched_as_it_is(data: Path) -> None:
    """A backup of the store is put back; the index folder is newer, and of documents long gone."""
    backup = data / "backup.sqlite"
    shutil.copyfile(data / "policyqa.sqlite", backup)
    engine = engine_at(data)
    add_new(engine, compact=True)
    engine.store.close()
    backup.replace(data / "policyqa.sqlite")
    engine = engine_at(data)
    assert_finds(engine)
    engine.store.close()


def test_a_new_store_beside_an_old_index_is_searched_as_it_is(data: Path) -> None:
    for path in data.glob("policyqa.sqlite*"):
        path.unlink()
    for _ in range(2):  # and after a restart
        engine = engine_at(data)
        if not engine.store.ingest_keys():
            add_new(engine)
        assert names_found(engine, NEW_WORD) == [NEW]
        assert [names_found(engine, own) for own in OWN_WORDS.values()] == [[]] * len(DOCUMENTS)
        assert engine.passages == 1
        engine.store.close()


def test_another_embedder_gets_vectors_of_its_own(data: Path, tmp_path: Path) -> None:
    engine = engine_at(data)
    add_new(engine)
    engine.store.close()
    other: Embedder = OtherEmbedder(builtin())
    store = store_at(data)
    changed = SearchEngine(store, other, data / "generations")
    assert store.passages_not_embedded_by(other.fingerprint, most=1) == []
    assert_finds(changed, NEW)
    fresh_store = Store("sqlite://")
    fresh = SearchEngine(fresh_store, other, tmp_path / "fresh")
    items = [item(name, text_of([own])) for name, own in OWN_WORDS.items()]
    ingest([*items, item(NEW, text_of([NEW_WORD]))], fresh)
    query = "整改结果公开"
    ours, theirs = (
        sorted((hit.clause_id, round(hit.score.dense or 0, 3)) for hit in e.search(query, 10).hits)
        for e in (changed, fresh)
    )
    assert ours == theirs
    assert len(ours) == len(DOCUMENTS) + 1
    store.close()
    fresh_store.close()
    back = engine_at(data)
    assert_finds(back, NEW)
    back.store.close()


def test_documents_of_another_embedder_are_left_out_not_mixed(
    data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    engine = engine_at(data)
    other: Embedder = OtherEmbedder(builtin())
    store = store_at(data)
    text = text_of([NEW_WORD])
    changed = SearchEngine(store, other, data / "generations")
    ingest([item(NEW, text)], changed, compact=False)
    engine.refresh()
    assert_finds(engine)
    assert "not searched here" in caplog.text
    store.close()
    engine.store.close()


def settings_of(data: Path) -> Settings:
    return Settings(data=data)


def test_a_store_of_a_later_version_is_refused(data: Path) -> None:
    with sqlite3.connect(data / "policyqa.sqlite") as connection:
        connection.execute("UPDATE settings SET value = '99' WHERE key = 'schema_version'")
    connection.close()
    with pytest.raises(IndexingError, match=r"schema version 99.*POLICYQA_DATA"):
        open_engine(settings_of(data))


@pytest.mark.parametrize("content", [b"this is no database\n" * 100, b"\x00" * 5000, b"SQLite"])
def test_a_store_that_is_no_database_is_said_plainly(data: Path, content: bytes) -> None:
    for path in data.glob("policyqa.sqlite-*"):
        path.unlink()
    (data / "policyqa.sqlite").write_bytes(content)
    with pytest.raises(IndexingError, match=r"(?s)policyqa\.sqlite.*cannot be used.*POLICYQA_DATA"):
        open_engine(settings_of(data))


def test_a_store_that_is_a_folder_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "policyqa.sqlite").mkdir()
    with pytest.raises(IndexingError, match=r"(?s)cannot be used.*POLICYQA_DATA"):
        open_engine(settings_of(tmp_path))


def test_a_data_folder_that_is_a_file_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(IndexingError, match=r"(?s)cannot be used.*POLICYQA_DATA"):
        open_engine(settings_of(tmp_path / "data"))


def test_an_index_folder_that_is_a_file_is_said_plainly(data: Path) -> None:
    shutil.rmtree(data / "generations")
    (data / "generations").write_text("a file")
    with pytest.raises(IndexingError, match="generations"):
        open_engine(settings_of(data))


def test_an_index_folder_that_went_while_it_was_searched_is_said_plainly(data: Path) -> None:
    engine = engine_at(data)
    shutil.rmtree(data / "generations")
    (data / "generations").write_text("a file")
    assert_finds(engine)
    with pytest.raises(IndexingError, match=r"generations.*cannot be written"):
        engine.compact()
    (data / "generations").unlink()
    engine.compact()
    assert_finds(engine)
    engine.store.close()


@pytest.fixture
def as_nobody(filled: Path) -> Iterator[Path]:
    """A data folder of a user to whom permissions apply, who this process is meanwhile.

    Root may write anywhere, so root becomes another user for as long as the test runs.
    """
    parent = Path(tempfile.mkdtemp(prefix="policyqa-nobody-"))
    data = Path(shutil.copytree(filled, parent / "data"))
    if os.geteuid() == 0:
        for path in (parent, *parent.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
        os.seteuid(NOBODY)
        try:
            yield data
        finally:
            os.seteuid(0)
    else:
        yield data
    (data / "generations").chmod(0o700)
    shutil.rmtree(parent)


def test_a_read_only_index_folder_is_searched_and_not_written(as_nobody: Path) -> None:
    data, generations = as_nobody, as_nobody / "generations"
    engine = engine_at(data)
    generations.chmod(0o500)
    before = engine.generation
    with pytest.raises(IndexingError, match=r"cannot be written.*ingest again"):
        add_new(engine, compact=True)
    engine.refresh()
    assert_finds(engine, NEW)
    assert engine.generation == before
    again = engine_at(data)
    assert_finds(again, NEW)
    again.store.close()
    generations.chmod(0o700)
    engine.compact()
    assert_finds(engine, NEW)
    engine.store.close()


def test_a_read_only_index_folder_that_has_to_be_built_is_said_plainly(as_nobody: Path) -> None:
    data, generations = as_nobody, as_nobody / "generations"
    (generations / CURRENT_FILE).write_text("one")
    generations.chmod(0o500)
    with pytest.raises(IndexingError, match="generations"):
        open_engine(settings_of(data))


def no_space(*arguments: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("write", ["fsync", "replace", "mkdir"])
def test_a_full_disk_leaves_the_generation_that_is_searched(
    data: Path, monkeypatch: pytest.MonkeyPatch, write: str
) -> None:
    engine = engine_at(data)
    add_new(engine)
    before, named = engine.generation, current_number(data / "generations")
    with monkeypatch.context() as full:
        full.setattr(os, write, no_space)
        with pytest.raises(IndexingError, match=r"cannot be written.*No space.*Free some disk"):
            engine.compact()
    assert (engine.generation, current_number(data / "generations")) == (before, named)
    assert_finds(engine, NEW)
    assert_finds_after_restart(data)
    engine.compact()
    assert engine.generation > before
    assert_finds(engine, NEW)
    assert not list((data / "generations").glob("*.building"))
    engine.store.close()


def assert_finds_after_restart(data: Path) -> None:
    engine = engine_at(data)
    assert_finds(engine, NEW)
    engine.store.close()


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """Make every write that goes beyond a size fail, in libraries of other languages too."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("size", [0, 150, 2_500, 3_500])
def test_writes_that_fail_at_any_size_leave_the_generation_that_is_searched(
    data: Path, size: int
) -> None:
    engine = engine_at(data)
    add_new(engine)
    before = engine.generation
    with no_file_larger_than(size), pytest.raises(IndexingError, match="cannot be written"):
        engine.compact()
    assert engine.generation == before
    assert_finds(engine, NEW)
    engine.compact()
    assert_finds(engine, NEW)
    engine.store.close()
