"""How questions are taken."""

import pytest

from index.terms import topic_text
from service.planning import AskedField, Intent, planned
from service.planning.phrases import IntentPattern, intent_patterns
from service.planning.planner import intent_of

EXAMPLES = [
    (language, entry, example)
    for language in ("zh", "en")
    for entry in intent_patterns(language)
    for example in entry.examples
]


@pytest.mark.parametrize(
    ("language", "entry", "example"), EXAMPLES, ids=lambda value: str(value)[:20]
)
def test_every_pattern_tells_its_examples(
    language: str, entry: IntentPattern, example: str
) -> None:
    assert intent_of(example, language, names_a_unit=False) is entry.intent


@pytest.mark.parametrize(
    ("question", "topics"),
    [
        ("重庆市推广BIM技术由哪个单位牵头？", ("推广bim技术",)),
        ("智能建造由谁负责", ("智能建造",)),
        ("中小企业能享受什么政策", ("中小企业", "享受")),
    ],
)
def test_topics_keep_words_whole(question: str, topics: tuple[str, ...]) -> None:
    assert planned(question).topics == topics


def test_question_words_are_no_topic() -> None:
    assert topic_text("请问有哪些？") == ""


def test_regions_years_and_numbers() -> None:
    plan = planned("江苏省连云港市2025年建筑业总产值目标是多少？")
    assert plan.regions == ("连云港市",)
    assert plan.years == (2025,)
    assert planned("渝府办发〔2023〕53号是哪个机关印发的？").doc_numbers == (
        "渝府办发〔2023〕53号",
    )


def test_a_units_duties() -> None:
    plan = planned("哪些任务由市交通局配合？")
    assert (plan.intent, plan.units, plan.asked_role) == (
        Intent.UNIT_DUTIES,
        ("市交通局",),
        "support",
    )


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("这份意见的文号是多少？", AskedField.DOC_NUMBER),
        ("这份意见有效期到哪天？", AskedField.EXPIRES_ON),
        ("这份意见什么时候印发的？", AskedField.ISSUED_ON),
        ("这份意见的施行日期", AskedField.EFFECTIVE_ON),
        ("What is its document number?", AskedField.DOC_NUMBER),
    ],
)
def test_fields(question: str, field: AskedField) -> None:
    plan = planned(question)
    assert (plan.intent, plan.asked_field) == (Intent.METADATA, field)


def test_english() -> None:
    plan = planned("Who leads BIM promotion in Chongqing?")
    assert (plan.language, plan.intent, plan.regions) == ("en", Intent.WHO_LEADS, ("重庆市",))
    assert "BIM" in plan.search_text
    assert "推广" in plan.search_text
