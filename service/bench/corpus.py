"""Texts for benchmarks: as many clauses as wanted, from a corpus that may have fewer.

Further copies of the corpus are made of other words: in each copy every word of two or more
characters stands for another of about its frequency and its length, by an order of the copy's own.
So words are as frequent, texts as long and clauses as different from each other as in the corpus
itself, and texts hardly ever come twice.
"""

import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from corpus.catalogue import CatalogueEntry
from corpus.reading import SourceFile, source_text
from corpus.segmentation import words_of
from index.sources import IngestItem, items_in
from service.bench.json_lines import is_json_lines, opened_lines
from service.errors import ServiceError

COLLECTION = "bench"
BAND = 500  # words next to each other in frequency, among which they are exchanged
SHORTEST_EXCHANGED = 2  # characters


def benchmark_items(paths: Sequence[Path]) -> Iterator[IngestItem]:
    """Yield documents without end: those of the paths, then copies in other words.

    Raises ServiceError when the paths hold no text.
    """
    originals = list(_documents(paths))
    if not originals:
        raise ServiceError("no text in the paths given")
    yield from (_item(place, title, text, 0) for place, (title, text) in enumerate(originals))
    counts = Counter(word for _, text in originals for word in words_of(text))
    copy = 0
    while True:
        copy += 1
        other = exchanged_words(counts, seed=copy)
        for place, (title, text) in enumerate(originals):
            yield _item(place, reworded(title, other), reworded(text, other), copy)


def exchanged_words(counts: Mapping[str, int], seed: int) -> dict[str, str]:
    """Return another word for each: of its length, about as frequent, each used once."""
    by_length: dict[int, list[str]] = {}
    for word in sorted(counts, key=lambda w: (-counts[w], w)):
        if len(word) >= SHORTEST_EXCHANGED and not word.isascii():
            by_length.setdefault(len(word), []).append(word)
    chance = random.Random(seed)  # noqa: S311 - for a benchmark, not for secrets
    other: dict[str, str] = {}
    for words in by_length.values():
        for begin in range(0, len(words), BAND):
            band = words[begin : begin + BAND]
            other.update(zip(band, chance.sample(band, len(band)), strict=True))
    return other


def reworded(text: str, other: Mapping[str, str]) -> str:
    """Return a text with each of its words replaced."""
    return "".join(other.get(word, word) for word in words_of(text))


def _item(place: int, title: str, text: str, copy: int) -> IngestItem:
    name = f"{copy}/{place}.txt"
    return IngestItem(
        SourceFile(name, f"{title}\n{text}".encode(), COLLECTION), CatalogueEntry(title=title)
    )


def _documents(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Yield title and text of each document; rows of one `law` are one document."""
    for path in paths:
        if is_json_lines(path):
            yield from _laws(path)
            continue
        for item in items_in([path]):
            if isinstance(item, IngestItem):
                title = item.entry.title or item.source.name
                yield title, source_text(item.source).text


def _laws(path: Path) -> Iterator[tuple[str, str]]:
    articles: dict[str, list[str]] = {}
    with opened_lines(path) as lines:
        for number, line in enumerate(lines, start=1):
            try:
                row = json.loads(line)
                article = f"{row.get('article', '')} {row['text']}".strip()
                articles.setdefault(str(row.get("law", number)), []).append(article)
            except (ValueError, KeyError, AttributeError) as error:
                raise ServiceError(f"{path} line {number}: no `text` in it: {error}") from error
    yield from ((law, "\n".join(texts)) for law, texts in articles.items())
