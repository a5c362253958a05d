"""Any model that sentence-transformers can load: a hub model or a local folder by name."""

import hashlib
from collections.abc import Sequence
from threading import Lock

import numpy as np
from sentence_transformers import SentenceTransformer

from index.embedding.base import Vectors
from index.embedding.errors import EmbedderError

PROBE = "政策条款 policy clause 2025"


class SentenceTransformerEmbedder:
    """A sentence-transformers model, with its own prompts for queries and passages."""

    def __init__(self, name: str) -> None:
        """Load a model. Raises EmbedderError when there is none of that name."""
        self.name = name
        self._lock = Lock()  # a fast tokenizer serves one thread at a time
        try:
            self._model = SentenceTransformer(name)
        except Exception as error:  # the library raises many kinds, none of its own
            raise EmbedderError(
                f"the embedder {name!r} cannot be loaded: {error}. Set POLICYQA_EMBEDDER to "
                "'builtin', the folder of a sentence-transformers model, or a model's hub name"
            ) from error
        self.dimensions = int(self._model.get_embedding_dimension() or 0)
        probe = self.embed_passages([PROBE])
        digest = hashlib.sha256(np.round(probe, 4).tobytes()).hexdigest()[:16]
        self.fingerprint = f"{name}:{self.dimensions}:{digest}"

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return L2-normalised float32 vectors of shape [len(texts), dimensions]."""
        with self._lock:
            return _normalised(self._model.encode_document(list(texts), show_progress_bar=False))

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return L2-normalised float32 vectors of shape [len(texts), dimensions]."""
        with self._lock:
            return _normalised(self._model.encode_query(list(texts), show_progress_bar=False))


def _normalised(vectors: object) -> Vectors:
    array: Vectors = np.asarray(vectors, dtype=np.float32)
    lengths = np.linalg.norm(array, axis=1, keepdims=True).astype(np.float32)
    normalised: Vectors = array / np.maximum(lengths, np.float32(1e-12))
    return normalised
