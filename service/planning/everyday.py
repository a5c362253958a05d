"""Everyday words in a question and what policy documents write for them (`everyday_words.tsv`)."""

from functools import cache
from importlib.resources import files

from service.planning.plan import Wording


def everyday_wordings(text: str) -> tuple[Wording, ...]:
    """Return the everyday words of a question in its order, the longest at each place."""
    table, longest = _table()
    found: dict[str, Wording] = {}
    place = 0
    while place < len(text):
        for length in range(min(longest, len(text) - place), 0, -1):
            written = text[place : place + length]
            official = table.get(written)
            if official:
                found.setdefault(written, Wording(written, official))
                place += length
                break
        else:
            place += 1
    return tuple(found.values())


@cache
def _table() -> tuple[dict[str, tuple[str, ...]], int]:
    lines = files("service.planning").joinpath("everyday_words.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line.strip() and not line.startswith("#"))
    table = {written: tuple(official.split()) for written, official in rows}
    return table, max(map(len, table))
