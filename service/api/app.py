"""Builds the FastAPI application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Annotated

from fastapi import Depends, FastAPI

from service.api import asking, comparing, documents, facts, feedback, problems, uploads
from service.api.schemas import Readiness
from service.api.state import ServiceState, open_state, state_of
from service.settings import Settings

NO_DOCUMENTS = "There are no documents. Run `policyqa ingest FOLDER`, or POST one to /v1/documents"


def create_app(settings: Settings, opened: ServiceState | None = None) -> FastAPI:
    """Return the application over a data folder; it opens the index when it starts.

    Unless `opened` is given, which it closes when it ends.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.service = opened or open_state(settings)
        yield
        app.state.service.close()

    app = FastAPI(
        title="policyqa",
        version=version("policyqa"),
        summary="Answers about policy documents, with the clause that says so.",
        lifespan=lifespan,
    )
    problems.install(app)
    app.include_router(asking.router, responses=problems.described(400, 422))
    app.include_router(documents.router, responses=problems.described(404, 422))
    app.include_router(uploads.router, responses=problems.described(400, 404, 413, 415, 422))
    app.include_router(facts.router, responses=problems.described(404, 422))
    app.include_router(comparing.router, responses=problems.described(404, 422))
    app.include_router(feedback.router, responses=problems.described(400, 422))

    @app.get("/healthz", tags=["operation"])
    async def healthz() -> dict[str, str]:
        """Tell that the process is alive."""
        return {"status": "ok"}

    @app.get("/readyz", tags=["operation"])
    async def readyz(state: Annotated[ServiceState, Depends(state_of)]) -> Readiness:
        """Tell that the search index is loaded and verified, and what it holds."""
        counts = state.store.counts()
        return Readiness(
            status="ready",
            documents=counts["documents"],
            passages=state.engine.passages,
            generation=state.engine.generation,
            revision=state.store.revision(),
            embedder=state.engine.embedder.name,
            message="" if counts["documents"] else NO_DOCUMENTS,
        )

    return app
