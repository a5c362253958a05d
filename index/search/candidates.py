"""What both legs find in a segment, and what each gives to what the other found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.embedding.base import Vectors
from index.filters import Filters
from index.fusion import LegScores
from index.lexical import LexicalQuery, Scores, weighted_query
from index.lexical.base import DOCUMENT_FIELDS, PASSAGE_FIELDS
from index.segment import Segment

DOCUMENTS_FOUND = 100  # whose lexical evidence counts for their passages


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
    """Return the `depth` best passages of each leg that pass the filters."""
    among = segment.among(filters)
    among_passages, among_documents = among or (None, None)
    lexical = segment.passage_index.search(query.passages, depth, among_passages)
    documents = segment.document_index.search(query.documents, DOCUMENTS_FOUND, among_documents)
    dense = segment.dense.search(query.vector, depth, among_passages)
    rows = np.union1d(lexical.rows, dense.rows)
    return Candidates(
        segment,
        rows,
        LegScores(
            _at(rows, lexical) / np.float32(query.passages.ceiling or 1),
            _document_evidence(segment, rows, documents) / np.float32(query.documents.ceiling or 1),
            segment.dense.cosines(query.vector, rows),
        ),
    )


def _document_evidence(
    segment: Segment, rows: NDArray[np.int64], documents: Scores
) -> NDArray[np.float32]:
    """Return what each row's document scores; of a document of one passage, nothing further."""
    ordinals = segment.passages.documents[rows]
    evidence = _at(ordinals, documents)
    evidence[segment.passages_of[ordinals] < 2] = 0
    return evidence


def _at(rows: NDArray[np.integer], found: Scores) -> NDArray[np.float32]:
    """Return the score of each row, 0 for one that was not found."""
    scores = np.zeros(len(rows), dtype=np.float32)
    if len(found.rows):
        order = np.argsort(found.rows)
        places = np.minimum(np.searchsorted(found.rows, rows, sorter=order), len(order) - 1)
        nearest = order[places]
        is_found = found.rows[nearest] == rows
        scores[is_found] = found.scores[nearest[is_found]]
    return scores
