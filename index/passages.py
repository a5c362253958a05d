"""Passages: what is indexed. A clause, or a piece of an overlong one, with its headings."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from corpus.models import Clause, ClauseKind, Document

LONGEST_PASSAGE = 480  # characters
SEPARATORS = ["\n\n", "\n", "。", "；", "，", ""]
if TYPE_CHECKING:
    from langchain_text_splitters import RecursiveCharacterTextSplitter


@dataclass(frozen=True, slots=True)
class Passage:
    """`body` is `document.text[start:end]`; `title` and `heading` are its context."""

    clause_id: str
    start: int
    end: int
    title: str
    heading: str
    body: str

    @property
    def embedded_text(self) -> str:
        """The text that the embedder sees."""
        return f"{self.title} {self.heading} {self.body}"


def passages_of(document: Document) -> tuple[Passage, ...]:
    """Return the passages of a document in reading order.

    A clause that is nothing but a heading is context of its children, not a passage.
    """
    return tuple(
        Passage(clause.id, start, end, document.title, _heading(clause), document.text[start:end])
        for clause in document.clauses
        if not _is_heading_only(clause)
        for start, end in _spans(document.text, clause)
    )


def _heading(clause: Clause) -> str:
    return " ".join([*clause.path, clause.heading or ""]).strip()


def _is_heading_only(clause: Clause) -> bool:
    if clause.kind is ClauseKind.GROUP:
        return True
    own_length = clause.end - clause.body_start
    return clause.subtree_end > clause.end and own_length <= len(clause.heading or "") + 1


def _spans(text: str, clause: Clause) -> list[tuple[int, int]]:
    if clause.end - clause.start <= LONGEST_PASSAGE:
        return [(clause.start, clause.end)]
    pieces = _splitter().create_documents([text[clause.start : clause.end]])
    spans = [(clause.start + int(p.metadata["start_index"]), len(p.page_content)) for p in pieces]
    heading_end = clause.body_start + len(clause.heading or "")
    # A piece that is only the heading says nothing that the others' context does not
    return [(start, start + length) for start, length in spans if start + length > heading_end]


@cache
def _splitter() -> "RecursiveCharacterTextSplitter":
    # Imported when used: half a second that a service which only reads need not wait
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    return RecursiveCharacterTextSplitter(
        separators=SEPARATORS,
        keep_separator="end",
        chunk_size=LONGEST_PASSAGE,
        chunk_overlap=0,
        add_start_index=True,
        strip_whitespace=True,
    )
