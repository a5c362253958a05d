"""Which documents and sentences may answer: places, months, quoted names, cited numbers."""

from collections.abc import Iterator
from typing import Any

import pytest

from service.client import PolicyClient
from tests.conftest import running_service
from tests.service.test_answers import check_verbatim
from tests.service.uploads import uploaded

PROVINCE = """江西省人民政府关于推广早餐车的意见

赣府发〔2022〕4号

2022年4月2日

一、补助标准

（一）新购早餐车。对新购早餐车的，每辆补助3000元。

（二）示范街区。南昌市早餐车示范街区每条补助15万元。
"""
DISTRICT = """南昌市红谷滩区人民政府关于早餐车停放的通告

红府发〔2023〕9号

2023年5月4日

一、停放

早餐车每日7时前到位，9时30分前撤离。
"""
UNSIGNED = """关于夜间公交的若干措施

一、线路。宜春市开通夜间公交线路12条。

二、班次。宜春市夜间公交每25分钟一班。到9月底，新增候车亭40座。到11月底，新增候车亭70座。
"""
NAMED = """吉安市人民政府关于早餐工程的意见

吉府发〔2023〕5号

2023年3月9日

一、奖励

对“放心早餐”店，一次性奖励2万元。
"""
UNNAMED = """新余市人民政府关于餐饮店的意见

余府发〔2023〕6号

2023年3月19日

一、奖励

对早餐店，一次性奖励5万元。按照《新余市餐饮店星级评定办法》（余商发〔2021〕33号）评定。
"""


@pytest.fixture(scope="module")
def jiangxi(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyClient]:
    """A client of a service over documents of a province, its cities and a district."""
    data = tmp_path_factory.mktemp("jiangxi") / "data"
    with running_service(data) as url, PolicyClient(url) as opened:
        for number, text in enumerate((PROVINCE, DISTRICT, UNSIGNED, NAMED, UNNAMED)):
            uploaded(opened, f"{number}.txt", text)
        yield opened


def asked(client: PolicyClient, question: str) -> dict[str, Any]:
    """Return the answer to a question, every citation of which is verbatim."""
    answer = client.ask(question)
    check_verbatim(client, answer)
    return answer


def test_a_document_of_a_larger_place_answers_where_it_names_the_smaller(
    jiangxi: PolicyClient,
) -> None:
    answer = asked(jiangxi, "南昌市早餐车示范街区每条补助多少？")
    assert "15万元" in answer["answer"]
    assert "3000元" not in asked(jiangxi, "南昌市新购早餐车每辆补助多少？")["answer"]


def test_a_document_of_a_district_answers_for_the_city_that_its_title_names(
    jiangxi: PolicyClient,
) -> None:
    assert "9时30分" in asked(jiangxi, "南昌市的早餐车几点前撤离？")["answer"]


def test_a_document_without_a_region_answers_for_the_place_that_it_speaks_of(
    jiangxi: PolicyClient,
) -> None:
    assert "12条" in asked(jiangxi, "宜春市夜间公交开通多少条线路？")["answer"]
    assert asked(jiangxi, "吉安市夜间公交开通多少条线路？")["status"] == "not_found"


@pytest.mark.parametrize(("month", "number"), [(9, "40座"), (11, "70座")])
def test_the_end_of_the_month_asked_about(jiangxi: PolicyClient, month: int, number: str) -> None:
    answer = asked(jiangxi, f"宜春市到{month}月底新增候车亭多少座？")
    assert [own["text"] for own in answer["statements"] if "候车亭" in own["text"]] == [
        f"到{month}月底，新增候车亭{number}。"
    ]


def test_a_name_in_quotation_marks_must_stand_in_the_document(jiangxi: PolicyClient) -> None:
    assert "2万元" in asked(jiangxi, "“放心早餐”店一次性奖励多少钱？")["answer"]
    assert "5万元" not in asked(jiangxi, "“放心早餐”店一次性奖励多少钱？")["answer"]


def test_the_number_of_a_document_that_is_only_cited(jiangxi: PolicyClient) -> None:
    answer = asked(jiangxi, "新余市餐饮店星级评定办法的文号是什么？")
    assert "余商发〔2021〕33号" in answer["answer"]
    assert asked(jiangxi, "吉安市餐饮店星级评定办法的文号是什么？")["status"] == "not_found"
