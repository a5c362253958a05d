"""What a statement's quotes do not say is dropped."""

import pytest

from corpus.parser import parsed
from corpus.reading import SourceFile
from service.answering.finding import Draft, Quote
from service.answering.verification import verified

DOCUMENT = parsed(
    SourceFile(
        "a.txt", "一、目标\n到2025年占比达30%以上，依据某府发〔2020〕9号。由市住建局牵头。".encode()
    )
)
CLAUSE = DOCUMENT.clauses[0]


def draft(text: str, *facts: str, start: int | None = None, end: int | None = None) -> Draft:
    quote = Quote(
        DOCUMENT,
        CLAUSE,
        CLAUSE.body_start if start is None else start,
        CLAUSE.end if end is None else end,
    )
    return Draft(text, (quote,), facts)


@pytest.mark.parametrize(
    "kept",
    [
        draft("2025年达30%以上。"),
        draft("２０２５年达30％。"),
        draft("由市住建局牵头。", "市住建局"),
        draft("依据某府发〔2020〕9号。"),
    ],
)
def test_supported_statements_stay(kept: Draft) -> None:
    assert verified([kept]) == (kept,)


@pytest.mark.parametrize(
    "dropped",
    [
        draft("2030年达30%以上。"),
        draft("达30以上。"),
        draft("达3%以上。"),
        draft("由市财政局牵头。", "市财政局"),
        draft("依据某府办发〔2020〕9号。", "某府办发〔2020〕9号"),
        draft("没有引文。", start=0, end=0),
        draft("越出条款。", start=0, end=len(DOCUMENT.text) + 5),
        Draft("没有引文。", ()),
    ],
)
def test_unsupported_statements_go(dropped: Draft) -> None:
    assert verified([dropped]) == ()
