"""Official terms and the plain words that people use for them, from `plain_words.tsv`."""

import random
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

PLAIN_WORDS_FILE = Path(__file__).with_name("plain_words.tsv")
REPLACED_SHARE = 0.75  # of the official terms found; the rest stay, as people also quote them


class PlainWords:
    """Rephrases official text as people speak: 用人单位解除劳动合同 → 老板辞退."""

    def __init__(self, plain_of: Mapping[str, Sequence[str]]) -> None:
        self._plain_of = {official: tuple(plain) for official, plain in plain_of.items()}
        # Longest first: "有限责任公司" before "责任"
        longest_first = sorted(self._plain_of, key=lambda term: (-len(term), term))
        self._official = re.compile("|".join(map(re.escape, longest_first)))

    @property
    def words(self) -> list[str]:
        """All official terms and plain words, each once, sorted."""
        plain = {word for words in self._plain_of.values() for word in words}
        return sorted(plain | set(self._plain_of))

    def rephrase(self, text: str, chance: random.Random) -> str:
        """Return the text with most of its official terms replaced by a plain word each."""

        def plain(found: re.Match[str]) -> str:
            if chance.random() >= REPLACED_SHARE:
                return found.group()
            return chance.choice(self._plain_of[found.group()])

        return self._official.sub(plain, text)


def read_plain_words(path: Path = PLAIN_WORDS_FILE) -> PlainWords:
    """Return the glossary of a file with a heading row and `official<TAB>plain` a line."""
    plain_of: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        official, plain = line.split("\t")
        plain_of.setdefault(official, []).append(plain)
    return PlainWords(plain_of)
