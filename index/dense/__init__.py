"""Dense indexes: vectors of passages, searched by inner product."""

from index.dense.base import DenseIndex, Similarities
from index.dense.faiss_index import FaissIndex
from index.dense.faiss_writer import FaissWriter
from index.dense.memory_vectors import MemoryVectors

__all__ = ["DenseIndex", "FaissIndex", "FaissWriter", "MemoryVectors", "Similarities"]
