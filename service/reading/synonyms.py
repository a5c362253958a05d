"""Words that policy texts and their readers use for the same thing: 占比 and 比例."""

from functools import cache
from importlib.resources import files


@cache
def synonym_group() -> dict[str, str]:
    """Return, for each word that has synonyms, the first word of its group."""
    lines = files("service.reading").joinpath("synonyms.txt").read_text("utf-8").splitlines()
    groups = [line.split() for line in lines if line.strip()]
    return {word: group[0] for group in groups for word in group}


@cache
def synonyms() -> frozenset[str]:
    """Return the words that have synonyms."""
    return frozenset(synonym_group())
