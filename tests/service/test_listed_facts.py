"""Facts and units of several collections, as listed over HTTP."""

from collections import defaultdict
from datetime import date
from typing import Any

import httpx
import pytest

from service.client import PolicyClient

LISTS = ("responsibilities", "targets", "incentives", "conditions", "validity")
IN_ORDER = [  # collection north with 东 before 北, then south
    ("建成充电平台", "lead", "市能源局"),
    ("建成充电平台", "support", "市财政局"),
    ("编制出行规划", "responsible", "市发改委"),
    ("编制出行规划", "responsible", "市财政局"),
    ("核准充电项目", "lead", "市发展改革委"),
    ("核准充电项目", "support", "市发改委"),
    ("建设公交专用道", "lead", "市交通局"),
    ("巡查公交站台", "responsible", "市财政局"),
    ("统筹全省充电设施", "responsible", "省能源局"),
]


def ids(collections: PolicyClient) -> dict[str, str]:
    return {str(own["region"]): str(own["id"]) for own in collections.documents()["items"]}


def shown(page: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [
        (row["task"].rpartition("\n")[2], row["role"], row["unit"])  # after the heading's line
        for row in page["items"]
    ]


def test_responsibilities_come_by_collection_file_and_place(collections: PolicyClient) -> None:
    assert shown(collections.responsibilities()) == IN_ORDER


def test_the_order_of_documents_named_does_not_matter(collections: PolicyClient) -> None:
    known = ids(collections)
    named = [known["浙江省"], known["成都市"], known["浙江省"]]
    assert shown(collections.responsibilities(document=named)) == IN_ORDER[6:]


@pytest.mark.parametrize("name", LISTS)
def test_the_facts_of_the_documents_named_are_those_of_each(
    collections: PolicyClient, name: str
) -> None:
    listed = getattr(collections, name)
    of_each = [listed(document=own, limit=10_000) for own in ids(collections).values()]
    several = listed(document=list(ids(collections).values()), limit=10_000)
    assert several["total"] == sum(page["total"] for page in of_each) == listed()["total"]
    assert {row["id"] for row in several["items"]} == {
        row["id"] for page in of_each for row in page["items"]
    }


@pytest.mark.parametrize(
    ("region", "rows"),
    [
        ("浙江省", IN_ORDER[:6] + IN_ORDER[8:]),
        ("浙江", IN_ORDER[:6] + IN_ORDER[8:]),
        ("杭州市", IN_ORDER[:6]),
        (["成都市", "杭州市"], IN_ORDER[:8]),
        (["上海市"], []),
        (["上海市", "成都市"], IN_ORDER[6:8]),
    ],
)
def test_a_region_admits_the_places_in_it(
    collections: PolicyClient, region: str | list[str], rows: list[tuple[str, str, str]]
) -> None:
    assert shown(collections.responsibilities(region=region)) == rows


def test_regions_and_documents_named_both_restrict(collections: PolicyClient) -> None:
    hangzhou = ids(collections)["杭州市"]
    assert collections.targets(region="成都市", document=hangzhou)["total"] == 0
    assert collections.targets(region="浙江省", document=hangzhou)["total"] == 2


def test_a_deadline_is_a_day_where_text_and_issue_tell_it(collections: PolicyClient) -> None:
    rows = collections.responsibilities(has_deadline=True)["items"]
    assert [(row["deadline"], row["due_on"]) for row in rows] == [
        ("2029年6月底前", "2029-06-30"),
        ("2029年6月底前", "2029-06-30"),
        ("年底前", "2022-12-31"),  # issued on 2022-03-01
        ("年底前", "2022-12-31"),
        ("年底前", None),  # no date of issue
    ]
    without = [row for row in collections.responsibilities()["items"] if not row["deadline"]]
    assert [row["due_on"] for row in without] == [None] * 4


@pytest.mark.parametrize(
    ("bounds", "days"),
    [
        ({}, ["2030-12-31", "2027-12-31", "2026-12-31", None, "2028-12-31"]),
        ({"due_from": "2027-12-31"}, ["2030-12-31", "2027-12-31", "2028-12-31"]),
        ({"due_from": "2028-01-01"}, ["2030-12-31", "2028-12-31"]),
        ({"due_by": "2027-12-31"}, ["2027-12-31", "2026-12-31"]),
        ({"due_from": "2027-12-31", "due_by": "2028-12-31"}, ["2027-12-31", "2028-12-31"]),
        ({"due_from": "2029-01-01", "due_by": "2028-01-01"}, []),
    ],
)
def test_targets_are_chosen_by_their_day_bounds_included(
    collections: PolicyClient, bounds: dict[str, str], days: list[str | None]
) -> None:
    assert [row["due_on"] for row in collections.targets(**bounds)["items"]] == days


def test_what_lies_beyond_the_end_of_a_list_is_nothing(collections: PolicyClient) -> None:
    page = collections.responsibilities(offset=len(IN_ORDER))
    assert page == {"items": [], "total": len(IN_ORDER)}
    assert shown(collections.responsibilities(limit=3, offset=4)) == IN_ORDER[4:7]


@pytest.mark.parametrize("name", [*LISTS, "units", "documents"])
@pytest.mark.parametrize(("limit", "status"), [(10_000, 200), (10_001, 422), (0, 422)])
def test_a_list_gives_ten_thousand_rows_at_most(
    collections: PolicyClient, name: str, limit: int, status: int
) -> None:
    response = httpx.get(f"{collections.url}/v1/{name}", params={"limit": limit})
    assert response.status_code == status


@pytest.mark.parametrize("name", [*LISTS, "units"])
def test_one_unknown_document_among_known_ones_is_a_problem(
    collections: PolicyClient, name: str
) -> None:
    named = [*ids(collections).values(), "nowhere"]
    response = httpx.get(f"{collections.url}/v1/{name}", params={"document": named})
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert "'nowhere'" in response.json()["detail"]


def test_a_unit_written_in_two_ways_is_one_and_a_task_counts_once(
    collections: PolicyClient,
) -> None:
    (unit,) = collections.units(region="杭州市", q="杭州市发展和改革委员会")["items"]
    assert unit == {
        "unit_full": "杭州市发展和改革委员会",
        "names": ["市发改委", "市发展改革委"],
        "lead": 1,
        "support": 1,
        "responsible": 1,
        "tasks": 2,
        "documents": 1,
    }


@pytest.mark.parametrize(
    ("q", "units"),
    [
        ("能源", {"杭州市能源局", "浙江省能源局"}),
        ("省", {"浙江省能源局"}),
        ("发改委", {"杭州市发展和改革委员会"}),
        ("Finance Bureau", {"杭州市财政局", "成都市财政局"}),
        ("杭州市财政局", {"杭州市财政局"}),
        ("教育", set()),
    ],
)
def test_units_are_found_by_letters_or_another_name(
    collections: PolicyClient, q: str, units: set[str]
) -> None:
    assert {own["unit_full"] for own in collections.units(q=q)["items"]} == units


def test_units_are_paged_those_with_most_tasks_first(collections: PolicyClient) -> None:
    whole = collections.units()
    tasks = [own["tasks"] for own in whole["items"]]
    assert tasks == sorted(tasks, reverse=True)
    assert tasks[:2] == [2, 2]
    page = collections.units(limit=2, offset=1)
    assert (page["items"], page["total"]) == (whole["items"][1:3], whole["total"])


def test_units_count_the_different_tasks_that_are_listed(client: PolicyClient) -> None:
    tasks: dict[str, dict[str, set[Any]]] = defaultdict(lambda: defaultdict(set))
    for row in client.responsibilities(limit=10_000)["items"]:
        own = tasks[row["unit_full"]]
        own[row["role"]].add((row["clause_id"], row["task"]))
        own["documents"].add(row["document"]["id"])
        own["names"].add(row["unit"])
    units = client.units(limit=10_000)["items"]
    assert {own["unit_full"] for own in units} == set(tasks)
    for unit in units:
        own = tasks[unit["unit_full"]]
        roles = {role: len(own[role]) for role in ("lead", "support", "responsible")}
        assert {role: unit[role] for role in roles} == roles
        assert unit["tasks"] == len(own["lead"] | own["support"] | own["responsible"])
        assert unit["documents"] == len(own["documents"])
        assert set(unit["names"]) == own["names"]


def test_the_shipped_targets_of_2025_are_due_at_its_end(client: PolicyClient) -> None:
    due = client.targets(due_from="2025-01-01", due_by="2025-12-31", limit=10_000)["items"]
    assert {date.fromisoformat(row["due_on"]) for row in due} == {date(2025, 12, 31)}
    found = {(row["document"]["region"], row["number"], row["unit"]) for row in due}
    # 2025年达30%以上; 总产值突破 1000 亿元; 试点项目 50 个以上
    assert found >= {("重庆市", 30, "%"), ("连云港市", 100_000_000_000, "元"), ("重庆市", 50, "个")}
