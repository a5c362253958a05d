"""A document's text around a citation, cut into paragraphs in which the quoted words are marked."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ui.connection import Json

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
    spans = tuple((citation[a], citation[b]) for a, b in _SPAN_FIELDS)
    return Excerpt(list(_paragraphs(text, start, end, *spans)), start, len(text) - end)


def cited_clause(citation: Json) -> Excerpt:
    """Return the cited clause alone, from the answer itself."""
    offset = citation["start"]
    quote = (citation["quote_start"] - offset, citation["quote_end"] - offset)
    clause = citation["text"]
    if not 0 <= quote[0] < quote[1] <= len(clause):  # the quote lies in a rule elsewhere
        clause, quote = citation["quote"], (0, len(citation["quote"]))
    whole = (0, len(clause))
    return Excerpt(list(_paragraphs(clause, 0, len(clause), whole, quote)), 0, 0)


_SPAN_FIELDS = (("start", "end"), ("quote_start", "quote_end"))


def _paragraphs(
    text: str, start: int, end: int, clause: tuple[int, int], quote: tuple[int, int]
) -> Iterator[Json]:
    """Yield the lines of `text[start:end]`, each as pieces that are quoted or not."""
    position = start
    for line in text[start:end].split("\n"):
        stop = position + len(line)
        if line.strip():
            cuts = {position, stop} | {c for c in quote if position < c < stop}
            pieces = [
                {"text": text[a:b], "quoted": quote[0] <= a and b <= quote[1]}
                for a, b in pairwise(sorted(cuts))
            ]
            cited = clause[0] < stop and position < clause[1]
            yield {"pieces": pieces, "cited": cited}
        position = stop + 1
