"""Assignments in tables whose header names a column of units."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.facts.assignments import (
    BODIES,
    ROLES,
    Assignment,
    Part,
    PlacedAssignment,
    distinct,
    words_between,
)
from corpus.facts.bracketed_assignments import brackets_in
from corpus.facts.models import Role
from corpus.facts.sentences import Words
from corpus.facts.unit_lists import split_units
from corpus.facts.unit_phrases import PERSON, is_unit
from corpus.models import Clause, ClauseKind
from corpus.tables.models import Cell, Table

# 责任单位, 牵头部门, 主办, 配合科室, 责任分工: what a column of units is called
UNIT_COLUMN = re.compile(
    rf"({'|'.join(ROLES)})(?:责任|负责|[和及、（(/][\u4e00-\u9fff]{{2,4}}[）)]?)?(?:{BODIES}|分工)|^({'|'.join(ROLES)})$"
)
PERSON_COLUMN = re.compile(r"责任人|责任领导|负责人|牵头领导|分管领导|联系人")
DEADLINE_COLUMN = re.compile(
    r"时限|期限|(?:完成|办理|办结|整改|推进|落实)时间|时间(?:节点|要求|安排|进度)|^时间$|进度要求"
)
# What a column of tasks is called, the likelier first
TASK_COLUMNS = (
    re.compile(
        r"具体(?:措施|任务|举措|内容|工作|事项)|(?:工作|主要|重点|改革|政策|整改)(?:措施|举措|任务|内容|事项)"
    ),
    re.compile(r"措施|举措|任务|事项|内容|工作|要求|目标|项目|问题|政策|条款"),
)
NO_TASK = re.compile(r"^(?:序号|编号|号|备注|依据|来源|类别|分类|领域|$)")
BLANKS = re.compile(r"\s+")
NUMBER_ONLY = re.compile(r"[\d一二三四五六七八九十（）().、\s]*")


@dataclass(frozen=True, slots=True)
class _Columns:
    units: dict[int, Role]
    task: int
    deadline: int | None
    first_row: int
    row_count: int
    width: int


@dataclass(frozen=True, slots=True)
class _Rows:
    """The clauses of a table's rows in reading order, to be found by a position."""

    clauses: Sequence[Clause]
    starts: Sequence[int]

    def at(self, position: int) -> Clause | None:
        """Return the clause that holds a position."""
        index = bisect_right(self.starts, position) - 1
        if index < 0 or position >= self.clauses[index].end:
            return None
        return self.clauses[index]


def table_assignments(
    text: str, clauses: Sequence[Clause], tables: Sequence[Table]
) -> list[PlacedAssignment]:
    """Return the assignments of every row of the tables that name units in a column."""
    found: list[PlacedAssignment] = []
    for table in tables:
        grid = _grid(table)
        columns = _columns(text, table, grid)
        if columns is not None:
            found += _of_table(text, grid, columns, _rows_of(table, clauses))
    return found


def rows_with_units(clauses: Sequence[Clause], found: Sequence[PlacedAssignment]) -> set[str]:
    """Return the ids of the rows whose units were read from their column."""
    ids = {row.clause.id for row in found} | {row.source.id for row in found}
    return {clause.id for clause in clauses if clause.kind is ClauseKind.TABLE_ROW} & ids


def _grid(table: Table) -> dict[tuple[int, int], Cell]:
    """Return the cell of every place, merged cells at each place that they fill."""
    return {
        (row, column): cell
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }


def _columns(text: str, table: Table, grid: dict[tuple[int, int], Cell]) -> _Columns | None:
    # A table may come without its header marked: then the first row that names a column of units
    for header_rows in [table.header_rows] if table.header_rows else [1, 2, 3]:
        names = {
            column: _header(text, grid, column, header_rows) for column in range(table.column_count)
        }
        units = {
            column: ROLES[match.group(1) or match.group(2)]
            for column, name in names.items()
            if (match := UNIT_COLUMN.search(name)) and not PERSON_COLUMN.search(name)
        }
        if units:
            task = _task_column(text, table, grid, names, units, header_rows)
            deadline = next((c for c, n in names.items() if DEADLINE_COLUMN.search(n)), None)
            if task is None:
                return None
            size = (table.row_count, table.column_count)
            return _Columns(units, task, deadline, header_rows, *size)
    return None


def _header(text: str, grid: dict[tuple[int, int], Cell], column: int, rows: int) -> str:
    cells = dict.fromkeys(grid[row, column] for row in range(rows) if (row, column) in grid)
    return "".join(BLANKS.sub("", text[cell.start : cell.end]) for cell in cells)


def _task_column(
    text: str,
    table: Table,
    grid: dict[tuple[int, int], Cell],
    names: dict[int, str],
    units: dict[int, Role],
    header_rows: int,
) -> int | None:
    """Return the column that says what is to be done; of several that may the widest."""
    rows = table.row_count
    candidates = [
        column
        for column, name in names.items()
        if column not in units
        and not NO_TASK.match(name)
        and not DEADLINE_COLUMN.search(name)
        and not PERSON_COLUMN.search(name)
    ]
    width = {
        column: sum(
            len(text[cell.start : cell.end].strip())
            for cell in {
                grid[row, column] for row in range(header_rows, rows) if (row, column) in grid
            }
            if not NUMBER_ONLY.fullmatch(text[cell.start : cell.end])
        )
        for column in candidates
    }
    for pattern in TASK_COLUMNS:
        named = [column for column in candidates if pattern.search(names[column]) and width[column]]
        if named:
            return max(named, key=lambda column: width[column])
    return max(candidates, key=lambda column: width[column], default=None)


def _of_table(
    text: str, grid: dict[tuple[int, int], Cell], columns: _Columns, rows: _Rows
) -> Iterator[PlacedAssignment]:
    for row in range(columns.first_row, columns.row_count):
        task_cell = grid.get((row, columns.task))
        if task_cell is None:
            continue
        task = words_between(text, task_cell.start, task_cell.end)
        clause = _clause_of_row(rows, task_cell, row, grid, columns.width)
        if not task.text or clause is None:
            continue
        deadline = _deadline(text, grid, columns, row)
        for column, role in columns.units.items():
            cell = grid.get((row, column))
            if cell is None or cell == task_cell:
                continue
            quote = words_between(text, cell.start, cell.end)
            parts = _parts(text, quote, role)
            if parts:
                source = rows.at(cell.start) or clause
                assignment = Assignment(quote, quote, task, parts, deadline)
                yield PlacedAssignment(assignment, clause, source)


def _deadline(
    text: str, grid: dict[tuple[int, int], Cell], columns: _Columns, row: int
) -> str | None:
    if columns.deadline is None or (row, columns.deadline) not in grid:
        return None
    cell = grid[row, columns.deadline]
    return text[cell.start : cell.end].strip() or None


def _parts(text: str, quote: Words, role: Role) -> tuple[Part, ...]:
    """Return the units of a cell; it may say their roles itself: 牵头单位：X；配合单位：Y."""
    stated = list(brackets_in(text, quote.start, quote.end))
    if stated:
        return distinct([part for bracket in stated for part in bracket.parts])
    joined, places = _without_breaks(quote)
    return distinct(
        [
            Part(role, Words(unit, places[at], places[at + len(unit) - 1] + 1))
            for unit, at in split_units(joined)
            if len(unit) > 1 and not PERSON.search(unit)
        ]
    )


def _without_breaks(quote: Words) -> tuple[str, list[int]]:
    """Return a cell's words without the line breaks inside names, and each character's place.

    A break between two whole names parts them.
    """
    kept: list[tuple[str, int]] = []
    lines = quote.text.split("\n")
    position = quote.start
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        kept += [(character, position + i) for i, character in enumerate(line)]
        position += len(line) + 1
        last = re.split("[、，,；;]", line)[-1].strip()
        first = re.split("[、，,；;]", following)[0].strip()
        if following and is_unit(last) and is_unit(first):
            kept.append(("、", position - 1))
    kept = [(c, at) for c, at in kept if c not in "\t\r"]
    return "".join(c for c, _ in kept), [at for _, at in kept]


def _rows_of(table: Table, clauses: Sequence[Clause]) -> _Rows:
    """Return a table's rows; the innermost clause that holds it where it has none."""
    inside = [clause for clause in clauses if table.start <= clause.start < table.end]
    rows = [clause for clause in inside if clause.kind is ClauseKind.TABLE_ROW] or inside
    holding = [clause for clause in clauses if clause.start <= table.start < clause.end]
    found = sorted(rows or holding[-1:], key=lambda clause: clause.start)
    return _Rows(found, [clause.start for clause in found])


def _clause_of_row(
    rows: _Rows, task: Cell, row: int, grid: dict[tuple[int, int], Cell], width: int
) -> Clause | None:
    if task.row == row:
        return rows.at(task.start)
    # The measure is merged over several rows: the row's own cells tell which clause it is
    own = [grid[row, column] for column in range(width) if (row, column) in grid]
    return rows.at(next((cell.start for cell in own if cell.row == row), task.start))
