"""Every page as a reader sees it, in Debian's Chromium: whole, accessible, and its files."""

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Download, Page, expect

from service.client import PolicyClient
from tests.ui.conftest import OpenPage, overflows
from ui.texts.chinese import CHINESE

pytestmark = pytest.mark.browser
PageOf = Callable[[str], AbstractContextManager[str]]
QUESTION = "重庆市推广BIM技术由哪个单位牵头？"
# Each page with something that is there once it is drawn
PAGES = {
    "": ".pq-holdings",
    f"?q={QUESTION}": ".st-key-source mark.quote",
    "duties": "[data-testid=stVegaLiteChart] svg",
    "duties?duties_view=list": "[data-testid=stDataFrame] canvas",
    "duties?duties_view=network": "[data-testid=stVegaLiteChart] svg",
    "deadlines": "[data-testid=stVegaLiteChart] svg",
    "deadlines?deadlines_view=incentives": "[data-testid=stDataFrame] canvas",
    "compare?compare_topic=装配式建筑": ".pq-compared",
    "library": "[data-testid=stDataFrame] canvas",
    "library?document={document}": ".st-key-library_text mark",
    "runs": ".pq-notice",
}
UPLOADED = """\
某某市人民政府办公室关于支持充电桩建设的通知

某政办发〔2024〕5号

一、支持充电桩建设
对新建公共充电桩的企业给予一次性30万元奖励。（牵头单位：市能源局）
"""


@pytest.fixture(params=PAGES)
def address(request: pytest.FixtureRequest, client: PolicyClient) -> Iterator[tuple[str, str]]:
    document = client.documents()["items"][0]["id"]
    yield request.param.replace("{document}", document), PAGES[request.param]


def opened(open_page: OpenPage, url: str, drawn: str, width: int = 1280) -> Page:
    page = open_page(url, width=width)
    expect(page.locator(drawn).first).to_be_visible()
    return page


def saved(page: Page, label: str) -> bytes:
    with page.expect_download() as coming:
        page.get_by_role("button", name=label).click()
    download: Download = coming.value
    return Path(download.path()).read_bytes()


def test_no_serious_finding_of_axe_and_nothing_cut_off(
    open_page: OpenPage, page_url: str, address: tuple[str, str]
) -> None:
    path, drawn = address
    page = opened(open_page, f"{page_url}{path}", drawn)
    found = Axe().run(page)
    serious = [
        (own["id"], [node["html"][:200] for node in own["nodes"]])
        for own in found.response["violations"]
        if own["impact"] in ("serious", "critical")
    ]
    assert serious == []
    for width in (375, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        expect(page.locator(drawn).first).to_be_attached()
        assert not overflows(page), width
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_an_export_has_the_cells_that_the_api_gives(
    open_page: OpenPage, page_url: str, client: PolicyClient
) -> None:
    page = opened(
        open_page,
        f"{page_url}duties?duties_view=list&duties_region=重庆市",
        "[data-testid=stDataFrame] canvas",
    )
    rows = client.responsibilities(region="重庆市", limit=1000)["items"]
    expected = [
        (own["task"], CHINESE.roles[own["role"]], own["unit"], own["unit_full"], own["label"])
        for own in rows
    ]
    workbook = load_workbook(io.BytesIO(saved(page, CHINESE.export.format(format="XLSX"))))
    head, *cells = workbook.worksheets[0].iter_rows(values_only=True)
    assert head[:2] == (CHINESE.task, CHINESE.role)
    assert [row[:5] for row in cells] == expected
    text = saved(page, CHINESE.export.format(format="CSV")).decode("utf-8-sig")
    _, *lines = csv.reader(io.StringIO(text))
    assert [tuple(line[:5]) for line in lines] == expected


def test_an_answer_is_saved_as_word_and_copied(
    open_page: OpenPage, page_url: str, client: PolicyClient
) -> None:
    page = opened(open_page, f"{page_url}?q={QUESTION}", ".st-key-source mark.quote")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    answer = client.ask(QUESTION)
    document = Document(io.BytesIO(saved(page, CHINESE.sharing.word)))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert answer["answer"] in words
    assert answer["citations"][0]["quote"] in words
    assert copied(page, CHINESE.sharing.copy_text).startswith(
        f"{CHINESE.sharing.question}{QUESTION}"
    )
    assert f"> {answer['citations'][0]['quote'][:4]}" in copied(page, CHINESE.sharing.copy_markdown)
    link = copied(page, CHINESE.sharing.copy_link)
    assert link.startswith(page_url)
    again = opened(open_page, link, ".st-key-source mark.quote")
    expect(again.locator(".pq-question")).to_have_text(QUESTION)


def copied(page: Page, label: str) -> str:
    page.get_by_role("button", name=label, exact=True).click()
    expect(page.get_by_text(CHINESE.sharing.copied)).to_be_visible()
    text: Any = page.evaluate("navigator.clipboard.readText()")
    return str(text)


def test_an_uploaded_file_can_be_asked_about_and_a_bad_one_says_why(
    open_page: OpenPage, page_of: PageOf, other_service: PolicyClient
) -> None:
    with page_of(other_service.url) as url:
        page = opened(open_page, url, ".pq-notice")
        page.get_by_role("link", name=CHINESE.library.title).click()
        page.get_by_text(CHINESE.library.upload, exact=True).click()
        page.locator("input[type=file]").set_input_files(
            [
                {"name": "通知.txt", "mimeType": "text/plain", "buffer": UPLOADED.encode()},
                {"name": "坏.pdf", "mimeType": "application/pdf", "buffer": b"no pdf"},
            ]
        )
        expect(page.get_by_text(CHINESE.library.upload_done)).to_be_visible()
        failed = page.locator(".pq-upload.pq-failed")
        expect(failed).to_contain_text("坏.pdf")
        (document,) = other_service.documents()["items"]
        page.get_by_role("button", name=CHINESE.open_document).click()
        expect(page.locator(".st-key-library_text mark.incentives")).to_contain_text("30万元")
        page.get_by_role("link", name=CHINESE.library.ask_about).click()
        question = "新建公共充电桩奖励多少？"
        box = page.get_by_role("textbox", name=CHINESE.question_placeholder)
        box.fill(question)
        box.press("Enter")
        expect(page.locator(".st-key-source mark.quote").first).to_contain_text("30万元")
        expect(page.locator(".pq-asked")).to_contain_text(document["title"])


def test_a_row_leads_to_its_clause_in_the_document(
    open_page: OpenPage, page_url: str, client: PolicyClient
) -> None:
    page = opened(
        open_page, f"{page_url}duties?duties_view=list", "[data-testid=stDataFrame] canvas"
    )
    row = client.responsibilities(limit=1)["items"][0]
    choose_first_row(page)
    expect(page.locator(".pq-place blockquote")).to_have_text(row["quote"])
    page.get_by_role("link", name=CHINESE.open_document).click()
    cited = page.locator(".st-key-library_text p.cited").first
    expect(cited).to_be_in_viewport()
    clause = client.clause(row["clause_id"])
    expect(cited).to_have_text(clause["text"].split("\n")[0])


def test_a_row_chosen_is_chosen_no_more_where_another_is_in_its_place(
    open_page: OpenPage, page_url: str
) -> None:
    page = opened(
        open_page, f"{page_url}duties?duties_view=list", "[data-testid=stDataFrame] canvas"
    )
    choose_first_row(page)
    expect(page.locator(".pq-place")).to_be_visible()
    count = page.get_by_test_id("stCaptionContainer").first
    all_rows = count.inner_text()
    words = page.get_by_label(CHINESE.duties.words)
    words.fill("BIM")
    words.press("Enter")
    expect(count).not_to_have_text(all_rows)
    expect(page.locator(".pq-place")).to_have_count(0)


def choose_first_row(page: Page) -> None:
    """Click the box of a table's first row: what lies over the canvas takes the click."""
    table = page.get_by_test_id("stDataFrame").locator("canvas").first
    table.click(position={"x": 18, "y": 52}, force=True)


def test_a_document_chosen_in_the_library_opens_and_the_way_back_leads_to_the_list(
    open_page: OpenPage, page_url: str, client: PolicyClient
) -> None:
    page = opened(open_page, f"{page_url}library", "[data-testid=stDataFrame] canvas")
    newest = client.documents(sort="newest")["items"][0]
    choose_first_row(page)
    expect(page.locator(".pq-question")).to_have_text(newest["title"])
    page.get_by_role("button", name=CHINESE.library.back).click()
    expect(page.get_by_text(CHINESE.library.choose)).to_be_visible()
    expect(page.locator(".pq-question")).to_have_count(0)


def test_the_keyboard_alone_asks_and_follows_a_citation(open_page: OpenPage, page_url: str) -> None:
    page = opened(open_page, page_url, ".pq-holdings")
    page.get_by_role("textbox", name=CHINESE.question_placeholder).focus()
    page.keyboard.type("哪些任务由市交通局配合？")
    page.keyboard.press("Enter")
    marks = page.locator(".mark")
    expect(marks.first).to_have_attribute("aria-current", "true")
    marks.nth(1).focus()
    page.keyboard.press("Enter")
    expect(marks.nth(1)).to_have_attribute("aria-current", "true")
    expect(marks.nth(1)).to_be_focused()
    expect(marks.nth(1)).to_have_css("outline-style", "solid")


def test_dark_where_the_reader_has_it_dark(open_page: OpenPage, page_url: str) -> None:
    page = open_page("about:blank")
    page.emulate_media(color_scheme="dark")
    page.goto(f"{page_url}?q={QUESTION}")
    expect(page.locator(".st-key-source mark.quote")).to_be_visible()
    background = page.get_by_test_id("stApp").evaluate(
        "(app) => getComputedStyle(app).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)"
    )
    assert max(background) < 60
    found = Axe().run(page, options={"runOnly": ["color-contrast"]})
    assert [
        node["html"][:200] for own in found.response["violations"] for node in own["nodes"]
    ] == []
