"""Documents of several collections listed, and counted by their facets."""

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from service.client import PolicyClient
from tests.conftest import POLICIES
from tests.service.uploads import uploaded

HANGZHOU, CHENGDU, ZHEJIANG = "杭州市", "成都市", "浙江省"
BY_SOURCE = [HANGZHOU, CHENGDU, ZHEJIANG]
FACETS = ("region", "kind", "issuer", "collection")
CHOICES: list[dict[str, Any]] = [
    {},
    {"kind": "意见"},
    {"region": CHENGDU},
    {"region": [HANGZHOU, CHENGDU], "kind": "方案"},
    {"collection": "south"},
    {"issuer": "杭州市人民政府", "kind": "意见"},
    {"issuer": "成都市人民政府", "collection": "north"},
    {"q": "绿色", "collection": "north"},
    {"q": "方案"},
    {"issued_from": "2021-01-01"},
    {"in_force_on": "2021-06-01", "kind": "意见"},
]


def regions(collections: PolicyClient, **filters: Any) -> list[str]:
    page = collections.documents(**filters)
    assert page["total"] >= len(page["items"])
    return [own["region"] for own in page["items"]]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, BY_SOURCE),
        ({"region": "浙江"}, [HANGZHOU, ZHEJIANG]),
        ({"region": "Zhejiang"}, [HANGZHOU, ZHEJIANG]),
        ({"region": ["杭州", "蓉"]}, [HANGZHOU, CHENGDU]),
        ({"region": "上海市"}, []),
        ({"kind": ["意见", "方案"]}, BY_SOURCE),
        ({"kind": "通知"}, []),
        ({"issuer": "成都市人民政府"}, [CHENGDU]),
        ({"collection": ["south", "nowhere"]}, [ZHEJIANG]),
        ({"q": "绿色 方案"}, [CHENGDU]),
        ({"q": "方案　绿色"}, [CHENGDU]),
        ({"q": "bim"}, [CHENGDU]),
        ({"q": "〔2022〕7号"}, [HANGZHOU]),
        ({"q": "人民政府"}, [HANGZHOU, CHENGDU]),
        ({"q": "充电平台"}, []),
        ({"q": " "}, BY_SOURCE),
        ({"issued_from": "2020-05-01", "issued_to": "2022-03-01"}, [HANGZHOU, CHENGDU]),
        ({"issued_from": "2020-05-02"}, [HANGZHOU]),
        ({"issued_to": "2022-02-28"}, [CHENGDU]),
        ({"in_force_on": "2022-03-31"}, [CHENGDU, ZHEJIANG]),
        ({"in_force_on": "2022-04-01"}, BY_SOURCE),
        ({"in_force_on": "2025-03-31"}, BY_SOURCE),
        ({"in_force_on": "2025-04-01"}, [CHENGDU, ZHEJIANG]),
        ({"in_force_on": "2020-04-30"}, [ZHEJIANG]),
        ({"kind": "意见", "collection": "north", "region": "浙江省"}, [HANGZHOU]),
    ],
)
def test_documents_pass_every_filter(
    collections: PolicyClient, filters: dict[str, Any], expected: list[str]
) -> None:
    assert regions(collections, **filters) == expected


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("source", BY_SOURCE),
        ("title", [CHENGDU, HANGZHOU, ZHEJIANG]),
        ("newest", [HANGZHOU, CHENGDU, ZHEJIANG]),
        ("oldest", [CHENGDU, HANGZHOU, ZHEJIANG]),
    ],
)
def test_documents_are_sorted_those_without_a_date_last(
    collections: PolicyClient, sort: str, expected: list[str]
) -> None:
    assert regions(collections, sort=sort) == expected
    assert regions(collections, sort=sort, limit=1, offset=1) == expected[1:2]


@pytest.mark.parametrize(
    "wrong", [{"sort": "size"}, {"issued_from": "2022-13-01"}, {"in_force_on": "today"}]
)
def test_what_cannot_be_meant_is_named_in_a_problem(
    collections: PolicyClient, wrong: dict[str, str]
) -> None:
    response = httpx.get(f"{collections.url}/v1/documents", params=wrong)
    assert response.status_code == 422
    assert next(iter(wrong)) in response.json()["detail"]


@pytest.mark.parametrize("chosen", CHOICES)
def test_a_facet_counts_what_choosing_its_value_would_list(
    collections: PolicyClient, chosen: dict[str, Any]
) -> None:
    facets = collections.facets(**chosen)
    documents = collections.documents()["items"]
    for name in FACETS:
        others = {key: value for key, value in chosen.items() if key != name}
        for value in {own[name] for own in documents if own[name]}:
            listed = collections.documents(**others, **{name: value})["items"]
            count = sum(own[name] == value for own in listed)
            assert facets[name].get(value, 0) == count, (name, value)


def test_years_are_counted_whatever_dates_are_chosen(collections: PolicyClient) -> None:
    for bounds in ({}, {"issued_from": "2022-01-01"}, {"issued_to": "2019-01-01"}):
        assert collections.facets(**bounds)["year"] == {"2022": 1, "2020": 1}
    assert collections.facets(issued_from="2022-01-01")["region"] == {HANGZHOU: 1}
    assert collections.facets(kind="意见")["year"] == {"2022": 1}


def test_the_value_that_most_documents_have_comes_first(client: PolicyClient) -> None:
    for counts in client.facets().values():
        assert list(counts.values()) == sorted(counts.values(), reverse=True)
    assert next(iter(client.facets()["region"].items())) == ("重庆市", 2)


def test_a_document_says_when_its_text_came(own_service: PolicyClient) -> None:
    moments = [datetime.now(UTC)]
    for text in ("一、种树\n种树十棵。", "一、种树\n种树二十棵。"):
        document = uploaded(own_service, "种树.txt", text)
        moments.append(datetime.fromisoformat(own_service.document(document)["stored_at"]))
    moments.append(datetime.now(UTC))
    assert moments == sorted(set(moments))
    (listed,) = own_service.documents()["items"]
    assert datetime.fromisoformat(listed["stored_at"]) == moments[2]


def test_the_shipped_policy_holds_from_its_first_day_to_its_last(client: PolicyClient) -> None:
    (name,) = (path.name for path in POLICIES.glob("003*.txt"))
    # 本意见自2023年4月1日起施行，有效期至2028年3月31日。
    days = {"2023-03-31": False, "2023-04-01": True, "2028-03-31": True, "2028-04-01": False}
    for day, holds in days.items():
        listed = client.documents(in_force_on=day)["items"]
        assert (name in {own["source_name"] for own in listed}) is holds, day
