"""The facts of all documents in reading order, listed without reading the documents.

A listing asks for all rows of a kind and keeps those that a caller's rule keeps: names of units and
places are matched by rules that no database knows. 16,000 responsibilities take 0.1 s.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, Text, cast, select

from corpus.facts.models import Responsibility, Role
from corpus.models import DocumentHeader
from index.store import tables
from index.store.rows import FACT_KINDS, field_names

RESPONSIBILITIES = "responsibilities"
Fields = Mapping[str, Any]
Keeps = Callable[[DocumentHeader, Fields, str], bool]


@dataclass(frozen=True, slots=True)
class ListedFact:
    """A fact with the header of its document and the label of its clause."""

    header: DocumentHeader
    label: str
    fact: Any


@dataclass(frozen=True, slots=True)
class FactList:
    """Facts of one kind, of `corpus.facts.models`, made as they are asked for."""

    kind: str
    rows: Sequence[tuple[DocumentHeader, Fields, str]]

    def __len__(self) -> int:
        return len(self.rows)

    def part(self, begin: int, end: int) -> Iterator[ListedFact]:
        """Yield the facts from one place up to another."""
        for header, fields, label in self.rows[begin:end]:
            yield ListedFact(header, label, _fact(self.kind, fields))


def listed_facts(
    connection: Connection,
    kind: str,
    headers: Sequence[DocumentHeader],
    keeps: Keeps,
    document_ids: Sequence[str] = (),
) -> FactList:
    """Return the facts of a kind in the documents of these headers, in their order, that are kept.

    `kind` is a field of `corpus.facts.models.Facts`; `keeps` is given a header, the fact's fields
    as they are stored, and the label of its clause. `document_ids` are the only ones wanted; none
    are all.
    """
    rank = {header.id: number for number, header in enumerate(headers)}
    statement = _statement(kind)
    if document_ids:
        table = tables.responsibilities if kind == RESPONSIBILITIES else tables.facts
        statement = statement.where(table.c.document_id.in_(document_ids))
    found = []
    for row in connection.execute(statement):
        place = rank.get(row[0])
        if place is None:
            continue
        fields = _fields(kind, row[3:])
        if keeps(headers[place], fields, row[2] or ""):
            found.append((place, row[1], fields, row[2] or ""))
    found.sort(key=lambda own: own[:2])
    return FactList(kind, [(headers[place], fields, label) for place, _, fields, label in found])


def _statement(kind: str) -> Select[Any]:
    """Return the query of a kind: document, position, label, then the fact."""
    clauses = tables.clauses
    if kind == RESPONSIBILITIES:
        table = tables.responsibilities
        own = [table.c[name] for name in field_names(Responsibility)]
        statement = select(table.c.document_id, table.c.position, clauses.c.label, *own)
        return statement.outerjoin_from(table, clauses, clauses.c.id == table.c.clause_id)
    table = tables.facts
    fact = cast(table.c.fact, Text)  # read as JSON only where the document is wanted
    statement = select(table.c.document_id, table.c.position, clauses.c.label, fact)
    joined = statement.outerjoin_from(table, clauses, clauses.c.id == table.c.clause_id)
    return joined.where(table.c.kind == kind)


def _fields(kind: str, values: Sequence[Any]) -> Fields:
    if kind == RESPONSIBILITIES:
        return dict(zip(field_names(Responsibility), values, strict=True))
    fields: Fields = json.loads(values[0])
    return fields


def _fact(kind: str, fields: Fields) -> Any:
    if kind == RESPONSIBILITIES:
        return Responsibility(**{**fields, "role": Role(fields["role"])})
    return FACT_KINDS[kind].validate_python(fields)
