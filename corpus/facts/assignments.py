"""What an assignment is made of: units, each in its role, bound to the words of a task."""

import re
from dataclasses import dataclass

from corpus.facts.models import Role
from corpus.facts.sentences import Words
from corpus.models import Clause

ROLES = {
    "牵头": Role.LEAD,
    "主办": Role.LEAD,
    "配合": Role.SUPPORT,
    "参与": Role.SUPPORT,
    "参加": Role.SUPPORT,
    "协办": Role.SUPPORT,
    "协同": Role.SUPPORT,
    "协助": Role.SUPPORT,
    "责任": Role.RESPONSIBLE,
    "负责": Role.RESPONSIBLE,
    "主责": Role.RESPONSIBLE,
    "承办": Role.RESPONSIBLE,
    "实施": Role.RESPONSIBLE,
    "落实": Role.RESPONSIBLE,
    "执行": Role.RESPONSIBLE,
    "主管": Role.RESPONSIBLE,
}
BODIES = r"(?:单位|部门|主体|处室|科室|机构)"
# 牵头单位, 牵头责任单位, 主要责任部门, 责任（配合）单位, 牵头和责任单位: `role` is the first
ROLE_NAME = (
    rf"(?:主要|具体|第一|项目)?(?P<role>{'|'.join(ROLES)})"
    rf"(?:[和及、]?(?:责任|负责|配合|落实|实施)|[（(](?:责任|牵头|配合)[）)])?{BODIES}"
)
ROLE_LABEL = re.compile(rf"{ROLE_NAME}[ \u3000]?[:：]")  # 牵头单位：


@dataclass(frozen=True, slots=True)
class Part:
    """One unit in one role; `unit` may leave out line breaks that its span holds."""

    role: Role
    unit: Words


@dataclass(frozen=True, slots=True)
class Assignment:
    """Units bound to a task: `quote` holds them and their roles.

    `source` is the whole of it with its brackets; the task of a next assignment begins behind it.
    """

    quote: Words
    source: Words
    task: Words
    parts: tuple[Part, ...]
    deadline: str | None = None


@dataclass(frozen=True, slots=True)
class PlacedAssignment:
    """An assignment with the clause of its task and the one that holds its quote, the source."""

    assignment: Assignment
    clause: Clause
    source: Clause


def distinct(parts: list[Part]) -> tuple[Part, ...]:
    """Return the parts without those that say a unit's role again."""
    return tuple({(part.role, part.unit.text): part for part in reversed(parts)}.values())[::-1]


def words_between(text: str, start: int, end: int, around: str = " \n\t\u3000") -> Words:
    """Return `text[start:end]` without the characters of `around` at its ends."""
    words = text[start:end]
    start += len(words) - len(words.lstrip(around))
    words = words.strip(around)
    return Words(words, start, start + len(words))
