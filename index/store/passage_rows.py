"""Passages as rows of the store, with their vectors in 16-bit floats."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from sqlalchemy import Connection, Select, bindparam, select, update
from sqlalchemy.engine import Row

from index.embedding.base import Vectors
from index.passages import Passage
from index.store import tables
from index.store.rows import own_fields

STORED_FLOAT = np.float16
A_FEW_AT_ONCE = {"yield_per": 5_000}


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with its number in the store."""

    id: int
    document_id: str
    passage: Passage


_COLUMNS = (
    tables.passages.c.id,
    tables.passages.c.document_id,
    *(tables.passages.c[f.name] for f in fields(Passage)),
)
# In order of their numbers
PASSAGES = select(*_COLUMNS).order_by(tables.passages.c.id)
VECTORS = select(tables.passages.c.vector).order_by(tables.passages.c.id)
SELECT_NUMBERED = f"SELECT {', '.join(c.name for c in _COLUMNS)} FROM passages WHERE id IN"  # noqa: S608
PASSAGES_WITH_VECTORS = select(*_COLUMNS, tables.passages.c.embedder, tables.passages.c.vector)


def passage_row(passage: Passage, vector: Vectors, embedder: str) -> dict[str, Any]:
    """Return a passage as a row, but for its document. `vector` is [dimensions]."""
    return own_fields(passage) | {"embedder": embedder, "vector": packed(vector)}


def packed(vector: Vectors) -> bytes:
    """Return a vector as the store keeps it."""
    return vector.astype(STORED_FLOAT).tobytes()


def unpacked(vectors: Iterable[bytes], dimensions: int) -> Vectors:
    """Return stored vectors, [vectors, dimensions]."""
    joined = np.frombuffer(b"".join(vectors), dtype=STORED_FLOAT)
    return joined.reshape(-1, dimensions).astype(np.float32)


def passages_in(connection: Connection, statement: Select[Any]) -> Iterator[StoredPassage]:
    """Yield the passages of a statement made of `PASSAGES`, a few at a time from the database."""
    for row in connection.execute(statement, execution_options=A_FEW_AT_ONCE):
        yield stored_passage(row)


def passages_numbered(
    connection: Connection, passage_ids: Sequence[int]
) -> Iterator[StoredPassage]:
    """Yield those of the passages of these numbers that there are, in no order.

    Asked for with every question: as text it costs half of what SQLAlchemy's expression does.
    """
    numbers = ",".join(str(int(number)) for number in passage_ids)
    if numbers:
        yield from map(stored_passage, connection.exec_driver_sql(f"{SELECT_NUMBERED} ({numbers})"))


def vectors_in(
    connection: Connection, statement: Select[Any], dimensions: int
) -> Iterator[Vectors]:
    """Yield the vectors of a statement made of `VECTORS` in blocks, [rows, dimensions]."""
    rows = connection.execute(statement, execution_options=A_FEW_AT_ONCE)
    for block in rows.scalars().partitions():
        yield unpacked(block, dimensions)


def replace_vectors(
    connection: Connection, passage_ids: Sequence[int], vectors: Vectors, embedder: str
) -> None:
    """Replace the vectors of some passages. `vectors` is [passage_ids, dimensions]."""
    statement = (
        update(tables.passages)
        .where(tables.passages.c.id == bindparam("passage_id"))
        .values(vector=bindparam("new_vector"), embedder=embedder)
    )
    rows = [
        {"passage_id": passage_id, "new_vector": packed(vector)}
        for passage_id, vector in zip(passage_ids, vectors, strict=True)
    ]
    connection.execute(statement, rows)


def stored_passage(row: Row[Any]) -> StoredPassage:
    """Return the passage in a row of `PASSAGES`, or of one that begins so."""
    values = list(row)
    return StoredPassage(values[0], values[1], Passage(*values[2 : len(_COLUMNS)]))
