"""Lexical leads; the dense leg weighs more the less sure the lexical one is."""

import pytest

from index.fusion import dense_weight, fused


@pytest.mark.parametrize(
    ("confidence", "weight"), [(0.0, 0.75), (0.2, 0.75), (0.3, 0.4), (0.4, 0.05), (1.0, 0.05)]
)
def test_weight_falls_with_confidence(confidence: float, weight: float) -> None:
    assert dense_weight(confidence) == pytest.approx(weight)


def test_scores_add_and_order_is_stable() -> None:
    result = fused({1: 0.5, 2: 0.1}, {2: 0.9, 3: 0.1}, lexical_confidence=0.5)
    assert list(result) == [1, 2, 3]
    assert result[2].score == pytest.approx(0.1 + 0.05 * 0.9)
    assert (result[1].dense, result[3].lexical) == (None, None)


def test_ties_go_to_the_smaller_id() -> None:
    assert list(fused({9: 0.3, 4: 0.3}, {}, 0.5)) == [4, 9]
