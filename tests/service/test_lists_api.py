"""Documents, facts and units listed over HTTP: filters, order, counts."""

import io
import zipfile
from collections import Counter
from typing import Any

import pytest

from service.client import PolicyClient
from service.errors import ServiceError
from tests.service.uploads import uploaded
from ui.library.upload_view import STAGES

OLD = """\
甲市人民政府关于推进充电桩建设的意见

甲政发〔2019〕3号

一、目标
到2030年，公共充电桩达到500个以上。
二、任务
建成管理平台。（责任单位：市能源局，完成时限：2029年6月底前）
2019年5月6日
"""
NEW = """\
甲市人民政府办公室关于加强燃气安全的通知

甲政办发〔2024〕8号

一、排查隐患
开展燃气隐患排查。（牵头单位：市城管局，配合单位：市能源局、市财政局）
本通知自2024年2月1日起施行，有效期至2025年1月31日。
2024年1月15日
"""


@pytest.fixture
def two(other_service: PolicyClient) -> PolicyClient:
    uploaded(other_service, "旧.txt", OLD)
    uploaded(other_service, "新.txt", NEW)
    return other_service


def titles(page: dict[str, Any]) -> list[str]:
    return [own["title"] for own in page["items"]]


def test_facts_come_in_the_order_of_documents_then_of_their_places(client: PolicyClient) -> None:
    documents = [own["id"] for own in client.documents()["items"]]
    rows = client.responsibilities(limit=10_000)["items"]
    order = [documents.index(row["document"]["id"]) for row in rows]
    assert order == sorted(order)
    for document in documents:
        outline = {own["id"]: own["start"] for own in client.document(document)["outline"]}
        places = [outline[row["clause_id"]] for row in rows if row["document"]["id"] == document]
        assert places == sorted(places)


def test_several_regions_and_documents_may_be_named(client: PolicyClient) -> None:
    of_two = client.responsibilities(region=["重庆市", "连云港市"], limit=1000)
    of_each = [
        client.responsibilities(region=region, limit=1000)["total"]
        for region in ("重庆市", "连云港市")
    ]
    assert of_two["total"] == sum(of_each)
    first, second, *_ = (own["id"] for own in client.documents()["items"])
    rows = client.responsibilities(document=[second, first], limit=1000)["items"]
    assert {row["document"]["id"] for row in rows} == {first, second}
    with pytest.raises(ServiceError) as unknown:
        client.targets(document=[first, "unknown"])
    assert unknown.value.status == 404


def test_pages_of_a_list_are_parts_of_the_whole(client: PolicyClient) -> None:
    whole = client.conditions(limit=10_000)
    parts = [client.conditions(limit=7, offset=offset) for offset in range(0, whole["total"], 7)]
    assert [row for part in parts for row in part["items"]] == whole["items"]
    assert {part["total"] for part in parts} == {whole["total"]}


def test_deadlines_have_their_day_and_can_be_asked_for(two: PolicyClient) -> None:
    (row,) = two.responsibilities(has_deadline=True)["items"]
    assert (row["unit"], row["due_on"]) == ("市能源局", "2029-06-30")
    assert two.targets(due_from="2030-01-01")["total"] == 1
    assert two.targets(due_from="2031-01-01")["total"] == 0
    assert two.targets(due_by="2030-12-31")["total"] == 1
    assert two.targets(due_by="2030-12-30")["total"] == 0


def test_units_are_counted_by_role_with_their_names(two: PolicyClient) -> None:
    units = {own["unit_full"]: own for own in two.units()["items"]}
    energy = next(own for own in units.values() if own["names"] == ["市能源局"])
    assert (energy["lead"], energy["support"], energy["responsible"]) == (0, 1, 1)
    assert (energy["tasks"], energy["documents"]) == (2, 2)
    assert [own["names"] for own in two.units(q="能源")["items"]] == [["市能源局"]]
    assert [own["names"] for own in two.units(q="城市管理局")["items"]] == [["市城管局"]]
    counts = [own["tasks"] for own in two.units()["items"]]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"q": "燃气 通知"}, ["新.txt"]),
        ({"q": "甲政发〔2019〕3号"}, ["旧.txt"]),
        ({"q": "没有"}, []),
        ({"kind": "意见"}, ["旧.txt"]),
        ({"kind": ["意见", "通知"]}, ["新.txt", "旧.txt"]),
        ({"issued_from": "2020-01-01"}, ["新.txt"]),
        ({"issued_to": "2020-01-01"}, ["旧.txt"]),
        ({"in_force_on": "2024-06-01"}, ["新.txt", "旧.txt"]),
        ({"in_force_on": "2025-06-01"}, ["旧.txt"]),
        ({"collection": "elsewhere"}, []),
    ],
)
def test_documents_are_filtered(
    two: PolicyClient, filters: dict[str, Any], expected: list[str]
) -> None:
    page = two.documents(**filters)
    assert sorted(own["source_name"] for own in page["items"]) == sorted(expected)
    assert page["total"] == len(expected)


def test_documents_are_sorted_and_say_when_they_came(two: PolicyClient) -> None:
    newest = two.documents(sort="newest")["items"]
    assert [own["source_name"] for own in newest] == ["新.txt", "旧.txt"]
    assert [own["source_name"] for own in two.documents(sort="oldest")["items"]] == [
        "旧.txt",
        "新.txt",
    ]
    by_title = titles(two.documents(sort="title"))
    assert by_title == sorted(by_title)
    came = {own["source_name"]: own["stored_at"] for own in newest}
    assert came["旧.txt"] < came["新.txt"]


def test_facets_count_what_the_other_filters_leave(client: PolicyClient) -> None:
    documents = client.documents()["items"]
    facets = client.facets(region="重庆市")
    assert facets["region"] == Counter(own["region"] for own in documents)
    kinds = Counter(own["kind"] for own in documents if own["region"] == "重庆市")
    assert facets["kind"] == kinds
    assert client.facets(q="没有这样的文件")["region"] == {}


def test_a_job_counts_the_files_read_and_ends_searchable(other_service: PolicyClient) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as files:
        files.writestr("旧.txt", OLD)
        files.writestr("新.txt", NEW)
        files.writestr("坏.txt", b"\xff\xfe\x00")
    job = other_service.upload("两份.zip", archive.getvalue())
    stages = set()
    while job["status"] in ("queued", "running"):
        stages.add(job["stage"])
        job = other_service.job(job["id"])
    assert (job["status"], job["stage"], job["files_read"]) == ("done", "searchable", 3)
    assert len(job["document_ids"]) == 2
    assert stages <= set(STAGES)


def test_a_job_that_fails_says_at_which_stage(other_service: PolicyClient) -> None:
    job = other_service.upload("坏.txt", b"\x00\x00\x00\x00")
    while job["status"] in ("queued", "running"):
        job = other_service.job(job["id"])
    assert job["status"] == "failed"
    assert job["stage"] in job["error"]
