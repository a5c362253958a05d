"""A part of the corpus that is searched as one: a generation, or the live delta."""

from dataclasses import dataclass
from functools import cached_property

from index.columns import DocumentColumns, Mask, PassageColumns
from index.dense import DenseIndex
from index.filters import Filters
from index.lexical import Among, LexicalIndex


@dataclass(frozen=True)
class Segment:
    """Indexes over passages and over whole documents, with the columns of both.

    `present` [documents] is false where a document went since the segment was made.
    """

    documents: DocumentColumns
    passages: PassageColumns
    passage_index: LexicalIndex
    document_index: LexicalIndex
    dense: DenseIndex
    present: Mask

    @cached_property
    def passage_count(self) -> int:
        """How many passages there are of documents that are present."""
        if self.present.all():
            return len(self.passages)
        return int(self.present[self.passages.documents].sum())

    def among(self, filters: Filters) -> Among | None:
        """Return which passages may be found; None means all of them."""
        if not filters.restrict:
            return self._among_present
        documents = self.present & self.documents.admitted(filters)
        return Among(filters, documents[self.passages.documents])

    @cached_property
    def _among_present(self) -> Among | None:
        if self.present.all():
            return None
        return Among(Filters(), self.present[self.passages.documents])
