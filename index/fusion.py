"""Fusion of what the legs found: lexical leads, dense weighs more the less sure lexical is.

A passage's score is its lexical share, plus the weighted share of its whole document, plus the
weighted cosine. Documents count by how much they say beyond one passage, over the corpus: where
each is a passage or two, as statutes article by article, theirs says the same again.
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

    document_weight: float = 1.0  # in a corpus of long documents
    few_passages: float = 3.0  # a document; where they have one more, theirs counts half
    unsure: float = 0.3
    sure: float = 0.8
    dense_weight_unsure: float = 2.0
    dense_weight_sure: float = 1.25

    def weight_of_documents(self, passages_per_document: float) -> float:
        """Return the weight of a document's share: 0 where documents have one passage each."""
        beyond_one = max(passages_per_document - 1, 0)
        return self.document_weight * beyond_one / (beyond_one + self.few_passages)

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

    `lexical` and `document` are shares of what a text with every term would score, the passage's
    own and its document's. `dense` are cosines.
    """

    lexical: Floats
    document: Floats
    dense: Floats


def fused(
    legs: LegScores,
    passages_per_document: float,
    settings: FusionSettings = DEFAULT_FUSION,
) -> Floats:
    """Return the fused scores, [passages]. `passages_per_document` is the corpus's average."""
    confidence = float(legs.lexical.max(initial=0))
    scores: Floats = (
        legs.lexical
        + settings.weight_of_documents(passages_per_document) * legs.document
        + settings.dense_weight(confidence) * legs.dense
    )
    return scores
