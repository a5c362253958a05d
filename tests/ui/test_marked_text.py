"""A text in paragraphs with its marks, and the facts of a document as marks."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.library.facts import TITLE_LENGTH, TITLES, fact_marks
from ui.marked_text import Mark, marked_paragraphs
from ui.texts.chinese import CHINESE
from ui.texts.english import ENGLISH

TEXTS = st.text(alphabet="甲乙𠀀。\n\t 1", min_size=1, max_size=40)
KINDS = ("quote", "targets", "validity")
QUOTED: dict[str, Any] = {"quote_start": 3, "quote_end": 9}
QUANTITY: dict[str, Any] = {"comparator": ">=", "value": "50", "unit": "%"}
FACTS: dict[str, tuple[dict[str, Any], ...]] = {
    "responsibilities": (QUOTED | {"role": "lead", "unit_full": "市住建委", "task": "推广BIM"},),
    "targets": (QUOTED | QUANTITY | {"indicator": "装配率", "deadline": "2027年底"},),
    "incentives": (QUOTED | {"award": "一次性奖励", "amount": "100万元", "condition": None},),
    "conditions": (QUOTED | QUANTITY | {"subject": "研发投入占比"},),
    "validity": (QUOTED | {"value": "有效期5年", "on": "2030-01-01"},),
}


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(TEXTS)
    places = st.integers(0, len(text))
    spans = st.tuples(places, places).map(sorted)
    marks = st.builds(
        lambda span, kind, title: Mark(span[0], span[1], kind, title),
        spans,
        st.sampled_from(KINDS),
        st.sampled_from(["", "甲", "乙"]),
    )
    return text, draw(st.lists(marks, max_size=5))


def pieces_of(text: str, *marks: Mark) -> list[tuple[str, list[str], str]]:
    return [
        (piece["text"], piece["marks"], piece["title"])
        for paragraph in marked_paragraphs(text, marks)
        for piece in paragraph["pieces"]
    ]


@given(marked_texts())
def test_the_pieces_are_the_lines_that_are_not_blank(marked: tuple[str, list[Mark]]) -> None:
    text, marks = marked
    paragraphs = list(marked_paragraphs(text, marks))
    lines = ["".join(piece["text"] for piece in own["pieces"]) for own in paragraphs]
    assert lines == [line for line in text.split("\n") if line.strip()]
    for line, paragraph in zip(lines, paragraphs, strict=True):
        assert text.startswith(line, paragraph["start"])
        assert all(piece["text"] for piece in paragraph["pieces"])


@given(marked_texts())
def test_a_character_is_marked_as_what_the_marks_over_it_say(
    marked: tuple[str, list[Mark]],
) -> None:
    text, marks = marked
    for paragraph in marked_paragraphs(text, marks):
        place = paragraph["start"]
        for piece in paragraph["pieces"]:
            for own in range(place, place + len(piece["text"])):
                over = [mark for mark in marks if mark.start <= own < mark.end]
                assert sorted(piece["marks"]) == sorted({mark.kind for mark in over})
                titles = {mark.title for mark in over} - {""}
                assert sorted(piece["title"].splitlines()) == sorted(titles)
            place += len(piece["text"])


@given(marked_texts(), st.data())
def test_a_part_of_a_text_is_marked_as_in_the_whole(
    marked: tuple[str, list[Mark]], data: st.DataObject
) -> None:
    text, marks = marked
    start, end = sorted(data.draw(st.integers(0, len(text))) for _ in range(2))
    moved = [
        replace(mark, start=max(mark.start - start, 0), end=max(mark.end - start, 0))
        for mark in marks
    ]
    part = [
        own | {"start": own["start"] - start}
        for own in marked_paragraphs(text, marks, start=start, end=end)
    ]
    alone = list(marked_paragraphs(text[start:end], moved))
    assert [own["start"] for own in part] == [own["start"] for own in alone]
    for one, other in zip(part, alone, strict=True):
        assert characters(one) == characters(other)


def characters(paragraph: dict[str, Any]) -> list[tuple[str, frozenset[str]]]:
    """Return the characters of a paragraph, each with the kinds of its marks."""
    return [
        (letter, frozenset(piece["marks"]))
        for piece in paragraph["pieces"]
        for letter in piece["text"]
    ]


def test_where_marks_of_two_kinds_overlap_a_piece_has_both() -> None:
    marks = Mark(1, 4, "quote", "引文"), Mark(2, 6, "targets", "指标")
    assert pieces_of("零一二三四五六", *marks) == [
        ("零", [], ""),
        ("一", ["quote"], "引文"),
        ("二三", ["quote", "targets"], "引文\n指标"),
        ("四五", ["targets"], "指标"),
        ("六", [], ""),
    ]


def test_two_marks_of_a_kind_over_the_same_words_are_said_once() -> None:
    mark = Mark(0, 2, "targets", "指标")
    assert pieces_of("零一二", mark, mark) == [("零一", ["targets"], "指标"), ("二", [], "")]


def test_a_mark_goes_on_over_line_ends_and_blank_lines() -> None:
    assert pieces_of("甲乙\n \n丙丁", Mark(1, 6, "quote")) == [
        ("甲", [], ""),
        ("乙", ["quote"], ""),
        ("丙", ["quote"], ""),
        ("丁", [], ""),
    ]


def test_a_mark_of_no_characters_marks_none() -> None:
    words = [(text, kinds) for text, kinds, _ in pieces_of("甲乙", Mark(1, 1, "quote"))]
    assert "".join(text for text, _ in words) == "甲乙"
    assert not any(kinds for _, kinds in words)


@pytest.mark.parametrize(
    ("cited", "told"),
    [
        ((0, 0), [False, False, False]),
        ((2, 3), [False, False, False]),
        ((3, 5), [False, True, False]),
        ((1, 4), [True, True, False]),
        ((4, 99), [False, True, True]),
    ],
)
def test_lines_that_share_a_character_with_what_is_cited_are_told(
    cited: tuple[int, int], told: list[bool]
) -> None:
    assert [own["cited"] for own in marked_paragraphs("甲乙\n丙丁\n戊己", [], cited)] == told


def test_each_fact_is_a_mark_of_its_kind_that_says_what_is_read_there() -> None:
    marks = list(fact_marks(CHINESE, FACTS, tuple(TITLES)))
    assert [mark.kind for mark in marks] == list(TITLES)
    assert {(mark.start, mark.end) for mark in marks} == {(3, 9)}
    said = dict(zip(TITLES, (mark.title for mark in marks), strict=True))
    for kind, words in {
        "responsibilities": (CHINESE.roles["lead"], "市住建委", "推广BIM"),
        "targets": ("装配率", CHINESE.comparators[">="], "50%", "2027年底"),
        "incentives": ("一次性奖励", "100万元"),
        "conditions": ("研发投入占比", CHINESE.comparators[">="], "50%"),
        "validity": ("有效期5年", "2030-01-01"),
    }.items():
        assert said[kind].startswith(CHINESE.library.kinds[kind])
        assert all(word in said[kind] for word in words)
        assert "None" not in said[kind]


def test_only_facts_of_the_kinds_chosen_are_marked() -> None:
    marks = fact_marks(ENGLISH, FACTS, ("validity", "targets"))
    assert [mark.kind for mark in marks] == ["validity", "targets"]


def test_what_is_said_of_a_fact_is_short() -> None:
    long = ({**FACTS["responsibilities"][0], "task": "长" * 9_999},)
    (mark,) = fact_marks(CHINESE, {"responsibilities": long}, ("responsibilities",))
    assert len(mark.title) <= TITLE_LENGTH
