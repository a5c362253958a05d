"""The outline of a cleaned text: a tree of clauses whose own spans cover every character once."""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from corpus.cleaning import ANNEX_LINE
from corpus.models import Clause, ClauseKind
from corpus.numbering import DASH_LEVEL, NUMBERED, SUBSECTION, Marker, marker_at_start
from corpus.opening import opening_length

LONGEST_HEADING = 40
MOST_COMMAS_IN_HEADING = 1
SENTENCE_END = "。！？!?；;"
# The sentence that says from when a document is in force: 本意见自2023年4月1日起施行
IN_FORCE = re.compile(r"本[\u4e00-\u9fff]{2,6}自[^。]{2,40}(?:施行|实施|执行|生效)")
# What follows the body: 附件：…分工表, 抄送：…, （此件公开发布）, …2023年3月1日印发
AFTER_BODY = re.compile(r"附\s?件[:：\d]|抄送[:：]|[（(]此件|.{2,40}\d日印发$")
# A table that lost its cells: most lines are a few characters long
FLATTENED_LINE = 20
FLATTENED_MEDIAN = 16
FEWEST_TABLE_LINES = 20

ROOT_LEVEL = 0


@dataclass
class _Node:
    """A clause while the tree is being built; offsets are characters of the text."""

    level: int
    kind: ClauseKind
    ordinal: int
    number: str
    heading: str | None
    start: int
    end: int
    body_start: int
    children: list["_Node"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def outline_of(text: str, document_id: str) -> tuple[Clause, ...]:
    """Return the clauses of a cleaned text in reading order, parents before children."""
    root = _Node(ROOT_LEVEL, ClauseKind.CLAUSE, 0, "", None, 0, 0, 0)
    paragraphs = _paragraphs(text)
    annex_starts = [i for i, p in enumerate(paragraphs) if i and ANNEX_LINE.fullmatch(p.text)]
    bounds = [*annex_starts, len(paragraphs)]
    _build_main(root, paragraphs[: bounds[0]])
    for start, end in pairwise(bounds):
        _build_annex(root, paragraphs[start:end])
    return tuple(_numbered_clauses(root, document_id, text))


def heading_of(rest: str) -> str | None:
    """Return the heading that a paragraph opens with after its number, or None.

    `推进信息技术应用` → itself; `推动建筑企业升级。大力扶持…` → `推动建筑企业升级`; a long sentence
    of an article is no heading.
    """
    first = re.split(f"[{SENTENCE_END}]", rest, maxsplit=1)[0].strip()
    whole_line = len(first) == len(rest.strip())
    if not first or len(first) > LONGEST_HEADING:
        return None
    if not whole_line and first.count("，") > MOST_COMMAS_IN_HEADING:
        return None
    return first


def _paragraphs(text: str) -> list[_Paragraph]:
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(_Paragraph(line, start))
        start += len(line) + 1
    return found


def _build_main(root: _Node, paragraphs: list[_Paragraph]) -> None:
    first = next((i for i, p in enumerate(paragraphs) if marker_at_start(p.text)), len(paragraphs))
    title_end = opening_length([p.text for p in paragraphs[:first]])
    if title_end:
        root.children.append(_plain(ClauseKind.FRONT_MATTER, paragraphs[:title_end]))
    if first > title_end:
        root.children.append(_plain(ClauseKind.PREAMBLE, paragraphs[title_end:first]))
    last = _body_end(paragraphs, first)
    _build_tree(root, paragraphs[first:last])
    _build_after_body(root, paragraphs[last:])


def _body_end(paragraphs: list[_Paragraph], first: int) -> int:
    last_marked = max(
        (i for i, p in enumerate(paragraphs) if i >= first and marker_at_start(p.text)),
        default=len(paragraphs),
    )
    for i in range(last_marked + 1, len(paragraphs)):
        if IN_FORCE.match(paragraphs[i].text) or AFTER_BODY.match(paragraphs[i].text):
            return i
    return len(paragraphs)


def _build_after_body(root: _Node, paragraphs: list[_Paragraph]) -> None:
    closing = [i for i, p in enumerate(paragraphs) if IN_FORCE.match(p.text)]
    split = closing[-1] + 1 if closing else 0
    if split:
        root.children.append(_plain(ClauseKind.CLOSING, paragraphs[:split]))
    if paragraphs[split:]:
        root.children.append(_plain(ClauseKind.BACK_MATTER, paragraphs[split:]))


def _build_annex(root: _Node, paragraphs: list[_Paragraph]) -> None:
    title_end = min(2, len(paragraphs))  # 附件 and the line that names it
    is_table = _is_flattened_table(paragraphs[title_end:])
    first = next(
        (i for i, p in enumerate(paragraphs) if i and marker_at_start(p.text)), len(paragraphs)
    )
    annex = _plain(ClauseKind.ANNEX, paragraphs[: title_end if is_table else first])
    annex.number = paragraphs[0].text.rstrip("：:")
    annex.heading = paragraphs[1].text if len(paragraphs) > 1 else None
    root.children.append(annex)
    if is_table:
        table = _plain(ClauseKind.TABLE, paragraphs[title_end:])
        table.level = annex.level + 1
        annex.children.append(table)
    else:
        _build_tree(annex, paragraphs[first:])


def _is_flattened_table(paragraphs: list[_Paragraph]) -> bool:
    lengths = [len(p.text) for p in paragraphs]
    return (
        len(lengths) >= FEWEST_TABLE_LINES
        and median(lengths) <= FLATTENED_MEDIAN
        and sum(length <= FLATTENED_LINE for length in lengths) > 0.8 * len(lengths)
    )


def _plain(kind: ClauseKind, paragraphs: list[_Paragraph]) -> _Node:
    start, end = paragraphs[0].start, paragraphs[-1].end
    return _Node(ROOT_LEVEL + 1, kind, 0, "", None, start, end, start)


def _build_tree(root: _Node, paragraphs: list[_Paragraph]) -> None:
    """Hang each numbered paragraph under the nearest open clause of a smaller level."""
    path = [root]
    for paragraph in paragraphs:
        marker = marker_at_start(paragraph.text)
        if marker is None:
            path[-1].end = paragraph.end
            continue
        while path[-1] is not root and path[-1].level >= marker.level:
            path.pop()
        node = _marked(marker, paragraph)
        path[-1].children.append(node)
        path.append(node)
    _group_headless(root)


def _marked(marker: Marker, paragraph: _Paragraph) -> _Node:
    rest = paragraph.text[len(marker.written) :]
    body_start = paragraph.start + len(marker.written) + len(rest) - len(rest.lstrip())
    kind = ClauseKind.ITEM if marker.level == DASH_LEVEL else ClauseKind.CLAUSE
    return _Node(
        marker.level,
        kind,
        marker.ordinal,
        marker.written.strip(),
        heading_of(rest),
        paragraph.start,
        paragraph.end,
        body_start,
    )


def _group_headless(parent: _Node) -> None:
    """Put items whose heading is missing from the text under an unnamed parent of their own.

    Two signs: the numbers start again at 1 among siblings (1 2 3 | 1 2), or items stand beside a
    sibling of an outer level whose own number is not the first (1. 2. | （二）).
    """
    for child in parent.children:
        _group_headless(child)
    marked = [child for child in parent.children if child.kind is ClauseKind.CLAUSE]
    outer = min((child.level for child in marked), default=0)
    first_outer = next((child for child in marked if child.level == outer), None)
    runs = _runs_of_siblings(parent.children)
    restarts = Counter(run[0].level for run in runs)
    grouped: list[_Node] = []
    for run in runs:
        head = run[0]
        misplaced = (
            first_outer is not None and head.level > outer and first_outer.ordinal > 1
        ) or restarts[head.level] > 1
        if head.kind is ClauseKind.CLAUSE and misplaced:
            grouped.append(_unnamed_parent(head.level - 1, run))
        else:
            grouped.extend(run)
    parent.children = grouped


def _runs_of_siblings(children: list[_Node]) -> list[list[_Node]]:
    """Split siblings where the level changes or the numbering starts again."""
    runs: list[list[_Node]] = []
    for child in children:
        previous = runs[-1][-1] if runs else None
        if (
            previous is not None
            and (previous.kind, previous.level) == (child.kind, child.level)
            and (child.ordinal > previous.ordinal or child.kind is not ClauseKind.CLAUSE)
        ):
            runs[-1].append(child)
        else:
            runs.append([child])
    return runs


def _unnamed_parent(level: int, children: list[_Node]) -> _Node:
    start = children[0].start
    return _Node(level, ClauseKind.GROUP, 0, "", None, start, start, start, children=list(children))


def _numbered_clauses(root: _Node, document_id: str, text: str) -> list[Clause]:
    clauses: list[Clause] = []
    seen: Counter[str] = Counter()

    def visit(node: _Node, parent: Clause | None, parts: tuple[tuple[str, str], ...]) -> int:
        """Append the clauses below a node; return where its subtree ends."""
        subtree_end = node.end
        for child in node.children:
            own = text[child.start : child.end]
            child_parts = (*parts, (_written_number(child), child.heading or ""))
            label = _label(child, child_parts)
            digest = hashlib.sha256(f"{label}\n{own}".encode()).hexdigest()[:10]
            seen[digest] += 1
            suffix = f"-{seen[digest]}" if seen[digest] > 1 else ""
            position = len(clauses)
            clause = Clause(
                id=f"{document_id}.{digest}{suffix}",
                parent_id=parent.id if parent else None,
                position=position,
                level=child.level,
                kind=child.kind,
                number=child.number,
                heading=child.heading,
                label=label,
                path=tuple(number + heading for number, heading in parts if number or heading),
                start=child.start,
                end=child.end,
                body_start=child.body_start,
                subtree_end=child.end,
            )
            clauses.append(clause)
            end = visit(child, clause, child_parts)
            if end != clause.subtree_end:
                clauses[position] = _with_subtree_end(clause, end)
            subtree_end = max(subtree_end, end)
        return subtree_end

    visit(root, None, ())
    return clauses


def _with_subtree_end(clause: Clause, end: int) -> Clause:
    values = {name: getattr(clause, name) for name in Clause.__slots__}
    return Clause(**{**values, "subtree_end": end})


def _written_number(node: _Node) -> str:
    """Return the number as labels show it: 11． → `11. `; （一） and 一、 as they are."""
    if NUMBERED.fullmatch(node.number):
        return f"{node.ordinal}. "
    if SUBSECTION.fullmatch(node.number):
        return node.number.replace("(", "（").replace(")", "）")
    return node.number


KIND_LABELS = {
    ClauseKind.FRONT_MATTER: "文首",
    ClauseKind.PREAMBLE: "引言",
    ClauseKind.CLOSING: "附则",
    ClauseKind.BACK_MATTER: "文尾",
    ClauseKind.GROUP: "（标题缺失）",
    ClauseKind.TABLE: "表",
}


def _label(node: _Node, parts: tuple[tuple[str, str], ...]) -> str:
    """Return e.g. 三、（四）11. 大力发展装配式建筑: all numbers, then the last heading."""
    numbers = "".join(number for number, _ in parts)
    heading = node.heading or KIND_LABELS.get(node.kind, "")
    if node.kind is ClauseKind.ANNEX:
        return f"{node.number} {heading}".strip()
    return f"{numbers}{heading}".strip()
