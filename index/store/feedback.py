"""What readers said of answers."""

from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from index.store.connection import Database
from index.store.tables import feedback


@dataclass(frozen=True, slots=True)
class Vote:
    """A reader's vote on an answer; `clause_ids` are those that it cited."""

    id: str
    question: str
    vote: str
    reason: str | None = None
    comment: str | None = None
    answer_id: str | None = None
    answer: str | None = None
    clause_ids: tuple[str, ...] = ()
    filters: dict[str, Any] = field(default_factory=dict)
    given_at: datetime = field(default_factory=lambda: datetime.now(UTC))


class FeedbackTable:
    """The votes of a store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, vote: Vote) -> None:
        """Keep a vote; another of the same id takes its place."""
        row = asdict(vote) | {"clause_ids": list(vote.clause_ids)}
        try:
            self._put(row)
        except IntegrityError:  # another process has just kept one of the same id
            self._put(row)

    def _put(self, row: dict[str, Any]) -> None:
        with self._database.writing() as connection:
            connection.execute(feedback.delete().where(feedback.c.id == row["id"]))
            connection.execute(insert(feedback), row)

    def listed(self, limit: int, offset: int) -> tuple[list[Vote], int]:
        """Return votes, the newest first, and how many there are in all."""
        columns = [feedback.c[name] for name in Vote.__dataclass_fields__]
        statement = select(*columns).order_by(feedback.c.number.desc()).limit(limit).offset(offset)
        with self._database.reading() as connection:
            total = connection.scalar(select(func.count()).select_from(feedback)) or 0
            rows = connection.execute(statement).mappings().all()
        return [Vote(**{**row, "clause_ids": tuple(row["clause_ids"])}) for row in rows], total
