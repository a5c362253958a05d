"""The page 文库: its logic, in Streamlit's harness before the real service."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from service.client import PolicyClient
from service.errors import ServiceError
from tests.conftest import POLICIES
from tests.ui.conftest import OpenApp, Upload, captions, given_to, html
from ui.texts.chinese import CHINESE

WORDS = CHINESE.library
FIRST = """\
某某市人民政府关于促进绿色建筑发展的通知

一、奖励绿色建筑项目
对绿色建筑项目给予一次性10万元奖励。
二、加强监督管理
各县区每季度检查一次。
"""
SECOND = FIRST.replace("10万元", "20万元").replace("二、加强监督管理\n各县区每季度检查一次。\n", "")


def titles(page: AppTest) -> list[str]:
    column: list[str] = page.dataframe[0].value[CHINESE.fields["title"]].to_list()
    return column


def marked(page: AppTest, kind: str) -> list[str]:
    return [
        piece["text"]
        for line in given_to(page, "library_reader")["paragraphs"]
        for piece in line["pieces"]
        if kind in piece["marks"]
    ]


@pytest.fixture
def page(app: OpenApp, service_url: str) -> AppTest:
    return app(service_url, "library")


def test_facets_narrow_the_documents_down(page: AppTest, client: PolicyClient) -> None:
    listed = client.documents(sort="newest")["items"]
    assert titles(page) == [own["title"] for own in listed]
    page.multiselect(key="library_region").set_value(["重庆市"]).run()
    assert titles(page) == [own["title"] for own in listed if own["region"] == "重庆市"]
    assert CHINESE.holdings.format(documents=2) in captions(page)
    page.text_input(key="library_words").set_value("没有这样的文件").run()
    assert WORDS.nothing in html(page)


def test_a_document_has_its_outline_and_its_facts_marked(
    app: OpenApp, service_url: str, client: PolicyClient
) -> None:
    document = client.documents(sort="newest")["items"][0]
    page = app(service_url, "library", document=document["id"])
    outline = client.document(document["id"])["outline"]
    assert len(page.dataframe[0].value) == len(outline)
    targets = client.targets(document=document["id"], limit=1000)["items"]
    text = "".join(marked(page, "targets"))
    assert targets
    for own in targets:
        assert own["quote"].replace("\n", "") in text.replace("\n", "")
    whole = client.text(document["id"])
    shown = given_to(page, "library_reader")["paragraphs"]
    lines = ["".join(piece["text"] for piece in line["pieces"]) for line in shown]
    assert lines == [line for line in whole.split("\n") if line.strip()]


def test_a_link_to_a_clause_opens_the_document_there(
    app: OpenApp, service_url: str, client: PolicyClient
) -> None:
    row = client.responsibilities(limit=1)["items"][0]
    page = app(service_url, "library", document=row["document"]["id"], clause=row["clause_id"])
    shown = given_to(page, "library_reader")
    clause = client.clause(row["clause_id"])
    assert shown["paragraphs"][shown["goal"]]["start"] == clause["start"]
    cited = [own for own in shown["paragraphs"] if own["cited"]]
    assert cited[0]["start"] == clause["start"]


@pytest.mark.parametrize("name", ["gone", "../readyz", "..", ".", "a/b?c=1#d", "<script>"])
def test_a_document_that_is_not_there_is_said_to_be_gone(
    app: OpenApp, service_url: str, name: str
) -> None:
    page = app(service_url, "library", document=name)
    assert not page.exception
    assert WORDS.gone in html(page)


def test_deleting_asks_first_and_then_deletes(
    app: OpenApp, other_service: PolicyClient, upload: Upload
) -> None:
    policy = next(POLICIES.glob("001_*.txt"))
    kept = upload(other_service, "通知.txt", FIRST.encode())
    document_id = upload(other_service, policy.name, policy.read_bytes())
    page = app(other_service.url, "library", document=document_id)
    page.button(key="library_delete").click().run()
    assert WORDS.delete_question in html(page)
    assert other_service.document(document_id)
    page.button(key="delete_yes").click().run()
    with pytest.raises(ServiceError):
        other_service.document(document_id)
    assert [own["id"] for own in other_service.documents()["items"]] == [kept]
    assert titles(page) == [other_service.document(kept)["title"]]


def test_what_changed_between_two_versions_is_shown(
    app: OpenApp, other_service: PolicyClient, upload: Upload
) -> None:
    document_id = upload(other_service, "通知.txt", FIRST.encode())
    page = app(other_service.url, "library", document=document_id)
    show_versions(page, document_id, 1)
    assert WORDS.one_version in html(page)
    upload(other_service, "通知.txt", SECOND.encode())
    page = app(other_service.url, "library", document=document_id)
    show_versions(page, document_id, 2)
    shown = html(page)
    assert WORDS.changed.format(changed=1, added=0, removed=1) in captions(page)
    assert re.findall(r'<mark class="pq-different">([^<]*)</mark>', shown)[1:] == ["10", "20"]
    assert 'class="pq-gap"' in shown


def test_documents_of_one_title_are_told_apart(
    app: OpenApp, other_service: PolicyClient, upload: Upload
) -> None:
    for city in ("甲市", "乙市"):
        upload(other_service, f"{city}.txt", FIRST.encode())
    page = app(other_service.url, "duties")
    first, second = page.multiselect(key="duties_document").options
    assert first != second
    assert "甲市.txt" in first + second


def show_versions(page: AppTest, document_id: str, count: int) -> AppTest:
    view = page.button_group(key=f"library_view_{document_id}")
    return view.set_value(WORDS.changes.format(count=count)).run()
