"""How the text of a clause is cut into sentences."""

import pytest

from corpus.parser import parsed
from corpus.reading import SourceFile
from service.reading.sentences import sentences_of


def sentences_in(text: str) -> list[str]:
    """Return the sentences of a document's first clause of the body, headings left out."""
    document = parsed(SourceFile("早餐车.txt", f"早餐车管理办法\n\n一、经营\n{text}\n".encode()))
    (clause,) = [own for own in document.clauses if own.heading == "经营"]
    return [own.text for own in sentences_of(document, clause) if not own.is_heading]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("早餐车七点前到位。九点半撤离。", ["早餐车七点前到位。", "九点半撤离。"]),
        # what an assignment follows and what follows it
        (
            "更换遮阳棚。（牵头单位：市城管局）每车配一个垃圾桶。（责任单位：市商务局）",
            ["更换遮阳棚。", "每车配一个垃圾桶。"],
        ),
        # a remark belongs to the sentence before it, a number to the one after
        (
            "带健康证办理。（现场约需10分钟）当天发证。",
            ["带健康证办理。（现场约需10分钟）", "当天发证。"],
        ),
        # the menu of a page is no sentence
        ("[早餐地图](https://example.org/map)\n每车配一个垃圾桶。", ["每车配一个垃圾桶。"]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert sentences_in(text) == sentences
