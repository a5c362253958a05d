"""The `policyqa` command as a person or a script uses it."""

import json
from pathlib import Path

import pytest

from tests.conftest import POLICIES, run_policyqa


def test_help_names_every_command(tmp_path: Path) -> None:
    shown = run_policyqa("--help", data=tmp_path).stdout
    for command in ("ingest", "serve", "ui", "run", "ask", "search", "parse"):
        assert command in shown


def test_ask(five_policies: Path) -> None:
    done = run_policyqa("ask", "重庆2025年装配式建筑占比目标是多少？", data=five_policies)
    assert done.returncode == 0, done.stderr
    assert "30%以上" in done.stdout
    assert "[1] 《" in done.stdout
    assert done.stderr == ""


def test_ask_json(five_policies: Path) -> None:
    done = run_policyqa("ask", "--json", "上海市推广BIM技术由谁牵头？", data=five_policies)
    assert json.loads(done.stdout)["reason"] == "region_not_in_corpus"


def test_ask_a_file_of_questions(five_policies: Path, tmp_path: Path) -> None:
    questions = tmp_path / "q.jsonl"
    rows = [
        {"id": "b", "question": "连云港建筑业总产值2025年目标？"},
        {"id": 1, "question": "上海呢？"},
    ]
    questions.write_text("\n".join(json.dumps(row) for row in rows))
    out = tmp_path / "a.jsonl"
    done = run_policyqa("ask", "--questions", str(questions), "--out", str(out), data=five_policies)
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in out.read_text().splitlines()]
    assert [a["id"] for a in answers] == ["b", 1]
    assert [a["status"] for a in answers] == ["answered", "not_found"]
    assert done.stdout == done.stderr == ""


def test_search_writes_a_run_of_external_ids(tmp_path: Path) -> None:
    rows = [
        {"id": "s1", "text": "第一条 用人单位应当按时支付劳动报酬，不得拖欠。"},
        {"id": "s2", "text": "第二条 承租人应当按照约定支付租金。"},
        {"id": "s3", "text": "第三条 机动车应当礼让行人。"},
    ]
    corpus, queries, out = (tmp_path / name for name in ("c.jsonl", "q.jsonl", "run.tsv"))
    corpus.write_text("\n".join(json.dumps(row) for row in rows))
    queries.write_text('{"id": 7, "query": "不给租金怎么办"}\n{"id": 8, "query": "拖欠劳动报酬"}\n')
    data = tmp_path / "data"
    assert run_policyqa("ingest", str(corpus), data=data).returncode == 0
    done = run_policyqa(
        "search", "--queries", str(queries), "--k", "2", "--out", str(out), data=data
    )
    assert done.returncode == 0, done.stderr
    run = [line.split("\t") for line in out.read_text().splitlines()]
    assert run[0] == ["7", "1", "s2"]
    assert next(row for row in run if row[0] == "8") == ["8", "1", "s1"]
    for query in ("7", "8"):
        ranks = [int(row[1]) for row in run if row[0] == query]
        assert ranks == list(range(1, len(ranks) + 1))
        assert len(ranks) <= 2


def test_search_shows_both_legs(five_policies: Path) -> None:
    done = run_policyqa("search", "农民工工资专用账户", data=five_policies)
    assert "lexical" in done.stdout
    assert "dense" in done.stdout


def test_parse_does_not_touch_the_store(tmp_path: Path) -> None:
    file = next(POLICIES.glob("003_*.txt"))
    done = run_policyqa("parse", str(file), "--json", data=tmp_path / "data")
    document = json.loads(done.stdout)
    assert document["header"]["metadata"]["doc_number"] == "连政规发〔2023〕2号"
    assert len(document["responsibilities"]) == 144
    assert not (tmp_path / "data").exists()
    plain = run_policyqa("parse", str(file), data=tmp_path / "data")
    assert "三、（四）11. 大力发展装配式建筑" in plain.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("ingest", "nowhere"), "no such file"),
        (("parse", "nowhere.txt"), "no such file"),
        (("ask",), "give a question"),
        (("search", "--queries", "nowhere", "--out", "x"), "nowhere: no such file"),
    ],
)
def test_mistakes_end_in_one_line(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    done = run_policyqa(*arguments, data=tmp_path / "data", log_level="WARNING")
    assert done.returncode == 1
    assert words in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text("一、目标\n提高质量。")
    (tmp_path / "in" / "bad.txt").write_bytes(b"MZ\x00\x01")
    done = run_policyqa("ingest", str(tmp_path / "in"), data=tmp_path / "data")
    assert done.returncode == 1
    assert "1 added" in done.stdout
    assert "1 failed" in done.stdout
    assert "bad.txt: read: " in done.stderr


def test_a_changed_file_alone_is_ingested_again(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text(f"一、目标\n{name}。")
    run_policyqa("ingest", str(folder), data=tmp_path / "data")
    (folder / "a.txt").write_text("一、目标\n另一个目标。")
    (folder / "catalogue.toml").write_text('["b.txt"]\nregion = "重庆市"\n')
    done = run_policyqa("ingest", str(folder), data=tmp_path / "data")
    assert done.stdout.startswith("0 added, 2 updated, 0 unchanged")
    done = run_policyqa("ingest", str(folder), data=tmp_path / "data")
    assert done.stdout.startswith("0 added, 0 updated, 2 unchanged")
