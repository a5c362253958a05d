"""The services that can be asked: policyqa's own API, and one that speaks OpenAI's."""

from typing import Any

import pytest

from eval.errors import ServiceAwayError
from eval.judging.judge import judgements_of
from eval.question_sets import Question
from eval.services.openai import OpenaiService
from eval.services.policyqa import PolicyqaService
from tests.conftest import free_port
from tests.eval.answering_services import ScriptedService, chat_service, said

LEADS = Question.model_validate(
    {
        "id": "q1",
        "question": "重庆市推广BIM技术由哪个单位牵头？",
        "required": [["市住房城乡建委"]],
        "history": ["重庆智能建造做什么？"],
    }
)


def test_policyqa_gives_citations_confidence_and_what_was_found(service_url: str) -> None:
    service = PolicyqaService(service_url)
    result = service.result(LEADS.model_copy(update={"history": ()}), 0)
    assert result.status == "answered"
    assert "市住房城乡建委" in result.answer
    assert result.confidence is not None
    assert all(own.is_verbatim and own.quote in own.clause for own in result.citations)
    assert {own.document for own in result.citations} <= service.sources
    assert all(own.clause for own in result.retrieved)
    assert result.seconds > 0
    service.close()


def test_of_relevant_documents_alone_the_search_is_asked(service_url: str) -> None:
    service = PolicyqaService(service_url)
    asked = Question.model_validate({"id": "q", "question": "建筑机器人", "relevant": {"d": 1}})
    result = service.result(asked, 0)
    assert len(result.retrieved) > 10
    assert result.answer == ""
    service.close()


def test_a_service_that_is_not_there_is_said_to_be_away() -> None:
    with pytest.raises(ServiceAwayError):
        PolicyqaService(f"http://127.0.0.1:{free_port()}")
    chat = OpenaiService(f"http://127.0.0.1:{free_port()}/v1", "m")
    with pytest.raises(ServiceAwayError):
        chat.result(LEADS, 0)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("由市住房城乡建委牵头。", "answered"),
        ("文件没有说明由谁牵头。", "not_found"),
        ("The documents do not state this.", "not_found"),
        ("", "not_found"),
    ],
)
def test_an_openai_service_answers_or_says_that_it_cannot(words: str, status: str) -> None:
    bodies: list[dict[str, Any]] = []

    def reply(body: dict[str, Any]) -> tuple[int, Any]:
        bodies.append(body)
        return said(words)

    with chat_service(reply) as url:
        result = OpenaiService(url, "some-model").result(LEADS, 0)
    assert (result.status, result.answer) == (status, words)
    assert bodies[0]["model"] == "some-model"
    contents = [message["content"] for message in bodies[0]["messages"]]
    assert contents == [*LEADS.history, LEADS.question]


@pytest.mark.parametrize("reply", [(500, {"error": "no"}), (200, {"choices": []}), (200, [])])
def test_an_error_of_the_service_is_a_failed_result(reply: tuple[int, Any]) -> None:
    with chat_service(lambda _: reply) as url:
        result = OpenaiService(url, "m").result(LEADS, 0)
    assert result.status == "failed"
    assert result.error


def test_a_judge_says_right_wrong_or_neither() -> None:
    results = [ScriptedService({"q1": words}).result(LEADS, 0) for words in ("甲", "乙", "丙")]

    def reply(body: dict[str, Any]) -> tuple[int, Any]:
        case = body["messages"][1]["content"]
        assert "Must say: 市住房城乡建委" in case
        return said("RIGHT" if "甲" in case else "I think it is wrong." if "乙" in case else "?")

    with chat_service(reply) as url:
        judged = list(judgements_of(results, OpenaiService(url, "judge"), lambda: None))
    assert [own.is_right for own in judged] == [True, False, None]
