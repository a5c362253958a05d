"""`policyqa bench compare` end to end at a tiny size, and each library that is installed."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from pathlib import Path

import numpy as np
import pytest

from eval.bench.comparing import Comparison, compared, write_page
from eval.bench.model import Limits, Measurement, SharedFolder
from eval.bench.systems.base import Command, Embedding, Operation
from eval.bench.systems.factory import SYSTEMS, systems_named
from eval.bench.systems.given_vectors import GivenVectors
from eval.bench.systems.library import LibrarySystem, library_in
from eval.services.processes import process_environment
from tests.conftest import POLICIES

SIZE = 40
TEXTS = (
    "建立农民工工资专用账户",
    "推广BIM技术在设计中的应用",
    "装配式建筑占新建建筑的比例",
    "首次入选中国500强的企业给予奖励",
    "加强施工现场扬尘治理",
    "完善工程担保制度",
    "培育智能建造示范企业",
    "支持企业开拓海外市场",
    "落实总承包单位的责任",
    "推行全过程工程咨询",
    "规范招标投标行为",
    "提高既有建筑的节能水平",
)
QUERY = "企业入选中国500强给多少奖励"
LIBRARIES = [system for system in SYSTEMS if isinstance(system, LibrarySystem)]


@dataclass(frozen=True)
class Failing:
    """A system whose ingestion, or else whose service, ends with an error."""

    name: str = "failing"
    ingests: bool = False
    embedding: Embedding = "none"
    packages: tuple[str, ...] = ()
    operations: tuple[Operation, ...] = (Operation("search", "/search", "query", {}),)

    def ingest_command(self, shared: SharedFolder, folder: Path) -> Command:
        return self._command("print('kept')" if self.ingests else "raise SystemExit('no room')")

    def serve_command(self, shared: SharedFolder, folder: Path, port: int) -> Command:
        return self._command("raise SystemExit('no port')")

    def _command(self, program: str) -> Command:
        return Command([sys.executable, "-c", program], process_environment())


def missing(packages: Sequence[str]) -> str:
    """Return the packages that are not installed."""
    absent = []
    for package in packages:
        try:
            installed_version(package)
        except PackageNotFoundError:
            absent.append(package)
    return ", ".join(absent)


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    queries = tmp_path_factory.mktemp("queries") / "queries.jsonl"
    asked = [f"农民工工资专用账户由谁开设，第{number}问" for number in range(12)]
    lines = [json.dumps({"query": query}, ensure_ascii=False) for query in asked]
    queries.write_text("\n".join(lines), "utf-8")
    systems = (*systems_named("policyqa"), Failing(), Failing("unserved", ingests=True))
    return Comparison((POLICIES,), (queries,), (SIZE,), systems, Limits(), 3, 5.0)


@pytest.fixture(scope="module")
def run(
    comparison: Comparison, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, Measurement]]:
    """The folder of a comparison and what was measured."""
    folder = tmp_path_factory.mktemp("compare")
    found = compared(comparison, folder / "figures.jsonl", folder / "work")
    return folder, {measurement.system: measurement for measurement in found}


def test_policyqa_is_ingested_and_asked(run: tuple[Path, dict[str, Measurement]]) -> None:
    own = run[1]["policyqa"]
    assert own.unfinished is None
    assert own.shared.clauses >= SIZE
    assert own.ingestion is not None
    assert own.ingestion.disk_bytes > own.shared.text_bytes
    assert set(own.loads) == {"search", "ask"}
    for loads in own.loads.values():
        assert [(load.clients, load.answered) for load in loads] == [(1, 3), (8, 3), (32, 3)]
    assert own.memory_bytes is not None and own.memory_bytes > 50_000_000
    assert own.ready_seconds is not None and own.ready_seconds > 0


def test_the_texts_are_cut_and_embedded_once(run: tuple[Path, dict[str, Measurement]]) -> None:
    files = SharedFolder(run[0] / "work" / f"texts-{SIZE}")
    shared = run[1]["policyqa"].shared
    rows = [json.loads(line) for line in files.clauses.read_text("utf-8").splitlines()]
    vectors = np.load(files.vectors)
    assert len({row["id"] for row in rows}) == len(rows) == shared.clauses
    assert vectors.shape == (shared.clauses, shared.dimensions)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    assert len(np.load(files.query_vectors)) == shared.queries == 12
    documents = files.rows.read_text("utf-8").splitlines()
    assert len(documents) == shared.documents


def test_a_system_that_fails_is_measured_as_far_as_it_got(
    run: tuple[Path, dict[str, Measurement]],
) -> None:
    failing, unserved = run[1]["failing"], run[1]["unserved"]
    assert failing.unfinished == "ingesting ended with 1, its last words: no room"
    assert failing.ingestion is None
    assert unserved.unfinished is not None and "no port" in unserved.unfinished
    assert unserved.ingestion is not None
    assert unserved.ready_seconds is None


def test_what_is_measured_is_not_measured_again(
    comparison: Comparison, run: tuple[Path, dict[str, Measurement]]
) -> None:
    out = run[0] / "figures.jsonl"
    before = out.read_bytes()
    again = compared(comparison, out, None)
    assert {measurement.system: measurement for measurement in again} == run[1]
    assert out.read_bytes() == before


def test_what_did_not_finish_is_tried_again_when_asked_for(
    comparison: Comparison, run: tuple[Path, dict[str, Measurement]], tmp_path: Path
) -> None:
    out = tmp_path / "figures.jsonl"
    out.write_bytes((run[0] / "figures.jsonl").read_bytes())
    mended = replace(comparison, systems=(Failing(ingests=True),), retry=True)
    again = {own.system: own for own in compared(mended, out, run[0] / "work")}
    assert again["failing"].ingestion is not None
    assert again["policyqa"] == run[1]["policyqa"]


def test_nothing_but_the_texts_is_left(run: tuple[Path, dict[str, Measurement]]) -> None:
    assert [path.name for path in (run[0] / "work").iterdir()] == [f"texts-{SIZE}"]


def test_the_page_and_its_plot_are_written(
    run: tuple[Path, dict[str, Measurement]], tmp_path: Path
) -> None:
    pytest.importorskip("altair", reason="the plot needs altair: pip install 'policyqa[bench]'")
    pytest.importorskip(
        "vl_convert", reason="the plot needs vl-convert-python: pip install 'policyqa[bench]'"
    )
    write_page(list(run[1].values()), tmp_path)
    page = (tmp_path / "benchmarks-compare.md").read_text("utf-8")
    assert "| policyqa, search |" in page
    assert "**failing** did not finish" in page
    assert "images/benchmarks-compare.svg" in page
    svg = (tmp_path / "images" / "benchmarks-compare.svg").read_text("utf-8")
    assert svg.startswith("<svg")
    assert "queries a second" in svg


@pytest.mark.parametrize("system", LIBRARIES, ids=lambda system: system.name)
def test_a_library_finds_the_clause_in_its_saved_index(
    system: LibrarySystem, tmp_path: Path
) -> None:
    absent = missing(system.packages)
    if absent:
        pytest.skip(f"{absent} not installed: pip install 'policyqa[bench]'")
    vectors = np.eye(len(TEXTS), dtype=np.float32)
    ids = [f"clause {place}" for place in range(len(TEXTS))]
    wanted = TEXTS.index("首次入选中国500强的企业给予奖励")
    library = library_in(system.module)
    library.build(ids, list(TEXTS), GivenVectors(TEXTS, vectors), tmp_path)
    search = library.load(tmp_path, GivenVectors([QUERY], vectors[[wanted]]))
    found = search(QUERY)
    assert (found[0].id, found[0].text) == (ids[wanted], TEXTS[wanted])
    assert len({hit.id for hit in found}) == len(found) <= 10
