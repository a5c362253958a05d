"""Reads and writes documents with everything derived from them, one transaction a document."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import (
    Connection,
    Select,
    bindparam,
    create_engine,
    delete,
    event,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.engine import RowMapping, make_url

from corpus.models import Document, DocumentHeader, Furniture, UncertainSpan
from index.embedding.base import Vectors
from index.errors import IndexingError, UnknownDocumentError
from index.passages import Passage
from index.store import tables
from index.store.rows import (
    HEADER_COLUMNS,
    METADATA_COLUMNS,
    TABLE,
    clause_of,
    clause_row,
    document_row,
    fact_rows,
    facts_of,
    header_of,
)

CACHED_DOCUMENTS = 512
BUSY_TIMEOUT_MS = 30_000


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with its number in the index."""

    id: int
    document_id: str
    passage: Passage


_PASSAGES = select(
    tables.passages.c.id,
    tables.passages.c.document_id,
    *(tables.passages.c[f.name] for f in fields(Passage)),
).order_by(tables.passages.c.id)


class Store:
    """The store at a database URL. Safe to use from several threads and processes."""

    def __init__(self, url: str) -> None:
        """Open or create the store. Raises IndexingError when it cannot be used."""
        parsed_url = make_url(url)
        if parsed_url.get_backend_name() == "sqlite" and parsed_url.database:
            Path(parsed_url.database).parent.mkdir(parents=True, exist_ok=True)
        self._engine = create_engine(parsed_url)
        if parsed_url.get_backend_name() == "sqlite":
            event.listen(self._engine, "connect", _prepare_sqlite)
            event.listen(self._engine, "begin", _begin_sqlite)
        tables.schema.create_all(self._engine)
        self._check_version(str(parsed_url))
        self.load = lru_cache(CACHED_DOCUMENTS)(self._load)
        self.load_headers = lru_cache(1)(self._load_headers)
        self.load_units = lru_cache(1)(self._load_units)

    def close(self) -> None:
        """Release the database connections."""
        self._engine.dispose()

    def revision(self) -> int:
        """Return a number that grows with every change of the store."""
        with self._engine.connect() as connection:
            return int(_setting(connection, "revision") or 0)

    def ingest_keys(self) -> dict[str, str]:
        """Return what decides whether a document is up to date, by document id."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(tables.documents.c.id, tables.documents.c.ingest_key))
            return {row.id: row.ingest_key for row in rows}

    def ids_in_collection(self, collection: str) -> set[str]:
        """Return the ids of the documents that were ingested into a collection."""
        statement = select(tables.documents.c.id).where(tables.documents.c.collection == collection)
        with self._engine.connect() as connection:
            return set(connection.scalars(statement))

    def put(
        self,
        document: Document,
        source: bytes,
        ingest_key: str,
        passages: Sequence[Passage],
        vectors: Vectors,
        embedder: str,
    ) -> None:
        """Store a document in place of an earlier one of its id. `vectors` is [passages, d]."""
        with self._engine.begin() as connection:
            _delete_document(connection, document.id)
            connection.execute(insert(tables.documents), document_row(document, source, ingest_key))
            _insert_all(connection, tables.clauses, map(clause_row, document.clauses), document)
            _insert_all(
                connection,
                tables.responsibilities,
                (asdict(r) | {"position": i} for i, r in enumerate(document.responsibilities)),
                document,
            )
            _insert_all(connection, tables.facts, fact_rows(document.facts), document)
            _insert_all(
                connection,
                tables.passages,
                (
                    asdict(passage) | {"embedder": embedder, "vector": vector.tobytes()}
                    for passage, vector in zip(passages, vectors, strict=True)
                ),
                document,
            )
            _raise_revision(connection)

    def delete(self, document_id: str) -> None:
        """Remove a document. Raises UnknownDocumentError when there is none."""
        with self._engine.begin() as connection:
            if not _delete_document(connection, document_id):
                raise UnknownDocumentError(document_id)
            _raise_revision(connection)

    def snapshot(self) -> "Snapshot":
        """Return a view of the documents as they are now, to read several of them by."""
        return Snapshot(self, self.revision())

    def document(self, document_id: str) -> Document:
        """Return a document. Raises UnknownDocumentError when there is none."""
        return self.snapshot().document(document_id)

    def documents(self) -> list[Document]:
        """Return every document, ordered by collection and source name."""
        snapshot = self.snapshot()
        return [snapshot.document(header.id) for header in snapshot.headers()]

    def source(self, document_id: str) -> bytes:
        """Return the file's bytes as ingested. Raises UnknownDocumentError when there is none."""
        with self._engine.connect() as connection:
            data = connection.scalar(
                select(tables.documents.c.source).where(tables.documents.c.id == document_id)
            )
        if data is None:
            raise UnknownDocumentError(document_id)
        return bytes(data)

    def document_of_clause(self, clause_id: str) -> Document:
        """Return the document that a clause is in. Raises UnknownDocumentError."""
        with self._engine.connect() as connection:
            document_id = connection.scalar(
                select(tables.clauses.c.document_id).where(tables.clauses.c.id == clause_id)
            )
        if document_id is None:
            raise UnknownDocumentError(clause_id)
        return self.document(document_id)

    def passages(self) -> list[StoredPassage]:
        """Return every passage in order of its number."""
        with self._engine.connect() as connection:
            return _passages(connection, _PASSAGES)

    def passages_not_embedded_by(self, embedder: str) -> list[StoredPassage]:
        """Return the passages whose vectors another embedder made, in order of their numbers."""
        with self._engine.connect() as connection:
            return _passages(connection, _PASSAGES.where(tables.passages.c.embedder != embedder))

    def replace_vectors(self, passage_ids: Sequence[int], vectors: Vectors, embedder: str) -> None:
        """Replace the vectors of some passages. `vectors` is [passage_ids, dimensions]."""
        statement = (
            update(tables.passages)
            .where(tables.passages.c.id == bindparam("passage_id"))
            .values(vector=bindparam("new_vector"), embedder=embedder)
        )
        rows = [
            {"passage_id": passage_id, "new_vector": vector.tobytes()}
            for passage_id, vector in zip(passage_ids, vectors, strict=True)
        ]
        with self._engine.begin() as connection:
            connection.execute(statement, rows)
            _raise_revision(connection)

    def vectors(self, dimensions: int) -> Vectors:
        """Return the vectors of all passages in order of their numbers, [passages, dimensions]."""
        with self._engine.connect() as connection:
            rows = connection.scalars(
                select(tables.passages.c.vector).order_by(tables.passages.c.id)
            )
            data = b"".join(rows)
        return np.frombuffer(data, dtype=np.float32).reshape(-1, dimensions)

    def counts(self) -> dict[str, int]:
        """Return how many documents, clauses, responsibilities and passages there are."""
        counted = (tables.documents, tables.clauses, tables.responsibilities, tables.passages)
        with self._engine.connect() as connection:
            return {
                table.name: connection.scalar(select(func.count()).select_from(table)) or 0
                for table in counted
            }

    def _load(self, document_id: str, revision: int) -> Document:
        statement = select(tables.documents).where(tables.documents.c.id == document_id)
        with self._engine.connect() as connection:
            row = connection.execute(statement).mappings().first()
            if row is None:
                raise UnknownDocumentError(document_id)
            return Document(
                header=header_of(row),
                text=row["text"],
                furniture=tuple(Furniture(**item) for item in row["furniture"]),
                clauses=tuple(
                    clause_of(r) for r in _rows_of(connection, tables.clauses, document_id)
                ),
                facts=facts_of(
                    _rows_of(connection, tables.responsibilities, document_id),
                    _rows_of(connection, tables.facts, document_id),
                ),
                tables=tuple(TABLE.validate_python(item) for item in row["tables"]),
                uncertain=tuple(UncertainSpan(**item) for item in row["uncertain"]),
            )

    def _load_headers(self, revision: int) -> tuple[DocumentHeader, ...]:
        table = tables.documents
        columns = [table.c[name] for name in (*HEADER_COLUMNS, *METADATA_COLUMNS, "origins")]
        statement = select(*columns).order_by(table.c.collection, table.c.source_name)
        with self._engine.connect() as connection:
            return tuple(header_of(row) for row in connection.execute(statement).mappings())

    def _load_units(self, revision: int) -> tuple[tuple[str, str], ...]:
        table = tables.responsibilities
        statement = select(table.c.document_id, table.c.unit).distinct()
        with self._engine.connect() as connection:
            return tuple((row[0], row[1]) for row in connection.execute(statement))

    def _check_version(self, url: str) -> None:
        with self._engine.begin() as connection:
            version = _setting(connection, "schema_version")
            if version is None:
                connection.execute(
                    insert(tables.settings),
                    {"key": "schema_version", "value": str(tables.SCHEMA_VERSION)},
                )
                return
            for step in range(int(version), tables.SCHEMA_VERSION):
                for statement in tables.UPGRADES[step]:
                    connection.execute(text(statement))
                _set_version(connection, step + 1)
            if int(version) > tables.SCHEMA_VERSION:
                raise IndexingError(
                    f"the store {url} has schema version {version}, this policyqa reads "
                    f"{tables.SCHEMA_VERSION}. Install the policyqa that wrote it, or set "
                    "POLICYQA_DATA to a new folder and ingest again"
                )


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
        return self.store.load(document_id, self.revision)

    def units(self) -> tuple[tuple[str, str], ...]:
        """Return each unit that has a part in a task, as written, with its document's id."""
        return self.store.load_units(self.revision)


def _begin_sqlite(connection: Connection) -> None:
    # All reads of a connection see one state: the driver alone would open none for SELECT
    connection.exec_driver_sql("BEGIN")


def _prepare_sqlite(connection: Any, record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by _begin_sqlite
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")


def _setting(connection: Connection, key: str) -> str | None:
    return connection.scalar(select(tables.settings.c.value).where(tables.settings.c.key == key))


def _set_version(connection: Connection, version: int) -> None:
    statement = update(tables.settings).where(tables.settings.c.key == "schema_version")
    connection.execute(statement.values(value=str(version)))


def _raise_revision(connection: Connection) -> None:
    revision = int(_setting(connection, "revision") or 0)
    if revision:
        statement = update(tables.settings).where(tables.settings.c.key == "revision")
        connection.execute(statement.values(value=str(revision + 1)))
    else:
        connection.execute(insert(tables.settings), {"key": "revision", "value": "1"})


def _passages(connection: Connection, statement: Select[Any]) -> list[StoredPassage]:
    return [
        StoredPassage(row[0], row[1], Passage(*row[2:])) for row in connection.execute(statement)
    ]


def _delete_document(connection: Connection, document_id: str) -> bool:
    for table in (tables.clauses, tables.responsibilities, tables.facts, tables.passages):
        connection.execute(delete(table).where(table.c.document_id == document_id))
    result = connection.execute(
        delete(tables.documents).where(tables.documents.c.id == document_id)
    )
    return bool(result.rowcount)


def _insert_all(
    connection: Connection, table: Any, rows: Iterator[dict[str, Any]], document: Document
) -> None:
    complete = [row | {"document_id": document.id} for row in rows]
    if complete:
        connection.execute(insert(table), complete)


def _rows_of(connection: Connection, table: Any, document_id: str) -> Sequence[RowMapping]:
    statement = select(table).where(table.c.document_id == document_id).order_by(table.c.position)
    return connection.execute(statement).mappings().all()
