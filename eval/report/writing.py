"""Writes what a run came to into its folder."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from eval.metrics.scores import QuestionScore, summary
from eval.report.html import html_report
from eval.report.summaries import markdown
from eval.running.run_folder import RunRecord

REPORT, FIGURES, SCORES, MARKDOWN = "report.html", "figures.json", "scores.jsonl", "report.md"


def write_reports(folder: Path, record: RunRecord, scores: Sequence[QuestionScore]) -> None:
    """Write report.html, report.md, figures.json and scores.jsonl (a line for each question)."""
    figures = {name: asdict(figure) for name, figure in summary(scores).items()}
    rows = [
        {"id": score.result.question.id, "repeat": score.result.repeat}
        | {name: value for name, value in score.values.items() if value is not None}
        for score in scores
    ]
    _write(folder / FIGURES, json.dumps(figures, ensure_ascii=False, indent=1) + "\n")
    _write(folder / SCORES, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    _write(folder / MARKDOWN, markdown(record, scores))
    _write(folder / REPORT, html_report(record, scores))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
