"""Fits the reader's two models."""

from collections.abc import Sequence

import numpy as np

from service.calibration.labelled import LabelledEvidence
from service.reading.features import FEATURES
from service.reading.reader import (
    CONFIDENCE_FEATURES,
    LinearModel,
    Scores,
    confidence_features,
)

ORDER_PENALTY = 1.0  # of the squared weights of standardised features
CONFIDENCE_PENALTY = 1 / 0.3


def fitted_order(questions: Sequence[LabelledEvidence]) -> LinearModel:
    """Return the weights that put evidence first, by the likelihood of a softmax over candidates.

    This is ListNet's top-one probability (Cao et al. 2007) with all evidence as one class.
    """
    from scipy.optimize import minimize

    groups = [question for question in questions if question.is_evidence.any()]
    features = np.concatenate([group.evidence.features for group in groups])
    good = np.concatenate([group.is_evidence for group in groups]).astype(float)
    sizes = [len(group.is_evidence) for group in groups]
    of_group = np.repeat(np.arange(len(groups)), sizes)
    deviation = features.std(axis=0) + 1e-9
    scaled = (features - features.mean(axis=0)) / deviation

    def loss(weights: Scores) -> tuple[float, Scores]:
        scores = scaled @ weights
        highest = np.full(len(groups), -np.inf)
        np.maximum.at(highest, of_group, scores)
        exponentials = np.exp(scores - highest[of_group])
        total = np.bincount(of_group, exponentials)
        of_good = np.bincount(of_group, exponentials * good)
        shares = exponentials / total[of_group]
        good_shares = exponentials * good / of_good[of_group]
        value = float(np.log(total).sum() - np.log(of_good).sum())
        value += ORDER_PENALTY * float(weights @ weights) / 2
        gradient: Scores = (shares - good_shares) @ scaled + ORDER_PENALTY * weights
        return value, gradient

    found = minimize(loss, np.zeros(len(FEATURES)), jac=True, method="L-BFGS-B").x
    return _named(FEATURES, found / deviation)


def confidence_rows(
    questions: Sequence[LabelledEvidence], order: LinearModel
) -> tuple[Scores, Scores]:
    """Return the confidence's features [rows, CONFIDENCE_FEATURES] and 1 for an answer, else 0.

    An answerable question counts as it is where its best sentence is evidence, and once more as
    if its evidence were not in the corpus, which is what an unanswerable question looks like.
    """
    rows: list[Scores] = []
    labels: list[float] = []
    for question in questions:
        scores = order.values(question.evidence.features, FEATURES)
        if question.answerable and not question.is_evidence[int(np.argmax(scores))]:
            continue
        rows.append(confidence_features(question.plan, question.evidence, scores))
        labels.append(float(question.answerable))
        bereft = question.without_evidence() if question.answerable else None
        if bereft is not None:
            scores = order.values(bereft.evidence.features, FEATURES)
            rows.append(confidence_features(bereft.plan, bereft.evidence, scores))
            labels.append(0.0)
    return np.array(rows), np.array(labels)


def fitted_confidence(rows: Scores, labels: Scores) -> LinearModel:
    """Return the logistic regression of answers on their features."""
    from sklearn.linear_model import LogisticRegression

    mean, deviation = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    model = LogisticRegression(C=1 / CONFIDENCE_PENALTY, max_iter=1000)
    model.fit((rows - mean) / deviation, labels)
    weights = model.coef_[0] / deviation
    constant = float(model.intercept_[0] - weights @ mean)
    return LinearModel(_named(CONFIDENCE_FEATURES, weights).weights, constant)


def _named(names: Sequence[str], weights: Scores) -> LinearModel:
    return LinearModel({name: float(w) for name, w in zip(names, weights, strict=True)})
