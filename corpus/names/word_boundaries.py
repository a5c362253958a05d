"""Where the words of a Chinese text begin and end, by the dictionary alone."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """The words of one text, and which of them each character belongs to."""

    spans: tuple[tuple[int, int], ...]
    of_character: tuple[int, ...]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of whole words that holds `start` to `end`."""
        first, last = self.of_character[start], self.of_character[end - 1]
        return self.spans[first][0], self.spans[last][1]


def words(text: str) -> Words:
    """Cut `text` into words; characters that make no dictionary word stand alone."""
    # Imported here because it reads its dictionary (0.1 s) and most callers never need it.
    import rjieba

    spans: list[tuple[int, int]] = []
    of_character: list[int] = []
    position = 0
    # Without its statistical model, which glues unknown characters into words that do not exist.
    for word in rjieba.cut(text, False):
        spans.append((position, position + len(word)))
        of_character.extend([len(spans) - 1] * len(word))
        position += len(word)
    return Words(tuple(spans), tuple(of_character))
