"""The parts of `policyqa bench compare`: sharing out, clients, limits, figures, tables."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from eval.bench.errors import BenchmarkError, DidNotFinishError
from eval.bench.figures import add_measurement, check_same_texts, measurements_in
from eval.bench.load import answered_load, nearest_rank
from eval.bench.measuring import asking_of
from eval.bench.model import Ingestion, Limits, Load, Measurement, Shared
from eval.bench.plot import PANELS, points
from eval.bench.preparing import queries_in
from eval.bench.processes import Watch, resident_bytes
from eval.bench.report import HEADER, cells, report, table
from eval.bench.serving import search_app
from eval.bench.systems.base import versions_of
from eval.bench.systems.factory import systems_named
from eval.bench.systems.library import Hit, LibrarySystem, imported
from eval.bench.systems.tokens import jieba_tokens
from eval.services.processes import process_environment, running
from tests.conftest import ROOT

SHARED = Shared(
    size=1000,
    documents=10,
    clauses=1000,
    text_bytes=2_000_000,
    dimensions=256,
    embedding_seconds=3.0,
    query_embedding_ms=0.1,
    queries=100,
    digest="of these texts",
)
GIVEN = Measurement(
    system="given", embedding="given", versions={}, machine="a machine", shared=SHARED,
    limits=Limits(),
    ingestion=Ingestion(seconds=2.0, stages={}, peak_memory_bytes=1, disk_bytes=7_000_000),
    ready_seconds=1.5,
    memory_bytes=300_000_000,
    loads={
        "search": tuple(
            Load(clients=clients, answered=90, seconds=3.0, p50_ms=4.0, p95_ms=5.0, p99_ms=6.0)
            for clients in (1, 8, 32)
        )
    },
)  # fmt: skip
SLEEPING = "import time; time.sleep(60)"


def python(program: str) -> list[str]:
    return [sys.executable, "-c", program]


class Answering(BaseHTTPRequestHandler):
    """Keeps what it is asked; answers 500 to a query `fail`."""

    protocol_version = "HTTP/1.1"
    asked: list[str]

    def do_POST(self) -> None:
        query = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["query"]
        self.asked.append(query)
        self.send_response(500 if query == "fail" else 200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def answering() -> Iterator[tuple[int, list[str]]]:
    """Serve on a free port; yield it and the list of what is asked."""
    handler = type("Own", (Answering,), {"asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port, handler.asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def bodies(*queries: str) -> list[str]:
    return [json.dumps({"query": query}, ensure_ascii=False) for query in queries]


def is_gone(pid: int) -> bool:
    """Tell whether a process has ended; one that waits to be reaped has."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def wait_until_gone(pid: int) -> bool:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and not is_gone(pid):
        time.sleep(0.02)
    return is_gone(pid)


def test_no_query_is_asked_twice() -> None:
    queries = [f"问{number}" for number in range(200)]
    asking = asking_of(queries, most=50, seconds=1)
    asked = [*asking.warming, *(query for own in asking.queries for query in own)]
    assert len(asked) == len(set(asked))
    assert set(asked) <= set(queries)
    assert [len(own) for own in asking.queries] == [50, 50, 50]
    assert asking.warming


def test_of_few_queries_each_number_of_clients_gets_its_share() -> None:
    assert [len(own) for own in asking_of(list("abcdefghij"), 50, 1).queries] == [2, 2, 2]
    assert asking_of(["a", "b"], 50, 1).queries == (("a", "b"),) * 3


def test_every_body_is_asked_once_by_the_clients_together() -> None:
    queries = [f"第{number}条" for number in range(40)]
    with answering() as (port, asked):
        load = answered_load(port, "/search", bodies(*queries), clients=4, seconds=60)
    assert sorted(asked) == sorted(queries)
    assert (load.clients, load.answered) == (4, 40)
    assert 0 < load.p50_ms <= load.p95_ms <= load.p99_ms <= load.seconds * 1000
    assert load.queries_per_second == pytest.approx(40 / load.seconds)


def test_no_query_is_asked_after_the_time() -> None:
    with answering() as (port, asked):
        load = answered_load(port, "/search", bodies(*"abcdefgh" * 500), clients=1, seconds=0.05)
    assert 0 < load.answered == len(asked) < 4000


def test_an_answer_that_is_an_error_stops_the_clients() -> None:
    with (
        answering() as (port, _),
        pytest.raises(RuntimeError, match="answered 500"),
    ):
        answered_load(port, "/search", bodies("fail"), clients=1, seconds=60)


def test_percentiles_are_by_nearest_rank() -> None:
    values = [float(value) for value in range(1, 101)]
    assert [nearest_rank(values, percent) for percent in (50, 95, 99)] == [50, 95, 99]
    assert nearest_rank([7.0], 99) == 7


def test_a_process_past_its_time_or_memory_is_given_up_and_ended(tmp_path: Path) -> None:
    log = tmp_path / "log"
    for limits, reason in (
        (Limits(seconds=0.3), "ingesting took more than 0 s"),
        (Limits(memory_bytes=1_000), "ingesting took more than 0 GB of memory"),
    ):
        with (
            pytest.raises(DidNotFinishError, match=reason),
            running(python(SLEEPING), process_environment(), log) as process,
        ):
            Watch("ingesting", limits, log).wait_for(process)
        assert process.poll() is not None


def test_a_process_that_fails_is_named_with_its_last_words(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with running(python("raise SystemExit('no room')"), process_environment(), log) as process:
        watch = Watch("ingesting", Limits(), log)
        with pytest.raises(DidNotFinishError, match=r"ingesting ended with 1.*no room"):
            watch.wait_for(process)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_is_that_of_a_process_with_its_children(tmp_path: Path) -> None:
    own = "data = bytearray(b'x' * 50_000_000); print(flush=True); "
    child = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {own + SLEEPING!r}])"
    log = tmp_path / "log"
    with running(python(f"{child}; {SLEEPING}"), process_environment(), log) as process:
        deadline = time.monotonic() + 30
        while not log.read_text() and time.monotonic() < deadline:
            time.sleep(0.02)
        assert resident_bytes(process) > 50_000_000
    while resident_bytes(process):  # until the system has cleared away what was killed
        time.sleep(0.02)


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux to end children with their parent")
def test_a_process_ends_when_what_started_it_is_killed(tmp_path: Path) -> None:
    program = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from eval.services.processes import process_environment, running\n"
        f"command = [sys.executable, '-c', {SLEEPING!r}]\n"
        f"with running(command, process_environment(), Path({str(tmp_path / 'log')!r})) as own:\n"
        "    print(own.pid, flush=True)\n"
        "    time.sleep(60)\n"
    )
    starting = subprocess.Popen(python(program), cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert starting.stdout is not None
    child = int(starting.stdout.readline())
    starting.kill()
    starting.wait()
    starting.stdout.close()
    assert wait_until_gone(child)


def test_settings_of_the_user_do_not_reach_what_is_measured(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("POLICYQA_RERANKER", "statutes")
    environment = process_environment(port=1234)
    assert environment["POLICYQA_PORT"] == "1234"
    assert "POLICYQA_RERANKER" not in environment


def test_figures_are_kept_and_a_cut_last_line_is_left_out(tmp_path: Path) -> None:
    out = tmp_path / "figures.jsonl"
    other = GIVEN.model_copy(update={"system": "other"})
    add_measurement(out, (), GIVEN)
    add_measurement(out, measurements_in(out), other)
    assert measurements_in(out) == (GIVEN, other)
    out.write_text(out.read_text()[:-20])
    assert measurements_in(out) == (GIVEN,)
    out.write_text("{}\n" + GIVEN.model_dump_json() + "\n")
    with pytest.raises(BenchmarkError, match="line 1 is no measurement"):
        measurements_in(out)


def test_figures_of_other_texts_are_refused(tmp_path: Path) -> None:
    check_same_texts(tmp_path, (GIVEN,), SHARED.digest)
    with pytest.raises(BenchmarkError, match="Choose another --out"):
        check_same_texts(tmp_path, (GIVEN,), "of other texts")


def test_embedding_is_added_where_the_vectors_were_given() -> None:
    row = dict(zip(HEADER, cells(GIVEN, "search"), strict=True))
    assert row["ingest, clauses/s"] == "500"
    assert row["with embedding"] == "200"
    assert row["MB/s"] == "0.40"
    own = dict(
        zip(HEADER, cells(GIVEN.model_copy(update={"embedding": "own"}), "search"), strict=True)
    )
    assert own["with embedding"] == "500"
    assert (row["p95, ms"], row["32 clients"], row["disk, MB"]) == ("5.0", "30", "7.0")


def test_a_system_that_did_not_finish_stands_in_the_table_with_the_reason() -> None:
    unfinished = Measurement(
        system="slow", embedding="given", versions={}, machine="a machine", shared=SHARED,
        limits=Limits(), unfinished="ingesting took more than 600 s",
    )  # fmt: skip
    page = "\n".join(report([GIVEN, unfinished]))
    assert "| slow | did not finish |" in page
    assert "**slow** did not finish: ingesting took more than 600 s" in page
    assert all(line.count("|") == len(HEADER) + 1 for line in page.splitlines() if "|" in line)


def test_rows_stand_in_the_order_of_the_systems_however_they_were_measured() -> None:
    names = ("other", "bm25s", "policyqa", "LangChain")
    measured = [GIVEN.model_copy(update={"system": name}) for name in names]
    rows = [line.split(" | ")[0] for line in table(measured, SHARED.size) if line.startswith("| ")]
    assert rows[2:] == ["| policyqa", "| LangChain", "| bm25s", "| other"]


def test_the_plot_has_a_point_for_each_panel_of_what_was_measured() -> None:
    assert {point["panel"] for point in points([GIVEN])} == set(PANELS)
    half = GIVEN.model_copy(update={"loads": {}, "memory_bytes": None})
    assert [point["panel"] for point in points([half])] == [PANELS[0]]


def test_the_minimal_app_gives_the_clauses_found() -> None:
    app = search_app(lambda query: [Hit(str(place), query) for place in range(10)])
    found = TestClient(app).post("/search", json={"query": "奖励", "k": 2}).json()
    assert found == {"items": [{"id": "0", "text": "奖励"}, {"id": "1", "text": "奖励"}]}


def test_questions_are_read_under_either_name_and_once(tmp_path: Path) -> None:
    file = tmp_path / "queries.jsonl"
    file.write_text('{"query": "一"}\n{"question": "二"}\n{"query": "一"}\n', "utf-8")
    assert queries_in([file]) == ("一", "二")
    file.write_text('{"text": "一"}\n', "utf-8")
    with pytest.raises(BenchmarkError, match="line 1: no `query` or `question`"):
        queries_in([file])
    with pytest.raises(BenchmarkError, match="no question"):
        queries_in([])


def test_a_library_that_is_missing_is_said_with_how_to_install_it() -> None:
    system = LibrarySystem("Imaginary", "imaginary", ("no-such-distribution",))
    with pytest.raises(BenchmarkError, match=r"no-such-distribution.*policyqa\[bench\]"):
        versions_of(system)
    with pytest.raises(BenchmarkError, match=r"policyqa\[bench\]"):
        imported("no_such_module")


def test_an_unknown_system_is_refused() -> None:
    assert [system.name for system in systems_named("TXTAI, policyqa")] == ["policyqa", "txtai"]
    with pytest.raises(BenchmarkError, match="no solr"):
        systems_named("policyqa,solr")


def test_words_are_those_of_jieba_without_punctuation() -> None:
    assert jieba_tokens("推广BIM技术。") == ["推广", "bim", "技术"]


def test_sizes_that_are_no_numbers_are_refused(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "eval.bench", "compare", "--sizes", "1000;2"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "not numbers with commas between" in done.stderr
