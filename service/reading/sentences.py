"""Sentences of clauses, and the parts of long ones."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.facts.bracketed_assignments import brackets_in
from corpus.models import Clause, ClauseKind, Document

WITHOUT_SENTENCES = (ClauseKind.BACK_MATTER, ClauseKind.TABLE)
SENTENCE_CLOSED = re.compile(r"[。！？][”’」』）)]*$")
# The cells of a table's row stand between tabs. A remark in brackets belongs to what it follows
# (…买卖业务。(共需45分钟)), a number to what it begins (…。（二）…)
SENTENCE = re.compile(
    r"[^。！？\n\t]+[。！？]?[”’」』）)]*(?:(?<=。)[（(](?![一二三四五六七八九十\d]{1,3}[）)])[^（）()。\n\t]{2,30}[）)])?"
)
WORD = re.compile(r"[\w]{2}|\w.*\w")
LINK = re.compile(r"\]\(https?://")  # [政务公开](https://…): the menu of a page, no sentence
# A sentence that announces what follows it: 包括以下费用：
ANNOUNCES = re.compile(r"[：:]$|(?:如下|以下.{0,12})[：:。]?$")
CACHED_CLAUSES = 10_000


@dataclass(frozen=True, slots=True)
class Sentence:
    """Some words of a clause: `document.text[start:end]`."""

    document: Document
    clause: Clause
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words."""
        return self.document.text[self.start : self.end]

    @property
    def is_heading(self) -> bool:
        """Whether it is only the clause's heading."""
        return self.text.rstrip("。") == (self.clause.heading or "")


def sentences_of(document: Document, clause: Clause) -> Iterator[Sentence]:
    """Yield the sentences of a clause's own text, without its number and its assignments."""
    if clause.kind in WITHOUT_SENTENCES:
        return
    own = document.text[clause.body_start : clause.end]
    for start, end in _sentence_spans(own):
        # Among titles and signatures a short notice may say all that it says
        if clause.kind is ClauseKind.FRONT_MATTER and not SENTENCE_CLOSED.search(own[start:end]):
            continue
        yield Sentence(document, clause, clause.body_start + start, clause.body_start + end)


@lru_cache(maxsize=CACHED_CLAUSES)
def _sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of sentences; what stands after an assignment is another one."""
    assignments = [
        (found.outer.start, found.outer.end) for found in brackets_in(text, 0, len(text))
    ]
    begins = [0, *(end for _, end in assignments)]
    ends = [*(start for start, _ in assignments), len(text)]
    spans = []
    for begin, stop in zip(begins, ends, strict=True):
        for match in SENTENCE.finditer(text, begin, stop):
            start, end = match.span()
            start += len(text[start:end]) - len(text[start:end].lstrip())
            end = start + len(text[start:end].rstrip())
            if WORD.search(text, start, end) and not LINK.search(text, start, end):
                spans.append((start, end))
    return tuple(spans)
