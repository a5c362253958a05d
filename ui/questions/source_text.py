"""A document's text around a citation, in paragraphs in which the quoted words are marked."""

from dataclasses import dataclass

from ui.connection import Json
from ui.marked_text import Mark, marked_paragraphs

QUOTE = "quote"
CHARACTERS_AROUND = 20_000  # read on either side of the clause; more would slow the browser


@dataclass(frozen=True)
class Excerpt:
    """Paragraphs as data for the browser, and how many characters of the text lie outside."""

    paragraphs: list[Json]
    before: int
    after: int


def excerpt_of(text: str, citation: Json) -> Excerpt | None:
    """Return the text around a citation, or None if the text is no longer the one cited from."""
    if text[citation["quote_start"] : citation["quote_end"]] != citation["quote"]:
        return None
    start = max(0, min(citation["start"], citation["quote_start"]) - CHARACTERS_AROUND)
    end = min(len(text), max(citation["end"], citation["quote_end"]) + CHARACTERS_AROUND)
    quote = Mark(citation["quote_start"], citation["quote_end"], QUOTE)
    clause = (citation["start"], citation["end"])
    return Excerpt(
        list(marked_paragraphs(text, [quote], clause, start, end)), start, len(text) - end
    )


def cited_clause(citation: Json) -> Excerpt:
    """Return the cited clause alone, from the answer itself."""
    offset = citation["start"]
    quote = (citation["quote_start"] - offset, citation["quote_end"] - offset)
    clause = citation["text"]
    if not 0 <= quote[0] < quote[1] <= len(clause):  # the quote lies in a rule elsewhere
        clause, quote = citation["quote"], (0, len(citation["quote"]))
    whole = (0, len(clause))
    return Excerpt(list(marked_paragraphs(clause, [Mark(*quote, QUOTE)], whole)), 0, 0)
