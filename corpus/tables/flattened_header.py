"""The header of a table that lost its cells: which columns it has, and where its rows begin."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.tables.flattened_models import ColumnKind

LONGEST_NAME = 12
MOST_HEADER_TOKENS = 80
# A whole column name: 序号, 重点任务, 具体措施, 责任单位, 完成时限. Group 1 is lazy, so that
# a token without blanks gives its names one by one: 工作任务责任单位 → 工作任务, 责任单位.
NAME_ENDINGS = (
    r"任务|措施|举措|内容|事项|单位|部门|科室|处室|机构|主体|领导|责任人|联系人|时限|时间|期限|节点|"
    r"进度|安排|目标|成果|要求|标准|形式|指标|项目|备注|领域|类别|类型|方向|方面|板块|环节|要点|"
    r"分工|依据|名称|序号|编号"
)
NAME = re.compile(rf"[\u4e00-\u9fff、及和]{{0,8}}?(?:{NAME_ENDINGS})")
# 目标任务, 任务分工, 工作内容及要求: an ending that another ending makes part of a longer name.
COMPOUND = re.compile(
    r"目标任务|任务分工|任务内容|任务事项|项目内容|项目名称|任务名称|事项名称|内容及要求"
    r"|时间安排|时间节点|时间要求|时间进度|进度安排"
)
REMARK = re.compile(r"[（(][^（()）]*[）)]")  # （列第一位的为牵头单位）, beside a column's name

NUMBER = re.compile(r"序号|编号")
# 责任单位, 牵头部门, 配合单位, 市级责任部门（单位）; not 单位 alone, which may be one of measure.
UNITS = re.compile(
    r"(?:责任|牵头|配合|负责|承办|协办|主办|参与|参加|落实|实施|主责|协同|支持).{0,6}(?:单位|部门|主体|机构|科室|处室)"
)
DEADLINE = re.compile(r"时限|期限|时间|进度|节点")
MEASURE = re.compile(r"措施|举措|内容|事项|要点")


@dataclass(frozen=True, slots=True)
class Header:
    """Column names in printed order with their kinds, and how many lines they take."""

    names: tuple[str, ...]
    kinds: tuple[ColumnKind, ...]
    line_count: int

    @property
    def plain(self) -> str:
        """The header's characters without blanks."""
        return "".join(self.names)


def header_of(lines: Sequence[str]) -> Header | None:
    """Return the header that `lines` begin with, or None where it is none of a task division.

    A name may be broken over lines (序 / 号) and spaced out (具 体 措 施).
    """
    names: list[str] = []
    taken = 0
    rest = ""
    for index, line in enumerate(lines[:MOST_HEADER_TOKENS]):
        if line.strip()[:1].isdecimal():
            break
        rest += "".join(line.split())
        found, rest_after = _names_at(rest)
        if rest_after == "":
            names = _joined_remarks([*names, *found])
            rest, taken = "", index + 1
        elif len(rest_after) > LONGEST_NAME and rest_after[0] not in "（(":
            break
    kinds = _kinds(names)
    return Header(tuple(names), kinds, taken) if kinds else None


def _names_at(text: str) -> tuple[list[str], str]:
    """Return the whole names that `text` begins with, and what is left of it."""
    names = []
    while text:
        match = COMPOUND.match(text) or NAME.match(text) or REMARK.match(text)
        if match is None:
            break
        # 工作|目标任务: what follows makes the name longer.
        longer = COMPOUND.search(text, max(0, match.end() - 2), match.end() + 4)
        end = longer.end() if longer and longer.start() < match.end() else match.end()
        names.append(text[:end])
        text = text[end:]
    return names, text


def _joined_remarks(names: Sequence[str]) -> list[str]:
    """Put a remark in brackets, or the other half of 时间 / 节点, to the name before it."""
    joined: list[str] = []
    for name in names:
        if joined and (name[0] in "（(" or COMPOUND.fullmatch(joined[-1] + name)):
            joined[-1] += name
        else:
            joined.append(name)
    return joined


def _kinds(names: Sequence[str]) -> tuple[ColumnKind, ...]:
    kinds = [_kind(name) for name in names]
    texts = [i for i, kind in enumerate(kinds) if kind is ColumnKind.TASK]
    if (
        kinds.count(ColumnKind.NUMBER) != 1
        or ColumnKind.UNITS not in kinds
        or not texts
        or kinds.index(ColumnKind.NUMBER) > texts[-1]
    ):
        return ()
    measures = [i for i in texts if MEASURE.search(names[i])]
    before_units = [i for i in texts if i < kinds.index(ColumnKind.UNITS)]
    measure = (measures or before_units or texts)[-1]
    kinds[measure] = ColumnKind.MEASURE
    return tuple(
        ColumnKind.OTHER if kind is ColumnKind.TASK and i > measure else kind
        for i, kind in enumerate(kinds)
    )


def _kind(name: str) -> ColumnKind:
    plain = REMARK.sub("", name)
    if NUMBER.fullmatch(plain):
        return ColumnKind.NUMBER
    if UNITS.search(name):
        return ColumnKind.UNITS
    if DEADLINE.search(plain):
        return ColumnKind.DEADLINE
    return ColumnKind.OTHER if plain == "备注" else ColumnKind.TASK
