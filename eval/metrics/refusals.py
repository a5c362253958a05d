"""Whether the unanswerable is refused and nothing else, and what a confidence is worth."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from eval.metrics.facts import fact_score
from eval.running.results import Result

BINS = 10


@dataclass(frozen=True, slots=True)
class Refusals:
    """Of the refused, those unanswerable (`precision`); of the unanswerable, those refused
    (`recall`); of the answerable, those refused (`false_refusal_rate`). None of nothing.
    """

    precision: float | None
    recall: float | None
    false_refusal_rate: float | None


@dataclass(frozen=True, slots=True)
class RefusalPoint:
    """What would be refused if every answer with less confidence than `threshold` were."""

    threshold: float
    recall: float | None
    false_refusal_rate: float | None


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Answers with a confidence from `low` to `high`: their mean confidence and share right.

    `high` belongs to the bin of the last alone. An empty bin is left out.
    """

    low: float
    high: float
    count: int
    confidence: float
    share_right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far confidence is from the share that is right, over `count` answers."""

    bins: tuple[CalibrationBin, ...]
    expected_calibration_error: float
    brier_score: float
    count: int


def refusals(results: Sequence[Result]) -> Refusals:
    """Return the refusals of some results; one that failed is not refused."""
    refused = [is_refused(result) for result in results]
    return _refusals(results, refused)


def is_refused(result: Result) -> bool:
    """Tell whether a service said that it cannot answer."""
    return result.status == "not_found"


def refusal_curve(results: Sequence[Result]) -> tuple[RefusalPoint, ...]:
    """Return a point for threshold 0 and for each confidence of an answer, in rising order.

    What was refused stays so, whatever the threshold: the service's own is the least to be seen.
    An answer without a confidence is never refused. Empty where no answer has one.
    """
    confidences = {
        result.confidence
        for result in results
        if result.status == "answered" and result.confidence is not None
    }
    thresholds = sorted({0.0} | confidences) if confidences else []
    return tuple(_point(results, threshold) for threshold in thresholds)


def calibration(results: Iterable[Result], bins: int = BINS) -> Calibration | None:
    """Return the calibration of answers that have a confidence and are right or wrong.

    Bins are equally wide. The expected calibration error is the mean over answers of the distance
    between their bin's share right and mean confidence (Naeini et al. 2015, "Obtaining Well
    Calibrated Probabilities Using Bayesian Binning"); the Brier score the mean squared distance of
    confidence from being right (1) or wrong (0). An answer to an unanswerable question is wrong.
    None where there is no such answer.
    """
    pairs = [
        (result.confidence, is_right)
        for result in results
        if result.status == "answered" and result.confidence is not None
        if (is_right := fact_score(result).is_right) is not None
    ]
    if not pairs:
        return None
    confidence = np.array([pair[0] for pair in pairs])
    right = np.array([pair[1] for pair in pairs], dtype=float)
    places = np.minimum((confidence * bins).astype(int), bins - 1)
    filled = tuple(
        CalibrationBin(
            low=int(place) / bins,
            high=(int(place) + 1) / bins,
            count=int(within.sum()),
            confidence=float(confidence[within].mean()),
            share_right=float(right[within].mean()),
        )
        for place in np.unique(places)
        for within in [places == place]
    )
    distances = [one.count * abs(one.share_right - one.confidence) for one in filled]
    return Calibration(
        bins=filled,
        expected_calibration_error=sum(distances) / len(pairs),
        brier_score=float(np.mean((confidence - right) ** 2)),
        count=len(pairs),
    )


def _point(results: Sequence[Result], threshold: float) -> RefusalPoint:
    refused = [
        is_refused(one)
        or (one.status == "answered" and one.confidence is not None and one.confidence < threshold)
        for one in results
    ]
    counted = _refusals(results, refused)
    return RefusalPoint(threshold, counted.recall, counted.false_refusal_rate)


def _refusals(results: Sequence[Result], refused: Sequence[bool]) -> Refusals:
    is_due = [result.question.status == "not_found" for result in results]
    rightly = sum(due and said for due, said in zip(is_due, refused, strict=True))
    wrongly = sum(refused) - rightly
    return Refusals(
        precision=_share(rightly, rightly + wrongly),
        recall=_share(rightly, sum(is_due)),
        false_refusal_rate=_share(wrongly, len(results) - sum(is_due)),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
