"""Reads and writes documents with everything derived from them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import delete, func, insert, select

from corpus.models import Document, DocumentHeader
from index.embedding.base import Vectors
from index.errors import UnknownDocumentError
from index.store import tables
from index.store.changes import FORGOTTEN, Changes, changes_since
from index.store.connection import (
    STORE_ID,
    Database,
    raised_revision,
    revision_of,
    set_setting,
    setting,
)
from index.store.document_cache import DocumentCache
from index.store.documents import DocumentSize, documents_of, sizes_of, versions_of
from index.store.fact_lists import FactList, Keeps, listed_facts
from index.store.feedback import FeedbackTable
from index.store.jobs import JobTable
from index.store.passage_rows import (
    PASSAGES,
    VECTORS,
    StoredPassage,
    passages_in,
    passages_numbered,
    replace_vectors,
    unpacked,
)
from index.store.rows import HEADER, FoundClause, found_clauses, header_of
from index.store.versions import (
    DocumentVersion,
    delete_versions,
    keep_replaced,
    versions_of_document,
)
from index.store.whole import WholeCorpus
from index.store.writing import NewDocument, delete_documents, insert_documents


class Store:
    """The store at a database URL. Safe to use from several threads and processes."""

    def __init__(self, url: str) -> None:
        """Open or create the store. Raises IndexingError when it cannot be used."""
        self._database = Database(url)
        self.jobs = JobTable(self._database)
        self.feedback = FeedbackTable(self._database)
        self.cache = DocumentCache(self._read, self._versions_of)
        self.load_headers = lru_cache(1)(self._load_headers)
        self.load_units = lru_cache(1)(self._load_units)

    def close(self) -> None:
        """Release the database connections."""
        self._database.close()

    def revision(self) -> int:
        """Return a number that grows with every change of the store."""
        with self._database.reading() as connection:
            return revision_of(connection)

    @property
    def id(self) -> str:
        """What no other store has, however alike their documents."""
        with self._database.reading() as connection:
            return setting(connection, STORE_ID) or ""

    def ingest_keys(self) -> dict[str, str]:
        """Return what decides whether a document is up to date, by document id."""
        with self._database.reading() as connection:
            rows = connection.execute(select(tables.documents.c.id, tables.documents.c.ingest_key))
            return {row.id: row.ingest_key for row in rows}

    def ids_in_collection(self, collection: str) -> set[str]:
        """Return the ids of the documents that were ingested into a collection."""
        statement = select(tables.documents.c.id).where(tables.documents.c.collection == collection)
        with self._database.reading() as connection:
            return set(connection.scalars(statement))

    def put(self, documents: Sequence[NewDocument], embedder: str) -> None:
        """Store documents in place of earlier ones of their ids: all of them, or none."""
        if not documents:
            return
        last = {new.document.id: new for new in documents}
        with self._database.writing() as connection:
            revision = raised_revision(connection)
            came = keep_replaced(connection, {own: new.document for own, new in last.items()})
            delete_documents(connection, list(last))
            insert_documents(connection, list(last.values()), embedder, revision, came)

    def delete(self, document_id: str) -> None:
        """Remove a document. Raises UnknownDocumentError when there is none."""
        with self._database.writing() as connection:
            if not delete_documents(connection, [document_id]):
                raise UnknownDocumentError(document_id)
            delete_versions(connection, document_id)
            removal = {"document_id": document_id, "revision": raised_revision(connection)}
            connection.execute(insert(tables.removals), removal)

    def forget_removals(self, revision: int) -> None:
        """Forget what was removed up to a revision: no search index is older."""
        with self._database.writing() as connection:
            connection.execute(
                delete(tables.removals).where(tables.removals.c.revision <= revision)
            )
            known = int(setting(connection, FORGOTTEN) or 0)
            set_setting(connection, FORGOTTEN, str(max(known, revision)))

    def changes_since(
        self, revision: int, embedder: str, dimensions: int, most_passages: int
    ) -> Changes:
        """Return what changed after a revision; see `index.store.changes`."""
        with self._database.reading() as connection:
            return changes_since(connection, revision, embedder, dimensions, most_passages)

    @contextmanager
    def whole(self) -> Iterator[WholeCorpus]:
        """Give the corpus as it is now, to be read at leisure: later changes are not in it."""
        with self._database.reading() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            yield WholeCorpus(connection)

    def snapshot(self) -> "Snapshot":
        """Return a view of the documents as they are now, to read several of them by."""
        return Snapshot(self, self.revision())

    def document(self, document_id: str) -> Document:
        """Return a document. Raises UnknownDocumentError when there is none."""
        return self.snapshot().document(document_id)

    def documents(self) -> list[Document]:
        """Return every document, ordered by collection and source name."""
        snapshot = self.snapshot()
        found = snapshot.documents([header.id for header in snapshot.headers()])
        return list(found.values())

    def source(self, document_id: str) -> bytes:
        """Return the file's bytes as ingested. Raises UnknownDocumentError when there is none."""
        with self._database.reading() as connection:
            data = connection.scalar(
                select(tables.documents.c.source).where(tables.documents.c.id == document_id)
            )
        if data is None:
            raise UnknownDocumentError(document_id)
        return bytes(data)

    def document_of_clause(self, clause_id: str) -> Document:
        """Return the document that a clause is in. Raises UnknownDocumentError."""
        with self._database.reading() as connection:
            document_id = connection.scalar(
                select(tables.clauses.c.document_id).where(tables.clauses.c.id == clause_id)
            )
        if document_id is None:
            raise UnknownDocumentError(clause_id)
        return self.document(document_id)

    def clauses(self, clause_ids: Sequence[str]) -> dict[str, FoundClause]:
        """Return those of the clauses that there are, by their ids."""
        with self._database.reading() as connection:
            return dict(found_clauses(connection, clause_ids))

    def headers(self, document_ids: Sequence[str]) -> dict[str, DocumentHeader]:
        """Return what identifies those of the documents that there are, by their ids."""
        statement = HEADER.where(tables.documents.c.id.in_(document_ids))
        with self._database.reading() as connection:
            found = map(header_of, connection.execute(statement).mappings())
            return {header.id: header for header in found}

    def sizes(self, document_ids: Sequence[str]) -> dict[str, DocumentSize]:
        """Return how large those of the documents are that there are, by their ids."""
        with self._database.reading() as connection:
            return sizes_of(connection, document_ids)

    def versions(self, document_id: str) -> list[DocumentVersion]:
        """Return the versions of a document, the current one first; none where there is none."""
        with self._database.reading() as connection:
            return versions_of_document(connection, document_id)

    def facts(
        self,
        kind: str,
        headers: Sequence[DocumentHeader],
        keeps: Keeps,
        document_ids: Sequence[str] = (),
    ) -> FactList:
        """Return the facts of a kind that are kept; see `index.store.fact_lists`."""
        with self._database.reading() as connection:
            return listed_facts(connection, kind, headers, keeps, document_ids)

    def passages(self, passage_ids: Sequence[int]) -> dict[int, StoredPassage]:
        """Return the passages of these numbers that there are, by their numbers."""
        with self._database.reading() as connection:
            return {found.id: found for found in passages_numbered(connection, passage_ids)}

    def vectors_of(
        self, document_ids: Sequence[str], embedder: str, dimensions: int
    ) -> Mapping[tuple[str, str], Vectors]:
        """Return the vectors that an embedder made of documents' passages.

        By document and embedded text; a vector is [dimensions].
        """
        own = tables.passages.c.document_id.in_(document_ids)
        made = tables.passages.c.embedder == embedder
        with self._database.reading() as connection:
            stored = list(passages_in(connection, PASSAGES.where(own, made)))
            vectors = unpacked(connection.scalars(VECTORS.where(own, made)), dimensions)
        return {
            (found.document_id, found.passage.embedded_text): vector
            for found, vector in zip(stored, vectors, strict=True)
        }

    def passages_not_embedded_by(self, embedder: str, most: int) -> list[StoredPassage]:
        """Return the first passages whose vectors another embedder made, at most so many."""
        statement = PASSAGES.where(tables.passages.c.embedder != embedder).limit(most)
        with self._database.reading() as connection:
            return list(passages_in(connection, statement))

    def replace_vectors(self, passage_ids: Sequence[int], vectors: Vectors, embedder: str) -> None:
        """Replace the vectors of some passages. `vectors` is [passage_ids, dimensions]."""
        with self._database.writing() as connection:
            replace_vectors(connection, passage_ids, vectors, embedder)
            raised_revision(connection)

    def counts(self) -> dict[str, int]:
        """Return how many documents, clauses, responsibilities and passages there are."""
        counted = (tables.documents, tables.clauses, tables.responsibilities, tables.passages)
        with self._database.reading() as connection:
            return {
                table.name: connection.scalar(select(func.count()).select_from(table)) or 0
                for table in counted
            }

    def _read(self, document_ids: Sequence[str]) -> dict[str, tuple[Document, int]]:
        with self._database.reading() as connection:
            found = documents_of(connection, document_ids)
            return {document.id: (document, version) for document, version in found}

    def _versions_of(self, document_ids: Sequence[str]) -> dict[str, int]:
        with self._database.reading() as connection:
            return versions_of(connection, document_ids)

    def _load_headers(self, revision: int) -> tuple[DocumentHeader, ...]:
        table = tables.documents
        statement = HEADER.order_by(table.c.collection, table.c.source_name)
        with self._database.reading() as connection:
            return tuple(header_of(row) for row in connection.execute(statement).mappings())

    def _load_units(self, revision: int) -> tuple[tuple[str, str], ...]:
        table = tables.responsibilities
        statement = select(table.c.document_id, table.c.unit).distinct()
        with self._database.reading() as connection:
            return tuple((row[0], row[1]) for row in connection.execute(statement))


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The documents at one revision of the store."""

    store: Store
    revision: int

    def headers(self) -> tuple[DocumentHeader, ...]:
        """Return what identifies each document, ordered by collection and source name."""
        return self.store.load_headers(self.revision)

    def document(self, document_id: str) -> Document:
        """Return a document. Raises UnknownDocumentError when there is none."""
        documents = self.documents([document_id])
        if document_id not in documents:
            raise UnknownDocumentError(document_id)
        return documents[document_id]

    def documents(self, document_ids: Sequence[str]) -> dict[str, Document]:
        """Return those of the documents that there are, by their ids."""
        return self.store.cache.documents(document_ids, self.revision)

    def facts(
        self,
        kind: str,
        admits: Callable[[DocumentHeader], bool],
        keeps: Keeps,
        document_ids: Sequence[str] = (),
    ) -> FactList:
        """Return the facts of a kind in the documents admitted; see `index.store.fact_lists`."""
        headers = [header for header in self.headers() if admits(header)]
        return self.store.facts(kind, headers, keeps, document_ids)

    def units(self) -> tuple[tuple[str, str], ...]:
        """Return each unit that has a part in a task, as written, with its document's id."""
        return self.store.load_units(self.revision)
