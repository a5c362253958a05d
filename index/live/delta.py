"""What came since a generation was built, read from the store and indexed in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.columns import DocumentColumns, PassageColumns
from index.dense import MemoryVectors
from index.embedding.base import Vectors
from index.indexed_terms import DocumentTerms, passage_terms
from index.lexical import MemoryIndex
from index.lexical.base import DOCUMENT_FIELDS, PASSAGE_FIELDS
from index.segment import Segment
from index.store import ChangedDocument, StoredPassage

SMALLEST_BLOCK = 1_024  # rows of vectors that room is made for


@dataclass(frozen=True)
class AverageLengths:
    """The average number of terms of each field, of passages and of documents."""

    passages: Mapping[str, float]
    documents: Mapping[str, float]


class Delta:
    """Grows by `add`; each `segment` is what it held at that time, and stays so.

    One thread adds while others search segments that were made before.
    """

    def __init__(self, dimensions: int, lengths: AverageLengths | None) -> None:
        """Begin empty. `lengths` are the generation's, None where it holds nothing."""
        self._passage_index = MemoryIndex(
            tuple(PASSAGE_FIELDS), lengths.passages if lengths else None
        )
        self._document_index = MemoryIndex(
            tuple(DOCUMENT_FIELDS), lengths.documents if lengths else None
        )
        self._documents: list[ChangedDocument] = []
        self._present: list[bool] = []
        self._ordinal_of: dict[str, int] = {}
        self._ids: list[int] = []
        self._document_of: list[int] = []
        self._clause_of: list[int] = []
        self._clauses: dict[str, int] = {}
        self._vectors: Vectors = np.empty((SMALLEST_BLOCK, dimensions), dtype=np.float32)

    def __len__(self) -> int:
        """Return how many passages were added, those that went again included."""
        return len(self._ids)

    def remove(self, document_ids: Sequence[str]) -> None:
        """Take out what is here of documents."""
        for document_id in document_ids:
            ordinal = self._ordinal_of.pop(document_id, None)
            if ordinal is not None:
                self._present[ordinal] = False

    def add(self, document: ChangedDocument) -> None:
        """Add a document that is not here."""
        ordinal = len(self._documents)
        self._documents.append(document)
        self._present.append(True)
        self._ordinal_of[document.header.id] = ordinal
        document_terms = DocumentTerms(document.header)
        self._append_vectors(document.vectors)
        for stored in document.passages:
            terms = passage_terms(stored.passage)
            document_terms.add(terms)
            self._passage_index.add(terms)
            self._append_passage(stored, ordinal)
        self._document_index.add(document_terms.fields())

    def segment(self) -> Segment:
        """Return what is here now, to be searched."""
        return Segment(
            DocumentColumns.of([d.header for d in self._documents], in_order=False),
            PassageColumns(
                np.array(self._ids, dtype=np.int64),
                np.array(self._document_of, dtype=np.int32),
                np.array(self._clause_of, dtype=np.int32),
            ),
            self._passage_index.up_to_now(),
            self._document_index.up_to_now(),
            MemoryVectors(self._vectors[: len(self._ids)]),
            np.array(self._present, dtype=np.bool_),
        )

    def _append_passage(self, stored: StoredPassage, ordinal: int) -> None:
        self._ids.append(stored.id)
        self._document_of.append(ordinal)
        clause = self._clauses.setdefault(stored.passage.clause_id, len(self._clauses))
        self._clause_of.append(clause)

    def _append_vectors(self, vectors: Vectors) -> None:
        """Lay vectors behind the others; segments made before keep the rows that they have."""
        begin = len(self._ids)
        end = begin + len(vectors)
        if end > len(self._vectors):
            grown = np.empty((2 * end, self._vectors.shape[1]), dtype=np.float32)
            grown[:begin] = self._vectors[:begin]
            self._vectors = grown
        self._vectors[begin:end] = vectors
