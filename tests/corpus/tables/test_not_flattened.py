"""Annexes that are no task-division table, or one whose rows cannot be told apart."""

import pytest

from corpus.tables.flattened import reconstructed_rows
from tests.corpus.tables.printer import Column, Printed, lines_of

PLAIN = Printed(
    columns=(Column("序号", 0.5), Column("主要任务", 15), Column("责任部门", 7)),
    rows=tuple(
        (str(number), f"在第{number}片区推广BIM技术和绿色建材，形成可复制的经验。", units)
        for number, units in enumerate(
            ["市住房城乡建设局、市财政局", "市发展改革委", "市科技局，各区县政府"] * 4, start=1
        )
    ),
    page_height=16,
)


NUMBERED_ANNEX = [
    "申报材料清单",
    "1．企业法人营业执照复印件；",
    "2．上一年度财务审计报告；",
    "3．项目立项批复文件。",
    "市住房城乡建设局负责解释。",
]
PRICE_LIST = ["序号", "名称", "单位", "单价（元）"] + [
    line
    for number, name in enumerate(["水泥", "钢筋", "商品混凝土", "预制楼板"], start=1)
    for line in (str(number), name, "吨", "480")
]
ADDRESS_LIST = ["序号 单位 地址 联系电话"] + [
    line
    for number, unit in enumerate(["市商务局", "市教育局", "市水利局", "市财政局"], start=1)
    for line in (str(number), unit, f"人民路{number}号", "023-63670000")
]
STAFF_LIST = ["序号 工作内容 责任单位"] + [
    line
    for number, name in enumerate(["张三", "李四", "王五", "赵六"], start=1)
    for line in (str(number), "负责大厅的日常保洁和秩序维护。", name)
]


@pytest.mark.parametrize(
    "lines", [[], ["序号"], NUMBERED_ANNEX, PRICE_LIST, ADDRESS_LIST, STAFF_LIST]
)
def test_other_annexes_stay_as_they_are(lines: list[str]) -> None:
    assert reconstructed_rows(lines, "") is None


@pytest.mark.parametrize("missing", ["2", "5"])
def test_a_table_with_a_number_missing_stays_as_it_is(missing: str) -> None:
    lines = lines_of(Printed(PLAIN.columns, PLAIN.rows[:7]))
    lines.remove(missing)
    assert reconstructed_rows(lines, "") is None


def test_two_rows_are_no_table() -> None:
    assert reconstructed_rows(lines_of(Printed(PLAIN.columns, PLAIN.rows[:2])), "") is None
