"""LangChain: a FAISS store and BM25Retriever in an EnsembleRetriever, bare retrieval.

BM25Retriever cannot be saved: it is built anew from the saved documents at each start.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.bench.systems.base import RESULTS
from eval.bench.systems.given_vectors import GivenVectors
from eval.bench.systems.library import Hit, Search, Stages, imported
from eval.bench.systems.tokens import jieba_tokens


class Langchain:
    """Adapts LangChain."""

    def build(
        self, ids: Sequence[str], texts: Sequence[str], vectors: GivenVectors, folder: Path
    ) -> dict[str, float]:
        """Split, embed, index both ways, save the half that can be saved."""
        stages = Stages()
        with stages.stage("import"):
            document = imported("langchain_core.documents").Document
            splitters = imported("langchain_text_splitters")
            faiss = imported("langchain_community.vectorstores").FAISS
        with stages.stage("split"):
            # no clause is longer, so that each stays whole and has the vector that was given
            longest = max(map(len, texts))
            splitter = splitters.RecursiveCharacterTextSplitter(chunk_size=longest, chunk_overlap=0)
            documents = splitter.split_documents(
                [
                    document(page_content=text, metadata={"id": name})
                    for name, text in zip(ids, texts, strict=True)
                ]
            )
        with stages.stage("vectors"):
            store = faiss.from_documents(documents, _embeddings(vectors))
        with stages.stage("words"):
            _bm25(documents)
        with stages.stage("save"):
            store.save_local(str(folder))
        return stages.seconds

    def load(self, folder: Path, vectors: GivenVectors) -> Search:
        """Load the store, build BM25Retriever anew, and join them."""
        faiss = imported("langchain_community.vectorstores").FAISS
        ensemble = imported("langchain_classic.retrievers").EnsembleRetriever
        # LangChain keeps its documents in a pickle; this one was written by `build` above
        store = faiss.load_local(
            str(folder), _embeddings(vectors), allow_dangerous_deserialization=True
        )
        documents = [store.docstore.search(key) for key in store.index_to_docstore_id.values()]
        retriever = ensemble(
            retrievers=[_bm25(documents), store.as_retriever(search_kwargs={"k": RESULTS})],
            weights=[0.5, 0.5],
        )

        def search(query: str) -> list[Hit]:
            found = retriever.invoke(query)[:RESULTS]
            return [Hit(own.metadata["id"], own.page_content) for own in found]

        return search


def _bm25(documents: Sequence[Any]) -> Any:
    retriever = imported("langchain_community.retrievers").BM25Retriever
    return retriever.from_documents(documents, preprocess_func=jieba_tokens, k=RESULTS)


def _embeddings(vectors: GivenVectors) -> Any:
    base = imported("langchain_core.embeddings").Embeddings

    class Given(base):  # type: ignore[misc,valid-type]
        """The vectors as LangChain asks for them, as rows of an array: less memory than lists."""

        def embed_documents(self, texts: list[str]) -> list[Any]:
            """Return the vectors of texts."""
            return list(vectors.of_texts(texts))

        def embed_query(self, text: str) -> list[float]:
            """Return the vector of a query."""
            own: list[float] = vectors.of_texts([text])[0].tolist()
            return own

    return Given()


LIBRARY = Langchain()
