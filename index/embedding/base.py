"""What every embedder offers the dense index."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into vectors whose inner product is their similarity.

    `fingerprint` changes whenever the same text would get another vector; the store keeps it
    beside the vectors, so that vectors of two embedders are never mixed.
    """

    name: str
    fingerprint: str
    dimensions: int

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return L2-normalised float32 vectors of shape [len(texts), dimensions]."""
        ...

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return L2-normalised float32 vectors of shape [len(texts), dimensions]."""
        ...
