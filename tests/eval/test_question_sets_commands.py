"""The commands: what they print and write, and how they end."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from eval.errors import EvaluationError
from eval.question_sets import json_schema, questions_in
from eval.question_sets.commands import app
from eval.question_sets.corpora import FileCorpus
from eval.question_sets.lint import findings
from eval.question_sets.reading import placed_questions_of
from tests.conftest import ROOT


def run(*arguments: str | Path) -> Result:
    """Run a command; what it raises goes through, as to the command that it is mounted under."""
    result = CliRunner().invoke(app, [str(own) for own in arguments], catch_exceptions=True)
    if isinstance(result.exception, EvaluationError):
        raise result.exception
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def cmrc_file(folder: Path, *answers: str) -> Path:
    context = {
        "context_text": "东湖在城东。西湖在城西。",
        "qas": [
            {"query_id": f"q-{n}", "query_text": f"第{n}个湖在哪？", "answers": [answer]}
            for n, answer in enumerate(answers, 1)
        ],
    }
    path = folder / "cmrc.json"
    path.write_text(json.dumps([context], ensure_ascii=False), encoding="utf-8")
    return path


def rows_in(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_converted_set_is_read_and_nothing_is_found_in_it(tmp_path: Path) -> None:
    out = tmp_path / "new" / "set"
    result = run("convert", "squad", cmrc_file(tmp_path, "城东", "城西", " "), "--out", out)
    assert result.exit_code == 0
    assert "left out, questions without an answer, not marked as unanswerable: 1" in result.output
    assert f"2 questions: {out / 'questions.jsonl'}" in result.output
    assert f"1 document: {out / 'documents.jsonl'}" in result.output
    assert [own.reference for own in questions_in(out / "questions.jsonl")] == [
        ("城东",),
        ("城西",),
    ]
    (document,) = rows_in(out / "documents.jsonl")
    assert document.keys() == {"id", "text"}
    placed = placed_questions_of([out / "questions.jsonl"])
    assert list(findings(placed, FileCorpus.of([out / "documents.jsonl"]))) == []
    assert sorted(path.name for path in out.iterdir()) == ["documents.jsonl", "questions.jsonl"]


def test_nothing_is_written_of_a_broken_set_and_nothing_overwritten(tmp_path: Path) -> None:
    source, out = cmrc_file(tmp_path, "城东"), tmp_path / "set"
    broken = source.read_text(encoding="utf-8").replace("第1个湖在哪？", " ")
    (tmp_path / "broken.json").write_text(broken, encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"broken\.json \[0\]"):
        run("convert", "squad", tmp_path / "broken.json", "--out", out)
    assert list(out.iterdir()) == []
    with pytest.raises(EvaluationError, match=r"no question to convert; left out, questions"):
        run("convert", "squad", cmrc_file(tmp_path, " "), "--out", out)
    assert list(out.iterdir()) == []
    run("convert", "squad", cmrc_file(tmp_path, "城东"), "--out", out)
    with pytest.raises(EvaluationError, match=r"questions\.jsonl is there already"):
        run("convert", "squad", source, "--out", out)
    with pytest.raises(EvaluationError, match="cannot be written"):
        run("convert", "squad", source, "--out", source / "set")


def test_an_unknown_format_is_refused_with_those_that_are_known(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"'trec'\. Give one of beir, ragas, squad, stard"):
        run("convert", "trec", tmp_path, "--out", tmp_path)


def test_lint_prints_findings_by_file_and_counts_last(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("由市交通局牵头。", encoding="utf-8")
    good = {"id": "q-1", "question": "牵头的是谁？", "relevant": {"d-1": 1}}
    odd = {"id": "q-2", "question": "由谁牵头？", "required": [["市交通局"]]}
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    first.write_text(json.dumps(odd), encoding="utf-8")
    second.write_text(json.dumps(good), encoding="utf-8")
    result = run("lint", first, "--texts", tmp_path / "one.txt")
    assert result.exit_code == 0
    assert result.output.splitlines()[-1] == "0 errors, 1 warning in 1 question of 1 file"
    result = run("lint", first, second, "--texts", tmp_path / "one.txt")
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert (lines[0], lines[2]) == (str(first), str(second))
    assert lines[1].startswith("  line 1 q-2 warning: ")
    assert lines[3].startswith("  line 1 q-1 error: ")
    assert lines[-1] == "1 error, 1 warning in 2 questions of 2 files"


def test_lint_of_shipped_questions_over_a_service_finds_no_error(service_url: str) -> None:
    result = run("lint", ROOT / "eval/questions/answers_seeds_tuning.jsonl", "--url", service_url)
    assert (result.exit_code, result.output.splitlines()[-1][:9]) == (0, "0 errors,")


def test_the_schema_is_printed_and_written(tmp_path: Path) -> None:
    assert json.loads(run("schema").output) == json_schema()
    path = tmp_path / "question.schema.json"
    assert run("schema", "--out", path).output == ""
    assert json.loads(path.read_text(encoding="utf-8")) == json_schema()
    with pytest.raises(EvaluationError, match="cannot be written"):
        run("schema", "--out", tmp_path)
