"""What both legs find in a segment, and what each gives to what the other found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.embedding.base import Vectors
from index.filters import Filters
from index.fusion import LegScores
from index.lexical import LexicalQuery, weighted_query
from index.lexical.base import DOCUMENT_FIELDS, PASSAGE_FIELDS
from index.segment import Segment


@dataclass(frozen=True, slots=True)
class Query:
    """A query as the legs take it. `vector` is [dimensions], zeros where nothing in it is known."""

    passages: LexicalQuery
    documents: LexicalQuery
    vector: Vectors

    @classmethod
    def of(
        cls,
        terms: Sequence[str],
        vector: Vectors,
        segments: Sequence[Segment],
        passage_fields: Mapping[str, float] = PASSAGE_FIELDS,
    ) -> "Query":
        """Return a query over segments, weighted by the statistics of all of them."""
        passage_indexes = [segment.passage_index for segment in segments]
        document_indexes = [segment.document_index for segment in segments]
        return cls(
            weighted_query(terms, passage_indexes, passage_fields),
            weighted_query(terms, document_indexes, DOCUMENT_FIELDS),
            vector,
        )


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages of a segment by row, [n], with what each leg gives them."""

    segment: Segment
    rows: NDArray[np.int64]
    legs: LegScores


def candidates_in(segment: Segment, query: Query, depth: int, filters: Filters) -> Candidates:
    """Return the `depth` best passages of each leg that pass the filters.

    Each has the scores of all legs, whichever found it.
    """
    among = segment.among(filters)
    lexical = segment.passage_index.search(query.passages, depth, among)
    dense = segment.dense.search(query.vector, depth, among)
    rows = np.union1d(lexical.rows, dense.rows)
    shares = np.zeros(len(rows), dtype=np.float32)
    shares[np.searchsorted(rows, lexical.rows)] = lexical.scores
    if len(lexical.rows) == depth:
        # the leg may have left out some that the other found
        others = np.flatnonzero(shares == 0)
        shares[others] = segment.passage_index.scores(query.passages, rows[others])
    ordinals = segment.passages.documents[rows].astype(np.int64)
    of_documents = segment.document_index.scores(query.documents, ordinals)
    return Candidates(
        segment,
        rows,
        LegScores(
            shares / np.float32(query.passages.ceiling or 1),
            of_documents / np.float32(query.documents.ceiling or 1),
            segment.dense.cosines(query.vector, rows),
        ),
    )
