"""What was asked in a visit, within which limits, and the links that ask it again."""

from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import ServiceError
from ui.questions.conversation import Asked, Conversation, Turn, Visit
from ui.questions.scope import Scope
from ui.questions.sharing_view import link_to
from ui.texts import DEFAULT_LANGUAGE, LANGUAGE_NAMES, Wording
from ui.texts.chinese import CHINESE
from ui.texts.english import ENGLISH

AT = datetime(2026, 3, 5, 9, 7)
LIMITS = Scope(("重庆市", "上海市"), ("a" * 64, "b" * 64), "2024-01-01", "2025-12-31", "2026-03-05")
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
ADDRESS_SIGNS = "BIM & 装配式#建筑 50%+？a=b;c/d?q=1\n“引号”\\ 𠀀"


def turn(question: str, status: str | None = "answered", scope: Scope | None = None) -> Turn:
    """Return a turn; without a status it is one that the service had a problem with."""
    asked = Asked(question, scope or Scope())
    if status is None:
        return Turn(asked, AT, problem=ServiceError("不在"))
    return Turn(asked, AT, {"status": status})


def conversation_of(*turns: Turn) -> Conversation:
    conversation = Conversation()
    for own in turns:
        conversation.add(own)
    return conversation


def asked_by(link: str) -> dict[str, list[str]]:
    parts = urlsplit(link)
    assert (parts.scheme, parts.netloc, parts.path, parts.fragment) == ("", "", "", "")
    return parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)


def test_a_conversation_begins_with_nothing_shown() -> None:
    conversation = Conversation()
    assert conversation.questions == []
    assert conversation.chosen is None


def test_an_answer_brings_its_first_source() -> None:
    conversation = conversation_of(turn("一？"), turn("二？"))
    assert conversation.questions == ["一？", "二？"]
    assert conversation.chosen == (1, 0)
    assert conversation.times_chosen == 0


@pytest.mark.parametrize("status", ["not_found", None])
def test_what_is_not_answered_leaves_the_source_shown(status: str | None) -> None:
    conversation = conversation_of(turn("一？"))
    conversation.choose(0, 2)
    conversation.add(turn("二？", status))
    assert conversation.questions == ["一？", "二？"]
    assert conversation.chosen == (0, 2)
    assert conversation_of(turn("一？", status)).chosen is None


@pytest.mark.parametrize(
    ("own", "is_answered"),
    [(turn("一？"), True), (turn("一？", "not_found"), False), (turn("一？", None), False)],
)
def test_only_what_the_documents_say_is_answered(own: Turn, is_answered: bool) -> None:
    assert own.is_answered is is_answered


def test_every_choice_of_a_source_counts_until_the_next_answer() -> None:
    conversation = conversation_of(turn("一？"))
    conversation.choose(0, 1)
    conversation.choose(0, 1)
    assert (conversation.chosen, conversation.times_chosen) == ((0, 1), 2)
    conversation.add(turn("二？"))
    assert (conversation.chosen, conversation.times_chosen) == ((1, 0), 0)


def test_the_questions_of_a_link_wait_once_within_its_limits() -> None:
    own = Visit(linked=["一？", "二？"])
    own.ask_linked(LIMITS)
    own.ask_linked(Scope())
    assert own.conversation.waiting == [Asked("一？", LIMITS), Asked("二？", LIMITS)]


def test_a_visit_shows_the_current_one_of_its_conversations() -> None:
    first, second = conversation_of(turn("一？")), Conversation()
    own = Visit([first, second])
    assert own.conversation is first
    own.current = 1
    assert own.conversation is second
    assert Visit().conversation == Conversation()


def test_a_way_back_leads_to_the_turn_whose_questions_the_address_has() -> None:
    first = conversation_of(turn("一？"), turn("二？"), turn("三？"))
    own = Visit([first, conversation_of(turn("四？"))], current=1)
    assert own.reopen_as_asked(["一？", "二？"], 20)
    assert (own.current, first.chosen) == (0, (1, 0))
    assert own.reopen_as_asked(["四？"], 20)
    assert own.current == 1


@pytest.mark.parametrize("asked", [["二？"], ["一？", "三？"], ["一？", "二？", "三？"], ["五？"]])
def test_there_is_no_way_back_to_what_was_not_asked_like_that(asked: list[str]) -> None:
    own = Visit([conversation_of(turn("一？"), turn("二？"))])
    assert not own.reopen_as_asked(asked, 20)
    assert own.conversation.chosen == (1, 0)


def test_an_address_holds_the_last_questions_alone() -> None:
    own = Visit([conversation_of(turn("一？"), turn("二？"), turn("三？")), Conversation()], 1)
    assert not own.reopen_as_asked(["一？"], 0)
    assert own.reopen_as_asked(["二？", "三？"], 2)
    assert own.conversation.chosen == (2, 0)
    assert not own.reopen_as_asked(["一？", "二？", "三？"], 2)


def test_of_two_conversations_that_began_alike_the_one_shown_is_meant() -> None:
    own = Visit([conversation_of(turn("一？")), conversation_of(turn("一？")), Conversation()], 0)
    assert own.reopen_as_asked(["一？"], 20)
    assert own.current == 0
    own.current = 2
    assert own.reopen_as_asked(["一？"], 20)
    assert own.current == 1


def test_what_waits_stays_in_its_conversation() -> None:
    own = Visit([conversation_of(turn("一？"))])
    own.conversation.waiting.append(Asked("二？", Scope()))
    own.begin_anew()
    assert (own.current, own.conversation.all_questions) == (1, [])
    own.begin_anew()
    assert len(own.conversations) == 2
    own.reopen(0, 1)
    assert own.conversation.all_questions == ["一？", "二？"]
    assert own.conversation.chosen == (0, 0)


def test_visits_share_no_conversation() -> None:
    one, other = Visit(), Visit()
    one.conversation.add(turn("一？"))
    assert other.conversation.turns == []


def test_limits_go_to_the_service_as_they_are() -> None:
    assert LIMITS.filters() == {
        "regions": ["重庆市", "上海市"],
        "documents": ["a" * 64, "b" * 64],
        "issued_from": "2024-01-01",
        "issued_to": "2025-12-31",
        "in_force_on": "2026-03-05",
    }
    nothing: dict[str, Any] = {"regions": [], "documents": []}
    assert Scope().filters() == nothing | dict.fromkeys(("issued_from", "issued_to", "in_force_on"))


@pytest.mark.parametrize("wording", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_limits_are_told_in_words_with_the_titles_of_documents(wording: Wording) -> None:
    assert LIMITS.words(wording, {"a" * 64: "行动方案"}).split(wording.separator) == [
        "重庆市",
        "上海市",
        "行动方案",
        "b" * 64,
        wording.scope_issued_from.format(day="2024-01-01"),
        wording.scope_issued_to.format(day="2025-12-31"),
        wording.scope_in_force.format(day="2026-03-05"),
    ]


def test_no_limits_are_no_words() -> None:
    assert Scope().words(CHINESE, {"a": "行动方案"}) == ""


def test_a_link_has_the_questions_up_to_its_turn_and_the_limits_of_that_turn() -> None:
    conversation = conversation_of(
        turn("一？", scope=Scope(("北京市",))), turn(ADDRESS_SIGNS, scope=LIMITS), turn("三？")
    )
    assert asked_by(link_to(conversation, 1)) == {
        "q": ["一？", ADDRESS_SIGNS],
        "regions": ["重庆市", "上海市"],
        "document": ["a" * 64, "b" * 64],
        "issued_from": ["2024-01-01"],
        "issued_to": ["2025-12-31"],
        "in_force_on": ["2026-03-05"],
        "language": [LANGUAGE_NAMES[DEFAULT_LANGUAGE]],
    }


def test_a_link_without_limits_names_none() -> None:
    asked = asked_by(link_to(conversation_of(turn("一？"), turn("二？")), 0))
    assert asked == {"q": ["一？"], "language": [LANGUAGE_NAMES[DEFAULT_LANGUAGE]]}


@given(st.lists(WORDS, min_size=1, max_size=4), st.lists(WORDS, max_size=2))
def test_any_words_come_back_from_a_link(questions: list[str], regions: list[str]) -> None:
    scope = Scope(tuple(regions))
    conversation = conversation_of(*(turn(own, scope=scope) for own in questions))
    link = link_to(conversation, len(questions) - 1)
    assert link.isascii()
    asked = asked_by(link)
    assert asked["q"] == questions
    assert asked.get("regions", []) == regions
