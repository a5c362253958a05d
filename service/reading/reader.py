"""Orders the sentences that may answer, and tells how likely the best one is right.

Two linear models over the features of `features.py`, learnt by `python -m service.calibration`:
one orders the sentences of a question, one (a logistic regression) gives the probability that the
first is an answer at all.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from service.errors import ReaderError
from service.planning import QuestionPlan
from service.reading.evidence import Evidence
from service.reading.features import FEATURES

SHIPPED = Path(__file__).with_name("reader.json")
COLUMN = {name: column for column, name in enumerate(FEATURES)}
# Taken over from the best sentence as they are
OF_SENTENCE = (
    "coverage in context",
    "coverage",
    "coverage by words",
    "similarity of sentence",
    "similarity of passage",
    "coverage of clause",
    "value",
    "no value",
    "heaviest term is met",
    "coverage of title",
    "coverage of headings",
    "score of passage",
    "cue",
    "characters",
    "characters in clause",
    "agreement of best phrase",
    "coverage beside the value",
    "nouns in context",
    "heaviest noun unmet",
    "coverage of document",
    "coverage beyond titles",
    "length",
    "is heading",
)
OF_QUESTION = (
    "order",
    "lead over other clauses",
    "terms",
    "is english",
    "has context",
    "asks for units",
    "asks for a value",
)
CONFIDENCE_FEATURES = (*OF_SENTENCE, *OF_QUESTION)
LARGEST_LEAD = 3.0
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LinearModel:
    """A weight for each named feature, and a constant."""

    weights: Mapping[str, float]
    constant: float = 0.0

    def values(self, features: Scores, names: Sequence[str]) -> Scores:
        """Return the value of each row of features, [rows, names]."""
        row = np.array([self.weights[name] for name in names])
        values: Scores = features @ row + self.constant
        return values


@dataclass(frozen=True, slots=True)
class Reader:
    """What orders sentences, what tells a right one, and how sure it must be to answer."""

    order: LinearModel
    confidence: LinearModel
    least_confidence: float

    @classmethod
    def open(cls, path: Path = SHIPPED) -> Self:
        """Return the reader that a file describes.

        Raises ReaderError for a file that is missing, damaged or of other features.
        """
        try:
            table = json.loads(path.read_text(encoding="utf-8"))
            order = LinearModel(_numbers(table["order"]))
            confidence = LinearModel(_numbers(table["confidence"]), _number(table["constant"]))
            reader = cls(order, confidence, _number(table["least_confidence"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ReaderError(
                f"{path} does not describe a reader ({error!r}). Restore it from the package, or "
                "learn it again with `python -m service.calibration`."
            ) from error
        if not 0 <= reader.least_confidence <= 1:
            raise ReaderError(
                f"{path}: least_confidence is {reader.least_confidence}, and no probability. "
                "Learn it again with `python -m service.calibration`."
            )
        for model, names in ((order, FEATURES), (confidence, CONFIDENCE_FEATURES)):
            if set(model.weights) != set(names):
                raise ReaderError(
                    f"{path} weighs {sorted(set(model.weights) ^ set(names))} otherwise than this "
                    "version does. Learn it again with `python -m service.calibration`."
                )
        return reader

    def scores(self, evidence: Evidence) -> Scores:
        """Return how well each candidate answers, [candidates]; only their order means anything."""
        return self.order.values(evidence.features, FEATURES)

    def probability(self, plan: QuestionPlan, evidence: Evidence, scores: Scores) -> float:
        """Return the probability, 0 to 1, that the best candidate answers the plan."""
        row = confidence_features(plan, evidence, scores)
        value = float(self.confidence.values(row[np.newaxis], CONFIDENCE_FEATURES)[0])
        return 1.0 / (1.0 + float(np.exp(-value)))


def _numbers(table: Mapping[str, object]) -> dict[str, float]:
    return {name: _number(value) for name, value in table.items()}


def _number(value: object) -> float:
    """Return a finite number; raises ValueError for anything else."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        raise ValueError(f"{value!r} is no number")
    return float(value)


def confidence_features(plan: QuestionPlan, evidence: Evidence, scores: Scores) -> Scores:
    """Return what the probability is made of, [CONFIDENCE_FEATURES], of the best candidate."""
    best = int(np.argmax(scores))
    clause = evidence.candidates[best].clause.id
    others = [
        score
        for candidate, score in zip(evidence.candidates, scores.tolist(), strict=True)
        if candidate.clause.id != clause
    ]
    lead = float(scores[best]) - max(others) if others else LARGEST_LEAD
    of_sentence = [evidence.features[best, COLUMN[name]] for name in OF_SENTENCE]
    of_question = [
        float(scores[best]),
        min(lead, LARGEST_LEAD),
        float(np.log1p(len(evidence.weights.by_term))),
        float(plan.language == "en"),
        float(bool(plan.context)),
        float(plan.asks_who),
        float(plan.asked_value is not None and not plan.asks_who),
    ]
    return np.array([*of_sentence, *of_question], dtype=np.float64)
