"""What wording the page of responsibilities needs, in whichever language."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class DutiesWording:
    """The page's own words in one language. Braces are filled in by the view that shows them."""

    title: str
    words: str
    unit_filter: str
    unit_placeholder: str
    role_filter: str
    role_placeholder: str
    nothing: str
    counted: str
    view: str
    views: Mapping[str, str]
    document: str
    deadline: str
    tasks_shown: str
    tasks_from_to: str
    units_cut: str
    matrix_alt: str
    network_alt: str
    network_note: str
    no_pairs: str
    tasks: str
    shared: str
    first_unit: str
    second_unit: str
    written_as: str
    partners: str


CHINESE = DutiesWording(
    title="职责",
    words="任务或标题中的词",
    unit_filter="单位（全称、简称都可以）",
    unit_placeholder="全部单位，可选择或输入",
    role_filter="分工",
    role_placeholder="全部",
    nothing="这些条件下没有职责分工。请放宽条件。",
    counted="{rows} 项分工，{tasks} 项任务，{units} 个单位",
    view="视图",
    views={"matrix": "矩阵", "list": "清单", "network": "协作"},
    document="文件",
    deadline="时限",
    tasks_shown="显示哪些任务",
    tasks_from_to="第 {first}–{last} 项，共 {total} 项",
    units_cut="单位较多，只画出任务最多的 {shown} 个，共 {total} 个；清单中有全部单位。",
    matrix_alt="单位与任务的矩阵：牵头、配合、责任各用一种形状和颜色",
    network_alt="单位协作",
    network_note="画出任务最多的 {shown} 个单位；连线表示有共同任务，线越粗共同任务越多。",
    no_pairs="这些条件下没有两个单位参与同一项任务。",
    tasks="任务数",
    shared="共同任务数",
    first_unit="单位甲",
    second_unit="单位乙",
    written_as="原文写作",
    partners="共同任务最多的单位",
)
ENGLISH = DutiesWording(
    title="Duties",
    words="Words of the task or its heading",
    unit_filter="Unit, by any of its names",
    unit_placeholder="All units; choose or type",
    role_filter="Role",
    role_placeholder="All",
    nothing="There are no duties within these limits. Widen them.",
    counted="Duties: {rows} · tasks: {tasks} · units: {units}",
    view="View",
    views={"matrix": "Matrix", "list": "List", "network": "Working together"},
    document="Document",
    deadline="Deadline",
    tasks_shown="Which tasks",
    tasks_from_to="{first}–{last} of {total}",
    units_cut="Only the {shown} units with most tasks of {total} are drawn; the list has them all.",
    matrix_alt="Units against tasks: lead, support and responsible differ in shape and colour",
    network_alt="Units working together",
    network_note="The {shown} units with most tasks. A line joins units with tasks in common; "
    "the thicker, the more.",
    no_pairs="No two units have a part in the same task within these limits.",
    tasks="Tasks",
    shared="Tasks in common",
    first_unit="One unit",
    second_unit="The other",
    written_as="Written as",
    partners="Most tasks in common with",
)
