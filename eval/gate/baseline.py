"""The recorded baseline, and what fell below it."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import StringConstraints, ValidationError

from eval.errors import EvaluationError
from eval.frozen import Frozen
from eval.metrics.scores import Figure
from eval.report.meanings import LESS_IS_BETTER

HEADLINES = (
    "right",
    "evidence_recall",
    "citation_support",
    "citation_recall",
    "verbatim",
    "refused",
    "wrongly_refused",
    "failed",
)


class RecordedFigure(Frozen):
    """A headline metric with its 95% interval, and over how many questions it is."""

    value: float
    low: float
    high: float
    count: int


class Baseline(Frozen):
    """Headline metrics of one set of questions; `why` says why they are what they are now."""

    why: Annotated[str, StringConstraints(pattern=r"\S")]
    questions_sha256: str
    figures: dict[str, RecordedFigure]


def baseline_in(path: Path) -> Baseline:
    """Return a recorded baseline. Raises EvaluationError where it is missing or damaged."""
    try:
        return Baseline.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise EvaluationError(
            f"{path} holds no baseline ({error}). Record one: `policyqa eval gate --record WHY`"
        ) from error


def recorded(figures: Mapping[str, Figure], questions_sha256: str, why: str) -> Baseline:
    """Return the headline metrics among some figures as a baseline.

    Raises EvaluationError where nothing says why.
    """
    if not why.strip():
        raise EvaluationError("a baseline changes only for a reason: say why")
    return Baseline(
        why=why.strip(),
        questions_sha256=questions_sha256,
        figures={
            name: RecordedFigure(
                value=round(figures[name].value, 4),
                low=round(_low(figures[name]), 4),
                high=round(_high(figures[name]), 4),
                count=figures[name].count,
            )
            for name in HEADLINES
            if name in figures
        },
    )


def write_baseline(baseline: Baseline, path: Path) -> None:
    """Write a baseline, so that a change of it is a few lines of a commit."""
    words = json.dumps(baseline.model_dump(), ensure_ascii=False, indent=1)
    path.write_text(words + "\n", encoding="utf-8")


def fallen(
    baseline: Baseline, figures: Mapping[str, Figure], questions_sha256: str
) -> Sequence[str]:
    """Return what is worse than the baseline by more than its interval, in words.

    Raises EvaluationError where the questions are not the baseline's: record it anew.
    """
    if questions_sha256 != baseline.questions_sha256:
        raise EvaluationError(
            "the questions are not those of the baseline. Record it anew, and say why: "
            "`policyqa eval gate --record WHY`"
        )
    told: list[str] = []
    for name, before in baseline.figures.items():
        now = figures.get(name)
        if now is None:
            told.append(f"{name} was {before.value:.3f} and is not measured any more")
        elif name in LESS_IS_BETTER and now.value > before.high:
            told.append(
                f"{name} rose from {before.value:.3f} to {now.value:.3f}, above its interval"
                f" ({before.low:.3f} – {before.high:.3f})"
            )
        elif name not in LESS_IS_BETTER and now.value < before.low:
            told.append(
                f"{name} fell from {before.value:.3f} to {now.value:.3f}, below its interval"
                f" ({before.low:.3f} – {before.high:.3f})"
            )
    return told


def _low(figure: Figure) -> float:
    return figure.value if figure.low is None else figure.low


def _high(figure: Figure) -> float:
    return figure.value if figure.high is None else figure.high
