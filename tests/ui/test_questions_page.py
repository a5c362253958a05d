"""The page 问答: its logic, in Streamlit's harness before the real service."""

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from service.client import PolicyClient
from tests.conftest import POLICIES, free_port
from tests.ui.conftest import OpenApp, Upload, captions, given_to, html
from ui.texts.chinese import CHINESE
from ui.texts.english import ENGLISH

QUESTION = "重庆市推广BIM技术由哪个单位牵头？"
UNANSWERABLE = "上海市推广BIM技术由哪个单位牵头？"
MANY_CITATIONS = "哪些任务由市交通局配合？"


def ask(page: AppTest, question: str) -> AppTest:
    page.chat_input(key="question").set_value(question)
    return page.run()


def quoted(page: AppTest) -> str:
    pieces = [p for line in given_to(page, "reader")["paragraphs"] for p in line["pieces"]]
    return "".join(piece["text"] for piece in pieces if "quote" in piece["marks"])


def examples(page: AppTest) -> list[str]:
    return [b.label for b in page.button if (b.key or "").startswith("example_")]


@pytest.fixture
def page(app: OpenApp, service_url: str) -> AppTest:
    return app(service_url)


def test_it_opens_in_chinese_with_examples_of_several_documents(page: AppTest) -> None:
    assert not page.exception
    assert CHINESE.tagline in html(page)
    assert len(examples(page)) == 4
    assert CHINESE.holdings.format(documents=5) in captions(page)


def test_an_example_is_answered_when_clicked(page: AppTest, client: PolicyClient) -> None:
    questions = examples(page)
    assert {client.ask(question)["status"] for question in questions} == {"answered"}
    page.button(key="example_0").click().run()
    assert CHINESE.answered in html(page)
    assert questions[0] in html(page)


def test_an_answer_stands_beside_its_quote(page: AppTest, client: PolicyClient) -> None:
    ask(page, QUESTION)
    answer = client.ask(QUESTION)
    shown = given_to(page, "statements_0_0")
    assert [s["text"] for s in shown["statements"]] == [s["text"] for s in answer["statements"]]
    assert quoted(page) == answer["citations"][0]["quote"].replace("\n", "")
    assert answer["citations"][0]["document"]["title"] in html(page)
    assert CHINESE.origin_catalogue in html(page)
    assert CHINESE.responsibilities.format(count=len(answer["responsibilities"])) in html(page)


def test_the_next_citation_shows_its_own_quote(page: AppTest, client: PolicyClient) -> None:
    ask(page, MANY_CITATIONS)
    page.button(key="next_citation").click().run()
    citation = client.ask(MANY_CITATIONS)["citations"][1]
    assert quoted(page) == citation["quote"].replace("\n", "")
    assert given_to(page, "statements_0_0")["chosen"] == 1


def test_a_question_leans_on_the_one_before_it(page: AppTest, client: PolicyClient) -> None:
    ask(page, QUESTION)
    follow_up = "配合单位有哪些？"
    ask(page, follow_up)
    expected = client.ask(follow_up, history=[QUESTION])
    assert expected["citations"] != client.ask(follow_up)["citations"]
    shown = given_to(page, "statements_0_1")
    assert [s["text"] for s in shown["statements"]] == [s["text"] for s in expected["statements"]]
    assert given_to(page, "statements_0_0")["chosen"] is None
    assert shown["chosen"] == 0


def test_a_new_conversation_forgets_and_the_history_goes_back(
    page: AppTest, client: PolicyClient
) -> None:
    ask(page, QUESTION)
    page.button(key="new_conversation").click().run()
    assert examples(page)
    ask(page, "配合单位有哪些？")
    alone = client.ask("配合单位有哪些？")
    assert (CHINESE.answered in html(page)) is (alone["status"] == "answered")
    page.button(key="history_0_0").click().run()
    assert given_to(page, "statements_0_0")["chosen"] == 0


@pytest.fixture
def by_history(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every run be one of the browser's Back or Forward."""
    monkeypatch.setattr("ui.questions.page.came_by_history", lambda: True)


def test_an_address_that_is_late_changes_nothing(page: AppTest) -> None:
    ask(page, QUESTION)
    del page.query_params["q"]  # as when a click comes before the browser heard of the address
    page.run()
    assert given_to(page, "statements_0_0")["statements"]


def test_a_question_of_a_link_that_was_left_is_not_asked(
    app: OpenApp, by_history: None, service_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = app(f"http://127.0.0.1:{free_port()}", q=[QUESTION])
    assert QUESTION in html(page)
    del page.query_params["q"]
    monkeypatch.setenv("POLICYQA_API_URL", service_url)
    page.run()
    assert QUESTION not in html(page)
    assert examples(page)


def test_the_browsers_way_back_asks_nothing_again(page: AppTest, by_history: None) -> None:
    ask(page, QUESTION)
    ask(page, "配合单位有哪些？")
    asked = html(page).count(CHINESE.answered)
    page.query_params["q"] = [QUESTION]
    page.run()
    assert page.button(key="history_0_1")
    assert "history_1_0" not in {button.key for button in page.button}
    assert html(page).count(CHINESE.answered) == asked
    assert given_to(page, "statements_0_0")["chosen"] == 0
    assert page.query_params["q"] == QUESTION  # written anew, Forward would lead nowhere
    del page.query_params["q"]
    page.run()
    assert examples(page)
    page.button(key="history_0_1").click().run()
    assert page.query_params["q"] == [QUESTION, "配合单位有哪些？"]


def test_from_another_page_the_conversation_is_found_again(page: AppTest) -> None:
    ask(page, QUESTION)
    questions = page._finished_page_script_hash
    page._page_hash = calc_hash("duties")  # the links of the page do so, without a query
    del page.query_params["q"]
    page.run()
    assert CHINESE.duties.words in [own.label for own in page.text_input]
    page._page_hash = questions
    page.run()
    assert given_to(page, "statements_0_0")["statements"]
    assert page.query_params["q"] == QUESTION


def test_what_the_corpus_does_not_say_is_not_answered(page: AppTest) -> None:
    ask(page, UNANSWERABLE)
    assert CHINESE.not_found in html(page)
    assert CHINESE.reasons["region_not_in_corpus"] in html(page)
    assert CHINESE.nearest_note in captions(page)
    keys = {part.key for part in page.get("bidi_component")}
    assert not keys & {"reader", "statements_0_0"}


def test_the_language_changes_and_the_answer_stays(page: AppTest) -> None:
    ask(page, QUESTION)
    page.button_group(key="language").set_value("en").run()
    assert not page.exception
    assert ENGLISH.tagline in html(page)
    assert ENGLISH.answered in html(page)
    assert QUESTION in html(page)


def test_only_the_chosen_region_answers(page: AppTest) -> None:
    page.multiselect(key="regions").set_value(["中山市"]).run()
    ask(page, QUESTION)
    assert CHINESE.answered not in html(page)
    assert CHINESE.asked_within.format(scope="中山市") in html(page)


def test_a_link_reproduces_the_conversation_and_its_limits(
    app: OpenApp, service_url: str, client: PolicyClient
) -> None:
    document = client.ask(QUESTION)["citations"][0]["document"]
    page = app(
        service_url,
        q=[QUESTION, "配合单位有哪些？"],
        document=document["id"],
        regions="重庆市",
        in_force_on="2024-01-01",
    )
    scope = "、".join(
        ("重庆市", document["title"], CHINESE.scope_in_force.format(day="2024-01-01"))
    )
    assert html(page).count(CHINESE.asked_within.format(scope=scope)) == 2
    assert given_to(page, "statements_0_1")["statements"]
    assert dict(page.query_params)["q"] == [QUESTION, "配合单位有哪些？"]


def test_what_is_copied_holds_the_answer_its_quotes_and_the_link(
    page: AppTest, client: PolicyClient
) -> None:
    ask(page, QUESTION)
    buttons = {own["name"]: own["text"] for own in given_to(page, "actions_0_0")["buttons"]}
    citation = client.ask(QUESTION)["citations"][0]
    assert citation["quote"] in buttons["text"]
    assert citation["document"]["title"] in buttons["text"]
    assert citation["label"][:4] in buttons["markdown"]
    assert buttons["link"].startswith("?q=")


def test_a_vote_with_its_reason_reaches_the_service(
    app: OpenApp, other_service: PolicyClient, upload: Upload
) -> None:
    policy = next(POLICIES.glob("001_*.txt"))
    upload(other_service, policy.name, policy.read_bytes())
    page = ask(app(other_service.url), "推广BIM技术由哪个单位牵头？")
    page.button(key="vote_0_0_down").click().run()
    page.selectbox(key="reason_0_0_zh").set_value("incomplete")
    page.text_input(key="comment_0_0").set_value("少了一个单位")
    page.button(key="send_0_0").click().run()
    (vote,) = other_service.feedback()["items"]
    assert (vote["vote"], vote["reason"], vote["comment"]) == ("down", "incomplete", "少了一个单位")
    assert vote["question"] == "推广BIM技术由哪个单位牵头？"
    assert CHINESE.feedback.thanks in html(page)
    page.button(key="vote_0_0_down").click().run()  # once more: the reason stays
    assert other_service.feedback()["items"] == [vote]


def test_a_blank_question_is_not_asked(page: AppTest) -> None:
    ask(page, "  ")
    assert examples(page)
    assert not page.exception


def test_a_question_that_the_service_refuses_says_why(page: AppTest) -> None:
    ask(page, "问" * 10_001)
    assert not page.exception
    assert CHINESE.refused in html(page)
    assert "10000" in html(page)


@pytest.mark.parametrize("path", ["", "duties", "deadlines", "compare", "library"])
def test_no_service_is_said_with_what_to_do(app: OpenApp, path: str) -> None:
    page = app(f"http://127.0.0.1:{free_port()}", path)
    assert not page.exception
    assert CHINESE.away in html(page)
    assert "policyqa serve" in html(page)


@pytest.mark.parametrize("path", ["", "duties", "deadlines", "compare", "library"])
def test_no_documents_is_said_with_how_to_bring_some_in(
    app: OpenApp, other_service: PolicyClient, path: str
) -> None:
    page = app(other_service.url, path)
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


def test_a_link_to_a_document_that_is_gone_asks_without_it(app: OpenApp, service_url: str) -> None:
    page = app(service_url, q=[QUESTION], document="gone")
    assert not page.exception
    assert CHINESE.answered in html(page)
    assert page.multiselect(key="documents").value == []


LAW = """\
平顶山市绿化条例

第一条　为了促进绿化，制定本条例。
第二条　市园林部门负责指导、监督全市城市绿化养护工作。
第三条　本条例自2021年3月1日起施行。
"""


def test_a_law_has_questions_to_try_too(
    app: OpenApp, other_service: PolicyClient, upload: Upload
) -> None:
    upload(other_service, "条例.txt", LAW.encode())
    questions = examples(app(other_service.url))
    assert any("指导、监督全市城市绿化养护工作" in own for own in questions)
    assert any("《平顶山市绿化条例》" in own for own in questions)
