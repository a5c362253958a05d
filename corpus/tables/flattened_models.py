"""A table that was put back together from printed lines."""

from dataclasses import dataclass
from enum import StrEnum


class ColumnKind(StrEnum):
    """What a column of a task-division table holds."""

    NUMBER = "number"  # 序号
    GROUP = "group"  # 一、强化政策支持: a title across the table, kept with the row under it
    SECTION = "section"  # a vertical title, one character a line
    TASK = "task"  # 试点任务: a short heading
    MEASURE = "measure"  # 具体措施, 工作内容
    UNITS = "units"  # 责任单位, 牵头单位, 配合单位
    DEADLINE = "deadline"  # 完成时限
    OTHER = "other"  # 备注


@dataclass(frozen=True, slots=True)
class FlattenedRow:
    """One row: its number and its cells, one a column; an empty string where nothing is printed."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FlattenedTable:
    """A table whose cells were found again; every row has as many cells as there are `kinds`.

    `header` holds the columns' names; a name that spans two columns stands at the first, "" at
    the second. A cell that spans rows is given once, in the row where its words begin; one that
    is printed again after a page break is given again in the row where it is printed.
    `repeated_headers` are headers printed again on later pages, `notes` what follows the rows.
    """

    header: tuple[str, ...]
    kinds: tuple[ColumnKind, ...]
    rows: tuple[FlattenedRow, ...]
    repeated_headers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def cells_of(self, row: FlattenedRow, kind: ColumnKind) -> tuple[str, ...]:
        """Return a row's cells in the columns of that kind, none where there is no such column."""
        return tuple(cell for cell, own in zip(row.cells, self.kinds, strict=True) if own is kind)

    def cell_of(self, row: FlattenedRow, kind: ColumnKind) -> str:
        """Return the words of a row's first cell of that kind, "" where there is none."""
        return next(iter(self.cells_of(row, kind)), "")
