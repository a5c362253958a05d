"""Readers, one per file format: bytes in, source text out."""

from corpus.reading.base import SourceFile
from corpus.reading.factory import SUPPORTED_SUFFIXES, source_text

__all__ = ["SUPPORTED_SUFFIXES", "SourceFile", "source_text"]
