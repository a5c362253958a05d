"""The pages 职责, 指标与时限 and 比对, in Streamlit's harness before the real service."""

import sys
from typing import Any
from urllib.parse import parse_qs

import pyarrow
import pyarrow.ipc
import pytest
from streamlit.testing.v1 import AppTest

from service.client import PolicyClient
from tests.ui.conftest import OpenApp, Upload, captions, html
from ui.texts.chinese import CHINESE
from ui.texts.english import ENGLISH

DUE = """\
某某市人民政府关于促进绿色建筑发展的意见

某政发〔2020〕7号

一、目标
到2030年，绿色建筑占新建建筑的比例达到90%以上。到2021年，装配式建筑占比达到20%以上。
二、任务
（一）完成平台建设。（责任单位：市住建局，完成时限：2029年6月底前）
本意见自2020年3月1日起施行，有效期至2031年2月28日。
"""


def table(page: AppTest) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = page.dataframe[0].value.to_dict("records")
    return rows


def drawn(page: AppTest) -> list[list[dict[str, Any]]]:
    """Return the rows that each of the charts is drawn from."""
    return [
        pyarrow.ipc.open_stream(dataset.data.data).read_all().to_pylist()
        for part in page.get("vega_lite_chart")
        for dataset in part.proto.datasets
    ]


def test_the_list_of_duties_is_what_the_service_lists(
    app: OpenApp, service_url: str, client: PolicyClient
) -> None:
    page = app(service_url, "duties", duties_view="list")
    listed = client.responsibilities(limit=1000)["items"]
    shown = table(page)
    assert [row[CHINESE.task] for row in shown] == [own["task"] for own in listed]
    assert [row[CHINESE.unit_full] for row in shown] == [own["unit_full"] for own in listed]
    roles = [CHINESE.roles[own["role"]] for own in listed]
    assert [row[CHINESE.role] for row in shown] == roles


def test_a_unit_is_found_by_any_alias_and_has_a_page(
    app: OpenApp, service_url: str, client: PolicyClient
) -> None:
    page = app(service_url, "duties", duties_view="list")
    page.selectbox(key="duties_unit").set_value("重庆市交通局").run()
    expected = client.responsibilities(unit="重庆市交通局", limit=1000)["items"]
    assert len(table(page)) == len(expected) > 0
    supported = {(own["clause_id"], own["task"]) for own in expected if own["role"] == "support"}
    metrics = {metric.label: metric.value for metric in page.metric}
    assert metrics[CHINESE.roles["support"]] == str(len(supported))
    assert CHINESE.duties.partners in html(page)


@pytest.mark.parametrize("role", ["lead", "support"])
def test_filters_narrow_the_duties_down_as_the_service_does(
    app: OpenApp, service_url: str, client: PolicyClient, role: str
) -> None:
    page = app(
        service_url,
        "duties",
        duties_view="list",
        duties_region="连云港市",
        duties_words="工程总承包",
    )
    page.selectbox(key="duties_role_zh").set_value(role).run()
    expected = client.responsibilities(region="连云港市", q="工程总承包", role=role)["items"]
    if expected:
        assert [row[CHINESE.task] for row in table(page)] == [own["task"] for own in expected]
    else:
        assert CHINESE.duties.nothing in html(page)


def test_the_matrix_has_a_mark_for_each_unit_of_the_tasks_in_it(
    app: OpenApp, service_url: str, client: PolicyClient
) -> None:
    document = client.documents()["items"][0]["id"]
    page = app(service_url, "duties")
    page.multiselect(key="duties_document").set_value([document]).run()
    (marks,) = drawn(page)
    rows = client.responsibilities(document=document, limit=1000)["items"]
    tasks = list(dict.fromkeys((own["clause_id"], own["task"]) for own in rows))
    on_first_page = [own for own in rows if (own["clause_id"], own["task"]) in tasks[:40]]
    assert [(mark["whole_unit"], mark["role"]) for mark in marks] == [
        (own["unit_full"], CHINESE.roles[own["role"]]) for own in on_first_page
    ]


def test_units_that_share_tasks_are_joined(
    app: OpenApp, service_url: str, client: PolicyClient
) -> None:
    page = app(service_url, "duties", duties_view="network")
    first = table(page)[0]
    units: dict[tuple[str, str], set[str]] = {}
    for own in client.responsibilities(limit=1000)["items"]:
        units.setdefault((own["clause_id"], own["task"]), set()).add(own["unit_full"])
    pair = {first[CHINESE.duties.first_unit], first[CHINESE.duties.second_unit]}
    assert first[CHINESE.duties.shared] == sum(pair <= own for own in units.values())


def test_what_is_due_is_listed_by_its_day_and_passed_days_are_marked(
    app: OpenApp, other_service: PolicyClient, upload: Upload
) -> None:
    upload(other_service, "意见.txt", DUE.encode())
    page = app(other_service.url, "deadlines")
    words = CHINESE.deadlines
    rows = {(row[words.day], row[words.kind]): row for row in table(page)}
    assert rows["2021-12-31", words.kinds["target"]][words.state] == words.passed
    assert rows["2030-12-31", words.kinds["target"]][words.state] == words.open
    assert rows["2029-06-30", words.kinds["task"]][words.value] == "市住建局"
    assert rows["2031-02-28", words.kinds["document"]][words.state] == words.open
    days = [row[words.day] for row in table(page)]
    assert days == sorted(days)
    assert words.timeline_alt in captions(page)
    page.toggle(key="deadlines_open").set_value(True).run()
    assert words.passed not in {row[words.state] for row in table(page)}


def test_incentives_have_amounts_that_sort_as_numbers(
    app: OpenApp, service_url: str, client: PolicyClient
) -> None:
    page = app(service_url, "deadlines", deadlines_view="incentives")
    listed = client.incentives(limit=1000)["items"]
    shown = table(page)
    assert [row[CHINESE.deadlines.award] for row in shown] == [own["award"] for own in listed]
    assert page.dataframe[0].value[CHINESE.deadlines.number].dtype == float
    highest = max(own["upper"] or own["number"] or 0 for own in listed)
    assert page.dataframe[0].value[CHINESE.deadlines.number].max() == highest


def test_regions_stand_side_by_side_on_a_topic_with_their_gaps(
    app: OpenApp, service_url: str, client: PolicyClient
) -> None:
    page = app(service_url, "compare")
    assert CHINESE.comparison.how in html(page)
    page.text_input(key="compare_topic").set_value("装配式建筑")
    page.multiselect(key="compare_regions").set_value(["重庆市", "吉林省"]).run()
    compared = client.compare(topic="装配式建筑", regions=["重庆市", "吉林省"])
    shown = html(page)
    gaps = sum(cell is None for row in compared["rows"] for cell in row["cells"])
    assert shown.count('class="pq-gap"') == gaps > 0
    assert shown.count('class="pq-clause"') == sum(side["clauses"] for side in compared["sides"])
    assert any(side["targets"] for side in compared["sides"])
    assert {mark["side"] for mark in drawn(page)[0]} <= {"重庆市", "吉林省"}


def test_two_documents_need_no_topic(app: OpenApp, service_url: str, client: PolicyClient) -> None:
    first, second = (own["id"] for own in client.documents()["items"][:2])
    page = app(service_url, "compare")
    page.multiselect(key="compare_documents").set_value([first]).run()
    assert CHINESE.comparison.how in html(page)
    page.multiselect(key="compare_documents").set_value([first, second]).run()
    assert not page.exception
    assert 'class="pq-compared"' in html(page)


def test_a_region_alone_is_neither_same_nor_different(
    app: OpenApp, service_url: str, client: PolicyClient
) -> None:
    page = app(service_url, "compare", compare_topic="装配式建筑", compare_regions="重庆市")
    assert html(page).count('class="pq-clause"') == len(
        client.compare(topic="装配式建筑", regions=["重庆市"])["rows"]
    )
    assert not any(CHINESE.comparison.kinds["same"] in text for text in captions(page))
    assert 'class="pq-legend"' not in html(page)
    assert not page.toggle


def test_what_is_chosen_by_name_stays_in_another_language_and_in_the_address(
    app: OpenApp, service_url: str, client: PolicyClient
) -> None:
    page = app(service_url, "duties", duties_view="list")
    page.selectbox(key="duties_role_zh").set_value("lead").run()
    leads = client.responsibilities(role="lead", limit=1000)["total"]
    assert len(table(page)) == leads
    assert (page.query_params["duties_view"], page.query_params["duties_role"]) == ("list", "lead")
    page.button_group(key="language").set_value("en").run()
    assert page.selectbox(key="duties_role_en").value == "lead"
    assert len(table(page)) == leads
    again = app(service_url, "duties", **page.query_params)
    assert len(table(again)) == leads
    links = [parse_qs(own.proto.query_string) for own in page.get("page_link")]
    assert {
        "duties_view": ["list"],
        "duties_role": ["lead"],
    } in links  # one step of Back from there
    page.selectbox(key="duties_role_en").set_value(None).run()
    assert "duties_role" not in page.query_params


def test_an_address_with_a_name_that_there_is_not_is_no_choice(
    app: OpenApp, service_url: str
) -> None:
    page = app(service_url, "duties", duties_view="<b>", duties_role="nobody")
    assert not page.exception
    assert page.selectbox(key="duties_role_zh").value is None


@pytest.mark.parametrize(
    ("path", "module"),
    [
        ("duties", "ui.fact_filters"),
        ("deadlines", "ui.fact_filters"),
        ("compare", "ui.comparison.page"),
    ],
)
def test_not_all_of_many_documents_are_listed_but_those_chosen_are(
    app: OpenApp,
    service_url: str,
    client: PolicyClient,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    module: str,
) -> None:
    monkeypatch.setattr(f"{module}.DOCUMENTS_LISTED", 2)
    last = client.documents()["items"][-1]
    key = "compare_documents" if path == "compare" else f"{path}_document"
    page = app(service_url, path)
    assert len(page.multiselect(key=key).options) == 2
    page.session_state[key] = [last["id"]]
    page.run()
    assert page.multiselect(key=key).value == [last["id"]]
    assert page.multiselect(key=key).options[-1] == last["title"]
    assert CHINESE.documents_cut.format(listed=2, total=5) in captions(page)


def test_without_the_packages_of_evaluations_their_page_says_what_to_install(
    app: OpenApp, service_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ui.runs.page", None)
    page = app(service_url, "runs")
    assert not page.exception
    assert "policyqa[eval]" in html(page)


@pytest.mark.parametrize("path", ["duties", "deadlines", "compare", "library"])
def test_every_page_is_there_in_english(app: OpenApp, service_url: str, path: str) -> None:
    page = app(service_url, path, language="English")
    assert not page.exception
    labels = {field.label for field in (*page.multiselect, *page.text_input)}
    chinese = {CHINESE.region_filter, CHINESE.comparison.topic, CHINESE.library.words}
    assert not labels & chinese
    assert ENGLISH.tagline in html(page)
