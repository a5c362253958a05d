"""Pictures of facts: Altair's schema takes them, and they hold what was given."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
import vl_convert
from lxml import etree

from ui.charts.marks import DUE_MARKS, ROLE_MARKS, Picture
from ui.charts.matrix import Matrix, matrix_chart, matrix_of, tasks_in
from ui.charts.network import network_chart, shared_tasks, tasks_by_unit
from ui.charts.timeline import timeline_chart
from ui.charts.values import values_by_unit, values_chart
from ui.texts.chinese import CHINESE

TODAY = date(2026, 3, 5)
INK = "#1c2733"
HOSTILE = ("datum.x", "市'\"局{0}\\", "</script><b>", "${a}", "a\u2028b", "signal", "%20&amp;")
MATRIX_NAMES = dict.fromkeys(("task", "unit", "role", "clause"), "名")
NETWORK_NAMES = dict.fromkeys(("unit", "tasks", "shared"), "名")
VALUE_NAMES = dict.fromkeys(("side", "indicator", "value", "deadline", "quote"), "名")
DUE_NAMES = {
    **dict.fromkeys(("day", "kind", "state", "what", "document", "count"), "名"),
    "open": "未到期",
    "passed": "已过期",
    "today": "今天",
}
Json = dict[str, Any]


def duty(unit: str, task: str, role: str = "lead", clause: str = "c1", label: str = "") -> Json:
    document = {"title": "行动方案"}
    own = {"unit_full": unit, "task": task, "role": role}
    return own | {"clause_id": clause, "label": label, "document": document}


def due(document: str, day: str, what: str = "装配率", kind: str = "target") -> Json:
    return {"document": document, "due_on": day, "what": what, "kind": kind}


def target(indicator: str, number: float, unit: str = "%", deadline: str | None = None) -> Json:
    own = {"indicator": indicator, "number": number, "value": str(number), "unit": unit}
    return own | {"deadline": deadline, "quote": f"{indicator}达到{number}{unit}"}


def data_of(chart: Picture) -> list[list[Json]]:
    """Return the data of each layer; Altair checks the picture by its schema on the way."""
    specification = chart.to_dict()
    layers = (specification | layer for layer in specification.get("layer", [{}]))
    return [specification["datasets"][layer["data"]["name"]] for layer in layers]


def drawn(chart: Picture) -> list[str]:
    """Return the texts that Vega itself draws for a picture."""
    picture = etree.fromstring(vl_convert.vegalite_to_svg(chart.to_dict()).encode())
    return ["".join(own.itertext()) for own in picture.iter("{*}text")]


def matrix_drawn(rows: Sequence[Json], most_units: int = 9) -> tuple[Matrix, Picture]:
    matrix = matrix_of(rows, tasks_in(rows), most_units, CHINESE.roles)
    return matrix, matrix_chart(matrix, MATRIX_NAMES, CHINESE.roles)


def timeline(dues: Sequence[Json], kinds: Mapping[str, str] = CHINESE.deadlines.kinds) -> Picture:
    return timeline_chart(dues, TODAY, kinds, DUE_NAMES)


def marks_of(dues: Sequence[Json]) -> list[Json]:
    return data_of(timeline(dues))[1]


def test_tasks_are_in_their_order_and_named_by_clause_and_words() -> None:
    rows = [duty("甲", "二"), duty("乙", "一"), duty("丙", "二"), duty("甲", "二", clause="c2")]
    assert tasks_in(rows) == [("c1", "二"), ("c1", "一"), ("c2", "二")]


def test_a_matrix_has_the_tasks_asked_for_and_the_units_with_most_of_them() -> None:
    rows = [
        duty("甲", "一"),
        duty("乙", "一", "support"),
        duty("乙", "二"),
        duty("丙", "二", "responsible"),
        duty("丙", "三"),
        duty("丙", "四"),
        duty("乙", "二", clause="c2"),
    ]
    matrix = matrix_of(rows, [("c1", "一"), ("c1", "二")], 1, CHINESE.roles)
    cells = [(cell["whole_unit"], cell["whole_task"], cell["role"]) for cell in matrix.cells]
    assert cells == [("乙", "一", CHINESE.roles["support"]), ("乙", "二", CHINESE.roles["lead"])]
    assert (matrix.tasks, matrix.units) == (2, 3)


def test_a_matrix_keeps_the_order_of_tasks_and_shows_the_busiest_unit_first() -> None:
    rows = [duty("甲", "子"), duty("乙", "丑"), duty("乙", "寅"), duty("乙", "子")]
    matrix = matrix_of(rows, tasks_in(rows), 9, CHINESE.roles)
    units = sorted({(cell["unit"], cell["whole_unit"]) for cell in matrix.cells})
    tasks = sorted({(cell["task"], cell["whole_task"]) for cell in matrix.cells})
    assert [unit for _, unit in units] == ["乙", "甲"]
    assert [task for _, task in tasks] == ["子", "丑", "寅"]


def test_tasks_of_like_words_in_two_clauses_are_two_lines() -> None:
    label = "一、（一）推进信息技术应用"
    rows = [duty("甲", "一", label=label), duty("甲", "一", clause="c2", label=label)]
    matrix, chart = matrix_drawn(rows)
    assert len({cell["task"] for cell in matrix.cells}) == 2
    assert drawn(chart).count(label) == 2


def test_a_picture_of_duties_holds_them_and_shows_their_names() -> None:
    rows = [duty("市住建委", "推广", role, label="第五条") for role in ROLE_MARKS]
    matrix, chart = matrix_drawn(rows)
    assert data_of(chart) == [list(matrix.cells)]
    assert [cell["role"] for cell in matrix.cells] == [CHINESE.roles[role] for role in ROLE_MARKS]
    texts = drawn(chart)
    assert {"市住建委", "第五条 推广", *CHINESE.roles.values()} == set(texts)


def test_a_picture_of_no_duties_is_valid() -> None:
    assert data_of(matrix_drawn([])[1]) == [[]]


def test_units_are_paired_by_the_tasks_that_both_have_a_part_in() -> None:
    rows = [
        duty("甲", "一"),
        duty("乙", "一", "support"),
        duty("丙", "一", "support"),
        duty("乙", "二"),
        duty("甲", "二", "support"),
        duty("甲", "二", "responsible"),
        duty("丁", "二", clause="c2"),
    ]
    assert shared_tasks(rows) == Counter({("乙", "甲"): 2, ("丙", "乙"): 1, ("丙", "甲"): 1})
    assert tasks_by_unit(rows) == Counter({"甲": 2, "乙": 2, "丙": 1, "丁": 1})


def test_a_picture_of_units_has_the_pairs_among_those_with_most_tasks() -> None:
    rows = [
        *(duty(unit, task) for task in "一二三" for unit in ("甲", "乙")),
        *(duty(unit, "四") for unit in ("甲", "丙")),
        *(duty("丁", task) for task in "五六七"),
    ]
    chart = network_chart(rows, 3, NETWORK_NAMES, INK)
    assert chart is not None
    edges, nodes, *_ = data_of(chart)
    assert [(edge["pair"], edge["shared"]) for edge in edges] == [("乙 — 甲", 3)]
    assert {node["unit"]: node["tasks"] for node in nodes} == {"甲": 4, "乙": 3}


def test_units_stand_apart_on_the_circle_and_lines_join_those_of_a_pair() -> None:
    units = [f"单位{number}" for number in range(7)]
    chart = network_chart([duty(unit, "一") for unit in units], 9, NETWORK_NAMES, INK)
    assert chart is not None
    edges, nodes, *_ = data_of(chart)
    places = {node["unit"]: (node["x"], node["y"]) for node in nodes}
    assert len(set(places.values())) == len(units)
    assert all(abs(x * x + y * y - 1) < 1e-6 for x, y in places.values())
    for edge in edges:
        first, second = edge["pair"].split(" — ")
        assert places[first] == (edge["x"], edge["y"])
        assert places[second] == (edge["x2"], edge["y2"])
    assert sorted(drawn(chart)) == units


def test_which_of_units_with_as_many_tasks_are_drawn_is_no_matter_of_chance() -> None:
    units = [f"单位{number}" for number in range(10)]
    chart = network_chart([duty(unit, "一") for unit in units], 5, NETWORK_NAMES, INK)
    assert chart is not None
    assert [node["unit"] for node in data_of(chart)[1]] == units[:5]


@pytest.mark.parametrize(
    "rows", [[], [duty("甲", "一"), duty("甲", "一", "support"), duty("乙", "二")]]
)
def test_there_is_no_picture_where_no_two_units_share_a_task(rows: list[Json]) -> None:
    assert network_chart(rows, 9, NETWORK_NAMES, INK) is None


def test_a_day_before_today_has_passed_and_today_has_not() -> None:
    days = ["2025-12-31", "2026-03-04", "2026-03-05", "2026-03-06"]
    states = {mark["day"]: mark["state"] for mark in marks_of([due("方案", day) for day in days])}
    assert states == dict(zip(days, ["已过期", "已过期", "未到期", "未到期"], strict=True))


def test_what_is_due_on_one_day_in_one_document_is_one_mark_with_a_count() -> None:
    marks = marks_of(
        [
            due("方案", "2026-12-31", "装配率"),
            due("办法", "2026-12-31", "产值"),
            due("方案", "2026-12-31", "绿色建筑"),
            due("方案", "2027-12-31", "产值"),
            due("方案", "2026-12-31", "推广BIM", "task"),
        ]
    )
    kinds = CHINESE.deadlines.kinds
    told = {(own["whole_document"], own["day"], own["kind"]): own for own in marks}
    assert {key: own["count"] for key, own in told.items()} == {
        ("方案", "2026-12-31", kinds["target"]): 2,
        ("办法", "2026-12-31", kinds["target"]): 1,
        ("方案", "2027-12-31", kinds["target"]): 1,
        ("方案", "2026-12-31", kinds["task"]): 1,
    }
    both = told["方案", "2026-12-31", kinds["target"]]["what"]
    assert "装配率" in both
    assert "绿色建筑" in both


def test_many_things_due_on_a_day_are_counted_and_not_all_named() -> None:
    (mark,) = marks_of([due("方案", "2026-12-31", f"第{number}项指标") for number in range(40)])
    assert mark["count"] == 40
    assert "第0项指标" in mark["what"]
    assert mark["what"].endswith("…")
    assert len(mark["what"]) < 300


def test_the_time_line_shows_today_its_documents_and_its_kinds() -> None:
    chart = timeline([due("方案", "2026-12-31", kind=kind) for kind in DUE_MARKS])
    assert data_of(chart)[0] == [{"day": "2026-03-05", "name": "今天"}]
    assert {"方案", *CHINESE.deadlines.kinds.values()} <= set(drawn(chart))


@pytest.mark.parametrize(
    ("most", "sizes"), [(1, {"1"}), (3, {"1", "2", "3"}), (4, {"1", "2", "4"})]
)
def test_the_time_line_explains_sizes_by_whole_numbers(most: int, sizes: set[str]) -> None:
    texts = drawn(timeline([due("方案", "2026-12-31", f"第{number}项") for number in range(most)]))
    assert sizes <= set(texts)


def test_documents_whose_names_begin_alike_are_two_lines_of_the_time_line() -> None:
    beginning = "重庆市人民政府办公厅关于印发重庆市"
    titles = [f"{beginning}建筑业行动方案", f"{beginning}城市更新管理办法"]
    marks = marks_of([due(title, "2026-12-31") for title in titles])
    assert len({mark["document"] for mark in marks}) == 2


def test_values_are_apart_by_unit_the_unit_with_most_first() -> None:
    first = {"name": "重庆市", "targets": [target("产值", 1.5, "亿元"), target("装配率", 30)]}
    second = {"name": "上海市", "targets": [target("装配率", 50, deadline="2027年")]}
    found = values_by_unit([first, second, {"name": "北京市", "targets": []}])
    assert list(found) == ["%", "亿元"]
    bars = [(bar["side"], bar["whole_indicator"], bar["number"]) for bar in found["%"]]
    assert bars == [("重庆市", "装配率", 30), ("上海市", "装配率", 50)]
    texts = drawn(values_chart("%", found["%"], VALUE_NAMES, INK))
    assert {"装配率", "装配率（2027年）", "重庆市", "上海市", "30%", "50%", "%"} <= set(texts)


def test_two_values_of_one_indicator_are_not_added_up() -> None:
    side = {"name": "重庆市", "targets": [target("产值", 10, "亿元"), target("产值", 20, "亿元")]}
    chart = values_chart("亿元", values_by_unit([side])["亿元"], VALUE_NAMES, INK)
    vega = vl_convert.vegalite_to_vega(chart.to_dict())
    steps = [step["type"] for data in vega["data"] for step in data.get("transform", [])]
    assert "stack" not in steps


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_data_and_drawn_as_it_is(text: str) -> None:
    duties = [duty(text, text, role, label=text) for role in ROLE_MARKS]
    network = network_chart([duty(text, "一"), duty("乙", "一")], 9, NETWORK_NAMES, INK)
    assert network is not None
    bars = values_by_unit([{"name": text, "targets": [target(text, 5, text)]}])
    charts = [
        matrix_drawn(duties)[1],
        network,
        timeline([due(text, "2026-12-31", text, kind) for kind in DUE_MARKS]),
        values_chart(text, bars[text], VALUE_NAMES, INK),
    ]
    for chart in charts:
        assert any(text in own.values() for data in data_of(chart) for own in data)
        assert text in drawn(chart)
        assert text not in str({**chart.to_dict(), "datasets": {}, "layer": []})
