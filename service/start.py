"""Opens the search engine of a data folder."""

from sqlalchemy.exc import SQLAlchemyError

from index.embedding import EmbedderError, embedder_named
from index.errors import IndexingError
from index.ingestion import writer_lock
from index.reranking import LinearReranker
from index.search import SearchEngine
from index.store import Store
from service.errors import ReaderError, SettingsError
from service.settings import Settings

# What is said of in one line: the user can mend it
START_ERRORS = (EmbedderError, IndexingError, ReaderError, SettingsError)


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
