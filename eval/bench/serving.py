"""`python -m eval.bench.serving MODULE TEXTS FOLDER PORT`: a library behind a minimal app.

One process of FastAPI and uvicorn, as policyqa's own API is, and nothing but the search in it.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel

from eval.bench.model import SharedFolder
from eval.bench.systems.given_vectors import query_vectors
from eval.bench.systems.library import Hit, Search, library_in
from eval.services.processes import HOST


class SearchRequest(BaseModel):
    """A search for clauses."""

    query: str
    k: int = 10


class FoundClause(BaseModel):
    """A clause found."""

    id: str
    text: str


class SearchResponse(BaseModel):
    """Clauses, best first."""

    items: list[FoundClause]


def search_app(search: Search) -> FastAPI:
    """Return an app whose one route searches, in the threads that FastAPI gives such routes."""
    app = FastAPI()

    @app.post("/search")
    def found(body: SearchRequest) -> SearchResponse:
        hits: Sequence[Hit] = search(body.query)[: body.k]
        return SearchResponse(items=[FoundClause(id=hit.id, text=hit.text) for hit in hits])

    return app


def main() -> None:
    """Load and serve until told to stop."""
    module, texts_folder, folder, port = sys.argv[1:]
    vectors = query_vectors(SharedFolder(Path(texts_folder)))
    search = library_in(module).load(Path(folder), vectors)
    uvicorn.run(search_app(search), host=HOST, port=int(port), log_level="warning")


if __name__ == "__main__":
    main()
