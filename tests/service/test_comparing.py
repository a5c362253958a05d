"""Which clauses are partners, and in which words they differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embedding import Embedder, embedder_named
from service.comparing.alignment import aligned
from service.comparing.differences import different_spans

TEXT = st.text(alphabet="甲乙丙奖励万元，。 10%a", max_size=40)


def marked(text: str, spans: list[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in spans]


def left(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = text[:start] + text[end:]
    return text


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("达到50%以上。", "达到60%以上。", (["50%"], ["60%"])),
        ("奖励10万元。", "奖励10万元。", ([], [])),
        ("奖励企业。", "", (["奖励企业。"], [])),
        ("加强监督管理。", "加强全过程监督管理。", ([], ["全过程"])),
    ],
)
def test_what_differs_is_marked(
    first: str, second: str, expected: tuple[list[str], list[str]]
) -> None:
    own, other = different_spans(first, second)
    assert (marked(first, own), marked(second, other)) == expected


@given(TEXT, TEXT)
def test_what_is_not_marked_is_the_same_in_both(first: str, second: str) -> None:
    own, other = different_spans(first, second)
    assert left(first, own) == left(second, other)
    for text, spans in ((first, own), (second, other)):
        edges = [edge for span in spans for edge in span]
        assert edges == sorted(edges)
        assert all(0 <= start < end <= len(text) for start, end in spans)


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return embedder_named("builtin")


def test_clauses_meet_their_revisions_wherever_they_went(embedder: Embedder) -> None:
    former = ["推广装配式建筑，占比达到30%。", "加强工程质量监管。", "组织绿色建筑宣传周活动。"]
    later = ["加强工程质量安全监管。", "设立专项资金池。", "推广装配式建筑，占比达到40%。"]
    assert aligned(former, later, embedder, 0.6) == [(1, 0), (2, None), (None, 1), (0, 2)]


@given(st.lists(TEXT, max_size=6), st.lists(TEXT, max_size=6))
def test_each_clause_stands_once_and_the_same_text_finds_itself(
    first: list[str], second: list[str]
) -> None:
    pairs = aligned(first, second, embedder_named("builtin"), 0.6)
    assert sorted(own for own, _ in pairs if own is not None) == list(range(len(first)))
    assert [other for _, other in pairs if other is not None] == list(range(len(second)))
    partners = {other: own for own, other in pairs if own is not None}
    for text in set(first) & set(second):
        if first.count(text) == second.count(text) == 1:
            assert partners.get(second.index(text)) == first.index(text)
