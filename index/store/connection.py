"""Connects to the database of a store, and brings an older one to this version."""

import sqlite3
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event, insert, select, text, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from index.errors import IndexingError
from index.store import tables

BUSY_TIMEOUT_MS = 30_000
WAIT_SECONDS = 0.02
SQLITE = "sqlite"
WRITES = "policyqa_writes"
# Asked for with every question: as text it costs half of what SQLAlchemy's expression does
READ_REVISION = "SELECT value FROM settings WHERE key = 'revision'"
STORE_ID = "store_id"  # tells a search index whether it was built of this store


class Database:
    """A database for reading, in transactions that see one state, and for writing."""

    def __init__(self, url: str) -> None:
        """Open or create it. Raises IndexingError when its version is not ours."""
        parsed_url = make_url(url)
        is_sqlite = parsed_url.get_backend_name() == SQLITE
        if is_sqlite and parsed_url.database:
            Path(parsed_url.database).parent.mkdir(parents=True, exist_ok=True)
        self._engine = create_engine(parsed_url)
        self._writing = self._engine.execution_options(**{WRITES: True})
        if is_sqlite:
            event.listen(self._engine, "connect", _prepare_sqlite)
            event.listen(self._engine, "begin", _begin_sqlite)
        with self._writing.begin() as connection:
            tables.schema.create_all(connection)
            _bring_to_this_version(connection, str(parsed_url))

    def reading(self) -> Connection:
        """Return a connection whose reads all see one state; a context that closes it."""
        return self._engine.connect()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection that is committed at the end, or rolled back on an error.

        Raises IndexingError when the database cannot be written.
        """
        try:
            with self._writing.begin() as connection:
                yield connection
        except OperationalError as error:
            raise IndexingError(
                f"the store cannot be written: {error.orig}. Free some disk space, make its folder "
                "writable, or end what holds it locked, then try again"
            ) from error

    def close(self) -> None:
        """Release the connections."""
        self._engine.dispose()


def setting(connection: Connection, key: str) -> str | None:
    """Return what is set under a key, or None."""
    return connection.scalar(select(tables.settings.c.value).where(tables.settings.c.key == key))


def set_setting(connection: Connection, key: str, value: str) -> None:
    """Set what stands under a key."""
    statement = update(tables.settings).where(tables.settings.c.key == key).values(value=value)
    if not connection.execute(statement).rowcount:
        connection.execute(insert(tables.settings), {"key": key, "value": value})


def revision_of(connection: Connection) -> int:
    """Return a number that grows with every change of the store."""
    return int(connection.exec_driver_sql(READ_REVISION).scalar() or 0)


def raised_revision(connection: Connection) -> int:
    """Return the next revision, which from here on is the store's."""
    revision = revision_of(connection) + 1
    set_setting(connection, "revision", str(revision))
    return revision


def _bring_to_this_version(connection: Connection, url: str) -> None:
    if setting(connection, STORE_ID) is None:
        set_setting(connection, STORE_ID, uuid.uuid4().hex)
    version = setting(connection, "schema_version")
    if version is None:
        set_setting(connection, "schema_version", str(tables.SCHEMA_VERSION))
        return
    for step in range(int(version), tables.SCHEMA_VERSION):
        for statement in tables.UPGRADES[step]:
            connection.execute(text(statement))
        set_setting(connection, "schema_version", str(step + 1))
    if int(version) > tables.SCHEMA_VERSION:
        raise IndexingError(
            f"the store {url} has schema version {version}, this policyqa reads "
            f"{tables.SCHEMA_VERSION}. Install the policyqa that wrote it, or set "
            "POLICYQA_DATA to a new folder and ingest again"
        )


def _begin_sqlite(connection: Connection) -> None:
    # All reads of a connection see one state: the driver alone would open none for SELECT. What
    # writes waits for its turn here: a reading transaction that turned to writing would not wait.
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare_sqlite(connection: Any, record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by _begin_sqlite
    connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    _keep_a_log(connection)
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")


def _keep_a_log(connection: Any) -> None:
    """Turn to the write-ahead log; SQLite does not wait its busy time for this, so we do.

    https://www.sqlite.org/wal.html: of two that open a new database at once one is told that it is
    locked.
    """
    until = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(WAIT_SECONDS)
        else:
            return
