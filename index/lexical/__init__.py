"""Lexical indexes: BM25 over the terms of texts with weighted fields."""

from index.lexical.base import Among, LexicalIndex, LexicalQuery, Scores
from index.lexical.bm25 import weighted_query
from index.lexical.memory_index import MemoryIndex
from index.lexical.tantivy_index import TantivyIndex, TantivyWriter

__all__ = [
    "Among",
    "LexicalIndex",
    "LexicalQuery",
    "MemoryIndex",
    "Scores",
    "TantivyIndex",
    "TantivyWriter",
    "weighted_query",
]
