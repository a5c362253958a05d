"""Connects to the database of a store, and brings an older one to this version."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, select, text, update
from sqlalchemy.engine import make_url

from index.errors import IndexingError
from index.store import tables

BUSY_TIMEOUT_MS = 30_000
SQLITE = "sqlite"


def connected(url: str) -> Engine:
    """Open or create a store's database. Raises IndexingError when its version is not ours."""
    parsed_url = make_url(url)
    is_sqlite = parsed_url.get_backend_name() == SQLITE
    if is_sqlite and parsed_url.database:
        Path(parsed_url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed_url)
    if is_sqlite:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    with engine.begin() as connection:
        tables.schema.create_all(connection)
        _bring_to_this_version(connection, str(parsed_url))
    return engine


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
    return int(setting(connection, "revision") or 0)


def raised_revision(connection: Connection) -> int:
    """Return the next revision, which from here on is the store's."""
    revision = revision_of(connection) + 1
    set_setting(connection, "revision", str(revision))
    return revision


def _bring_to_this_version(connection: Connection, url: str) -> None:
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
    # All reads of a connection see one state: the driver alone would open none for SELECT
    connection.exec_driver_sql("BEGIN")


def _prepare_sqlite(connection: Any, record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by _begin_sqlite
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
