"""An answer as server-sent events, over HTTP."""

import httpx
import pytest
from httpx_sse import EventSource

from service.client import PolicyClient
from service.errors import ServiceError
from tests.conftest import free_port

QUESTION = "重庆市推广BIM技术由哪个单位牵头？"
OF_ITS_OWN = {"id", "timings_ms"}


def test_the_parts_come_in_order_and_the_last_is_the_whole_answer(client: PolicyClient) -> None:
    events = list(client.ask_stream(QUESTION))
    names = [name for name, _ in events]
    whole = client.ask(QUESTION)
    expected = [
        "plan",
        *["citation"] * len(whole["citations"]),
        *["statement"] * len(whole["statements"]),
        "answer",
    ]
    assert names == expected
    _, answer = events[-1]
    assert {k: v for k, v in answer.items() if k not in OF_ITS_OWN} == {
        k: v for k, v in whole.items() if k not in OF_ITS_OWN
    }
    assert events[0][1] == whole["plan"]
    assert [part for name, part in events if name == "statement"] == whole["statements"]


def test_the_media_type_is_that_of_events(service_url: str) -> None:
    with httpx.stream(
        "POST", f"{service_url}/v1/ask/stream", json={"question": QUESTION}
    ) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        assert next(EventSource(response).iter_sse()).event == "plan"


def test_history_filters_and_the_most_citations_are_taken(client: PolicyClient) -> None:
    *_, (_, answer) = client.ask_stream("哪些任务由市交通局配合？", {"regions": ["重庆市"]}, 2)
    assert len(answer["citations"]) == 2
    follow_up = "配合单位有哪些？"
    *_, (_, leaning) = client.ask_stream(follow_up, history=[QUESTION])
    assert leaning["answer"] == client.ask(follow_up, history=[QUESTION])["answer"]


def test_what_is_not_answered_has_a_plan_and_a_reason(client: PolicyClient) -> None:
    (first, _), (last, answer) = client.ask_stream("上海市推广BIM技术由谁牵头？")
    assert (first, last) == ("plan", "answer")
    assert answer["reason"] == "region_not_in_corpus"


def test_a_refused_question_is_a_problem_before_any_event(client: PolicyClient) -> None:
    with pytest.raises(ServiceError, match="10000") as refused:
        list(client.ask_stream("问" * 10_001))
    assert refused.value.status == 422


def test_a_service_that_is_away_is_said_to_be() -> None:
    with PolicyClient(f"http://127.0.0.1:{free_port()}") as away:
        with pytest.raises(ServiceError, match="policyqa serve") as refused:
            list(away.ask_stream(QUESTION))
        assert refused.value.status is None
