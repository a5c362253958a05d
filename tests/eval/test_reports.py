"""Reports, comparisons and the gate on runs whose outcome is known."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from eval.comparing.comparison import comparison_of
from eval.comparing.markdown import comparison_markdown
from eval.errors import EvaluationError
from eval.gate.baseline import Baseline, baseline_in, fallen, recorded, write_baseline
from eval.metrics.scores import QuestionScore, question_scores, summary
from eval.question_sets import Question
from eval.report.writing import write_reports
from eval.running.run_folder import RunRecord, now
from tests.eval.answering_services import ScriptedService

SHA = "a" * 64
MEAN = "<script>alert(1)</script>"


def question(number: int, answerable: bool = True) -> Question:
    row = {"id": f"q{number}", "question": f"{MEAN}第{number}盏灯检查几次？"}
    row["intent"] = "amount" if number % 2 else "target"
    if not answerable:
        return Question.model_validate(row | {"status": "not_found", "language": "en"})
    right = {"required": [[f"{number}次"]]}
    evidence = {"evidence": [[{"document": SHA, "quote": f"每年检查{number}次{MEAN}。"}]]}
    documents = {"documents": [{"title": "路灯办法", "sha256": SHA}]}
    return Question.model_validate(row | right | evidence | documents)


QUESTIONS = [question(number, number % 4 != 0) for number in range(40)]
RECORD = RunRecord(
    url="http://127.0.0.1:1",
    service="scripted",
    holdings="1 document",
    questions_sha256="0" * 64,
    files=("lamps.jsonl",),
    questions=40,
    repeats=1,
    concurrency=1,
    started=now(),
    seconds=4.0,
)


def scores_with(wrong: int) -> tuple[QuestionScore, ...]:
    """Return the scores of a run that has so many of 30 answerable questions wrong."""
    answers = {own.id: f"每年检查{own.id[1:]}次。" for own in QUESTIONS if own.status == "answered"}
    answers |= dict.fromkeys(list(answers)[:wrong], f"每年检查很多次{MEAN}。")
    service = ScriptedService(answers)
    return question_scores([service.result(own, 0) for own in QUESTIONS])


def test_a_report_is_one_file_that_loads_nothing_and_runs_nothing(tmp_path: Path) -> None:
    write_reports(tmp_path, RECORD, scores_with(wrong=3))
    html = (tmp_path / "report.html").read_text("utf-8")
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert 'src="' not in html and "<link" not in html
    assert html.count("<svg") >= 4  # groups, calibration, refusal, latency
    assert html.count("<details>") == 3
    for words in ("does not say 1次", "路灯办法", "每年检查1次", "0.900", "right by intent"):
        assert words in html
    figures = json.loads((tmp_path / "figures.json").read_text("utf-8"))
    assert figures["right"] == pytest.approx(
        {"value": 0.9, "low": 0.7438, "high": 0.9654, "count": 30}, abs=1e-4
    )
    rows = (tmp_path / "scores.jsonl").read_text("utf-8").splitlines()
    assert len(rows) == 40
    assert json.loads(rows[1])["right"] == 0.0
    markdown = (tmp_path / "report.md").read_text("utf-8")
    assert "| right | 0.900 | 0.744 – 0.965 | 30 |" in markdown
    assert "| language en |" in markdown


def test_a_run_that_lost_many_is_worse_and_says_which() -> None:
    compared = comparison_of(scores_with(wrong=0), scores_with(wrong=10))
    right = next(own for own in compared.differences if own.metric == "right")
    assert (right.first, right.count) == (1.0, 30)
    assert right.interval.value == pytest.approx(-1 / 3)
    assert right.is_worse and compared.is_worse
    assert right.p == pytest.approx(2 * 0.5**10)  # ten of ten tosses
    assert [own.is_worse for own in compared.changed] == [True] * 10
    text = comparison_markdown(compared)
    assert "Lost: 10" in text and "Won: 0" in text and "does not say 1次" in text
    assert not comparison_of(scores_with(wrong=10), scores_with(wrong=0)).is_worse


def test_the_same_run_twice_differs_in_nothing() -> None:
    compared = comparison_of(scores_with(wrong=2), scores_with(wrong=2))
    assert not compared.is_worse
    assert compared.changed == ()
    assert {own.interval.value for own in compared.differences} == {0.0}


def test_one_question_lost_of_many_may_be_chance() -> None:
    compared = comparison_of(scores_with(wrong=2), scores_with(wrong=3))
    assert len(compared.changed) == 1
    assert not compared.is_worse


def test_runs_without_a_question_in_common_are_not_compared() -> None:
    other = [replace(own, result=_renamed(own)) for own in scores_with(wrong=0)]
    with pytest.raises(EvaluationError, match="share no question"):
        comparison_of(scores_with(wrong=0), other)


def _renamed(score: QuestionScore):  # type: ignore[no-untyped-def]
    question = score.result.question
    return score.result.model_copy(
        update={"question": question.model_copy(update={"id": f"other-{question.id}"})}
    )


def baseline(wrong: int) -> Baseline:
    return recorded(summary(scores_with(wrong)), "questions", "first recorded")


def test_the_gate_holds_within_the_interval_and_falls_below_it() -> None:
    before = baseline(wrong=3)  # .9, of 30 from .744 on
    assert fallen(before, summary(scores_with(wrong=7)), "questions") == []  # .767
    told = fallen(before, summary(scores_with(wrong=8)), "questions")  # .733
    assert [words.split()[0] for words in told] == ["right"]
    assert "below its interval (0.744 – 0.965)" in told[0]


def test_what_should_be_little_must_not_rise() -> None:
    before = baseline(wrong=0)
    refusing = ScriptedService({})
    refused = question_scores([refusing.result(own, 0) for own in QUESTIONS])
    told = fallen(before, summary(refused), "questions")
    assert any(words.startswith("wrongly_refused rose from 0.000 to 1.000") for words in told)
    assert any(words.startswith("verbatim was 1.000 and is not measured") for words in told)


def test_a_baseline_is_of_its_questions_and_has_a_reason(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="not those of the baseline"):
        fallen(baseline(wrong=0), summary(scores_with(wrong=0)), "other questions")
    with pytest.raises(EvaluationError, match="say why"):
        recorded(summary(scores_with(wrong=0)), "questions", " ")
    path = tmp_path / "baseline.json"
    write_baseline(baseline(wrong=0), path)
    assert baseline_in(path) == baseline(wrong=0)
    path.write_text("{}", "utf-8")
    with pytest.raises(EvaluationError, match="holds no baseline"):
        baseline_in(path)
