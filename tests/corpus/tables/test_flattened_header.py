"""Headers of task-division tables, as the lines of a page give them."""

import pytest

from corpus.tables.flattened_header import header_of
from corpus.tables.flattened_models import ColumnKind

NUMBER, TASK, MEASURE = ColumnKind.NUMBER, ColumnKind.TASK, ColumnKind.MEASURE
UNITS, DEADLINE, OTHER = ColumnKind.UNITS, ColumnKind.DEADLINE, ColumnKind.OTHER


@pytest.mark.parametrize(
    ("lines", "names", "kinds"),
    [
        (
            ["序", "号", "试点任务 具 体 措 施 责任单位"],
            ("序号", "试点任务", "具体措施", "责任单位"),
            (NUMBER, TASK, MEASURE, UNITS),
        ),
        (
            ["序号工作任务责任单位完成时限备注"],
            ("序号", "工作任务", "责任单位", "完成时限", "备注"),
            (NUMBER, MEASURE, UNITS, DEADLINE, OTHER),
        ),
        (
            ["编号", "目标任务", "牵头", "单位", "配合", "单位", "时间", "节点"],
            ("编号", "目标任务", "牵头单位", "配合单位", "时间节点"),
            (NUMBER, MEASURE, UNITS, UNITS, DEADLINE),
        ),
        (
            ["领域 序号 重点工作内容", "责任单位", "（列第一位的为牵头单位）"],
            ("领域", "序号", "重点工作内容", "责任单位（列第一位的为牵头单位）"),
            (TASK, NUMBER, MEASURE, UNITS),
        ),
    ],
)
def test_names_and_kinds(
    lines: list[str], names: tuple[str, ...], kinds: tuple[ColumnKind, ...]
) -> None:
    header = header_of([*lines, "1", "推进责任单位落实"])
    assert header is not None
    assert (header.names, header.kinds, header.line_count) == (names, kinds, len(lines))


# 单位 alone may be a unit of measure; without 序号 rows cannot be told apart.
@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["序号 名称 单位 单价"],
        ["工作任务 责任单位"],
        ["序号 责任单位"],
        ["一、总体要求", "坚持以人民为中心的发展思想，统筹推进各项任务。"],
    ],
)
def test_no_header_of_a_task_division(lines: list[str]) -> None:
    assert header_of([*lines, "1", "水泥"]) is None
