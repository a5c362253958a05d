"""Readers' votes on answers, over HTTP."""

from typing import Any

import pytest

from service.client import PolicyClient
from service.errors import ServiceError

QUESTION = "推广BIM技术由哪个单位牵头？"


def test_votes_are_listed_the_newest_first(other_service: PolicyClient) -> None:
    other_service.give_feedback(question=QUESTION, vote="up")
    other_service.give_feedback(
        question="奖励多少？",
        vote="down",
        reason="incomplete",
        comment="少了上限",
        clause_ids=["c1"],
        filters={"regions": ["重庆市"], "in_force_on": "2024-01-01"},
    )
    listed = other_service.feedback()
    assert listed["total"] == 2
    assert [own["question"] for own in listed["items"]] == ["奖励多少？", QUESTION]
    newest = listed["items"][0]
    assert (newest["vote"], newest["reason"], newest["comment"]) == (
        "down",
        "incomplete",
        "少了上限",
    )
    assert newest["clause_ids"] == ["c1"]
    assert newest["filters"]["in_force_on"] == "2024-01-01"
    assert other_service.feedback(limit=1, offset=1)["items"][0]["question"] == QUESTION


def test_a_second_vote_on_an_answer_takes_the_place_of_the_first(
    other_service: PolicyClient,
) -> None:
    other_service.give_feedback(question=QUESTION, vote="up", answer_id="a")
    other_service.give_feedback(question=QUESTION, vote="down", answer_id="a", reason="wrong")
    (vote,) = other_service.feedback()["items"]
    assert (vote["vote"], vote["reason"]) == ("down", "wrong")


@pytest.mark.parametrize(
    "wrong",
    [
        {"vote": "sideways"},
        {"reason": "dislike"},
        {"question": " "},
        {"comment": "长" * 2_001},
        {"answer_id": ""},
        {"stars": 5},
    ],
)
def test_what_is_no_vote_is_refused(client: PolicyClient, wrong: dict[str, Any]) -> None:
    with pytest.raises(ServiceError) as refused:
        client.give_feedback(**{"question": QUESTION, "vote": "up", **wrong})
    assert refused.value.status == 422
