"""The page of evaluation runs, in Streamlit's harness and over runs made for it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from eval.question_sets import Question
from eval.running.session import RunOptions, finished_run
from tests.eval.answering_services import ScriptedService
from ui.texts.chinese import CHINESE
from ui.texts.english import ENGLISH

TEXT = CHINESE.runs
LAMP = "<script>alert(1)</script>路灯**多久**检查一次？"


def show(language: str) -> None:
    from ui.runs.page import show_runs
    from ui.texts import WORDINGS

    show_runs(WORDINGS[language].runs)


def lamp(number: int) -> Question:
    return Question.model_validate(
        {
            "id": f"q{number}",
            "question": LAMP if number == 0 else f"第{number}盏灯？",
            "intent": "amount" if number % 2 else "target",
            "required": [[f"{number}次"]],
            "evidence": [[{"document": "d" * 64, "quote": f"每年检查{number}次。"}]],
        }
    )


def make_run(folder: Path, name: str, wrong: int) -> None:
    questions = tuple(lamp(number) for number in range(60))
    answers = {own.id: f"每年检查{own.id[1:]}次。" for own in questions}
    answers |= {f"q{number}": "每年检查很多次。" for number in range(wrong)}
    options = RunOptions("http://127.0.0.1:1", "s", "1 document", (), folder / name, 1, 1)
    finished_run(ScriptedService(answers), questions, options)


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], AppTest]:
    """Return what opens the page, in a language, over the folder `tmp_path`."""
    monkeypatch.setenv("POLICYQA_RUNS", str(tmp_path))
    return lambda language: AppTest.from_function(show, args=(language,), default_timeout=60).run()


def html(shown: AppTest) -> str:
    return "\n".join(block.proto.body for block in shown.get("html"))


def test_without_runs_it_says_how_to_make_one(page: Callable[[str], AppTest]) -> None:
    shown = page("zh")
    assert not shown.exception
    assert TEXT.none in html(shown)
    assert "policyqa eval" in html(shown)


def test_a_run_is_shown_with_its_figures_and_failures(
    page: Callable[[str], AppTest], tmp_path: Path
) -> None:
    make_run(tmp_path, "today", wrong=55)
    shown = page("zh")
    assert not shown.exception
    figures = shown.dataframe[0].value
    row = figures[figures[TEXT.metric] == TEXT.metrics["right"]].iloc[0]
    assert row[TEXT.value] == pytest.approx(5 / 60)
    assert row[TEXT.count] == 60
    assert len(shown.expander) == 50  # of 55
    assert any("55" in caption.value and "50" in caption.value for caption in shown.caption)
    assert "<script>" not in html(shown)
    assert "\\*" in shown.expander[0].label  # its question's stars stay stars


def test_failures_are_narrowed_by_words_and_kind(
    page: Callable[[str], AppTest], tmp_path: Path
) -> None:
    make_run(tmp_path, "today", wrong=20)
    shown = page("zh")
    shown.multiselect(key="failed_intents_zh").select("amount").run()
    assert len(shown.expander) == 10
    shown.text_input(key="failed_words").set_value("第13盏").run()
    assert len(shown.expander) == 1
    assert TEXT.problems["MISSING"] in shown.expander[0].label


def test_two_runs_are_compared(page: Callable[[str], AppTest], tmp_path: Path) -> None:
    make_run(tmp_path, "before", wrong=0)
    make_run(tmp_path, "after", wrong=3)
    shown = page("en")
    shown.selectbox(key="run").select("after").run()
    shown.selectbox(key="other_run").select("before").run()
    assert not shown.exception
    labels = [expander.label for expander in shown.expander]
    assert f"{ENGLISH.runs.lost} (3)" in labels
    assert f"{ENGLISH.runs.won} (0)" in labels


def test_a_run_that_cannot_be_read_is_said(page: Callable[[str], AppTest], tmp_path: Path) -> None:
    make_run(tmp_path, "today", wrong=1)
    path = tmp_path / "today" / "results.jsonl"
    path.write_text("{broken\n" + path.read_text("utf-8"), "utf-8")
    shown = page("zh")
    assert not shown.exception
    assert "line 1" in html(shown)
