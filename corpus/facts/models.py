"""The facts that are read in a document. All offsets count characters of its text."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """How a unit is bound to a task."""

    LEAD = "lead"  # 牵头
    SUPPORT = "support"  # 配合
    RESPONSIBLE = "responsible"  # 责任


class Comparator(StrEnum):
    """How a stated number bounds its indicator."""

    AT_LEAST = ">="  # 以上, 不少于, 不低于, 达到, 力争
    ABOVE = ">"  # 超过, 大于
    AT_MOST = "<="  # 不超过, 以内, 控制在
    BELOW = "<"  # 低于, 少于, 小于
    EQUAL = "="  # a plain number
    ABOUT = "~"  # 约, 左右
    RANGE = "range"  # 3—5年


class ValidityKind(StrEnum):
    """What a statement of validity says."""

    EFFECTIVE = "effective"  # 自2023年4月1日起施行
    TERM = "term"  # 有效期5年
    EXPIRES = "expires"  # 有效期至2028年3月31日
    REPEALS = "repeals"  # …同时废止
    IMPLEMENTS = "implements"  # 根据《…》制定
    EXTENDS = "extends"  # 有效期延长至…


@dataclass(frozen=True, slots=True)
class Responsibility:
    """One unit's part in one task. `quote` stands in the clause `source_clause_id`."""

    id: str
    clause_id: str
    task: str
    task_start: int
    task_end: int
    role: Role
    unit: str
    unit_full: str
    inherited: bool
    source_clause_id: str
    quote: str
    quote_start: int
    quote_end: int
    deadline: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a text states it.

    `value` is as written without its unit (`3000`, `2万`, `3—5`), `number` its value with 万, 亿
    and Chinese digits resolved; `upper` is the other end of a range.
    """

    comparator: Comparator
    value: str
    number: float
    upper: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class Target:
    """A quantity that the document wants to be reached."""

    id: str
    clause_id: str
    indicator: str
    quantity: Quantity
    deadline: str | None
    due_on: date | None
    quote: str
    quote_start: int
    quote_end: int


@dataclass(frozen=True, slots=True)
class Incentive:
    """Money, or a relief in money, that somebody gets; of a split one fact per share.

    `amount` is as written (`最高不超过500万元`, `50%`) or None for a whole exemption; `quantity`
    is its value, in 元 or %.
    """

    id: str
    clause_id: str
    award: str
    amount: str | None
    quantity: Quantity | None
    payer: str | None
    condition: str | None
    quote: str
    quote_start: int
    quote_end: int


@dataclass(frozen=True, slots=True)
class Condition:
    """A threshold in numbers that decides who or what a clause applies to."""

    id: str
    clause_id: str
    subject: str
    quantity: Quantity
    quote: str
    quote_start: int
    quote_end: int


@dataclass(frozen=True, slots=True)
class Validity:
    """When a document holds, and what it ends or carries out; `value` is as written."""

    id: str
    clause_id: str
    kind: ValidityKind
    value: str
    on: date | None
    quote: str
    quote_start: int
    quote_end: int


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that is read in one document, each kind in reading order."""

    responsibilities: tuple[Responsibility, ...] = ()
    targets: tuple[Target, ...] = ()
    incentives: tuple[Incentive, ...] = ()
    conditions: tuple[Condition, ...] = ()
    validity: tuple[Validity, ...] = ()
