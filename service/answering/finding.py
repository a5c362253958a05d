"""What the readers hand to the verifier: statements with the words that should support them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.facts.models import Responsibility
from corpus.models import Clause, ClauseKind, Document
from index.errors import UnknownDocumentError
from index.search import Hit, SearchResult
from index.store import Snapshot


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a clause, `document.text[start:end]`, and how well they meet the question."""

    document: Document
    clause: Clause
    start: int
    end: int
    score: float

    @property
    def text(self) -> str:
        """The words, verbatim."""
        return self.document.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement to be verified. `facts` are the names in it that its quotes must hold."""

    text: str
    quotes: tuple[Quote, ...]
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a reader found: drafts in order, the rows behind them, how well they meet the plan."""

    drafts: tuple[Draft, ...]
    confidence: float
    responsibilities: tuple[tuple[Document, Responsibility], ...] = ()


def heading_quote(document: Document, clause: Clause, score: float) -> Quote:
    """Return the quote of a clause's heading, which it must have."""
    heading = clause.heading or ""
    start = document.text.index(heading, clause.start)
    return Quote(document, clause, start, start + len(heading), score)


def clause_by_id(document: Document, clause_id: str) -> Clause | None:
    """Return a clause of a document, or None when the document changed since it was indexed."""
    return next((clause for clause in document.clauses if clause.id == clause_id), None)


def said_in_the_body(
    clauses: Iterable[tuple[Document, Clause]],
) -> Iterator[tuple[Document, Clause]]:
    """Yield clauses in their order, once each: for a row of a table the clause that it repeats."""
    seen: set[str] = set()
    for document, clause in clauses:
        told = clause
        if clause.kind is ClauseKind.TABLE_ROW and clause.repeats_id:
            told = clause_by_id(document, clause.repeats_id) or clause
        if told.id not in seen:
            seen.add(told.id)
            yield document, told


def clauses_found(
    result: SearchResult, snapshot: Snapshot
) -> Iterator[tuple[Hit, Document, Clause]]:
    """Yield what a search found, without clauses that went since they were indexed."""
    for hit in result.hits:
        try:
            document = snapshot.document(hit.document_id)
        except UnknownDocumentError:
            continue
        clause = clause_by_id(document, hit.clause_id)
        if clause is not None:
            yield hit, document, clause
