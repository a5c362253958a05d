"""The page as a reader sees it, in Debian's Chromium, below a sub-path of its host."""

import re
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from service.client import PolicyClient
from tests.conftest import free_port
from tests.ui.conftest import OpenPage, Upload, overflows, service_at
from ui.markup import WORD_JOINER
from ui.texts.chinese import CHINESE
from ui.texts.english import ENGLISH

pytestmark = pytest.mark.browser
QUESTION = "重庆市推广BIM技术由哪个单位牵头？"
UNANSWERABLE = "上海市推广BIM技术由哪个单位牵头？"
HOSTILE_QUESTION = "重庆市推广乙炔技术应用由哪个单位牵头？"
HOSTILE_HEADING = "推广乙炔:smile:技术$y$应用"
HOSTILE = f"""\
重庆市人民政府办公厅关于<script>window.hacked=1</script>**粗体**与$x^2$的通知

渝府办发〔2024〕99号

各区县政府：
一、{HOSTILE_HEADING}
推广<img src=x onerror="window.hacked=1">乙炔技术应用，:red[红色]与\
`代码`、[链接](javascript:alert(1))并用。（牵头单位：市住房城乡建委，配合单位：市<b>交通局</b>）
"""
DRAWN = "[data-testid=stDataFrame] canvas, [data-testid=stVegaLiteChart] svg"
PageOf = Callable[[str], AbstractContextManager[str]]


def ask(page: Page, question: str) -> None:
    box = page.get_by_role("textbox", name=CHINESE.question_placeholder).or_(
        page.get_by_role("textbox", name=ENGLISH.question_placeholder)
    )
    box.fill(question)
    box.press("Enter")


def quote_marks(page: Page) -> Locator:
    return page.locator(".st-key-source mark.quote")


def is_seen(element: Locator) -> bool:
    """Tell whether an element lies in the window and in every box that scrolls around it."""
    seen: bool = element.evaluate(
        """(element) => new Promise((resolve) => {
          const observer = new IntersectionObserver(([entry]) => {
            observer.disconnect();
            resolve(entry.isIntersecting);
          });
          observer.observe(element);
        })"""
    )
    return seen


def test_an_answer_with_its_quote_in_view_and_nothing_from_outside(
    open_page: OpenPage, page_url: str, client: PolicyClient
) -> None:
    page = open_page("about:blank")
    requested: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.on("websocket", lambda socket: requested.append(socket.url))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(page_url)
    ask(page, QUESTION)
    answer = client.ask(QUESTION)
    expect(quote_marks(page)).to_have_text(answer["citations"][0]["quote"])
    expect(page.locator(".statement").first).to_contain_text(answer["statements"][0]["text"])
    assert is_seen(quote_marks(page))
    page.set_viewport_size({"width": 1920, "height": 1000})
    assert not overflows(page)
    own = (page_url, page_url.replace("http:", "ws:"), "data:", "blob:")
    assert [url for url in requested if not url.startswith(own)] == []
    assert complaints == []


def test_a_click_on_a_citation_shows_its_source(
    open_page: OpenPage, page_url: str, client: PolicyClient
) -> None:
    page = open_page(page_url)
    question = "哪些任务由市交通局配合？"
    ask(page, question)
    citations = client.ask(question)["citations"]
    last = len(citations)
    page.locator(".mark", has_text=f"[{last}]").click()
    expect(page.locator(".pq-source .pq-label")).to_have_text(citations[-1]["label"])
    expect(page.locator(".pq-source-heading")).to_contain_text(
        CHINESE.source_position.format(number=last, total=last)
    )
    expect(quote_marks(page).first).to_be_in_viewport()


def test_back_leads_to_the_beginning_and_forward_to_the_answer_without_asking_again(
    open_page: OpenPage, page_url: str
) -> None:
    page = open_page(page_url)
    ask(page, QUESTION)
    expect(quote_marks(page)).to_be_visible()
    page.go_back()
    expect(page.locator(".st-key-examples button").first).to_be_visible()
    page.go_forward()
    expect(quote_marks(page)).to_be_visible()
    expect(page.locator(".pq-question")).to_have_count(1)
    expect(page.get_by_test_id("stPopover")).to_contain_text(CHINESE.history.format(count=1))
    page.get_by_role("link", name=CHINESE.page_questions).click()  # where the visitor is already
    expect(page.locator(".pq-question")).to_have_count(1)


def test_an_unanswerable_question_says_why(open_page: OpenPage, page_url: str) -> None:
    page = open_page(page_url)
    ask(page, UNANSWERABLE)
    expect(page.locator(".pq-reason")).to_contain_text(CHINESE.reasons["region_not_in_corpus"])
    nearest = page.locator(".pq-nearest")
    expect(nearest).not_to_be_visible()
    page.get_by_text(CHINESE.nearest).click()
    expect(nearest).to_be_visible()


def test_on_a_phone_a_citation_leads_to_the_source_below_in_english_by_its_address(
    open_page: OpenPage, page_url: str
) -> None:
    page = open_page(f"{page_url}?language=English", width=375, height=700)
    expect(page.get_by_text(ENGLISH.tagline)).to_be_visible()
    ask(page, QUESTION)
    expect(quote_marks(page)).to_be_attached()
    assert not overflows(page)
    expect(quote_marks(page)).not_to_be_in_viewport()
    page.locator(".mark").first.click()
    expect(quote_marks(page)).to_be_in_viewport()


def test_a_service_that_comes_and_stops_under_the_page(
    open_page: OpenPage, page_of: PageOf, five_policies: Path, tmp_path: Path
) -> None:
    data = shutil.copytree(five_policies, tmp_path / "copy")
    port = free_port()
    with page_of(f"http://127.0.0.1:{port}") as url:
        page = open_page(url)
        ask(page, QUESTION)
        expect(page.get_by_role("alert")).to_contain_text(CHINESE.away)
        with service_at(port, data):
            page.get_by_role("button", name=CHINESE.retry).click()
            expect(quote_marks(page)).to_be_visible()
        ask(page, UNANSWERABLE)
        expect(page.get_by_role("alert")).to_contain_text(CHINESE.away)
        expect(page.get_by_role("alert")).to_contain_text("policyqa serve")
        expect(page.get_by_test_id("stException")).to_have_count(0)
        expect(page.locator(".pq-question").last).to_have_text(UNANSWERABLE)
        for path in ("duties", "deadlines", "compare", "library"):
            page.goto(f"{url}{path}")
            expect(page.get_by_role("alert")).to_contain_text("policyqa serve")
            expect(page.get_by_test_id("stException")).to_have_count(0)


def test_what_a_document_or_a_question_says_stays_plain_text(
    open_page: OpenPage, page_of: PageOf, other_service: PolicyClient, upload: Upload
) -> None:
    document = other_service.document(upload(other_service, "通知.txt", HOSTILE.encode()))
    asked = f"{HOSTILE_QUESTION}**粗** $z$ <img src=x onerror='window.hacked=1'>"
    with page_of(other_service.url) as url:
        page = open_page(url)
        expect(page.locator(".pq-holdings")).to_contain_text(document["title"])
        examples = page.locator(".st-key-examples button")
        # Streamlit draws a button late, and before it has loaded what draws its label
        expect(examples).not_to_have_count(0)
        expect(examples).to_have_text([re.compile(r"\S")] * examples.count())
        labels = " ".join(examples.all_inner_texts()).replace(WORD_JOINER, "")
        assert HOSTILE_HEADING in labels
        check_plain(page)
        ask(page, HOSTILE_QUESTION)
        answer: dict[str, Any] = other_service.ask(HOSTILE_QUESTION)
        expect(quote_marks(page).first).to_have_text(answer["citations"][0]["quote"])
        expect(page.locator(".pq-title")).to_have_text(document["title"])
        expect(page.locator(".pq-table")).to_contain_text("市<b>交通局</b>")
        check_plain(page)
        ask(page, asked)
        expect(page.locator(".pq-question").last).to_have_text(asked)
        check_plain(page)
        for path in (
            "duties?duties_view=list",
            "duties",
            "library",
            f"library?document={document['id']}",
        ):
            page.goto(f"{url}{path}")
            expect(page.locator(DRAWN).first).to_be_visible()
            check_plain(page)
        page.goto(f"{url}compare?compare_topic=乙炔")
        expect(page.locator(".pq-compared")).to_contain_text("<img src=x")
        check_plain(page)


def check_plain(page: Page) -> None:
    made = "main img, section img, .pq-table b, strong, .katex, a[href^=javascript], [role=img]"
    assert page.get_by_test_id("stMain").locator(made).count() == 0
    assert page.evaluate("window.hacked") is None
