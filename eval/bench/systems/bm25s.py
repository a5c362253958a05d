"""bm25s alone over words of jieba: no vectors, the least that finds words."""

from collections.abc import Sequence
from pathlib import Path

from eval.bench.systems.base import RESULTS
from eval.bench.systems.given_vectors import GivenVectors
from eval.bench.systems.library import Hit, Search, Stages, imported
from eval.bench.systems.tokens import jieba_tokens


class Bm25s:
    """Adapts bm25s with its default backend."""

    def build(
        self, ids: Sequence[str], texts: Sequence[str], vectors: GivenVectors, folder: Path
    ) -> dict[str, float]:
        """Index the words and save the index with the texts."""
        stages = Stages()
        with stages.stage("import"):
            bm25s = imported("bm25s")
        with stages.stage("words"):
            tokens = [jieba_tokens(text) for text in texts]
        with stages.stage("index"):
            retriever = bm25s.BM25()
            retriever.index(tokens, show_progress=False)
        with stages.stage("save"):
            corpus = [{"id": name, "text": text} for name, text in zip(ids, texts, strict=True)]
            retriever.save(str(folder), corpus=corpus)
        return stages.seconds

    def load(self, folder: Path, vectors: GivenVectors) -> Search:
        """Load index and texts."""
        retriever = imported("bm25s").BM25.load(str(folder), load_corpus=True)

        def search(query: str) -> list[Hit]:
            found = retriever.retrieve([jieba_tokens(query)], k=RESULTS, show_progress=False)
            return [Hit(own["id"], own["text"]) for own in found.documents[0]]

        return search


LIBRARY = Bm25s()
