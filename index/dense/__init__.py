"""Dense indexes: vectors of passages, searched by inner product."""

from index.dense.base import DenseIndex
from index.dense.faiss_flat import FaissFlatIndex

__all__ = ["DenseIndex", "FaissFlatIndex"]
