"""Figures as rows of plots."""

from collections.abc import Mapping, Sequence

from eval.metrics.refusals import calibration, refusal_curve
from eval.metrics.scores import Figure
from eval.running.results import Result

PLOTTED = ("right", "wrongly_refused", "refused", "rouge_l", "ndcg_at_10")  # by group


def group_rows(groups: Mapping[str, Mapping[str, Figure]], metric: str) -> list[dict[str, object]]:
    """Return the groups that a metric applies to as rows of a plot."""
    return [
        {
            "group": f"{group} ({figures[metric].count})",
            "value": figures[metric].value,
            "low": figures[metric].low if figures[metric].low is not None else 0.0,
            "high": figures[metric].high if figures[metric].high is not None else 1.0,
        }
        for group, figures in groups.items()
        if metric in figures
    ]


def calibration_rows(results: Sequence[Result]) -> list[dict[str, float]]:
    """Return the bins of a calibration as rows of a plot; none where nothing is calibrated."""
    calibrated = calibration(results)
    bins = calibrated.bins if calibrated else ()
    return [
        {"confidence": own.confidence, "right": own.share_right, "count": own.count} for own in bins
    ]


def refusal_rows(results: Sequence[Result]) -> list[dict[str, object]]:
    """Return the refusal curve as rows of a plot; none where no answer has a confidence."""
    return [
        {"threshold": point.threshold, "share": share, "refused": name}
        for point in refusal_curve(results)
        for name, share in (
            ("unanswerable", point.recall),
            ("answerable", point.false_refusal_rate),
        )
        if share is not None
    ]
