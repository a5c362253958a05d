"""Citations that say what they are cited for, by examples counted by hand."""

import pytest

from eval.metrics.citations import citation_score, facts_of, statements_of
from eval.metrics.overlap import is_same_place, shared_characters
from tests.eval.scored_results import answered, citation, question, refused, span, stated

ASKED = question(required=[["市交通局"], ["50%以上"]], forbidden=["市水利局"])
DOCUMENT = {"title": "《某某通知》", "sha256": "a"}


def test_facts_are_values_and_facts_of_the_question_else_phrases() -> None:
    assert facts_of("由市交通局牵头，3年内达到百分之五十。[1]", ASKED) == (
        ("3年",),
        ("百分之五十",),
        ("市交通局",),
    )
    assert facts_of("一般由市水利局牵头。", ASKED) == (("市水利局",),)
    assert facts_of("是。一般应当备案，并公开；", ASKED) == (("一般应当备案",), ("并公开",))
    assert facts_of("共10家，约1,000人。", ASKED) == (("10",), ("1,000",))


def test_recall_is_the_share_of_supported_statements() -> None:
    result = stated(
        ASKED,
        ("由市交通局牵头。", ("市交通局牵头",)),  # said: 1
        ("占比50%以上。", ("占比百分之五十以上",)),  # said in another spelling: 1
        ("期限3年。", ("期限13年",)),  # not said: 0
        ("奖励2万元。", ()),  # no citation: 0
    )
    score = citation_score(result)
    assert score.recall == 2 / 4
    assert score.precision == 2 / 3  # of three citations the two of supported statements


def test_quotes_support_a_statement_together_but_not_across_their_edges() -> None:
    together = stated(ASKED, ("市交通局3年内办结。", ("市交通局负责", "3年内办结")))
    assert citation_score(together).recall == 1.0
    assert citation_score(together).precision == 1.0  # each supports a fact that the other lacks
    across = stated(ASKED, ("应当依法备案。", ("应当依", "法备案")))
    assert citation_score(across).recall == 0.0


def test_a_citation_is_imprecise_if_it_says_nothing_and_the_others_say_all() -> None:
    idle = stated(ASKED, ("市交通局牵头。", ("市交通局牵头", "附则")))
    assert citation_score(idle).recall == 1.0
    assert citation_score(idle).precision == 1 / 2
    double = stated(ASKED, ("市交通局牵头。", ("市交通局牵头", "由市交通局")))
    assert citation_score(double).precision == 1.0  # either says it alone


def test_citations_of_an_unsupported_statement_are_imprecise() -> None:
    partly = stated(ASKED, ("市交通局3年内办结。", ("市交通局负责",)))
    assert (citation_score(partly).recall, citation_score(partly).precision) == (0.0, 0.0)


def test_a_citation_that_the_result_lacks_supports_nothing() -> None:
    result = stated(ASKED, ("市交通局牵头。", ("市交通局牵头",)))
    beyond = result.statements[0].model_copy(update={"citations": (7,)})
    assert citation_score(result.model_copy(update={"statements": (beyond,)})).recall == 0.0


def test_an_answer_without_statements_is_one_that_cites_everything() -> None:
    result = answered(
        ASKED, "市交通局牵头，3年。", citations=(citation("市交通局"), citation("3年"))
    )
    assert citation_score(result).recall == 1.0
    assert [one.citations for one in statements_of(result)] == [(0, 1)]


def test_a_citation_without_a_quote_is_its_clause() -> None:
    result = answered(ASKED, "市交通局。", citations=(citation("", clause="市交通局牵头"),))
    assert citation_score(result).recall == 1.0


def test_nothing_applies_where_nothing_is_answered() -> None:
    score = citation_score(refused(ASKED))
    assert score.recall is score.precision is score.evidence_recall is score.support is None
    assert score.is_verbatim is None


def test_evidence_recall_counts_groups_that_any_citation_covers() -> None:
    asked = question(
        evidence=[
            [span("由市交通局牵头"), span("市交通局为牵头单位", "b")],
            [span("占比达到50%以上")],
            [span("期限三年", "b")],
        ]
    )
    result = answered(
        asked,
        citations=(
            citation("市交通局为牵头单位", "b"),  # the second place of the first group
            citation(
                "到2025年，占比 达到50%"
            ),  # the end of it is 7 of the 9 characters of the second
            citation("期限三年", "a"),  # the words of the third, in another document
        ),
    )
    score = citation_score(result)
    assert score.evidence_recall == 2 / 3
    assert score.support == 2 / 3
    assert citation_score(refused(asked)).evidence_recall == 0.0
    assert citation_score(refused(asked)).support is None


def test_supporting_clauses_and_quotes_with_a_required_fact_are_good_citations() -> None:
    asked = question(
        required=[["50%以上"]],
        evidence=[[span("占比达到50%以上")]],
        supporting=[[span("一、目标")]],
    )
    quotes = [
        citation("一、目标"),  # supporting
        citation("另有：百分之五十以上者"),  # a required fact in the document of the evidence
        citation("另有：50%以上者", "b"),  # in another document
        citation("附则"),
    ]
    assert citation_score(answered(asked, citations=tuple(quotes))).support == 2 / 4


def test_a_document_is_known_by_its_title_where_the_service_gives_no_sha256() -> None:
    asked = question(evidence=[[span("期限三年")]], documents=[DOCUMENT])
    named = citation("期限三年", None, title=" 《某某通知》")
    other = citation("期限三年", None, title="《另一通知》")
    assert citation_score(answered(asked, citations=(named,))).evidence_recall == 1.0
    assert citation_score(answered(asked, citations=(other,))).evidence_recall == 0.0


@pytest.mark.parametrize(
    ("flags", "is_verbatim"),
    [((True, None), True), ((True, False), False), ((None,), None), ((), None)],
)
def test_verbatim_is_every_quote_that_has_offsets(
    flags: tuple[bool | None, ...], is_verbatim: bool | None
) -> None:
    quotes = tuple(citation("期限三年", is_verbatim=flag) for flag in flags)
    assert citation_score(answered(ASKED, citations=quotes)).is_verbatim is is_verbatim


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("甲乙丙", "子甲乙 丙丑", 3),  # one holds the other
        ("甲乙丙丁", "丙丁戊己", 2),  # the end of one begins the other
        ("丙丁戊己", "甲乙丙丁", 2),
        ("30%以上", "50%以上", 0),  # like words, no overlap
        ("", "甲", 0),
    ],
)
def test_shared_characters_are_those_of_overlapping_spans(
    one: str, other: str, shared: int
) -> None:
    assert shared_characters(one, other) == shared


def test_the_same_place_is_half_of_the_shorter_passage() -> None:
    assert is_same_place("甲乙丙丁", "丙丁戊己庚辛")  # 2 of 4
    assert not is_same_place("甲乙丙丁", "丁戊己庚")  # 1 of 4
    assert not is_same_place("", "甲")
