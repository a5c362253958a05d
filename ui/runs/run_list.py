"""Evaluation runs on disk: which there are, and what one of them came to."""

import os
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from eval.metrics.scores import QuestionScore, question_scores
from eval.running.results import Result
from eval.running.run_folder import RESULTS, RUN, RunFolder, RunRecord

DEFAULT_RUNS = "runs"


@dataclass(frozen=True, slots=True)
class ShownRun:
    """A run with its scores."""

    name: str
    record: RunRecord
    scores: tuple[QuestionScore, ...]

    @property
    def results(self) -> tuple[Result, ...]:
        """The results, in the order of the questions."""
        return tuple(score.result for score in self.scores)


def runs_folder() -> Path:
    """Return where the runs are."""
    return Path(os.environ.get("POLICYQA_RUNS") or DEFAULT_RUNS)


def run_names(folder: Path) -> list[str]:
    """Return the names of the runs in a folder, the latest first."""
    if not folder.is_dir():
        return []
    found = [own for own in folder.iterdir() if (own / RUN).exists() and (own / RESULTS).exists()]
    return [own.name for own in sorted(found, key=lambda own: -(own / RESULTS).stat().st_mtime)]


def shown_run(folder: Path, name: str) -> ShownRun:
    """Return a run, scored once as long as its results do not change.

    Raises EvaluationError where it cannot be read or has no result.
    """
    return _scored(str(folder), name, (folder / name / RESULTS).stat().st_mtime_ns)


@st.cache_resource(max_entries=4, show_spinner=False)
def _scored(folder: str, name: str, changed: int) -> ShownRun:
    run = RunFolder(Path(folder) / name)
    record = run.record()
    assert record is not None  # run_names lists none without
    return ShownRun(name, record, question_scores(run.results()))
