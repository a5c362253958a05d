"""The departments of government, read from `departments.toml`, by each of their names."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Kind = Literal["government", "party"]

# The body as a document writes it, and in full.
FULL_BODIES = {"委": "委员会", "委员会": "委员会", "办": "办公室", "办公室": "办公室"}
# 住建部门, 住房城乡建设主管部门: the function without a body, whichever it is at that level.
GENERIC_BODIES = ("部门", "主管部门", "行政主管部门", "行政部门")
# What each kind of name is, when it stands after 市 or a region.
DEFAULT_TEMPLATES: dict[Kind, str] = {"government": "{region}%s", "party": "中共{region}委%s"}


@dataclass(frozen=True)
class Department:
    """One function of government; within one region it is one body."""

    key: str
    kind: Kind = "government"
    english: str = ""
    english_name: str = ""
    english_aliases: tuple[str, ...] = ()
    national: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    tails: Mapping[str, str] = field(default_factory=dict, hash=False)
    needs_prefix: bool = False
    after_committee: bool = False


@dataclass(frozen=True)
class UnitName:
    """A name of a department; `template` makes the full one of a `{region}` or a `{place}`."""

    written: str
    department: Department
    template: str
    body: str
    national: bool = False

    @property
    def generic(self) -> bool:
        """Whether the name tells the function only: 住建部门."""
        return self.body == "部门"


@dataclass(frozen=True)
class DepartmentIndex:
    """All departments, and their names as written → what each may mean, the likeliest first."""

    departments: tuple[Department, ...]
    names: dict[str, tuple[UnitName, ...]]
    national_names: dict[str, UnitName]


# Endings that tell the body, the longer first: 委员会 before 会.
BODY_ENDINGS = (
    "主管部门",
    "部门",
    "委员会",
    "办公室",
    "办公厅",
    "分局",
    "总队",
    "支队",
    "大队",
    "中心",
    "委",
    "局",
    "厅",
    "办",
    "部",
    "署",
)


def body_of(name: str) -> str:
    """Return the body that a name ends in, short: 委 for 委员会, 部门 for 主管部门."""
    for ending in BODY_ENDINGS:
        if name.endswith(ending):
            return {"委员会": "委", "办公室": "办", "办公厅": "办", "主管部门": "部门"}.get(
                ending, ending
            )
    return ""


@cache
def department_index() -> DepartmentIndex:
    """Return the one index of departments, read at the first call."""
    text = files(__package__).joinpath("departments.toml").read_text(encoding="utf-8")
    departments: list[Department] = []
    names: dict[str, list[UnitName]] = {}
    national: dict[str, UnitName] = {}
    for row in tomllib.loads(text)["department"]:
        department = _department(row)
        departments.append(department)
        for name in _names(row, department):
            options = names.setdefault(name.written, [])
            if all(option.department != department for option in options):
                options.append(name)
        for alias in department.national:
            national.setdefault(
                alias,
                UnitName(alias, department, department.national[0], body_of(alias), national=True),
            )
    return DepartmentIndex(
        tuple(departments),
        {written: tuple(options) for written, options in names.items()},
        national,
    )


def _department(row: dict[str, Any]) -> Department:
    return Department(
        key=row["key"],
        kind=row.get("kind", "government"),
        english=row.get("english", ""),
        english_name=row.get("english_name", ""),
        english_aliases=tuple(row.get("english_aliases", ())),
        national=tuple(row.get("national", ())),
        heads=tuple(row.get("heads", ())),
        tails=row.get("tails", {}),
        needs_prefix=row.get("needs_prefix", False),
        after_committee=row.get("after_committee", False),
    )


def _names(row: dict[str, Any], department: Department) -> Iterator[UnitName]:
    default = DEFAULT_TEMPLATES[department.kind]
    for written, meaning in row.get("names", {}).items():
        template = meaning if "{region}" in meaning or "{place}" in meaning else default % meaning
        yield UnitName(written, department, template, body_of(written))
        if written.endswith("办") and f"{written}公室" not in row["names"]:
            yield UnitName(f"{written}公室", department, template, "办")
    for stem, short_forms in row.get("stems", {}).items():
        for form in (stem, *short_forms):
            for body in row.get("bodies", ()):
                full_body = FULL_BODIES.get(body, body)
                for ending in {body: None, full_body: None}:
                    yield UnitName(form + ending, department, default % (stem + full_body), body)
            if row.get("generic", True):
                for body in GENERIC_BODIES:
                    yield UnitName(form + body, department, default % (form + body), "部门")
