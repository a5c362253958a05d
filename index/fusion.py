"""Fusion of what the legs found: lexical leads, dense weighs more the less sure lexical is.

A passage's score is its lexical share, plus what its whole document adds to that, plus the
weighted cosine.
`docs/search.md` has what was measured.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class FusionSettings:
    """How the legs are weighed; confidence is the best lexical share of a passage."""

    document_weight: float = 1.0
    unsure: float = 0.3
    sure: float = 0.8
    dense_weight_unsure: float = 2.5
    dense_weight_sure: float = 1.5

    def dense_weight(self, lexical_confidence: float) -> float:
        """Return the weight of the cosine, by how sure the lexical leg is."""
        return float(
            np.interp(
                lexical_confidence,
                [self.unsure, self.sure],
                [self.dense_weight_unsure, self.dense_weight_sure],
            )
        )


DEFAULT_FUSION = FusionSettings()


class LegScores(NamedTuple):
    """What each leg gave passages, [passages]; 0 where a leg did not find one.

    `lexical` is the share of what a text with every term would score; `document` is what the
    passage's document adds: by how much its share is higher, less where it has few passages, 0
    where it has one. `dense` are cosines.
    """

    lexical: Floats
    document: Floats
    dense: Floats


def fused(legs: LegScores, settings: FusionSettings = DEFAULT_FUSION) -> Floats:
    """Return the fused scores, [passages]."""
    confidence = float(legs.lexical.max(initial=0))
    scores: Floats = (
        legs.lexical
        + settings.document_weight * legs.document
        + settings.dense_weight(confidence) * legs.dense
    )
    return scores
