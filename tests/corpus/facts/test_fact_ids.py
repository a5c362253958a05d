"""Every fact of a document has an id of its own, whatever two of them have in common."""

from corpus.catalogue import CatalogueEntry
from corpus.parser import parsed
from corpus.reading import SourceFile

# One number bounds two things: both conditions stand at the same words
TEXT = "某某细则\n第一条 完善少于六倍金融是否未经本细则六倍金融事件的，不予通过。\n"


def ids_of(text: str) -> list[str]:
    document = parsed(SourceFile("a.txt", text.encode()), CatalogueEntry())
    facts = document.facts
    every = (
        facts.responsibilities,
        facts.targets,
        facts.incentives,
        facts.conditions,
        facts.validity,
    )
    return [fact.id for kind in every for fact in kind]


def test_ids_are_distinct_and_stable() -> None:
    ids = ids_of(TEXT)
    assert len(ids) >= 2
    assert len(set(ids)) == len(ids)
    assert ids == ids_of(TEXT)
