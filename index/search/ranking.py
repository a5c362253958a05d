"""Ranks the clauses of all segments by the best of their passages."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.fusion import FusionSettings, LegScores, fused
from index.reranking import LinearReranker
from index.search.candidates import Candidates
from index.search.results import HitScore


@dataclass(frozen=True, slots=True)
class RankedClauses:
    """The best passage of each clause, best first: segment, row, score and legs, each [clauses]."""

    segments: NDArray[np.int64]
    rows: NDArray[np.int64]
    passage_ids: NDArray[np.int64]
    scores: NDArray[np.float32]
    legs: LegScores
    lexical_confidence: float

    def __len__(self) -> int:
        return len(self.rows)

    def score(self, place: int) -> HitScore:
        """Return the score of the clause at a place."""
        lexical, document, dense = (float(leg[place]) for leg in self.legs)
        return HitScore(float(self.scores[place]), lexical or None, document or None, dense or None)


def ranked(
    found: Sequence[Candidates],
    settings: FusionSettings,
    reranker: LinearReranker | None = None,
    per_document: bool = False,
) -> RankedClauses:
    """Return the clauses above nothing, best first; ties go to the passage that came first.

    With `per_document` only the best clause of each document is returned.
    """
    legs = LegScores(*(np.concatenate(leg) for leg in zip(*(c.legs for c in found), strict=True)))
    segments = np.concatenate([np.full(len(c.rows), i) for i, c in enumerate(found)])
    rows = np.concatenate([c.rows for c in found])
    ids = np.concatenate([c.segment.passages.ids[c.rows] for c in found])
    groups = np.concatenate(
        [
            (c.segment.passages.documents if per_document else c.segment.passages.clauses)[c.rows]
            for c in found
        ]
    )
    passages = sum(len(c.segment.passages) for c in found)
    documents = sum(len(c.segment.documents) for c in found)
    scores = fused(legs, passages / max(documents, 1), settings)
    is_found = scores > 0
    if reranker is not None:
        scores = reranker.scores(legs)
    order = np.lexsort((ids, -scores))
    order = order[is_found[order]]
    # a document, and so a clause, is in one segment alone
    keys = segments[order] * (int(groups.max(initial=0)) + 1) + groups[order]
    _, first = np.unique(keys, return_index=True)
    best = order[np.sort(first)]
    return RankedClauses(
        segments[best],
        rows[best],
        ids[best],
        scores[best],
        LegScores(*(leg[best] for leg in legs)),
        float(legs.lexical.max(initial=0)),
    )
