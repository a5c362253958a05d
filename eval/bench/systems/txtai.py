"""txtai: hybrid Embeddings with vectors from outside, FAISS and BM25, content kept.

txtai's tokenizers know no Chinese words; its BM25 is extended, as it allows, to cut by jieba.
"""

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any

from eval.bench.systems.base import RESULTS
from eval.bench.systems.given_vectors import GivenVectors
from eval.bench.systems.library import Hit, Search, Stages, imported

SCORING = "eval.bench.systems.txtai_scoring.JiebaBM25"


class Txtai:
    """Adapts txtai."""

    def build(
        self, ids: Sequence[str], texts: Sequence[str], vectors: GivenVectors, folder: Path
    ) -> dict[str, float]:
        """Index texts and vectors together, and save."""
        stages = Stages()
        with stages.stage("import"):
            embeddings = imported("txtai").Embeddings(_settings(vectors))
        with stages.stage("index"):
            embeddings.index(zip(ids, texts, strict=True))
        with stages.stage("save"):
            embeddings.save(str(folder))
            embeddings.close()
        return stages.seconds

    def load(self, folder: Path, vectors: GivenVectors) -> Search:
        """Load what was saved."""
        embeddings = imported("txtai").Embeddings()
        # a function cannot be saved with the settings
        embeddings.load(str(folder), config={"transform": _transform(vectors)})

        lock = Lock()  # its database leaves locking to the caller

        def search(query: str) -> list[Hit]:
            with lock:
                found = embeddings.search(query, RESULTS)
            return [Hit(own["id"], own["text"]) for own in found]

        return search


def _settings(vectors: GivenVectors) -> dict[str, Any]:
    return {
        "method": "external",
        "transform": _transform(vectors),
        "backend": "faiss",
        "content": True,
        # as its setting `hybrid` has it, but for the method
        "scoring": {"method": SCORING, "terms": True, "normalize": True},
    }


def _transform(vectors: GivenVectors) -> Any:
    def transform(texts: list[str]) -> Any:
        return vectors.of_texts(texts)

    return transform


LIBRARY = Txtai()
