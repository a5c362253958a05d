"""Assignments in tables with a column of units."""

from collections.abc import Sequence

import pytest

from corpus.facts.models import Responsibility, Role
from corpus.facts.responsibilities import responsibilities_in
from corpus.facts.table_assignments import (
    DEADLINE_COLUMN,
    NO_TASK,
    NUMBER_ONLY,
    PERSON_COLUMN,
    UNIT_COLUMN,
)
from corpus.models import Clause, ClauseKind
from corpus.tables.models import Cell, Table
from tests.corpus.facts.clauses import clause

Grid = Sequence[Sequence[str | None]]


def laid_out(grid: Grid, header_rows: int = 1) -> tuple[str, list[Clause], Table]:
    """Return a text, its clauses and its table; None continues the cell above."""
    text, cells, rows, start_of_row = "", [], [], 0
    for row, line in enumerate(grid):
        start_of_row = len(text)
        for column, words in enumerate(line):
            if words is None:
                continue
            span = 1
            while row + span < len(grid) and grid[row + span][column] is None:
                span += 1
            cells.append(Cell(row, column, len(text), len(text) + len(words), row_span=span))
            text += words + "\t"
        text = text[:-1] + "\n"
        rows.append((start_of_row, len(text) - 1))
    table = Table(0, len(text), tuple(cells), header_rows)
    clauses = [
        clause(
            text,
            start,
            end,
            id=f"r{row}",
            position=row,
            kind=ClauseKind.TABLE_ROW if row >= header_rows else ClauseKind.TABLE,
        )
        for row, (start, end) in enumerate(rows)
    ]
    return text, clauses, table


def read(grid: Grid, header_rows: int = 1) -> tuple[Responsibility, ...]:
    text, clauses, table = laid_out(grid, header_rows)
    found = responsibilities_in(text, clauses, None, (table,))
    for row in found:
        assert text[row.quote_start : row.quote_end] == row.quote
        assert text[row.task_start : row.task_end] == row.task
    return found


def rows(found: Sequence[Responsibility]) -> list[tuple[str, str, Role, str]]:
    return [(row.clause_id, row.task, row.role, row.unit) for row in found]


def test_each_row_gives_its_units_the_roles_of_their_columns() -> None:
    found = read(
        [
            ["序号", "主要任务", "牵头单位", "配合单位", "完成时限"],
            ["1", "建立信用平台", "市住建局", "市财政局、市交通局", "2025年6月"],
            ["2", "培育产业工人队伍", "市人社局", "", "持续推进"],
        ]
    )
    assert rows(found) == [
        ("r1", "建立信用平台", Role.LEAD, "市住建局"),
        ("r1", "建立信用平台", Role.SUPPORT, "市财政局"),
        ("r1", "建立信用平台", Role.SUPPORT, "市交通局"),
        ("r2", "培育产业工人队伍", Role.LEAD, "市人社局"),
    ]
    assert [row.deadline for row in found] == ["2025年6月"] * 3 + ["持续推进"]
    assert found[1].quote == "市财政局、市交通局"
    assert not any(row.inherited for row in found)


def test_the_measure_is_the_task_not_its_class() -> None:
    found = read(
        [
            ["试点任务", "具 体 措 施", "责任单位"],
            ["完善政策体系", "出台支持政策，明确支持范围", "市发改委"],
            [None, "修订地方标准", "市住建局、南岸区政府等有关区县政府"],
        ]
    )
    assert rows(found) == [
        ("r1", "出台支持政策，明确支持范围", Role.RESPONSIBLE, "市发改委"),
        ("r2", "修订地方标准", Role.RESPONSIBLE, "市住建局"),
        ("r2", "修订地方标准", Role.RESPONSIBLE, "南岸区政府等有关区县政府"),
    ]


def test_merged_units_hold_for_every_row_that_they_cover() -> None:
    found = read(
        [
            ["工作内容", "责任单位"],
            ["完善标准", "市市场监管局"],
            ["加强检查", None],
            ["发放补贴", "市财政局"],
        ]
    )
    assert rows(found) == [
        ("r1", "完善标准", Role.RESPONSIBLE, "市市场监管局"),
        ("r2", "加强检查", Role.RESPONSIBLE, "市市场监管局"),
        ("r3", "发放补贴", Role.RESPONSIBLE, "市财政局"),
    ]
    assert [row.source_clause_id for row in found] == ["r1", "r1", "r3"]


def test_a_merged_measure_is_each_rows_task() -> None:
    found = read(
        [
            ["措施", "阶段", "责任单位"],
            ["改造老旧小区", "设计", "市住建局"],
            [None, "施工", "各区政府"],
        ]
    )
    assert rows(found) == [
        ("r1", "改造老旧小区", Role.RESPONSIBLE, "市住建局"),
        ("r2", "改造老旧小区", Role.RESPONSIBLE, "各区政府"),
    ]


def test_a_cell_may_say_the_roles_itself() -> None:
    found = read(
        [["任务", "责任分工"], ["建设平台", "牵头单位：市教委；配合单位：市财政局、各区政府"]]
    )
    assert [(row.role, row.unit) for row in found] == [
        (Role.LEAD, "市教委"),
        (Role.SUPPORT, "市财政局"),
        (Role.SUPPORT, "各区政府"),
    ]


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("市住房城乡建\n委、市财政局", ["市住房城乡建委", "市财政局"]),
        ("市财政局\n市交通局", ["市财政局", "市交通局"]),
        ("市财政局、\n市交通局", ["市财政局", "市交通局"]),
        ("各区县（自\n治县）政府", ["各区县（自治县）政府"]),
    ],
)
def test_lines_of_a_cell_are_joined_or_parted(cell: str, units: list[str]) -> None:
    found = read([["任务", "责任单位"], ["建设平台", cell]])
    assert [row.unit for row in found] == units


def test_columns_of_persons_are_none_of_units() -> None:
    found = read(
        [
            ["任务", "责任单位", "责任人"],
            ["建设平台", "市教委", "王主任"],
            ["发放补贴", "市财政局", ""],
        ]
    )
    assert [row.unit for row in found] == ["市教委", "市财政局"]


def test_a_header_of_two_rows_and_one_that_is_not_marked() -> None:
    grid = [
        ["任务", "单位", "单位"],
        ["任务", "牵头单位", "配合单位"],
        ["建设平台", "市教委", "市财政局"],
    ]
    expected = [(Role.LEAD, "市教委"), (Role.SUPPORT, "市财政局")]
    assert [(row.role, row.unit) for row in read(grid, header_rows=2)] == expected
    assert [(row.role, row.unit) for row in read(grid, header_rows=0)] == expected


def test_a_table_without_a_column_of_units_assigns_nothing_by_columns() -> None:
    assert read([["项目", "标准"], ["学费", "100元"]]) == ()
    found = read([["序号", "措施"], ["1", "加强检查（市教委负责）"]])
    assert [(row.unit, row.clause_id) for row in found] == [("市教委", "r1")]


def test_prose_in_a_row_with_a_column_of_units_is_not_read_twice() -> None:
    found = read([["措施", "责任单位"], ["市政府办公厅牵头建立协调机制", "市政府办公厅、市住建局"]])
    assert [(row.role, row.unit) for row in found] == [
        (Role.RESPONSIBLE, "市政府办公厅"),
        (Role.RESPONSIBLE, "市住建局"),
    ]


def test_a_table_inside_one_clause_belongs_to_it() -> None:
    text, _, table = laid_out([["任务", "责任单位"], ["建设平台", "市教委"]])
    (row,) = responsibilities_in(text, [clause(text, kind=ClauseKind.ANNEX)], None, (table,))
    assert (row.clause_id, row.task, row.unit) == ("c", "建设平台", "市教委")


def test_patterns_by_their_examples() -> None:
    for name in (
        "责任单位",
        "牵头部门",
        "配合单位",
        "责任分工",
        "牵头（责任）单位",
        "主办",
        "承办科室",
    ):
        assert UNIT_COLUMN.search(name), name
    for name in ("任务", "责任人", "申报单位", "单位名称"):
        assert not UNIT_COLUMN.search(name), name
    assert PERSON_COLUMN.search("责任领导") and not PERSON_COLUMN.search("责任单位")
    assert DEADLINE_COLUMN.search("完成时限") and not DEADLINE_COLUMN.search("任务")
    assert NO_TASK.match("序号") and not NO_TASK.match("事项")
    assert NUMBER_ONLY.fullmatch("（一）") and not NUMBER_ONLY.fullmatch("一是")
