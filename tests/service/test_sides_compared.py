"""Which sides a comparison has, what stands in its rows, and what it tells of each side."""

from collections import Counter
from typing import Any

import httpx
import pytest

from service.client import PolicyClient
from service.errors import ServiceError
from tests.service.uploads import uploaded

TOPIC = "装配式建筑"
WANTED: list[dict[str, Any]] = [
    {"topic": TOPIC},
    {"topic": TOPIC, "regions": ["重庆市", "连云港市"]},
    {"topic": "BIM技术", "regions": ["中山市", "重庆市", "吉林省", "连云港市"]},
    {"topic": "绿色建筑", "regions": ["江苏省", "连云港市"]},
]


def ids(client: PolicyClient) -> list[str]:
    return [str(own["id"]) for own in client.documents()["items"]]


def cells_of(compared: dict[str, Any], side: int) -> list[dict[str, Any]]:
    return [row["cells"][side] for row in compared["rows"] if row["cells"][side]]


def text_of(cell: dict[str, Any]) -> str:
    return "".join(piece["text"] for piece in cell["pieces"])


def unmarked(cell: dict[str, Any]) -> str:
    return "".join(piece["text"] for piece in cell["pieces"] if not piece["changed"])


def check_rows(compared: dict[str, Any]) -> None:
    for row in compared["rows"]:
        assert len(row["cells"]) == len(compared["sides"])
        present = [cell for cell in row["cells"] if cell]
        texts = {text_of(cell) for cell in present}
        whole = "same" if len(texts) == 1 else "changed"
        kind = whole if len(present) == len(row["cells"]) else "partial"
        assert row["kind"] == (kind if len(row["cells"]) > 1 else None)
        if len(texts) == 1:
            assert row["alike"] == 1
            assert {unmarked(cell) for cell in present} == texts
        elif len(present) == 2:
            first, second = present
            common = unmarked(first)
            assert common == unmarked(second)
            written = len(text_of(first)) + len(text_of(second))
            assert row["alike"] == pytest.approx(2 * len(common) / written, abs=0.001)


@pytest.mark.parametrize("wanted", WANTED)
def test_a_row_is_same_changed_or_partial_by_its_texts(
    client: PolicyClient, wanted: dict[str, Any]
) -> None:
    compared = client.compare(**wanted)
    assert compared["rows"]
    check_rows(compared)


@pytest.mark.parametrize("wanted", WANTED)
def test_on_a_topic_what_most_sides_say_comes_first(
    client: PolicyClient, wanted: dict[str, Any]
) -> None:
    rows = client.compare(**wanted)["rows"]
    present = [sum(cell is not None for cell in row["cells"]) for row in rows]
    assert present == sorted(present, reverse=True)


@pytest.mark.parametrize("wanted", WANTED)
def test_a_clause_stands_once_in_its_column_and_is_of_its_region(
    client: PolicyClient, wanted: dict[str, Any]
) -> None:
    compared = client.compare(**wanted)
    for number, side in enumerate(compared["sides"]):
        shown = [cell["clause_id"] for cell in cells_of(compared, number)]
        assert len(shown) == len(set(shown)) == side["clauses"]
        admitted = {own["id"] for own in client.documents(region=side["region"])["items"]}
        documents = {cell["document_id"] for cell in cells_of(compared, number)}
        assert documents == {own["id"] for own in side["documents"]} <= admitted


def test_sides_are_regions_then_documents_in_the_order_asked_for(client: PolicyClient) -> None:
    first, *_, last = client.documents()["items"]
    compared = client.compare(
        topic=TOPIC, regions=["吉林省", "中山市"], documents=[last["id"], first["id"]]
    )
    names = [side["name"] for side in compared["sides"]]
    assert names == ["吉林省", "中山市", last["title"], first["title"]]
    documents = [side["document"] for side in compared["sides"]]
    assert documents[:2] == [None, None]
    assert [own["id"] for own in documents[2:]] == [last["id"], first["id"]]
    assert [side["region"] for side in compared["sides"][2:]] == ["重庆市", "重庆市"]


def test_a_side_named_twice_is_one_side(client: PolicyClient) -> None:
    (own, *_) = ids(client)
    compared = client.compare(topic=TOPIC, regions=["重庆市"] * 9, documents=[own, own])
    assert len(compared["sides"]) == 2


def test_whole_documents_show_every_clause_in_the_order_of_the_last(client: PolicyClient) -> None:
    _, jilin, _, lianyungang, _ = ids(client)
    compared = client.compare(documents=[lianyungang, jilin])
    check_rows(compared)
    first, second = (
        [clause["id"] for clause in client.document(own)["outline"]] for own in (lianyungang, jilin)
    )
    assert [cell["clause_id"] for cell in cells_of(compared, 1)] == second
    assert sorted(cell["clause_id"] for cell in cells_of(compared, 0)) == sorted(first)
    assert {cell["score"] for number in (0, 1) for cell in cells_of(compared, number)} == {None}


def test_a_document_beside_a_copy_of_it_is_the_same(own_service: PolicyClient) -> None:
    text = "一、种树\n种树十棵。\n二、种草\n种草百亩，管护三年。\n三、附则\n种树十棵。".encode()
    jobs = [own_service.upload(name, text) for name in ("甲.txt", "乙.txt")]
    while any(job["status"] in ("queued", "running") for job in jobs):
        jobs = [own_service.job(job["id"]) for job in jobs]
    compared = own_service.compare(documents=[job["document_id"] for job in jobs])
    assert [row["kind"] for row in compared["rows"]] == ["same"] * 3
    check_rows(compared)


def test_no_side_has_more_clauses_than_asked_for(client: PolicyClient) -> None:
    sides = {"topic": TOPIC, "regions": ["重庆市", "连云港市"]}
    whole, few = client.compare(**sides), client.compare(**sides, most_clauses=2)
    assert [side["clauses"] for side in few["sides"]] == [2, 2]
    for number in (0, 1):
        scores = sorted((cell["score"] for cell in cells_of(whole, number)), reverse=True)
        shown = sorted((cell["score"] for cell in cells_of(few, number)), reverse=True)
        assert shown == scores[:2]


def test_rows_of_a_table_give_way_to_the_clause_that_they_repeat(client: PolicyClient) -> None:
    topic = "做大做强现代建筑产业"
    *_, chongqing = ids(client)
    found = {hit["clause_id"] for hit in client.search(topic, k=60)["items"]}
    repeats = {
        own["id"]: own["repeats_id"]
        for own in client.document(chongqing)["outline"]
        if own["repeats_id"] and own["id"] in found
    }
    assert len(repeats) > 1
    compared = client.compare(topic=topic, documents=[chongqing])
    check_rows(compared)
    shown = {cell["clause_id"] for cell in cells_of(compared, 0)}
    assert not shown & set(repeats)
    assert shown & set(repeats.values())


def test_targets_and_units_are_those_of_the_clauses_shown(client: PolicyClient) -> None:
    compared = client.compare(topic=TOPIC, regions=["重庆市", "连云港市"])
    for number, side in enumerate(compared["sides"]):
        shown = {cell["clause_id"] for cell in cells_of(compared, number)}
        clauses = shown | {
            own["id"]
            for document in side["documents"]
            for own in client.document(document["id"])["outline"]
            if own["repeats_id"] in shown
        }
        targets = [
            row
            for row in client.targets(region=side["region"], limit=10_000)["items"]
            if row["clause_id"] in clauses
        ]
        by_id = {row["id"]: row for row in side["targets"]}
        assert by_id == {row["id"]: row for row in targets}
        units = Counter(
            (row["unit_full"], row["role"])
            for row in client.responsibilities(region=side["region"], limit=10_000)["items"]
            if row["clause_id"] in clauses
        )
        assert {(own["unit_full"], own["role"]): own["tasks"] for own in side["units"]} == units
    # 2025年达30%以上; 比例达到 50%以上
    numbers = [{row["number"] for row in side["targets"]} for side in compared["sides"]]
    assert 30 in numbers[0]
    assert 50 in numbers[1]


def test_a_document_that_does_not_speak_of_the_topic_says_so(client: PolicyClient) -> None:
    _, jilin, *_ = ids(client)
    (side,) = client.compare(topic="BIM技术", documents=[jilin])["sides"]
    assert (side["reason"], side["clauses"]) == ("not_stated", 0)
    assert [own["id"] for own in side["documents"]] == [jilin]


def test_eight_sides_are_compared_and_nine_are_not(client: PolicyClient) -> None:
    regions = ["重庆市", "连云港市", "吉林省", "中山市", "上海市", "天津市"]
    eight = client.compare(topic=TOPIC, regions=regions, documents=ids(client)[:2])
    assert len(eight["sides"]) == 8
    with pytest.raises(ServiceError, match=r"9 .* at most 8") as refused:
        client.compare(topic=TOPIC, regions=regions, documents=ids(client)[:3])
    assert refused.value.status == 422


@pytest.mark.parametrize(
    ("documents", "wanted", "status", "kind"),
    [
        (1, {}, 422, "nothing-to-compare"),
        (2, {"regions": "重庆市"}, 422, "nothing-to-compare"),
        (0, {"topic": TOPIC, "most_clauses": 0}, 422, "invalid-request"),
        (0, {"topic": TOPIC, "most_clauses": 51}, 422, "invalid-request"),
        (0, {"documents": ["nowhere", "nobody"]}, 404, "unknown-id"),
    ],
)
def test_what_cannot_be_compared_is_a_problem(
    client: PolicyClient, documents: int, wanted: dict[str, Any], status: int, kind: str
) -> None:
    named = {"documents": ids(client)[:documents]} | wanted
    response = httpx.get(f"{client.url}/v1/compare", params=named)
    assert response.status_code == status
    assert response.json()["type"] == f"urn:policyqa:problem:{kind}"


def test_a_table_tells_who_does_what_a_clause_of_the_body_says(client: PolicyClient) -> None:
    (side,) = client.compare(topic="做大做强现代建筑产业", regions=["重庆市"])["sides"]
    assert "重庆市住房和城乡建设委员会" in {own["unit_full"] for own in side["units"]}


def test_a_topic_alone_finds_the_one_region_that_speaks_of_it(own_service: PolicyClient) -> None:
    loose = "".join(
        f"{number}、发展绿色金融\n推动绿色产业发展，加强金融监管服务，建筑企业参加培训第一期。\n"
        for number in "一二三四五六"
    )
    for city in ("成都市", "武汉市", "长沙市", "南京市"):
        uploaded(own_service, f"{city}.txt", f"{city}人民政府关于促进发展的意见\n\n{loose}")
    to_the_point = "一、碳账户\n推进建筑碳账户绿色金融贷款贴息。\n"
    uploaded(own_service, "杭州市.txt", f"杭州市人民政府关于促进发展的意见\n\n{to_the_point}")
    sides = own_service.compare(topic="碳账户绿色金融")["sides"]
    assert "杭州市" in [side["name"] for side in sides]
    assert own_service.compare(topic="量子计算机")["sides"] == []


def test_two_names_of_a_region_are_one_side(client: PolicyClient) -> None:
    compared = client.compare(topic=TOPIC, regions=["重庆", "吉林省", "重庆市"])
    assert [side["name"] for side in compared["sides"]] == ["重庆", "吉林省"]
