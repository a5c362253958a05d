"""The page's logic, in Streamlit's harness before the real service."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from service.client import PolicyClient
from tests.conftest import POLICIES, free_port
from tests.ui.conftest import Upload
from ui.texts.chinese import CHINESE
from ui.texts.english import ENGLISH

QUESTION = "重庆市推广BIM技术由哪个单位牵头？"
UNANSWERABLE = "上海市推广BIM技术由哪个单位牵头？"
OpenApp = Callable[[str], AppTest]


def ask(page: AppTest, question: str) -> AppTest:
    page.text_input(key="question").set_value(question)
    page.button(key="submit").click()
    return page.run()


def html(page: AppTest) -> str:
    return "\n".join(block.proto.body for block in page.get("html"))


def given_to(page: AppTest, key: str) -> Any:
    """Return the data that a JavaScript part of the page was given."""
    (part,) = (e for e in page.get("bidi_component") if e.key == key)
    return json.loads(part.proto.json)


def quoted(page: AppTest) -> str:
    pieces = [p for line in given_to(page, "source_text")["paragraphs"] for p in line["pieces"]]
    return "".join(piece["text"] for piece in pieces if piece["quoted"])


def examples(page: AppTest) -> list[str]:
    return [b.label for b in page.button if (b.key or "").startswith("example_")]


@pytest.fixture
def page(app: OpenApp, service_url: str) -> AppTest:
    return app(service_url)


def test_it_opens_in_chinese_with_examples_of_several_documents(page: AppTest) -> None:
    assert not page.exception
    assert CHINESE.tagline in html(page)
    assert len(examples(page)) == 4
    assert CHINESE.holdings.format(documents=5) in [c.value for c in page.caption]


def test_an_example_is_answered_when_clicked(page: AppTest, client: PolicyClient) -> None:
    questions = examples(page)
    assert {client.ask(question)["status"] for question in questions} == {"answered"}
    page.button(key="example_0").click().run()
    assert CHINESE.answered in html(page)
    assert page.text_input(key="question").value == questions[0]


def test_an_answer_stands_beside_its_quote(page: AppTest, client: PolicyClient) -> None:
    ask(page, QUESTION)
    answer = client.ask(QUESTION)
    shown = given_to(page, "statements")
    assert [s["text"] for s in shown["statements"]] == [s["text"] for s in answer["statements"]]
    assert quoted(page) == answer["citations"][0]["quote"].replace("\n", "")
    assert answer["citations"][0]["document"]["title"] in html(page)
    assert CHINESE.origin_catalogue in html(page)
    assert CHINESE.responsibilities.format(count=len(answer["responsibilities"])) in html(page)


def test_the_next_citation_shows_its_own_quote(page: AppTest, client: PolicyClient) -> None:
    question = "哪些任务由市交通局配合？"
    ask(page, question)
    page.button(key="next_citation").click().run()
    citation = client.ask(question)["citations"][1]
    assert quoted(page) == citation["quote"].replace("\n", "")
    assert given_to(page, "statements")["chosen"] == 1


def test_what_the_corpus_does_not_say_is_not_answered(page: AppTest) -> None:
    ask(page, UNANSWERABLE)
    assert CHINESE.not_found in html(page)
    assert CHINESE.reasons["region_not_in_corpus"] in html(page)
    assert CHINESE.nearest_note in [c.value for c in page.caption]
    assert not page.get("bidi_component")


def test_the_language_changes_and_the_answer_stays(page: AppTest) -> None:
    ask(page, QUESTION)
    page.button_group(key="language").set_value("en").run()
    assert not page.exception
    assert ENGLISH.tagline in html(page)
    assert ENGLISH.answered in html(page)
    assert page.text_input(key="question").value == QUESTION


def test_only_the_chosen_region_answers(page: AppTest) -> None:
    page.multiselect(key="regions").set_value(["中山市"])
    ask(page, QUESTION)
    assert CHINESE.answered not in html(page)
    assert CHINESE.asked_within.format(scope="中山市") in html(page)


def test_a_blank_question_is_not_asked(page: AppTest) -> None:
    ask(page, "  ")
    assert examples(page)
    assert not page.exception


def test_a_question_that_the_service_refuses_says_why(page: AppTest) -> None:
    ask(page, "问" * 10_001)
    assert not page.exception
    assert CHINESE.refused in html(page)
    assert "10000" in html(page)


def test_no_service_is_said_with_what_to_do(app: OpenApp) -> None:
    page = app(f"http://127.0.0.1:{free_port()}")
    assert not page.exception
    assert CHINESE.away in html(page)
    assert "policyqa serve" in html(page)


def test_no_documents_is_said_with_how_to_bring_some_in(
    app: OpenApp, other_service: PolicyClient
) -> None:
    page = app(other_service.url)
    assert not page.exception
    assert CHINESE.empty in html(page)
    assert "policyqa ingest" in html(page)


def test_a_document_deleted_since_the_answer_leaves_the_cited_clause(
    app: OpenApp, other_service: PolicyClient, upload: Upload
) -> None:
    task_plan, key_points = sorted(POLICIES.glob("00[01]_*.txt"))
    document_id = upload(other_service, task_plan.name, task_plan.read_bytes())
    upload(other_service, key_points.name, key_points.read_bytes())
    question = "推广BIM技术由哪个单位牵头？"
    page = ask(app(other_service.url), question)
    quote = other_service.ask(question)["citations"][0]["quote"]
    other_service.delete(document_id)
    page.run()
    assert not page.exception
    assert CHINESE.text_unavailable in html(page)
    assert quoted(page) == quote.replace("\n", "")
