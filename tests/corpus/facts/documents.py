"""Documents for the tests of facts: short texts, and the five shipped policies."""

from corpus.models import Document
from corpus.parser import parsed
from corpus.reading import SourceFile
from tests.conftest import POLICIES


def text_document(text: str) -> Document:
    """Return the document of a text."""
    return parsed(SourceFile("a.txt", text.encode()))


def shipped(start: str) -> Document:
    """Return the shipped policy whose file name starts so."""
    path = next(POLICIES.glob(f"{start}_*.txt"))
    return parsed(SourceFile(path.name, path.read_bytes()))


def holds(document: Document, clause_id: str, start: int, end: int, quote: str) -> bool:
    """Tell whether a quote is verbatim and stands in the own text of its clause."""
    clause = next(c for c in document.clauses if c.id == clause_id)
    is_verbatim = bool(quote) and document.text[start:end] == quote
    return is_verbatim and clause.start <= start < end <= clause.end
