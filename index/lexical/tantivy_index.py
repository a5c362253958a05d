"""BM25 with tantivy over terms that are cut before they reach it."""

import math
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Self

import tantivy

from index.lexical.base import LexicalHits
from index.passages import Passage
from index.terms import MOST_QUERY_TERMS, terms

# A passage's own words count fully; those of its headings and title less, as many share them.
FIELD_WEIGHTS = {"body": 1.0, "heading": 0.6, "title": 0.3}
ID_FIELD = "passage_id"
WRITER_MEMORY_BYTES = 50_000_000
# tantivy's BM25 has k1 = 1.2 fixed: a term found once in a text of average length is worth its idf
SATURATION = 1.0


class TantivyIndex:
    """An index folder of tantivy; passages are identified by an unsigned field."""

    def __init__(self, index: tantivy.Index) -> None:
        self._index = index
        self._schema = _schema()
        self._searcher = index.searcher()

    @classmethod
    def build(cls, folder: Path, passage_ids: Sequence[int], passages: Sequence[Passage]) -> None:
        """Write an index of the passages into a folder."""
        index = tantivy.Index(_schema(), path=str(folder))
        writer = index.writer(WRITER_MEMORY_BYTES, 1)
        for passage_id, passage in zip(passage_ids, passages, strict=True):
            document = tantivy.Document()
            document.add_unsigned(ID_FIELD, passage_id)
            for field in FIELD_WEIGHTS:
                document.add_text(field, " ".join(terms(getattr(passage, field))))
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open what `build` wrote."""
        return cls(tantivy.Index.open(str(folder)))

    def search(self, query: str, k: int, allowed: AbstractSet[int] | None) -> LexicalHits:
        """Return the k best passages for a query, among the allowed ones; None means all."""
        wanted = list(dict.fromkeys(terms(query)))  # a term counts once however often it is asked
        idf = self.inverse_document_frequencies(wanted)
        ceiling = SATURATION * sum(idf.values())
        if len(wanted) > MOST_QUERY_TERMS:
            found = (term for term in wanted if self.document_frequency(term))
            wanted = sorted(found, key=lambda term: -idf[term])[:MOST_QUERY_TERMS]
        count = self._searcher.num_docs if allowed is None else len(allowed)
        if not wanted or not count or not ceiling:
            return LexicalHits({}, ceiling)
        result = self._searcher.search(self._query(wanted, allowed), min(k, count), count=False)
        shares: dict[int, float] = {}
        for score, address in result.hits:
            passage_id = self._searcher.doc(address)[ID_FIELD][0]
            shares[passage_id] = float(score) / ceiling
        return LexicalHits(shares, ceiling)

    def inverse_document_frequencies(self, terms: Sequence[str]) -> dict[str, float]:
        """Return the idf of each term over passage bodies, by Robertson and Spärck Jones."""
        total = self._searcher.num_docs
        frequencies = {term: self.document_frequency(term) for term in terms}
        return {
            term: math.log(1 + (total - frequency + 0.5) / (frequency + 0.5))
            for term, frequency in frequencies.items()
        }

    def document_frequency(self, term: str) -> int:
        """Return how many passages hold a term in their bodies."""
        return int(self._searcher.doc_freq("body", term))

    def _query(self, wanted: Sequence[str], allowed: AbstractSet[int] | None) -> tantivy.Query:
        should = [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(
                    tantivy.Query.term_query(self._schema, field, term, index_option="freq"), weight
                ),
            )
            for field, weight in FIELD_WEIGHTS.items()
            for term in wanted
        ]
        matching = tantivy.Query.boolean_query(should)
        if allowed is None:
            return matching
        among = tantivy.Query.term_set_query(self._schema, ID_FIELD, list(allowed))
        return tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Must, matching),
                (tantivy.Occur.Must, tantivy.Query.const_score_query(among, 0.0)),
            ]
        )


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field(ID_FIELD, stored=True, indexed=True, fast=True)
    for field in FIELD_WEIGHTS:
        builder.add_text_field(
            field, stored=False, tokenizer_name="whitespace", index_option="freq"
        )
    return builder.build()
