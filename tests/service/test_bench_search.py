"""`policyqa bench search`: texts without end that are like the originals, and what it prints."""

import json
import lzma
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from corpus.segmentation import words_of
from index.sources import IngestItem
from service.bench.corpus import benchmark_items
from service.bench.search import ROWS, bench_search
from service.errors import ServiceError
from service.settings import Settings
from tests.conftest import POLICIES, run_policyqa

ORIGINALS = 5
COPIES = 3


def text_of(item: IngestItem) -> str:
    return item.source.data.decode()


@pytest.fixture(scope="module")
def items() -> list[IngestItem]:
    """The five policies and three copies of each in other words."""
    return list(islice(benchmark_items([POLICIES]), ORIGINALS * (1 + COPIES)))


@dataclass(frozen=True)
class Run:
    """What the command printed and wrote, and where."""

    folder: Path
    shown: str
    written: dict[str, Any]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A benchmark of 150 clauses and a few queries, of one of which nothing is known."""
    folder = tmp_path_factory.mktemp("bench")
    queries, out = folder / "queries.jsonl", folder / "out.jsonl"
    asked = ("农民工工资专用账户", "装配式建筑占比", "推广BIM技术", "qzxv")
    queries.write_text("\n".join(json.dumps({"query": query}) for query in asked))
    arguments = ("bench", "search", str(POLICIES), "--queries", str(queries), "--sizes", "150")
    more = ("--rounds", "1", "--out", str(out), "--folder", str(folder / "kept"))
    done = run_policyqa(*arguments, *more, data=folder / "data")
    assert done.returncode == 0, done.stderr
    (line,) = out.read_text().splitlines()
    return Run(folder, done.stdout, json.loads(line))


def test_the_originals_come_first(items: list[IngestItem]) -> None:
    files = sorted(POLICIES.glob("*.txt"))
    for item, file in zip(items, files, strict=False):
        assert text_of(item).endswith(file.read_text("utf-8"))


def test_no_text_comes_twice(items: list[IngestItem]) -> None:
    assert len({text_of(item) for item in items}) == len(items)
    assert len({item.source.name for item in items}) == len(items)
    assert len({item.entry.title for item in items[:ORIGINALS]}) == ORIGINALS
    lines = [
        {line for line in text_of(item).splitlines() if len(line) > 100}
        for item in items[::ORIGINALS]
    ]
    assert not set.intersection(*lines[:2])
    assert not set.intersection(*lines[1:3])


def test_copies_are_as_long_as_their_originals_word_by_word(items: list[IngestItem]) -> None:
    vocabulary = {word for item in items[:ORIGINALS] for word in words_of(text_of(item))}
    for place, copy in enumerate(items[ORIGINALS:]):
        original = items[place % ORIGINALS]
        changed, begin = 0, 0
        assert len(text_of(copy)) == len(text_of(original))
        text = text_of(copy)
        for word in words_of(text_of(original)):
            other = text[begin : begin + len(word)]
            begin += len(word)
            if other != word:
                changed += 1
                assert len(word) > 1
                assert not word.isascii()
                assert other in vocabulary
        assert changed > 100


def test_copies_are_the_same_each_time(items: list[IngestItem]) -> None:
    again = islice(benchmark_items([POLICIES]), len(items))
    assert [text_of(item) for item in again] == [text_of(item) for item in items]


@pytest.mark.parametrize("name", ["laws.jsonl", "laws.jsonl.xz"])
def test_rows_of_one_law_are_one_document(tmp_path: Path, name: str) -> None:
    rows = [
        {"law": "劳动法", "article": "第一条", "text": "按时支付劳动报酬。"},
        {"law": "交通法", "article": "第一条", "text": "机动车礼让行人。"},
        {"law": "劳动法", "article": "第二条", "text": "不得拖欠工资。"},
        {"text": "无名的规定。"},
    ]
    text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
    path = tmp_path / name
    path.write_bytes(lzma.compress(text) if name.endswith(".xz") else text)
    found = [text_of(item) for item in islice(benchmark_items([path]), 3)]
    assert found == [
        "劳动法\n第一条 按时支付劳动报酬。\n第二条 不得拖欠工资。",
        "交通法\n第一条 机动车礼让行人。",
        "4\n无名的规定。",
    ]


@pytest.mark.parametrize("line", ["no json", '{"law": "劳动法"}', "[]", '"text"'])
def test_a_broken_row_of_texts_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "laws.jsonl"
    path.write_text(f'{{"text": "一、总则"}}\n{line}\n')
    with pytest.raises(ServiceError, match=r"laws\.jsonl line 2: no `text`"):
        next(benchmark_items([path]))


def test_paths_without_a_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ServiceError, match="no text"):
        next(benchmark_items([tmp_path]))


def test_documents_of_one_title_stay_several(tmp_path: Path) -> None:
    (tmp_path / "catalogue.toml").write_text(
        '["a.txt"]\ntitle = "通知"\n["b.txt"]\ntitle = "通知"\n'
    )
    (tmp_path / "a.txt").write_text("一、推广沼气。")
    (tmp_path / "b.txt").write_text("一、保护松树。")
    first, second = islice(benchmark_items([tmp_path]), 2)
    assert first.source.name != second.source.name


def test_files_in_other_encodings_are_texts_too(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("一、推广沼气。".encode("gb18030"))
    assert "推广沼气" in text_of(next(benchmark_items([tmp_path])))


def test_each_row_is_printed_and_written(run: Run) -> None:
    ingested, (measured,) = run.written["ingested"], run.written["rounds"]
    assert 150 <= ingested["passages"] == measured["passages"] < 250
    assert 1 <= ingested["documents"] <= ORIGINALS
    assert set(ingested["seconds"]) == {"parse", "embed", "store", "index"}
    times = [measured["percentiles_ms"][name] for name in ("p50", "p95", "p99")]
    assert 0 < times[0] <= times[1] <= times[2]
    assert all(measured[name] > 0 for name in ("ready_seconds", "memory_bytes", "new_document_ms"))
    assert "4 queries, 1 rounds" in run.shown
    assert f"{ingested['passages']} clauses in {ingested['documents']} documents" in run.shown
    rows = run.shown.splitlines()
    for label in ("ingest", "disk", *(label for label, _, _ in ROWS)):
        assert any(row.strip().startswith(label) for row in rows), label
    assert f"{times[0]:.2f} ms" in run.shown


def test_every_vector_is_found_again_where_each_is_compared(run: Run) -> None:
    # nothing is nearest to a query of which nothing is known: it does not count
    assert [measured["recall_at_10"] for measured in run.written["rounds"]] == [1.0]


def test_data_are_kept_in_the_folder_and_nowhere_else(run: Run) -> None:
    assert (run.folder / "kept" / "150" / "ingested.json").exists()
    assert not (run.folder / "data").exists()


@pytest.mark.parametrize("line", ["no json", '{"question": "建筑"}', "[1]", ""])
def test_a_broken_line_of_queries_is_refused_with_its_place(tmp_path: Path, line: str) -> None:
    path = tmp_path / "queries.jsonl"
    path.write_text(f'{{"query": "建筑"}}\n{line}\n{{"query": "建筑"}}\n')
    with pytest.raises(ServiceError, match=r"queries\.jsonl line 2: no `query` in it"):
        measure_nothing(tmp_path, path)


def test_a_file_without_queries_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("")
    with pytest.raises(ServiceError, match=r"empty\.jsonl: no query in it"):
        measure_nothing(tmp_path, tmp_path / "empty.jsonl")


def measure_nothing(tmp_path: Path, queries: Path) -> None:
    """Ask for a benchmark that is refused before it begins."""
    current = Settings(data=tmp_path / "data")
    bench_search(current, [POLICIES], queries, [150], rounds=1, folder=None, out=None)


def test_the_command_says_in_one_line_what_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "queries.jsonl"
    path.write_text('{"query": "建筑"}\n{"query"}\n')
    said = refused(tmp_path, "--queries", str(path))
    assert f"{path} line 2" in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("sizes", ["many", "0"])
def test_sizes_that_are_no_numbers_of_clauses_are_refused(tmp_path: Path, sizes: str) -> None:
    path = tmp_path / "queries.jsonl"
    path.write_text('{"query": "建筑"}\n')
    assert "Traceback" not in refused(tmp_path, "--queries", str(path), "--sizes", sizes)


def test_a_missing_file_of_queries_is_refused(tmp_path: Path) -> None:
    said = refused(tmp_path, "--queries", "nowhere.jsonl")
    assert "nowhere.jsonl" in said
    assert "Traceback" not in said


def refused(tmp_path: Path, *options: str) -> str:
    """Return what the command says of options that it refuses."""
    arguments = ("bench", "search", str(POLICIES), "--rounds", "1", *options)
    done = run_policyqa(*arguments, data=tmp_path / "data")
    assert done.returncode != 0
    return done.stderr.strip()
