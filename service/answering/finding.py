"""What the readers hand to the verifier: statements with the words that should support them."""

from dataclasses import dataclass

from corpus.facts.models import Responsibility
from corpus.models import Clause, Document


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a clause: `document.text[start:end]`."""

    document: Document
    clause: Clause
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words, verbatim."""
        return self.document.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement to be verified. `facts` are the names in it that its quotes must hold.

    `score` is the probability, 0 to 1, that it answers.
    """

    text: str
    quotes: tuple[Quote, ...]
    facts: tuple[str, ...] = ()
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Finding:
    """What answers a plan: drafts in order, and the rows behind them.

    `decision` answers a question of yes or no; None where the text does not decide.
    """

    drafts: tuple[Draft, ...]
    responsibilities: tuple[tuple[Document, Responsibility], ...] = ()
    decision: bool | None = None


def heading_quote(document: Document, clause: Clause) -> Quote:
    """Return the quote of a clause's heading, which it must have."""
    heading = clause.heading or ""
    start = document.text.index(heading, clause.start)
    return Quote(document, clause, start, start + len(heading))
