"""Everyday words in a question and what policy documents write for them (`everyday_words.tsv`)."""

from functools import cache
from importlib.resources import files
from itertools import accumulate

from corpus.segmentation import words_of
from service.planning.plan import Wording


def everyday_wordings(text: str) -> tuple[Wording, ...]:
    """Return the everyday words of a question in its order, the longest at each place.

    They begin and end where the dictionary cuts words: 能评 is not read out of 失能评估.
    """
    table, longest = _table()
    edges = [0, *accumulate(len(word) for word in words_of(text))]
    found: dict[str, Wording] = {}
    taken = 0
    for place, start in enumerate(edges):
        ends = [end for end in edges[place + 1 :] if end - start <= longest]
        for end in reversed(ends if start >= taken else []):
            official = table.get(text[start:end])
            if official:
                found.setdefault(text[start:end], Wording(text[start:end], official))
                taken = end
                break
    return tuple(found.values())


@cache
def _table() -> tuple[dict[str, tuple[str, ...]], int]:
    lines = files("service.planning").joinpath("everyday_words.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line.strip() and not line.startswith("#"))
    table = {written: tuple(official.split()) for written, official in rows}
    return table, max(map(len, table))
