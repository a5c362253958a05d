"""Lists: how many members words enumerate, and the items that go on with a first one."""

import pytest

from corpus.parser import parsed
from corpus.reading import SourceFile
from service.planning import QuestionPlan, understood
from service.reading.enumerations import asked_count, asks_for_a_list, share_of_members
from service.reading.selection import announced_items
from service.reading.sentences import sentences_of

BRUSHES = "校园消毒用品包括酒精、碘伏和洗手液。"


def planned(question: str) -> QuestionPlan:
    """Return the plan of one question."""
    (plan,) = understood(question, (), lambda terms: dict.fromkeys(terms, 1))
    return plan


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("消毒用品有哪3种？", 3),
        ("消毒用品是哪两类？", 2),
        ("Which four kinds of supplies are bought?", 4),
        ("消毒用品有哪些？", None),
        ("Which supplies are bought within five days?", None),
    ],
)
def test_how_many_members_a_question_counts(question: str, count: int | None) -> None:
    assert asked_count(question) == count


def test_an_enumeration_answers_a_question_for_a_list() -> None:
    listing = planned("校园消毒用品有哪些？")
    assert share_of_members(BRUSHES, listing) == 0.5  # three of six tell half
    assert share_of_members("校园消毒用品由学校采购。", listing) == 0
    assert asks_for_a_list(listing)
    assert not asks_for_a_list(planned("校园消毒用品何时采购？"))


@pytest.mark.parametrize(("number", "share"), [("三", 1.0), ("四", 0.0)])
def test_as_many_members_as_the_question_counts(number: str, share: float) -> None:
    assert share_of_members(BRUSHES, planned(f"校园消毒用品是哪{number}种？")) == share


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (
            "会议提出要求：一是勤通风。二是勤洗手。每天两次。三是少聚集。",
            ["二是勤洗手。", "三是少聚集。"],
        ),
        (
            "可在以下两种方式中选一种。第一种方式为自带。第二种方式为统一采购。费用自理。",
            ["第一种方式为自带。", "第二种方式为统一采购。"],
        ),
        ("一律通风。二是勤洗手。", []),
        ("学校每天通风。学校每天消毒。", []),
    ],
)
def test_the_items_that_go_on(text: str, items: list[str]) -> None:
    document = parsed(SourceFile("校园.txt", f"校园卫生办法\n\n一、要求\n{text}\n".encode()))
    (clause,) = [own for own in document.clauses if own.heading == "要求"]
    first = next(own for own in sentences_of(document, clause) if not own.is_heading)
    assert [own.text for own in announced_items(first)] == items
