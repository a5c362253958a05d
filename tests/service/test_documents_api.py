"""Documents, clauses and responsibilities over HTTP; uploading and deleting."""

import time
from typing import Any

import httpx
import pytest

from service.client import PolicyClient
from tests.conftest import POLICIES
from tests.zip_files import zipped


def by_name(client: PolicyClient, start: str) -> dict[str, Any]:
    return next(d for d in client.documents()["items"] if str(d["source_name"]).startswith(start))


def test_documents_tell_text_from_catalogue(client: PolicyClient) -> None:
    assert client.documents()["total"] == 5
    zhongshan = by_name(client, "002")
    assert zhongshan["origins"] == {
        "title": "catalogue",
        "region": "catalogue",
        "kind": "catalogue",
    }
    chongqing = by_name(client, "004")
    assert chongqing["doc_number"] == "渝府办发〔2023〕53号"
    assert set(chongqing["origins"].values()) == {"text"}
    assert by_name(client, "000")["doc_number"] is None


def test_lists_are_paged(client: PolicyClient) -> None:
    first = client.documents(limit=2)
    rest = client.documents(limit=10, offset=2)
    assert (first["total"], len(first["items"]), len(rest["items"])) == (5, 2, 3)
    assert client.documents(region="江苏省")["total"] == 1
    assert client.documents(region="上海市")["total"] == 0


def test_a_document_with_its_outline_text_and_source(
    client: PolicyClient, service_url: str
) -> None:
    document = client.document(str(by_name(client, "001")["id"]))
    text = client.text(document["id"])
    assert document["characters"] == len(text)
    clauses = client.clauses(document["id"])
    assert clauses["items"] == document["outline"]
    assert clauses["total"] == document["clauses"]
    source = httpx.get(f"{service_url}/v1/documents/{document['id']}/source").content
    assert source == (POLICIES / document["source_name"]).read_bytes()


def test_a_clause_with_its_neighbours(client: PolicyClient) -> None:
    document = client.document(str(by_name(client, "001")["id"]))
    first, second, third = document["outline"][:3]
    clause = client.clause(second["id"])
    assert (clause["previous_id"], clause["next_id"]) == (first["id"], third["id"])
    text = client.text(document["id"])
    assert clause["text"] == text[clause["start"] : clause["end"]]
    assert client.clause(first["id"])["previous_id"] is None


@pytest.mark.parametrize(
    "unit", ["市住房城乡建委", "重庆市住房和城乡建设委员会", "住建委", "重庆住建委"]
)
def test_responsibilities_take_any_alias(client: PolicyClient, unit: str) -> None:
    rows = client.responsibilities(region="重庆市", unit=unit, role="lead", limit=1000)
    assert rows["total"] > 20
    assert {r["unit"] for r in rows["items"]} == {"市住房城乡建委"}
    assert {r["unit_full"] for r in rows["items"]} == {"重庆市住房和城乡建设委员会"}


def test_responsibilities_by_words_document_and_page(client: PolicyClient) -> None:
    rows = client.responsibilities(q="装配式建筑", region="连云港市")
    assert {r["document"]["region"] for r in rows["items"]} == {"连云港市"}
    assert all("装配式建筑" in r["task"] or "装配式建筑" in r["label"] for r in rows["items"])
    document = str(by_name(client, "003")["id"])
    assert client.responsibilities(document=document, limit=1)["total"] == 144


def test_search_gives_the_score_of_each_leg(client: PolicyClient) -> None:
    result = client.search("农民工工资专用账户", k=3)
    assert len(result["items"]) == 3
    best = result["items"][0]
    assert "农民工工资专用账户" in best["text"]
    assert best["lexical_score"] > 0
    assert best["dense_score"] is not None
    scores = [item["score"] for item in result["items"]]
    assert scores == sorted(scores, reverse=True)


def test_an_upload_is_answered_from_and_a_deleted_document_is_not(
    other_service: PolicyClient,
) -> None:
    text = "赣州市人民政府办公室关于推广沼气的意见\n一、补贴\n对新建沼气池每口补贴3000元。"
    job = other_service.upload("biogas.txt", text.encode())
    while job["status"] in ("queued", "running"):
        time.sleep(0.05)
        job = other_service.job(job["id"])
    assert job["status"] == "done", job["error"]
    answer = other_service.ask("赣州市新建沼气池补贴多少钱？")
    assert "3000元" in answer["answer"]
    other_service.delete(job["document_id"])
    assert other_service.ask("赣州市新建沼气池补贴多少钱？")["status"] == "not_found"
    assert other_service.search("沼气池")["items"] == []


def test_an_uploaded_archive_gives_several_documents(other_service: PolicyClient) -> None:
    biogas = "一、补贴\n对新建沼气池每口补贴3000元。".encode()
    rows = '{"id": "k", "text": "一、扩大学位供给\\n新建公办幼儿园20所。", "region": "赣州市"}'
    data = zipped(
        ("a/沼气.txt", biogas),
        ("rows.jsonl", rows.encode()),
        ("bad.txt", b"\0"),
        ("photo.bmp", b"BM"),
    )
    job = other_service.upload("sent.zip", data)
    while job["status"] in ("queued", "running"):
        time.sleep(0.05)
        job = other_service.job(job["id"])
    assert (job["status"], job["error"], job["document_id"]) == ("done", None, None)
    names = {other_service.document(i)["source_name"] for i in job["document_ids"]}
    assert names == {"sent.zip/a/沼气.txt", "sent.zip/rows.jsonl/k.txt"}
    assert job["skipped"] == ["sent.zip/photo.bmp"]
    assert len(job["failed"]) == 1
    assert job["failed"][0].startswith("sent.zip/bad.txt: read: ")
    assert other_service.search("幼儿园")["items"]
