"""Lexical leads; the dense leg weighs more the less sure the lexical one is."""

import numpy as np
import pytest

from index.fusion import FusionSettings, LegScores, fused

FALLING = FusionSettings(
    unsure=0.2, sure=0.4, dense_weight_unsure=0.75, dense_weight_sure=0.05, document_weight=1.0
)


def legs(lexical: list[float], document: list[float], dense: list[float]) -> LegScores:
    return LegScores(*(np.array(leg, dtype=np.float32) for leg in (lexical, document, dense)))


@pytest.mark.parametrize(
    ("confidence", "weight"), [(0.0, 0.75), (0.2, 0.75), (0.3, 0.4), (0.4, 0.05), (1.0, 0.05)]
)
def test_weight_falls_with_confidence(confidence: float, weight: float) -> None:
    assert FALLING.dense_weight(confidence) == pytest.approx(weight)


def test_scores_add_by_their_weights() -> None:
    scores = fused(legs([0.5, 0.1, 0.0], [0.2, 0.0, 0.4], [0.0, 0.9, 0.1]), 4.0, FALLING)
    assert scores == pytest.approx([0.5 + 0.1, 0.1 + 0.05 * 0.9, 0.2 + 0.05 * 0.1])


def test_nothing_found_is_nothing() -> None:
    assert len(fused(legs([], [], []), 1.0, FALLING)) == 0


@pytest.mark.parametrize(("passages", "weight"), [(0, 0), (1, 0), (4, 0.5), (28, 0.9)])
def test_documents_count_by_what_they_say_beyond_one_passage(passages: int, weight: float) -> None:
    assert FALLING.weight_of_documents(passages) == pytest.approx(weight)
