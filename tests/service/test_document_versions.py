"""Earlier versions of uploaded documents: which are kept, and what changed from one to another."""

import hashlib
from typing import Any

import pytest

from service.client import PolicyClient
from service.errors import ServiceError
from tests.service.uploads import uploaded
from tests.zip_files import zipped

EARLIER = """\
某某市种树办法
一、目标
种树十棵。
二、管护
管护三年，每年检查两次。
三、宣传
每年三月组织宣传周。
"""
LATER = """\
某某市种树办法
一、资金
设立专项资金池。
二、目标
种树十棵。
三、管护
管护五年，每年检查两次。
"""


def text_of(trees: str, title: str = "某某市种树办法") -> str:
    return f"{title}\n一、目标\n种树{trees}棵。\n二、管护\n管护三年，每年检查两次。\n"


def in_three_versions(service: PolicyClient, name: str) -> str:
    document = ""
    for trees in ("十", "二十", "三十"):
        document = uploaded(service, name, text_of(trees))
    return document


def marked(changes: dict[str, Any]) -> list[list[str]]:
    return [
        ["".join(p["text"] for p in cell["pieces"] if p["changed"]) for cell in row["cells"]]
        for row in changes["rows"]
        if row["kind"] == "changed"
    ]


def test_versions_tell_what_file_each_was_and_when(own_service: PolicyClient) -> None:
    texts = [text_of("十", "某某市种树办法"), text_of("一百二十", "某某市种树规定")]
    document = [uploaded(own_service, "经过.txt", text) for text in texts][-1]
    current, former = own_service.versions(document)["items"]
    for version, text in ((former, texts[0]), (current, texts[1])):
        assert version["source_sha256"] == hashlib.sha256(text.encode()).hexdigest()
        assert version["characters"] == len(text.strip())
        assert version["title"] == text.partition("\n")[0]
    assert former["stored_at"] < former["replaced_at"] <= current["stored_at"]
    assert current["replaced_at"] is None
    assert current["stored_at"] == own_service.document(document)["stored_at"]


def test_changes_may_be_asked_between_any_two_versions(own_service: PolicyClient) -> None:
    document = in_three_versions(own_service, "三次.txt")
    newest, middle, oldest = (own["revision"] for own in own_service.versions(document)["items"])
    assert newest > middle > oldest
    asked: list[tuple[dict[str, int], tuple[int, int], list[str]]] = [
        ({}, (middle, newest), ["二十", "三十"]),
        ({"second": middle}, (oldest, middle), ["十", "二十"]),
        ({"first": oldest}, (oldest, newest), ["十", "三十"]),
        ({"first": oldest, "second": middle}, (oldest, middle), ["十", "二十"]),
    ]
    for revisions, between, words in asked:
        changes = own_service.changes(document, **revisions)
        assert (changes["first"]["revision"], changes["second"]["revision"]) == between
        assert (changes["added"], changes["removed"]) == (0, 0)
        ((before, after),) = marked(changes)
        assert [before.removesuffix("棵"), after.removesuffix("棵")] == words


def test_the_changes_of_a_version_to_itself_are_none(own_service: PolicyClient) -> None:
    document = in_three_versions(own_service, "自己.txt")
    newest = own_service.versions(document)["items"][0]["revision"]
    changes = own_service.changes(document, first=newest, second=newest)
    assert changes["counts"] == {"same": len(changes["rows"]), "changed": 0, "partial": 0}


def test_the_later_version_cannot_be_the_first(own_service: PolicyClient) -> None:
    document = in_three_versions(own_service, "倒过来.txt")
    newest, middle, _ = (own["revision"] for own in own_service.versions(document)["items"])
    for revisions in ({"first": newest, "second": middle}, {"first": newest + 1}):
        with pytest.raises(ServiceError) as refused:
            own_service.changes(document, **revisions)
        assert refused.value.status == (422 if "second" in revisions else 404)
        assert str(revisions["first"]) in str(refused.value)


def test_the_rows_of_changes_hold_both_versions_whole(own_service: PolicyClient) -> None:
    uploaded(own_service, "整份.txt", EARLIER)
    document = uploaded(own_service, "整份.txt", LATER)
    changes = own_service.changes(document)
    for side, text in enumerate((EARLIER, LATER)):
        cells = [row["cells"][side] for row in changes["rows"] if row["cells"][side]]
        said = ["".join(piece["text"] for piece in cell["pieces"]) for cell in cells]
        assert sorted("\n".join(said).split("\n")) == sorted(text.strip().split("\n"))
        for cell, own in zip(cells, said, strict=True):
            assert text[cell["start"] : cell["end"]] == own
    gaps = [[cell is None for cell in row["cells"]] for row in changes["rows"]]
    assert (changes["added"], changes["removed"]) == (
        gaps.count([True, False]),
        gaps.count([False, True]),
    )
    assert changes["added"] == changes["removed"] == 1
    kinds = [row["kind"] for row in changes["rows"]]
    assert changes["counts"] == {kind: kinds.count(kind) for kind in ("same", "changed", "partial")}


def test_a_text_that_comes_back_is_a_version_again(own_service: PolicyClient) -> None:
    for trees in ("十", "二十", "十"):
        document = uploaded(own_service, "反复.txt", text_of(trees))
    newest, _, oldest = own_service.versions(document)["items"]
    assert newest["source_sha256"] == oldest["source_sha256"]
    changes = own_service.changes(document, first=oldest["revision"])
    assert changes["counts"]["changed"] == changes["counts"]["partial"] == 0


def test_the_same_text_in_another_encoding_is_no_version(own_service: PolicyClient) -> None:
    document = uploaded(own_service, "编码.txt", text_of("十"))
    job = own_service.upload("编码.txt", text_of("十").encode("utf-16"))
    while job["status"] in ("queued", "running"):
        job = own_service.job(job["id"])
    assert (job["status"], job["document_id"]) == ("done", document)
    assert own_service.versions(document)["total"] == 1


def test_a_file_that_cannot_be_read_leaves_the_versions_as_they_are(
    own_service: PolicyClient,
) -> None:
    document = uploaded(own_service, "坏.txt", text_of("十"))
    before = own_service.versions(document)
    job = own_service.upload("坏.txt", b"\xff\xfe\x00")
    while job["status"] in ("queued", "running"):
        job = own_service.job(job["id"])
    assert job["status"] == "failed"
    assert own_service.versions(document) == before


def test_only_the_current_version_is_found(own_service: PolicyClient) -> None:
    uploaded(own_service, "检索.txt", "一、养护\n清理蓝藻水华。")
    document = uploaded(own_service, "检索.txt", "一、养护\n修剪行道树冠。")
    found = {
        hit["text"]
        for words in ("蓝藻水华", "行道树冠")
        for hit in own_service.search(words, {"documents": [document]})["items"]
    }
    assert found == {"一、养护\n修剪行道树冠。"}


def test_a_file_of_an_archive_has_versions_of_its_own(own_service: PolicyClient) -> None:
    for trees in ("十", "二十"):
        data = zipped(("甲.txt", text_of(trees).encode()), ("乙.txt", text_of("一").encode()))
        job = own_service.upload("两份.zip", data)
        while job["status"] in ("queued", "running"):
            job = own_service.job(job["id"])
    totals = {
        own_service.document(own)["source_name"]: own_service.versions(own)["total"]
        for own in job["document_ids"]
    }
    assert totals == {"两份.zip/甲.txt": 2, "两份.zip/乙.txt": 1}


def test_versions_that_are_not_there_are_a_problem(own_service: PolicyClient) -> None:
    document = in_three_versions(own_service, "没有.txt")
    oldest = own_service.versions(document)["items"][-1]["revision"]
    asked: list[tuple[str, dict[str, int], str]] = [
        (document, {"second": 10**30}, f"/v1/documents/{document}/versions"),
        (document, {"first": -1}, f"/v1/documents/{document}/versions"),
        (document, {"second": oldest}, "no earlier version"),
        ("nowhere", {}, "/v1/documents"),
    ]
    for own, revisions, words in asked:
        with pytest.raises(ServiceError, match=words) as unknown:
            own_service.changes(own, **revisions)
        assert unknown.value.status == 404
    with pytest.raises(ServiceError, match="nowhere"):
        own_service.versions("nowhere")
