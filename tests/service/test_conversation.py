"""Questions in their parts and in their conversation."""

import pytest

from service.planning import Intent, QuestionPlan, understood
from service.planning.parts import parts_of


def plans(question: str, *history: str) -> tuple[QuestionPlan, ...]:
    return understood(question, history, lambda terms: dict.fromkeys(terms, 1))


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("重庆推广BIM由谁牵头？奖励多少？", ("重庆推广BIM由谁牵头", "奖励多少")),
        ("预付款最少几成 保证金最多扣多少", ("预付款最少几成", "保证金最多扣多少")),
        ("甲方老压着工程款不给，这样行不行？", ("甲方老压着工程款不给，这样行不行",)),
        ("装配式建筑占比要达到多少？", ("装配式建筑占比要达到多少",)),
        ("？", ("？",)),
    ],
)
def test_a_question_is_taken_apart_where_it_asks_again(
    question: str, parts: tuple[str, ...]
) -> None:
    assert parts_of(question, "zh") == parts


def test_english_parts() -> None:
    parts = parts_of("Who issued the plan, and on what date? How long is it valid?", "en")
    assert parts == ("Who issued the plan", "on what date", "How long is it valid")


def test_a_later_part_goes_on_with_the_former() -> None:
    first, second = plans("重庆推广BIM技术由谁牵头？奖励多少？")
    assert second.regions == first.regions == ("重庆市",)
    assert (first.intent, second.intent) == (Intent.WHO_LEADS, Intent.AMOUNT)
    assert "bim" in f"{second.search_text} {second.context}".lower()


def test_who_leads_and_who_supports_are_one_answer() -> None:
    assert len(plans("重庆推广BIM技术由谁牵头，谁配合？")) == 1


def test_a_follow_up_of_another_region_asks_the_same() -> None:
    (plan,) = plans("那连云港呢？", "重庆2025年装配式建筑占比要达到多少？")
    assert plan.regions == ("连云港市",)
    assert plan.years == ()  # another region may state another year
    assert plan.intent is Intent.TARGET
    assert "装配式建筑" in plan.search_text
    assert "2025" in plan.search_text


def test_a_follow_up_of_another_role_keeps_the_task() -> None:
    (plan,) = plans("配合的又是哪些单位？", "重庆加大金融支持力度由谁牵头？")
    assert plan.regions == ("重庆市",)
    assert plan.intent is Intent.WHO_SUPPORTS
    assert "金融支持" in plan.search_text


def test_a_follow_up_of_another_topic_keeps_what_is_asked() -> None:
    (plan,) = plans("那一级资质呢？", "连云港的企业升到特级资质，奖励多少？")
    assert plan.intent is Intent.AMOUNT
    assert plan.search_text == "一级资质"
    assert "奖励" in plan.context
    assert "特级" not in plan.context


def test_a_question_of_its_own_takes_nothing_over() -> None:
    (plan,) = plans("吉林省的工作要点是什么时候印发的？", "连云港的意见什么时候失效？")
    assert plan.regions == ("吉林省",)
    assert plan.context == ""


def test_regions_are_set_side_by_side_with_their_own_years() -> None:
    first, second = plans("吉林2023年和连云港2025年的装配式建筑占比目标分别是多少？")
    assert (first.regions, first.years) == (("吉林省",), (2023,))
    assert (second.regions, second.years) == (("连云港市",), (2025,))
    assert first.is_compared
    assert second.is_compared


def test_a_place_in_the_matter_is_not_compared() -> None:
    (plan,) = plans("沈阳去湖北支援的医生，绩效工资每天多发多少钱？")
    assert set(plan.regions) == {"沈阳市", "湖北省"}


def test_traditional_characters_and_full_width() -> None:
    (plan,) = plans("重慶２０２５年裝配式建築佔比要達到多少？")
    assert (plan.regions, plan.years) == (("重庆市",), (2025,))
    assert "装配式建筑" in plan.search_text
