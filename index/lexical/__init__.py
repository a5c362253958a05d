"""Lexical indexes: BM25 over the terms of passages."""

from index.lexical.base import LexicalHits, LexicalIndex
from index.lexical.tantivy_index import TantivyIndex

__all__ = ["LexicalHits", "LexicalIndex", "TantivyIndex"]
