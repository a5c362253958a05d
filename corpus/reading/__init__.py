"""Readers, one per file format: bytes in, SourceText out."""

from corpus.reading.base import SourceFile, SourceText
from corpus.reading.factory import SUPPORTED_SUFFIXES, source_text

__all__ = ["SUPPORTED_SUFFIXES", "SourceFile", "SourceText", "source_text"]
