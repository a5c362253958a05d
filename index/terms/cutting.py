"""Cuts texts into characters, bigrams, words and the terms that stand for what is written."""

import re
from functools import cache, lru_cache
from operator import add

from corpus.names.departments import department_index
from corpus.segmentation import Cut, words_of, words_with
from index.terms.normalization import normalized
from index.terms.numbers import document_number_terms, number_terms

# A run of Chinese characters or of Latin letters and digits: "bim技术2025" → bim, 技术, 2025
RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+")
# Something to look up rather than punctuation: "技术", "8.5", not "、"
WORDLIKE = re.compile(r"[\u3400-\u9fffa-z0-9]")

FIRST_CHINESE, LAST_CHINESE = "\u3400", "\u9fff"
TEXTS_REMEMBERED = 1_024
UNIT_MARK = "@"  # begins the term that all names of a unit share: 发改委, 发展和改革委员会


def characters(text: str) -> list[str]:
    """Return Chinese characters one by one and Latin runs whole, of a normalized text."""
    found: list[str] = []
    for run in RUN.findall(text):
        if run[0] < FIRST_CHINESE:
            found.append(run)
        else:
            found.extend(run)
    return found


def bigrams(text: str) -> list[str]:
    """Return pairs of neighbouring Chinese characters, and Latin runs, of a normalized text."""
    found: list[str] = []
    for run in RUN.findall(text):
        if run[0] < FIRST_CHINESE:
            found.append(run)
        else:
            found.extend(map(add, run, run[1:]))
    return found


def words(text: str) -> list[str]:
    """Return the dictionary words of a normalized text, without punctuation.

    A unit's name is one word, and then the words of which it is made, so that part of it finds
    it, and the term that its other names share.
    """
    of_unit = unit_terms()
    found: list[str] = []
    for word in _cut_with_units()(text):
        of_this = of_unit.get(word)
        if of_this is not None:
            found.extend(of_this)
        elif FIRST_CHINESE <= word[0] <= LAST_CHINESE or WORDLIKE.search(word):
            found.append(word)
    return found


def terms(text: str) -> list[str]:
    """Return the terms of any text for the lexical index, with repeats.

    Words, bigrams, then one form for each number and document number.
    """
    text = normalized(text)
    return [*_words_bigrams_numbers(text), *document_number_terms(text)]


def features(text: str) -> list[str]:
    """Return the features of any text for the built-in embedder: characters, then terms."""
    text = normalized(text)
    return [*characters(text), *_words_bigrams_numbers(text)]


@lru_cache(maxsize=TEXTS_REMEMBERED)
def _words_bigrams_numbers(text: str) -> tuple[str, ...]:
    """Return what terms and features of a normalized text share: who reads one often reads both."""
    return (*words(text), *bigrams(text), *number_terms(text))


@cache
def unit_terms() -> dict[str, tuple[str, ...]]:
    """Return the terms of each name of a unit: the name, its words, what its names share."""
    index = department_index()
    keys = {name: options[0].department.key for name, options in index.names.items()}
    keys |= {name: unit.department.key for name, unit in index.national_names.items()}
    of_unit: dict[str, tuple[str, ...]] = {}
    for name, key in keys.items():
        parts = [word for word in words_of(name) if word != name]
        of_unit[name] = (name, *parts, UNIT_MARK + key)
    return of_unit


@cache
def _cut_with_units() -> Cut:
    """Return what cuts texts by the dictionary with the names of units as words."""
    return words_with(unit_terms())
