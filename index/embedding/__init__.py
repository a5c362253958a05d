"""Embedders, one a file: the built-in static model, and any sentence-transformers model."""

from index.embedding.base import Embedder, Vectors
from index.embedding.errors import EmbedderError
from index.embedding.factory import embedder_named

__all__ = ["Embedder", "EmbedderError", "Vectors", "embedder_named"]
