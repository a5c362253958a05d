"""Marked differences read as phrases; partners are the same texts, then the likest."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.parser import parsed
from corpus.reading import SourceFile
from index.embedding import Embedder, embedder_named
from service.comparing.alignment import Pair, aligned
from service.comparing.differences import Span, different_spans
from tests.conftest import POLICIES

SENTENCES = [
    "推广装配式建筑，到2025年占比达到30%以上。",
    "对农民工工资专用账户开展专项检查。",
    "组织中小学生参观湿地公园。",
    "设立人才引进专项资金。",
    "",
]
LISTS = st.lists(st.sampled_from(SENTENCES), max_size=8)
LEAST = 0.6


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return embedder_named("builtin")


def marked(text: str, spans: list[Span]) -> list[str]:
    return [text[start:end] for start, end in spans]


def unmarked(text: str, spans: list[Span]) -> str:
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    return "".join(text[edges[n] : edges[n + 1]] for n in range(0, len(edges), 2))


@pytest.mark.parametrize(
    ("first", "second", "own", "other"),
    [
        ("占比达到50%以上。", "占比达到60%以上。", ["50%"], ["60%"]),
        ("由市财政局负责。", "由市教育局负责。", ["财政局"], ["教育局"]),
        ("种树。", "种树，并且管护。", [], ["，并且管护"]),
        ("每年检查，公布结果。", "公布结果。", ["每年检查，"], []),
        ("", "种树。", [], ["种树。"]),
        ("", "", [], []),
        ("种树", "修路", ["种树"], ["修路"]),
    ],
)
def test_the_words_that_differ_are_marked(
    first: str, second: str, own: list[str], other: list[str]
) -> None:
    spans = different_spans(first, second)
    assert (marked(first, spans[0]), marked(second, spans[1])) == (own, other)


@pytest.mark.parametrize("common", ["，", "、", "和", "。", "》、《", "”，（"])
def test_a_mark_or_a_character_between_changes_is_marked_with_them(common: str) -> None:
    first, second = f"企业{common}学校办理。", f"政府{common}医院办理。"
    spans = different_spans(first, second)
    assert marked(first, spans[0]) == [f"企业{common}学校"]
    assert marked(second, spans[1]) == [f"政府{common}医院"]


def test_half_of_a_surrogate_pair_is_a_character_like_any_other() -> None:
    first, second = "种\ud800树十棵。", "种\ud800树百亩。"
    spans = different_spans(first, second)
    assert unmarked(first, spans[0]) == unmarked(second, spans[1])
    assert marked(first, spans[0]) == ["十棵"]


def test_between_any_two_clauses_of_the_policies_what_is_left_is_common() -> None:
    texts = []
    for path in sorted(POLICIES.glob("00[13]*.txt")):
        document = parsed(SourceFile(path.name, path.read_bytes()))
        texts += [document.text[own.start : own.end] for own in document.clauses]
    assert len(texts) > 50
    for first, second in zip(texts, [*texts[1:], texts[0]], strict=True):
        own, other = different_spans(first, second)
        assert unmarked(first, own) == unmarked(second, other)
        for text, spans in ((first, own), (second, other)):
            edges = [edge for span in spans for edge in span]
            assert edges == sorted(set(edges))
            assert set(edges) <= set(range(len(text) + 1))
        assert different_spans(first, first) == ([], [])


def partners(pairs: list[Pair]) -> list[tuple[int, int]]:
    return [(own, other) for own, other in pairs if own is not None and other is not None]


@settings(deadline=None)
@given(first=LISTS, second=LISTS)
def test_of_unlike_texts_each_finds_as_many_of_its_own_as_there_are(
    embedder: Embedder, first: list[str], second: list[str]
) -> None:
    pairs = aligned(first, second, embedder, LEAST)
    found = Counter((first[own], second[other]) for own, other in partners(pairs))
    common = Counter(first) & Counter(second)
    assert found == {(text, text): count for text, count in common.items()}


@settings(deadline=None)
@given(first=LISTS, second=LISTS)
def test_pairs_are_in_order_of_the_second_and_what_it_lacks_follows_its_forerunner(
    embedder: Embedder, first: list[str], second: list[str]
) -> None:
    pairs = aligned(first, second, embedder, LEAST)
    assert sorted(own for own, _ in pairs if own is not None) == list(range(len(first)))
    assert [other for _, other in pairs if other is not None] == list(range(len(second)))
    of_first = dict(partners(pairs))
    before: int | None = None
    for own, other in pairs:
        if other is not None:
            before = other
        elif own is not None:
            forerunners = [of_first[place] for place in range(own) if place in of_first]
            assert before == (forerunners[-1] if forerunners else None)


def test_of_two_alike_the_one_at_the_like_place_is_the_partner(embedder: Embedder) -> None:
    general, other = "总则\n制定本办法。", "推广装配式建筑，占比达到30%。"
    three, two = [general, other, general], [other, general]
    assert partners(aligned(three, two, embedder, LEAST)) == [(1, 0), (2, 1)]
    assert partners(aligned(two, three, embedder, LEAST)) == [(0, 1), (1, 2)]


@pytest.mark.parametrize(("least", "expected"), [(0.0, [(0, 0)]), (1.0, [(None, 0), (0, None)])])
def test_how_alike_partners_must_be_is_what_the_caller_says(
    embedder: Embedder, least: float, expected: list[Pair]
) -> None:
    first, second = ["推广装配式建筑，占比达到30%。"], ["推广装配式建筑，占比达到40%，全部验收。"]
    pairs = aligned(first, second, embedder, least)
    assert sorted(pairs, key=str) == sorted(expected, key=str)


LIKE = [f"{begin}{end}" for begin in ("推广", "检查", "设立") for end in ("建筑", "基金", "")]


@settings(deadline=None)
@given(first=st.lists(st.sampled_from(LIKE)), second=st.lists(st.sampled_from(LIKE)))
def test_the_likest_pair_first_then_the_likest_of_the_rest(
    embedder: Embedder, first: list[str], second: list[str]
) -> None:
    pairs = partners(aligned(first, second, embedder, 0.3))
    cosines = embedder.embed_passages(first) @ embedder.embed_passages(second).T
    length, other_length = max(1, len(first) - 1), max(1, len(second) - 1)

    def worth(own: int, other: int) -> float:
        apart = abs(own / length - other / other_length)
        cosine = 10.0 if first[own] == second[other] else float(cosines[own, other])
        return cosine - 0.05 * apart

    of_first, of_second = dict(pairs), {other: own for own, other in pairs}
    for own in range(len(first)):
        for other in range(len(second)):
            if worth(own, other) >= 0.3 + 1e-4 and of_first.get(own) != other:
                settled = [worth(own, of_first[own])] if own in of_first else []
                settled += [worth(of_second[other], other)] if other in of_second else []
                assert max(settled, default=0.0) >= worth(own, other) - 1e-4


def test_the_same_text_is_the_partner_before_one_that_only_embeds_alike(
    embedder: Embedder,
) -> None:
    pairs = aligned(["奖励。", "组织宣传。"], ["奖励", "奖励。"], embedder, 0.6)
    assert (0, 1) in pairs


def test_a_single_character_at_the_end_of_one_text_alone_is_no_common_ground() -> None:
    own, other = different_spans("建设厅的人", "财政局的事")
    assert (own, other) == ([(0, 5)], [(0, 5)])
