"""What a running service holds."""

from dataclasses import dataclass, field

from fastapi import Request

from index.search import SearchEngine
from index.store import Store
from service.answering import Answerer
from service.jobs import UploadJobs
from service.settings import Settings
from service.start import open_engine


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
