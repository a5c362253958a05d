"""Runs: several questions at once, kept as they come, resumed, and refused where they differ."""

import json
from pathlib import Path

import pytest

from eval.errors import EvaluationError, ServiceAwayError
from eval.question_sets import Question
from eval.running.results import Result, results_in, written_line
from eval.running.run_folder import RunFolder
from eval.running.session import RunOptions, finished_run
from tests.eval.answering_services import ScriptedService


def question(number: int, text: str = "灯多久检查一次？") -> Question:
    return Question.model_validate(
        {"id": f"q{number}", "question": text, "required": [[f"{number}次"]]}
    )


QUESTIONS = tuple(question(number) for number in range(6))
ANSWERS = {own.id: f"每年{own.id[1:]}次。" for own in QUESTIONS}


def options(out: Path, repeats: int = 1, service: str = "scripted") -> RunOptions:
    return RunOptions(
        "http://127.0.0.1:1", service, "1 document", (Path("a.jsonl"),), out, 3, repeats
    )


def test_every_question_is_asked_as_often_as_wanted_and_kept_in_order(tmp_path: Path) -> None:
    service = ScriptedService(ANSWERS)
    record, results = finished_run(service, QUESTIONS, options(tmp_path, repeats=2))
    keys = [(own.id, repeat) for repeat in range(2) for own in QUESTIONS]
    assert [result.key for result in results] == keys
    assert sorted(service.asked) == sorted(keys)
    assert record.questions == 6
    assert record.seconds > 0
    assert list(results_in(tmp_path / "results.jsonl")) != []


def test_a_service_that_dies_leaves_a_run_that_goes_on(tmp_path: Path) -> None:
    dying = ScriptedService(ANSWERS, answers_before_away=4)
    with pytest.raises(ServiceAwayError, match="the same command goes on from there"):
        finished_run(dying, QUESTIONS, options(tmp_path))
    kept = list(results_in(tmp_path / "results.jsonl"))
    assert 0 < len(kept) <= 4
    alive = ScriptedService(ANSWERS)
    _, results = finished_run(alive, QUESTIONS, options(tmp_path))
    assert [result.question.id for result in results] == [own.id for own in QUESTIONS]
    assert {name for name, _ in alive.asked} == {own.id for own in QUESTIONS} - {
        own.question.id for own in kept
    }


def test_a_line_that_was_cut_off_is_asked_again(tmp_path: Path) -> None:
    finished_run(ScriptedService(ANSWERS), QUESTIONS, options(tmp_path))
    path = tmp_path / "results.jsonl"
    path.write_bytes(path.read_bytes()[:-30])
    service = ScriptedService(ANSWERS)
    _, results = finished_run(service, QUESTIONS, options(tmp_path))
    assert len(results) == 6
    assert len(service.asked) == 1


def test_a_broken_line_within_is_refused_with_its_number(tmp_path: Path) -> None:
    finished_run(ScriptedService(ANSWERS), QUESTIONS, options(tmp_path))
    path = tmp_path / "results.jsonl"
    lines = path.read_text("utf-8").split("\n")
    path.write_text("\n".join([lines[0], "{broken", *lines[1:]]), "utf-8")
    with pytest.raises(EvaluationError, match="line 2"):
        RunFolder(tmp_path).results()


def test_what_failed_is_asked_again(tmp_path: Path) -> None:
    finished_run(ScriptedService(ANSWERS | {"q2": "error"}), QUESTIONS, options(tmp_path))
    service = ScriptedService(ANSWERS)
    _, results = finished_run(service, QUESTIONS, options(tmp_path))
    assert service.asked == [("q2", 0)]
    assert [result.status for result in results] == ["answered"] * 6


def test_other_questions_or_another_service_do_not_go_into_the_same_folder(tmp_path: Path) -> None:
    finished_run(ScriptedService(ANSWERS), QUESTIONS, options(tmp_path))
    changed = (*QUESTIONS[:5], question(5, "灯多久换一次？"))
    with pytest.raises(EvaluationError, match="--restart"):
        finished_run(ScriptedService(ANSWERS), changed, options(tmp_path))
    with pytest.raises(EvaluationError, match="scripted, not other"):
        finished_run(ScriptedService(ANSWERS), QUESTIONS, options(tmp_path, service="other"))


def test_results_of_no_known_run_are_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "results.jsonl").write_text(written_line(_result()), "utf-8")
    with pytest.raises(EvaluationError, match="of no run that is known"):
        finished_run(ScriptedService(ANSWERS), QUESTIONS, options(tmp_path))


def test_a_result_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "results.jsonl"
    path.write_text(written_line(_result()), "utf-8")
    assert list(results_in(path)) == [_result()]
    assert "sources" not in json.loads(path.read_text("utf-8"))


def _result() -> Result:
    return ScriptedService(ANSWERS).result(QUESTIONS[0], 0)
