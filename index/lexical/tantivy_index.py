"""BM25 with tantivy over terms that are cut before they reach it."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import tantivy
from numpy.typing import NDArray

from index.columns import CATEGORIES, DATES, NO_DATE, DocumentColumns
from index.filters import Filters, places_of
from index.lexical.base import NO_SCORES, Among, LexicalQuery, Scores
from index.lexical.bm25 import inverse_document_frequency

ROW, DOCUMENT = "row", "document"
LENGTHS_FILE = "average_lengths.json"
WRITER_MEMORY_BYTES = 400_000_000
ROWS_ONE_BY_ONE = 1_000
LAST_DAY = date.max.toordinal()
Occur, Query = tantivy.Occur, tantivy.Query


class TantivyIndex:
    """An index folder of tantivy: texts by row, each with its document's filterable columns."""

    def __init__(
        self,
        index: tantivy.Index,
        fields: Sequence[str],
        documents: DocumentColumns,
        average_lengths: Mapping[str, float],
    ) -> None:
        self._schema = _schema(fields)
        self._searcher = index.searcher()
        self._documents = documents
        self._average_lengths = average_lengths

    @classmethod
    def open(cls, folder: Path, fields: Sequence[str], documents: DocumentColumns) -> Self:
        """Open what `TantivyWriter` wrote; its files are mapped into memory."""
        lengths = json.loads((folder / LENGTHS_FILE).read_text("utf-8"))
        return cls(tantivy.Index.open(str(folder)), fields, documents, lengths)

    @property
    def size(self) -> int:
        """How many texts are indexed."""
        return int(self._searcher.num_docs)

    @property
    def average_lengths(self) -> Mapping[str, float]:
        """The average number of terms of each field."""
        return self._average_lengths

    def frequencies(self, field: str, terms: Sequence[str]) -> NDArray[np.int64]:
        """Return how many texts hold each term in a field, [terms]."""
        counted = (self._searcher.doc_freq(field, term) for term in terms)
        return np.fromiter(counted, dtype=np.int64, count=len(terms))

    def search(self, query: LexicalQuery, k: int, among: Among | None) -> Scores:
        """Return the k best rows that share a term with the query, of those that may be found."""
        matching = self._matching(query)
        if k <= 0 or not matching:
            return NO_SCORES
        wanted: tantivy.Query = Query.boolean_query([(Occur.Should, part) for part in matching])
        if among is not None:
            filtering = self._filtering(among.filters)
            parts = [(Occur.Must, Query.const_score_query(part, 0.0)) for part in filtering]
            wanted = Query.boolean_query([(Occur.Must, wanted), *parts]) if parts else wanted
        depth = min(k, self.size)
        while True:
            found = self._found(wanted, depth)
            if among is None:
                return found
            # What went since the index was built is found too, and left out here
            stays = among.rows[found.rows]
            if stays.sum() >= k or len(found.rows) < depth or depth == self.size:
                return Scores(found.rows[stays][:k], found.scores[stays][:k])
            depth = min(2 * depth, self.size)

    def scores(self, query: LexicalQuery, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the score of each row, [rows]; 0 for one that shares no term."""
        scores = np.zeros(len(rows), dtype=np.float32)
        matching = self._matching(query)
        if len(rows) and matching:
            distinct, places = np.unique(rows, return_inverse=True)
            wanted = Query.boolean_query(
                [
                    (Occur.Must, Query.const_score_query(self._rows(distinct), 0.0)),
                    (Occur.Must, Query.boolean_query([(Occur.Should, p) for p in matching])),
                ]
            )
            found = self._found(wanted, len(distinct))
            of_distinct = np.zeros(len(distinct), dtype=np.float32)
            of_distinct[np.searchsorted(distinct, found.rows)] = found.scores
            scores = of_distinct[places]
        return scores

    def _found(self, wanted: tantivy.Query, depth: int) -> Scores:
        hits = self._searcher.search(wanted, depth, count=False).hits
        if not hits:
            return NO_SCORES
        rows = self._searcher.fast_field_values(ROW, [address for _, address in hits])
        return Scores(
            np.array(rows, dtype=np.int64), np.array([s for s, _ in hits], dtype=np.float32)
        )

    def _rows(self, rows: NDArray[np.int64]) -> tantivy.Query:
        """Return the query of some rows: few one by one, which costs half of what a set does."""
        if len(rows) > ROWS_ONE_BY_ONE:
            return Query.term_set_query(self._schema, ROW, rows.tolist())
        one = (
            Query.term_query(self._schema, ROW, row, index_option="basic") for row in rows.tolist()
        )
        return Query.boolean_query([(Occur.Should, query) for query in one])

    def _matching(self, query: LexicalQuery) -> list[tantivy.Query]:
        """Return a query for each term and field, weighted as asked: tantivy adds its own idf."""
        parts: list[tantivy.Query] = []
        for field, weights in query.weights.items():
            frequencies = self.frequencies(field, query.terms)
            boosts = weights / inverse_document_frequency(self.size, frequencies)
            for term, frequency, boost in zip(
                query.terms, frequencies.tolist(), boosts.tolist(), strict=True
            ):
                if frequency:
                    part = Query.term_query(self._schema, field, term, index_option="freq")
                    parts.append(Query.boost_query(part, boost))
        return parts

    def _filtering(self, filters: Filters) -> list[tantivy.Query]:
        """Return the queries that a text must match to pass the filters."""
        parts = [
            self._any_of(category, wanted)
            for category, wanted in (
                ("region", sorted(filters.region_keys)),
                ("issuer", filters.issuers),
                ("kind", filters.kinds),
                ("collection", filters.collections),
            )
            if wanted
        ]
        if filters.documents:
            ordinals = self._documents.ordinals_of(filters.documents).tolist()
            parts.append(Query.term_set_query(self._schema, DOCUMENT, ordinals))
        if filters.issued_from or filters.issued_to:
            parts.append(self._between("issued_on", filters.issued_from, filters.issued_to))
        if filters.in_force_on:
            parts.append(self._between("begins_on", None, filters.in_force_on))
            parts.append(self._between("expires_on", filters.in_force_on, None))
        return parts

    def _any_of(self, field: str, values: Sequence[str]) -> tantivy.Query:
        return Query.term_set_query(self._schema, field, list(values))

    def _between(self, field: str, first: date | None, last: date | None) -> tantivy.Query:
        return Query.range_query(
            self._schema,
            field,
            tantivy.FieldType.Integer,
            first.toordinal() if first else None,
            last.toordinal() if last else None,
        )


class TantivyWriter:
    """Writes an index of texts into a folder; complete when the context ends."""

    def __init__(self, folder: Path, fields: Sequence[str], documents: DocumentColumns) -> None:
        self._folder = folder
        self._fields = fields
        self._writer = tantivy.Index(_schema(fields), path=str(folder)).writer(
            WRITER_MEMORY_BYTES, 1
        )
        self._of_document = _FilterValues(documents)
        self._totals = dict.fromkeys(fields, 0)
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self._writer.rollback()
            return
        self._writer.commit()
        self._writer.wait_merging_threads()
        lengths = {field: total / max(self._count, 1) for field, total in self._totals.items()}
        (self._folder / LENGTHS_FILE).write_text(json.dumps(lengths), "utf-8")

    def add(self, row: int, ordinal: int, terms: Mapping[str, Sequence[str]]) -> None:
        """Add a text with its row, its document's ordinal and the terms of its fields."""
        entry = tantivy.Document()
        entry.add_unsigned(ROW, row)
        self._of_document.add_to(entry, ordinal)
        for field in self._fields:
            self._totals[field] += len(terms[field])
            entry.add_text(field, " ".join(terms[field]))
        self._writer.add_document(entry)
        self._count += 1


class _FilterValues:
    """What of a document's columns is indexed with its texts."""

    def __init__(self, documents: DocumentColumns) -> None:
        self._documents = documents
        self._places = [places_of(region) for region in documents.values["region"]]

    def add_to(self, entry: tantivy.Document, ordinal: int) -> None:
        documents = self._documents
        entry.add_unsigned(DOCUMENT, ordinal)
        for category in CATEGORIES:
            code = int(documents.codes[category][ordinal])
            if code < 0:
                continue
            value = documents.values[category][code]
            for term in self._places[code] if category == "region" else (value,):
                entry.add_text(category, term)
        for name in DATES:
            day = int(documents.dates[name][ordinal])
            if name == "expires_on" and day == NO_DATE:
                day = LAST_DAY
            # without a day of issue no range holds it; without a beginning it always was in force
            if day != NO_DATE or name == "begins_on":
                entry.add_integer(name, day)


def _schema(fields: Sequence[str]) -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field(ROW, stored=False, indexed=True, fast=True)
    builder.add_unsigned_field(DOCUMENT, stored=False, indexed=True)
    for category in CATEGORIES:
        builder.add_text_field(category, stored=False, tokenizer_name="raw", index_option="basic")
    for name in DATES:
        builder.add_integer_field(name, stored=False, indexed=False, fast=True)
    for field in fields:
        builder.add_text_field(
            field, stored=False, tokenizer_name="whitespace", index_option="freq"
        )
    return builder.build()
