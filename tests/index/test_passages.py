"""Passages: clauses or pieces of overlong ones, with their headings."""

from corpus.parser import parsed
from corpus.reading import SourceFile
from index.passages import LONGEST_PASSAGE, passages_of

LONG = (
    "一、总则\n（一）条件\n"
    + "申请人应当符合下列条件，并按规定提交材料。" * 60
    + "\n二、附则\n解释。"
)


def test_overlong_clauses_are_split_between_sentences() -> None:
    document = parsed(SourceFile("a.txt", LONG.encode()))
    passages = passages_of(document)
    long_ones = [p for p in passages if p.heading.endswith("条件")]
    assert len(long_ones) > 1
    assert all(p.end - p.start <= LONGEST_PASSAGE for p in passages)
    assert all(p.body.endswith("。") for p in long_ones)
    assert "".join(p.body for p in long_ones).count("申请人") == 60


def test_bodies_are_verbatim_and_headings_are_their_path() -> None:
    document = parsed(SourceFile("a.txt", LONG.encode()))
    for passage in passages_of(document):
        assert document.text[passage.start : passage.end] == passage.body
    assert {p.heading for p in passages_of(document)} == {"一、总则 条件", "附则"}
