"""LlamaIndex: VectorStoreIndex over FAISS and BM25Retriever, joined by QueryFusionRetriever.

BM25Retriever has no tokenizer but a pattern; of Chinese it would make whole sentences. It takes an
index made elsewhere, so words are cut by jieba beforehand, for the texts and for each query.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.bench.systems.base import RESULTS
from eval.bench.systems.given_vectors import GivenVectors
from eval.bench.systems.library import Hit, Search, Stages, imported
from eval.bench.systems.tokens import jieba_tokens

WORD_PATTERN = r"\S+"  # words with spaces between: "推广 bim 技术"
WORDS_FOLDER = "bm25"
EMBEDDING_BATCH = 2_000


class Llamaindex:
    """Adapts LlamaIndex."""

    def build(
        self, ids: Sequence[str], texts: Sequence[str], vectors: GivenVectors, folder: Path
    ) -> dict[str, float]:
        """Index both ways and save both."""
        stages = Stages()
        with stages.stage("import"):
            core, faiss = imported("llama_index.core"), imported("faiss")
            store = imported("llama_index.vector_stores.faiss").FaissVectorStore
            schema = imported("llama_index.core.schema")
            to_dict = imported("llama_index.core.vector_stores.utils").node_to_metadata_dict
            bm25s = imported("bm25s")
        with stages.stage("nodes"):
            nodes = [
                schema.TextNode(id_=name, text=text) for name, text in zip(ids, texts, strict=True)
            ]
        with stages.stage("vectors"):
            flat = store(faiss_index=faiss.IndexFlatIP(vectors.dimensions))
            context = core.StorageContext.from_defaults(vector_store=flat)
            index = core.VectorStoreIndex(
                nodes, storage_context=context, embed_model=_embedding(vectors)
            )
        with stages.stage("words"):
            # as BM25Retriever does of its nodes, but for the tokenizer
            bm25 = bm25s.BM25(corpus=[to_dict(node) | {"node_id": node.node_id} for node in nodes])
            bm25.index([jieba_tokens(text) for text in texts], show_progress=False)
            retriever = _bm25_retriever(bm25)
        with stages.stage("save"):
            index.storage_context.persist(str(folder))
            retriever.persist(str(folder / WORDS_FOLDER))
        return stages.seconds

    def load(self, folder: Path, vectors: GivenVectors) -> Search:
        """Load both indexes and fuse them."""
        core, bm25s = imported("llama_index.core"), imported("bm25s")
        retrievers = imported("llama_index.core.retrievers")
        store = imported("llama_index.vector_stores.faiss").FaissVectorStore
        context = core.StorageContext.from_defaults(
            vector_store=store.from_persist_dir(str(folder)), persist_dir=str(folder)
        )
        index = core.load_index_from_storage(context, embed_model=_embedding(vectors))
        bm25 = bm25s.BM25.load(str(folder / WORDS_FOLDER), load_corpus=True)
        fusion = retrievers.QueryFusionRetriever(
            [index.as_retriever(similarity_top_k=RESULTS), _bm25_retriever(bm25)],
            llm=imported("llama_index.core.llms").MockLLM(),  # never asked: num_queries is 1
            mode="reciprocal_rerank",
            similarity_top_k=RESULTS,
            num_queries=1,
            use_async=False,
        )

        def search(query: str) -> list[Hit]:
            return [Hit(own.node.node_id, own.node.get_content()) for own in fusion.retrieve(query)]

        return search


def _bm25_retriever(bm25: Any) -> Any:
    base = imported("llama_index.retrievers.bm25").BM25Retriever
    bundle = imported("llama_index.core.schema").QueryBundle

    class JiebaRetriever(base):  # type: ignore[misc,valid-type]
        """BM25Retriever that is asked by words with spaces between."""

        def _retrieve(self, query_bundle: Any) -> Any:
            words = " ".join(jieba_tokens(query_bundle.query_str))
            return super()._retrieve(bundle(query_str=words))

    return JiebaRetriever(
        existing_bm25=bm25, similarity_top_k=RESULTS, skip_stemming=True, token_pattern=WORD_PATTERN
    )


def _embedding(vectors: GivenVectors) -> Any:
    base = imported("llama_index.core.embeddings").BaseEmbedding

    class Given(base):  # type: ignore[misc,valid-type]
        """The vectors as LlamaIndex asks for them."""

        def _get_text_embedding(self, text: str) -> list[float]:
            return self._get_text_embeddings([text])[0]

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            own: list[list[float]] = vectors.of_texts(texts).tolist()
            return own

        def _get_query_embedding(self, query: str) -> list[float]:
            return self._get_text_embedding(query)

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_text_embedding(query)

    return Given(embed_batch_size=EMBEDDING_BATCH)


LIBRARY = Llamaindex()
