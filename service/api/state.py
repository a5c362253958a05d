"""What a running service holds."""

from dataclasses import dataclass, field

from fastapi import Request
from sqlalchemy.exc import SQLAlchemyError

from index.embedding import embedder_named
from index.errors import IndexingError
from index.ingestion import writer_lock
from index.reranking import LinearReranker
from index.search import SearchEngine
from index.store import Store
from service.answering import Answerer
from service.jobs import UploadJobs
from service.settings import Settings


@dataclass
class ServiceState:
    """The store, the engine and the answerer of one process."""

    settings: Settings
    store: Store
    engine: SearchEngine
    answerer: Answerer
    jobs: UploadJobs = field(repr=False)

    def close(self) -> None:
        """Finish running jobs and release the store."""
        self.jobs.close()
        self.store.close()


def open_engine(settings: Settings) -> SearchEngine:
    """Open the store and the search index of a data folder; build the index where it is stale."""
    embedder = embedder_named(settings.embedder, settings.adapted_embedder)
    reranker = None if settings.reranker == "off" else LinearReranker.open()
    try:
        store = Store(settings.store_url)
        with writer_lock(settings.data):
            return SearchEngine(store, embedder, settings.generations, reranker=reranker)
    except (OSError, SQLAlchemyError, ImportError) as error:
        raise IndexingError(
            f"the store {settings.store_url} or folder {settings.data} cannot be used: {error}. "
            "Set POLICYQA_DATA to a folder that can be written, or POLICYQA_DATABASE_URL to a "
            "database that answers"
        ) from error


def open_state(settings: Settings) -> ServiceState:
    """Return the state of a service over a data folder."""
    engine = open_engine(settings)
    jobs = UploadJobs(engine, settings.data)
    answerer = Answerer(engine)
    answerer.warm_up()
    return ServiceState(settings, engine.store, engine, answerer, jobs)


def state_of(request: Request) -> ServiceState:
    """Return the state that answers a request, with the newest generation open."""
    state: ServiceState = request.app.state.service
    state.engine.refresh()
    return state
