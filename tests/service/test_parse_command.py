"""`policyqa parse` and `policyqa bench parse` as a person or a script uses them."""

import json
import lzma
import re
from pathlib import Path

import pytest

from corpus.facts.models import (
    Comparator,
    Condition,
    Facts,
    Incentive,
    Quantity,
    Target,
    Validity,
    ValidityKind,
)
from service.commands import parsing
from tests.conftest import POLICIES, run_policyqa

EXAMPLE = "一、目标\n提高质量。\n（一）分工\n推广技术。（牵头单位：市住建局）\n"


def rows_file(folder: Path) -> Path:
    file = folder / "rows.jsonl"
    rows = ({"id": number, "text": EXAMPLE, "title": f"文{number}"} for number in (1, 2))
    file.write_text("\n".join(json.dumps(row) for row in rows))
    return file


def test_rows_of_json_lines_are_printed_one_a_line(tmp_path: Path) -> None:
    done = run_policyqa("parse", str(rows_file(tmp_path)), "--json", data=tmp_path / "data")
    assert done.returncode == 0, done.stderr
    documents = [json.loads(line) for line in done.stdout.splitlines()]
    assert [d["header"]["external_id"] for d in documents] == ["1", "2"]
    assert [d["header"]["metadata"]["title"] for d in documents] == ["文1", "文2"]
    for document in documents:
        assert set(document) == {
            "header",
            "text",
            "furniture",
            "clauses",
            "tables",
            "uncertain",
            "responsibilities",
            "targets",
            "incentives",
            "conditions",
            "validity",
        }
        text, (row,) = document["text"], document["responsibilities"]
        assert row["unit"] == "市住建局"
        assert text[row["quote_start"] : row["quote_end"]] == row["quote"]
    assert not (tmp_path / "data").exists()


def test_several_files_go_together_and_a_bad_one_is_named(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(EXAMPLE)
    bad.write_bytes(b"MZ\x00\x01")
    done = run_policyqa("parse", str(bad), str(good), "--json", data=tmp_path / "data")
    assert done.returncode == 1
    assert "bad.txt: read:" in done.stderr
    assert json.loads(done.stdout)["header"]["source_name"] == "good.txt"


def test_facts_stand_below_their_clauses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.txt"
    file.write_text(EXAMPLE)
    assert parsing.print_parsed([file], as_json=False)
    lines = capsys.readouterr().out.splitlines()
    at = next(i for i, line in enumerate(lines) if "（一）分工" in line)
    assert "lead: 市住建局" in lines[at + 1]
    # a clause is set in below its parent
    assert lines[at].startswith("  ")
    assert not next(line for line in lines if "一、目标  [" in line).startswith(" ")
    assert ", 1 responsibilities, 0 targets," in lines[-1]


def test_every_kind_of_fact_is_told() -> None:
    half = Quantity(Comparator.AT_LEAST, "50", 50.0, None, "%")
    place = ("id", "clause")
    quote = ("", 0, 0)
    facts = Facts(
        targets=(Target(*place, "占比", half, "2025年", None, *quote),),
        incentives=(Incentive(*place, "奖励", None, None, "市财政", "企业", *quote),),
        conditions=(Condition(*place, "面积", half, *quote),),
        validity=(Validity(*place, ValidityKind.TERM, "5年", None, *quote),),
    )
    assert parsing.facts_by_clause(facts)["clause"] == [
        "target: 占比 >= 50%, by 2025年",
        "incentive: 奖励 in full, from 市财政, for 企业",
        "condition: 面积 >= 50%",
        "term: 5年",
    ]


@pytest.mark.parametrize("packed", [False, True])
def test_bench_parse_prints_the_speed_of_each_stage(tmp_path: Path, packed: bool) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_text("\n".join(json.dumps({"text": EXAMPLE}) for _ in range(3)))
    if packed:
        data, file = file.read_bytes(), file.with_suffix(".jsonl.xz")
        file.write_bytes(lzma.compress(data))
    arguments = ("bench", "parse", str(file), "--limit", "2", "--rounds", "1")
    done = run_policyqa(*arguments, data=tmp_path / "data")
    assert done.returncode == 0, done.stderr
    counted = f"2 texts, {2 * len(EXAMPLE.encode()) / 1e6:.3f} MB in UTF-8, {2 * len(EXAMPLE)} char"
    assert done.stdout.startswith(counted)
    assert "Python 3." in done.stdout
    stages = ("parse, whole", "read", "clean", "outline", "metadata", "responsibilities", "targets")
    for stage in stages:
        speeds = re.search(rf"^ *{stage}.*? +([\d.]+) +([\d.]+) +(\d+)", done.stdout, re.MULTILINE)
        assert speeds, stage
        assert float(speeds[1]) >= float(speeds[2]) >= 0
    assert not (tmp_path / "data").exists()


def test_bench_parse_takes_folders_and_needs_a_text(tmp_path: Path) -> None:
    arguments = ("bench", "parse", str(POLICIES), "--limit", "1", "--rounds", "1")
    assert run_policyqa(*arguments, data=tmp_path).stdout.startswith("1 texts, ")
    (tmp_path / "bad.jsonl").write_text('{"id": 1}\n')
    done = run_policyqa("bench", "parse", str(tmp_path / "bad.jsonl"), data=tmp_path / "data")
    assert done.returncode == 1
    assert "bad.jsonl row 0: no `text`" in done.stderr
    done = run_policyqa("bench", "parse", str(tmp_path / "nowhere"), data=tmp_path / "data")
    assert done.returncode == 1
    assert "no such file" in done.stderr
