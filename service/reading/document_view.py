"""A document as readers go through it: clauses by id, assignments by clause, leads, titles."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from corpus.facts.models import Responsibility
from corpus.models import Clause, ClauseKind, Document
from service.reading.sentences import ANNOUNCES, Sentence, sentences_of

VIEWS_KEPT = 2_000


@dataclass(frozen=True, slots=True)
class DocumentView:
    """What readers look up in a document.

    `leads` are the sentences that announce the clauses below theirs, by the clause announced;
    `titles` the title and the front matter's words, which name what a notice encloses, without
    those that it is addressed to.
    """

    document: Document
    clauses: Mapping[str, Clause]
    assignments: Mapping[str, tuple[Responsibility, ...]]
    leads: Mapping[str, Sentence]
    titles: str


def view_of(document: Document) -> DocumentView:
    """Return the view of a document, made once while the document stays in memory."""
    return _view(_Same(document))


def clause_by_id(document: Document, clause_id: str) -> Clause | None:
    """Return a clause of a document, or None when the document changed since it was indexed."""
    return view_of(document).clauses.get(clause_id)


class _Same:
    """A document by identity: comparing whole texts to find a view would cost more than it."""

    __slots__ = ("document",)

    def __init__(self, document: Document) -> None:
        self.document = document

    def __hash__(self) -> int:
        return id(self.document)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.document is self.document


@lru_cache(maxsize=VIEWS_KEPT)
def _view(same: _Same) -> DocumentView:
    document = same.document
    assignments: dict[str, list[Responsibility]] = {}
    for row in document.responsibilities:
        assignments.setdefault(row.clause_id, []).append(row)
    front = [
        line
        for clause in document.clauses
        if clause.kind is ClauseKind.FRONT_MATTER
        for line in document.text[clause.start : clause.end].split("\n")
        if not line.rstrip().endswith(("：", ":"))
    ]
    return DocumentView(
        document,
        {clause.id: clause for clause in document.clauses},
        {clause_id: tuple(rows) for clause_id, rows in assignments.items()},
        _leads(document),
        " ".join([document.title, *front]),
    )


def _leads(document: Document) -> dict[str, Sentence]:
    announcing: dict[str, Sentence] = {}
    parents = {clause.parent_id for clause in document.clauses}
    for clause in document.clauses:
        if clause.id in parents:
            sentences = list(sentences_of(document, clause))
            if sentences and ANNOUNCES.search(sentences[-1].text.rstrip()):
                announcing[clause.id] = sentences[-1]
    return {
        clause.id: announcing[clause.parent_id]
        for clause in document.clauses
        if clause.parent_id in announcing
    }
