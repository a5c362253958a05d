"""Regions, documents and versions side by side, over HTTP."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from service.client import PolicyClient
from service.errors import ServiceError
from tests.service.uploads import uploaded

Compare = Callable[..., dict[str, Any]]
TOPIC = "装配式建筑"
FIRST = """\
某某市人民政府关于促进绿色建筑发展的通知

一、奖励绿色建筑项目
对绿色建筑项目给予一次性10万元奖励。
二、加强监督管理
各县区每季度检查一次。
三、做好宣传
组织绿色建筑宣传周活动。
"""
SECOND = FIRST.replace("10万元", "20万元").replace(
    "二、加强监督管理\n各县区每季度检查一次。\n三、", "二、建立专家库\n邀请高校教授参加评审。\n三、"
)


def texts(cells: list[Any]) -> list[str | None]:
    return ["".join(p["text"] for p in cell["pieces"]) if cell else None for cell in cells]


def changed(cell: dict[str, Any]) -> list[str]:
    return [piece["text"] for piece in cell["pieces"] if piece["changed"]]


def test_each_clause_is_verbatim_and_each_row_has_a_cell_a_side(client: PolicyClient) -> None:
    compared = client.compare(topic=TOPIC, regions=["重庆市", "连云港市", "吉林省"])
    assert [side["name"] for side in compared["sides"]] == ["重庆市", "连云港市", "吉林省"]
    documents: dict[str, str] = {}
    for row in compared["rows"]:
        assert len(row["cells"]) == 3
        for cell, text in zip(row["cells"], texts(row["cells"]), strict=True):
            if cell:
                own = cell["document_id"]
                documents.setdefault(own, client.text(own))
                assert text == documents[own][cell["start"] : cell["end"]]
        assert (None in row["cells"]) is (row["kind"] == "partial")
    counts = [sum(row["cells"][n] is not None for row in compared["rows"]) for n in range(3)]
    assert counts == [side["clauses"] for side in compared["sides"]]


def test_what_a_side_wants_is_in_its_clauses(client: PolicyClient) -> None:
    (side,) = client.compare(topic=TOPIC, regions=["吉林省"])["sides"]
    (target,) = side["targets"]
    assert (target["number"], target["unit"]) == (18, "%")


def test_a_region_without_documents_and_one_that_does_not_say_it(client: PolicyClient) -> None:
    sides = client.compare(topic="BIM技术", regions=["上海市", "吉林省"])["sides"]
    assert [side["reason"] for side in sides] == ["region_not_in_corpus", "not_stated"]
    assert [side["clauses"] for side in sides] == [0, 0]


def test_without_regions_those_that_say_most(client: PolicyClient) -> None:
    names = [side["name"] for side in client.compare(topic=TOPIC)["sides"]]
    assert "重庆市" in names
    assert len(names) == len(set(names)) > 1


def test_a_row_of_a_table_is_folded_into_the_clause_that_it_repeats(client: PolicyClient) -> None:
    compared = client.compare(topic="智能建造评价标准", regions=["重庆市"])
    shown = {cell["clause_id"] for row in compared["rows"] for cell in row["cells"]}
    repeated = {
        clause["repeats_id"]
        for document in client.documents()["items"]
        for clause in client.clauses(document["id"])["items"]
        if clause["id"] in shown
    }
    assert repeated == {None}


def test_two_documents_need_no_topic(client: PolicyClient) -> None:
    first, second = client.documents()["items"][:2]
    compared = client.compare(documents=[first["id"], second["id"]])
    assert compared["topic"] is None
    assert [side["clauses"] for side in compared["sides"]] == [first["clauses"], second["clauses"]]
    again = client.compare(documents=[first["id"], first["id"], second["id"]])
    assert len(again["sides"]) == 2


@pytest.mark.parametrize(
    ("wanted", "status"),
    [
        ({}, 422),
        ({"topic": "  "}, 422),
        ({"regions": ["重庆市", "吉林省"]}, 422),
        ({"topic": TOPIC, "regions": [f"{n}市" for n in range(9)]}, 422),
        ({"topic": TOPIC, "documents": ["unknown"]}, 404),
    ],
)
def test_what_cannot_be_compared_is_refused(
    client: PolicyClient, wanted: dict[str, Any], status: int
) -> None:
    with pytest.raises(ServiceError) as refused:
        client.compare(**wanted)
    assert refused.value.status == status


@pytest.fixture
def versions(other_service: PolicyClient) -> Iterator[tuple[PolicyClient, str]]:
    """A service with one document in two versions."""
    uploaded(other_service, "通知.txt", FIRST)
    document = uploaded(other_service, "通知.txt", SECOND)
    yield other_service, document


def test_what_changed_between_two_versions(versions: tuple[PolicyClient, str]) -> None:
    service, document = versions
    current, former = service.versions(document)["items"]
    assert (current["replaced_at"], current["revision"] > former["revision"]) == (None, True)
    changes = service.changes(document)
    assert changes["first"]["revision"] == former["revision"]
    assert (changes["added"], changes["removed"], changes["counts"]["changed"]) == (1, 1, 1)
    (row,) = [own for own in changes["rows"] if own["kind"] == "changed"]
    assert [changed(cell) for cell in row["cells"]] == [["10"], ["20"]]
    gaps = {
        text for own in changes["rows"] if own["kind"] == "partial" for text in texts(own["cells"])
    }
    assert gaps == {
        None,
        "二、加强监督管理\n各县区每季度检查一次。",
        "二、建立专家库\n邀请高校教授参加评审。",
    }


def test_the_same_text_again_is_no_version(versions: tuple[PolicyClient, str]) -> None:
    service, document = versions
    uploaded(service, "通知.txt", SECOND)
    uploaded(service, "通知.txt", f"{SECOND}\n")
    assert service.versions(document)["total"] == 2


def test_versions_go_with_their_document(versions: tuple[PolicyClient, str]) -> None:
    service, document = versions
    service.delete(document)
    with pytest.raises(ServiceError) as gone:
        service.versions(document)
    assert gone.value.status == 404
    uploaded(service, "通知.txt", FIRST)
    assert service.versions(document)["total"] == 1
    with pytest.raises(ServiceError) as alone:
        service.changes(document)
    assert alone.value.status == 404


def test_two_versions_may_be_named(versions: tuple[PolicyClient, str]) -> None:
    service, document = versions
    third = SECOND.replace("20万元", "30万元")
    uploaded(service, "通知.txt", third)
    _, _, oldest = service.versions(document)["items"]
    changes = service.changes(document, first=oldest["revision"])
    (row,) = [own for own in changes["rows"] if own["kind"] == "changed"]
    assert [changed(cell) for cell in row["cells"]] == [["10"], ["30"]]
    with pytest.raises(ServiceError) as unknown:
        service.changes(document, first=10**6)
    assert unknown.value.status == 404


def test_the_twenty_versions_before_the_current_one_are_kept(other_service: PolicyClient) -> None:
    for number in range(23):
        text = FIRST.replace("10万元", f"{100 + number}万元")
        document = uploaded(other_service, "通知.txt", text)
    listed = other_service.versions(document)
    assert listed["total"] == 21
    changes = other_service.changes(document, first=listed["items"][-1]["revision"])
    (row,) = [own for own in changes["rows"] if own["kind"] == "changed"]
    assert [changed(cell) for cell in row["cells"]] == [["102"], ["122"]]
