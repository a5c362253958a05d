"""How questions are taken."""

import pytest

from index.terms import topic_text
from service.planning import AskedField, AskedValue, Intent, QuestionPlan, understood
from service.planning.phrases import IntentPattern, intent_patterns
from service.planning.planner import intent_of


def frequencies(terms: list[str]) -> dict[str, int]:
    """A corpus that holds every word: nothing in a question is misspelt."""
    return dict.fromkeys(terms, 1)


def planned(question: str, *history: str) -> QuestionPlan:
    """Return the plan of a question that has one part."""
    (plan,) = understood(question, history, frequencies)
    return plan


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
        ("那个意见打啥时候开始管用？", AskedField.EFFECTIVE_ON),
        ("这些政策到哪天截止？", AskedField.EXPIRES_ON),
        ("这份实施意见的发文字号是什么？", AskedField.DOC_NUMBER),
        ("这份方案是为了落实哪个文件？", AskedField.BASIS),
        ("这份办法废止的是哪个文号的文件？", AskedField.REPEALED),
        ("What is the document number of the plan?", AskedField.DOC_NUMBER),
    ],
)
def test_fields(question: str, field: AskedField) -> None:
    plan = planned(question)
    assert (plan.intent, plan.asked_fields) == (Intent.METADATA, (field,))


def test_english() -> None:
    plan = planned("Who leads BIM promotion in Chongqing?")
    assert (plan.language, plan.intent, plan.regions) == ("en", Intent.WHO_LEADS, ("重庆市",))
    assert "BIM" in plan.search_text
    assert "推广" in plan.search_text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("首次入选五百强奖励多少？", AskedValue.MONEY),
        ("质保金最多扣几个点？", AskedValue.SHARE),
        ("要培育几家示范企业？", AskedValue.NUMBER),
        ("最迟什么时候完成？", AskedValue.DATE),
        ("要在哪一年达到？", AskedValue.CALENDAR_DATE),
        ("要提前几个工作日公示？", AskedValue.DURATION),
        ("这件事由谁牵头？", AskedValue.BODY),
        ("“三板”是什么意思？", AskedValue.DEFINITION),
        ("组长叫什么名字？", AskedValue.PERSON),
        ("有哪些支持措施？", None),
        ("这几年增长多少？", AskedValue.NUMBER),
    ],
)
def test_the_kind_of_value_asked_for(question: str, value: AskedValue | None) -> None:
    assert planned(question).asked_value is value


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("规范工程价款结算是不是由市财政局牵头？", "lead"),
        ("这件事是市税务局配合的吧？", "support"),
        ("平台是由市发展改革委负责建设的吗？", "responsible"),
        ("办公室是放在市发改委吗？", "responsible"),
        ("企业可以自主发包吗？", None),
    ],
)
def test_what_a_question_of_yes_or_no_claims(question: str, role: str | None) -> None:
    plan = planned(question)
    assert (plan.intent, plan.claimed_role) == (Intent.YES_NO, role)
    assert plan.asks_who is (role is not None)


def test_everyday_words_are_kept_beside_the_official_ones() -> None:
    wordings = {own.written: own.official for own in planned("包工头拖欠工资怎么办？").wordings}
    assert any("承包" in official for official in wordings["包工头"])
    assert "能评" not in {own.written for own in planned("失能评估由谁做？").wordings}
