"""Votes on answers: what is taken, what takes the place of what, and their list."""

import json
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from service.client import PolicyClient
from service.errors import ServiceError

REASONS = [
    "wrong",
    "incomplete",
    "wrong_source",
    "outdated",
    "should_be_answered",
    "should_be_refused",
    "other",
]


def post(service: PolicyClient, **vote: Any) -> httpx.Response:
    return httpx.post(f"{service.url}/v1/feedback", json={"question": "问", "vote": "up"} | vote)


@pytest.mark.parametrize("reason", [None, *REASONS])
def test_a_vote_comes_back_as_it_is_kept(own_service: PolicyClient, reason: str | None) -> None:
    before = datetime.now(UTC)
    response = post(own_service, vote="down", reason=reason, answer="答")
    assert response.status_code == 201
    vote = response.json()
    assert own_service.feedback(limit=1)["items"] == [vote]
    assert (vote["vote"], vote["reason"], vote["answer"]) == ("down", reason, "答")
    assert before <= datetime.fromisoformat(vote["given_at"]) <= datetime.now(UTC)


def test_what_is_left_out_is_empty(own_service: PolicyClient) -> None:
    vote = post(own_service, question="  谁牵头？\n", comment="").json()
    assert vote["question"] == "谁牵头？"
    named = ("reason", "comment", "answer_id", "answer")
    assert [vote[name] for name in named] == [None] * len(named)
    assert vote["clause_ids"] == []
    assert not any(vote["filters"].values())


def test_a_vote_keeps_under_which_filters_the_answer_was_given(own_service: PolicyClient) -> None:
    filters = {"regions": ["重庆市"], "kinds": ["意见"], "issued_from": "2020-01-01"}
    vote = post(own_service, filters=filters, clause_ids=["b", "a"]).json()
    assert {name: value for name, value in vote["filters"].items() if value} == filters
    assert vote["clause_ids"] == ["b", "a"]


@pytest.mark.parametrize(
    ("name", "longest"),
    [("comment", 2_000), ("answer_id", 100), ("answer", 100_000), ("question", 10_000)],
)
def test_a_text_may_be_so_long_and_no_longer(
    own_service: PolicyClient, name: str, longest: int
) -> None:
    assert post(own_service, **{name: "长" * longest}).json()[name] == "长" * longest
    refused = post(own_service, **{name: "长" * (longest + 1)})
    assert refused.status_code == 422
    assert name in refused.json()["detail"]


@pytest.mark.parametrize(
    ("vote", "field"),
    [
        ({"vote": "UP"}, "vote"),
        ({"vote": None}, "vote"),
        ({"reason": "bad"}, "reason"),
        ({"question": "　"}, "question"),
        ({"question": None}, "question"),
        ({"filters": {"regions": "重庆市"}}, "filters.regions"),
        ({"clause_ids": ["c"] * 1_001}, "clause_ids"),
        ({"clause_ids": ["c" * 1_001]}, "clause_ids.0"),
        ({"filters": {"documents": ["d"] * 10_001}}, "filters.documents"),
        ({"question": "问\0"}, "question"),
        ({"comment": "\0"}, "comment"),
        ({"filters": {"regions": ["重庆市\0"]}}, "filters.regions.0"),
        ({"given_at": "2020-01-01T00:00:00Z"}, "given_at"),
    ],
)
def test_a_vote_that_is_refused_names_the_field_and_is_not_kept(
    own_service: PolicyClient, vote: dict[str, Any], field: str
) -> None:
    before = own_service.feedback()["total"]
    response = post(own_service, **vote)
    assert response.status_code == 422
    assert field in response.json()["detail"]
    assert own_service.feedback()["total"] == before


def test_another_vote_on_an_answer_is_the_newest_and_the_only_one(
    own_service: PolicyClient,
) -> None:
    before = own_service.feedback()["total"]
    for answer in ("first", "second"):
        own_service.give_feedback(question=answer, vote="down", answer_id=answer, comment="少")
    own_service.give_feedback(question="again", vote="up", answer_id="first")
    listed = own_service.feedback()
    assert listed["total"] == before + 2
    again, second = listed["items"][:2]
    assert (again["answer_id"], again["question"], again["vote"]) == ("first", "again", "up")
    assert again["comment"] is None
    assert (second["answer_id"], second["comment"]) == ("second", "少")


def test_votes_without_an_answer_are_each_kept(own_service: PolicyClient) -> None:
    before = own_service.feedback()["total"]
    votes = [own_service.give_feedback(question="同一个问题", vote="up") for _ in range(3)]
    assert len({vote["id"] for vote in votes}) == 3
    assert own_service.feedback()["total"] == before + 3


def test_pages_of_votes_are_parts_of_the_whole(own_service: PolicyClient) -> None:
    for number in range(3):
        own_service.give_feedback(question=f"第{number}问", vote="up")
    whole = own_service.feedback(limit=1_000)
    pages = [own_service.feedback(2, offset) for offset in range(0, whole["total"] + 1, 2)]
    assert [vote for page in pages for vote in page["items"]] == whole["items"]
    assert {page["total"] for page in pages} == {whole["total"]}
    assert [vote["question"] for vote in whole["items"][:3]] == ["第2问", "第1问", "第0问"]


@pytest.mark.parametrize("part", [{"limit": 0}, {"limit": 1_001}, {"offset": -1}])
def test_a_part_of_the_list_that_cannot_be_is_refused(
    own_service: PolicyClient, part: dict[str, int]
) -> None:
    with pytest.raises(ServiceError, match=next(iter(part))) as refused:
        own_service.feedback(**part)
    assert refused.value.status == 422


def test_a_vote_on_a_real_answer_names_what_it_cited(
    client: PolicyClient, own_service: PolicyClient
) -> None:
    answer = client.ask("重庆市推广BIM技术由哪个单位牵头？")
    cited = [citation["clause_id"] for citation in answer["citations"]]
    assert cited
    vote = own_service.give_feedback(
        question=answer["question"], vote="down", answer_id=answer["id"], clause_ids=cited
    )
    assert (vote["answer_id"], vote["clause_ids"]) == (answer["id"], cited)


@pytest.mark.parametrize(
    "broken", [{"clause_ids": ["\ud800"]}, {"filters": {"regions": ["\ud800"]}}]
)
def test_half_a_surrogate_pair_is_refused_wherever_it_stands(
    own_service: PolicyClient, broken: dict[str, Any]
) -> None:
    body = json.dumps({"question": "问", "vote": "up"} | broken)
    answered = httpx.post(
        f"{own_service.url}/v1/feedback", content=body, headers={"content-type": "application/json"}
    )
    assert answered.status_code == 422
    assert own_service.feedback()
