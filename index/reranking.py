"""A small linear model that orders what the legs found, learnt from questions with known answers.

Its features are made of the legs' scores alone, so it costs next to nothing. It is off unless
chosen: on statutes, which it was trained on, it finds a little more; on policies much less
(`docs/search.md`).
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Self

import numpy as np

from index.errors import IndexingError
from index.fusion import Floats, LegScores

STATUTES = Path(__file__).with_name("reranker.json")
# Shares and cosine; each as part of the best one; weighed by how sure the lexical leg is
FEATURES = (
    "lexical",
    "document",
    "dense",
    "lexical of best",
    "document of best",
    "dense of best",
    "lexical by confidence",
    "dense by confidence",
    "dense by best cosine",
)
HIGHEST_CONFIDENCE = 1.5  # short queries have higher shares, which mean no more
SMALLEST = np.float32(1e-6)


def reranking_features(legs: LegScores) -> Floats:
    """Return the features of candidates, [candidates, features]."""
    lexical, document, dense = legs
    best = [np.maximum(leg.max(initial=0), SMALLEST) for leg in legs]
    confidence = np.minimum(best[0], HIGHEST_CONFIDENCE)
    features: Floats = np.stack(
        [
            lexical,
            document,
            dense,
            lexical / best[0],
            document / best[1],
            dense / best[2],
            lexical * confidence,
            dense * confidence,
            dense * best[2],
        ],
        axis=1,
    )
    return features


class LinearReranker:
    """A weight for each feature."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = np.array([weights[name] for name in FEATURES], dtype=np.float32)

    @classmethod
    def open(cls, path: Path = STATUTES) -> Self:
        """Read the weights. Raises IndexingError when the file is none of ours."""
        try:
            return cls(json.loads(path.read_text("utf-8")))
        except (OSError, ValueError, KeyError) as error:
            raise IndexingError(
                f"{path} does not hold a weight for each of {', '.join(FEATURES)}: {error}. "
                "Install the package again, or train it with `python -m index.training.reranking`"
            ) from error

    def scores(self, legs: LegScores) -> Floats:
        """Return the scores of candidates, [candidates]."""
        scores: Floats = reranking_features(legs) @ self._weights
        return scores
