"""Words compared without regard to white space and width."""

import unicodedata
from dataclasses import dataclass


def compact(words: str) -> str:
    """Return words in one width, without white space: `３０ %` → `30%`."""
    pieces = (unicodedata.normalize("NFKC", character) for character in words)
    return "".join("".join(pieces).split())


@dataclass(frozen=True, slots=True)
class CompactText:
    """A document's text as `compact` makes it, with the place of each original character."""

    text: str
    place_of: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "CompactText":
        """Return the compact text; `place_of` has one entry more than the text has characters."""
        pieces: list[str] = []
        places = [0]
        for character in text:
            piece = compact(character)
            pieces.append(piece)
            places.append(places[-1] + len(piece))
        return cls("".join(pieces), tuple(places))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the compact span of `text[start:end]`."""
        return self.place_of[start], self.place_of[end]

    def spans_of(self, words: str) -> list[tuple[int, int]]:
        """Return the compact spans where some words stand."""
        sought = compact(words)
        found = []
        start = self.text.find(sought)
        while start >= 0:
            found.append((start, start + len(sought)))
            start = self.text.find(sought, start + 1)
        return found
