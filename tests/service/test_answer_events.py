"""What an answer's events hold, how they are written, and what is refused before the first."""

import json
from typing import Any

import httpx
import pytest

from service.client import PolicyClient

QUESTION = "重庆市推广BIM技术由哪个单位牵头？"
QUESTIONS = [
    QUESTION,
    "连云港市到2025年装配式建筑占新建建筑面积的比例达到多少？中山市呢？",
    "Which unit leads the promotion of BIM technology in Chongqing?",
    "重庆市推广装配式建筑是由市财政局牵头吗？",
    "吉林省2023年怎样支持企业走出去？",
]
REFUSED = ["上海市推广BIM技术由哪个单位牵头？", "今天天气怎么样？", "重庆市如何种植水稻？"]


def same_but_for_time(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: part for name, part in answer.items() if name not in ("id", "timings_ms")}


def parts(events: list[tuple[str, dict[str, Any]]], name: str) -> list[dict[str, Any]]:
    return [part for own, part in events if own == name]


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_parts_are_those_of_the_whole_answer(client: PolicyClient, question: str) -> None:
    events = list(client.ask_stream(question))
    whole = client.ask(question)
    (answer,) = parts(events, "answer")
    assert whole["status"] == "answered"
    assert same_but_for_time(answer) == same_but_for_time(whole)
    assert parts(events, "plan") == [answer["plan"]]
    assert parts(events, "citation") == answer["citations"]
    assert parts(events, "statement") == answer["statements"]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_statement_cites_what_came_before_it(client: PolicyClient, question: str) -> None:
    citations = 0
    for name, part in client.ask_stream(question):
        citations += name == "citation"
        if name == "statement":
            assert part["citations"]
            assert all(0 <= number < citations for number in part["citations"])


@pytest.mark.parametrize("question", REFUSED)
def test_what_the_corpus_does_not_say_has_a_plan_and_an_answer_only(
    client: PolicyClient, question: str
) -> None:
    events = list(client.ask_stream(question))
    assert [name for name, _ in events] == ["plan", "answer"]
    _, answer = events[-1]
    assert (answer["status"], answer["citations"], answer["statements"]) == ("not_found", [], [])
    assert same_but_for_time(answer) == same_but_for_time(client.ask(question))


def test_an_event_is_its_name_and_one_line_of_json(service_url: str) -> None:
    body = {"question": f"{QUESTION}\n\nevent: answer\ndata: {{}}"}
    with httpx.stream("POST", f"{service_url}/v1/ask/stream", json=body) as response:
        written = response.read().decode()
    blocks = written.removesuffix("\n\n").split("\n\n")
    named = [block.partition("\n") for block in blocks]
    names = [head.removeprefix("event: ") for head, _, _ in named]
    assert names[0] == "plan"
    assert names.index("answer") == len(names) - 1
    data = [json.loads(line.removeprefix("data: ")) for _, _, line in named]
    assert data[-1]["question"] == body["question"]


@pytest.mark.parametrize("mark", ["\n", "\r\n", "\u2028", "\x85", "\x0b"])
def test_any_break_of_a_line_in_a_question_comes_back(client: PolicyClient, mark: str) -> None:
    question = f"重庆市推广BIM技术{mark}由哪个单位牵头？"
    *_, (name, answer) = client.ask_stream(question)
    assert (name, answer["question"]) == ("answer", question)


def test_a_reader_who_stops_listening_may_ask_on(client: PolicyClient) -> None:
    for name, _ in client.ask_stream(QUESTION):
        assert name == "plan"
        break
    assert client.ask(QUESTION)["status"] == "answered"
    assert [name for name, _ in client.ask_stream(QUESTION)][-1] == "answer"


def test_two_answers_may_come_at_once(client: PolicyClient) -> None:
    both = zip(client.ask_stream(QUESTION), client.ask_stream(QUESTION), strict=True)
    for (name, part), (other_name, other) in both:
        assert name == other_name
        assert same_but_for_time(part) == same_but_for_time(other)


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"question": "问" * 10_001}, 422, "10001 characters, at most 10000"),
        ({"question": " \n"}, 422, "question"),
        ({}, 422, "question"),
        ({"question": QUESTION, "max_citations": 0}, 422, "max_citations"),
        ({"question": QUESTION, "filters": {"colour": []}}, 422, "filters.colour"),
        ({"question": QUESTION, "history": [{"answer": "a"}]}, 422, "history.0.question"),
    ],
)
def test_a_bad_question_is_a_problem_and_no_stream(
    service_url: str, body: dict[str, Any], status: int, words: str
) -> None:
    response = httpx.post(f"{service_url}/v1/ask/stream", json=body)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert words in response.json()["detail"]


def test_the_longest_question_is_answered(client: PolicyClient) -> None:
    names = [name for name, _ in client.ask_stream("问" * 10_000)]
    assert (names[0], names[-1]) == ("plan", "answer")
