"""From the tree of an outline to clauses with ids and labels, in reading order."""

import hashlib
from collections import Counter
from dataclasses import replace

from corpus.models import Clause, ClauseKind
from corpus.numbering import NUMBERED, SUBSECTION
from corpus.outline.tree import OutlineNode


def clauses_in(root: OutlineNode, document_id: str, text: str) -> list[Clause]:
    """Return the clauses of a tree, parents before children. Ids change only with the text."""
    clauses: list[Clause] = []
    seen: Counter[str] = Counter()

    def visit(node: OutlineNode, parent: Clause | None, parts: tuple[tuple[str, str], ...]) -> int:
        """Append the clauses below a node; return where its subtree ends."""
        subtree_end = node.end
        for child in node.children:
            own = text[child.start : child.end]
            is_row = child.kind is ClauseKind.TABLE_ROW
            child_parts = (*parts, (_written_number(child), child.heading or ""))
            label = _label(child, child_parts, parent.label if parent else "")
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
                heading=None if is_row else child.heading,
                label=label,
                # What rows share stands in the first of them; to the others it is context
                path=_path(parts) + ((child.heading,) if is_row and child.heading else ()),
                start=child.start,
                end=child.end,
                body_start=child.body_start,
                subtree_end=child.end,
            )
            clauses.append(clause)
            end = visit(child, clause, child_parts)
            if end != clause.subtree_end:
                clauses[position] = replace(clause, subtree_end=end)
            subtree_end = max(subtree_end, end)
        return subtree_end

    visit(root, None, ())
    return clauses


def _path(parts: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(number + heading for number, heading in parts if number or heading)


def _written_number(node: OutlineNode) -> str:
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
    ClauseKind.NOTE: "脚注",
}


def _label(node: OutlineNode, parts: tuple[tuple[str, str], ...], container: str) -> str:
    """Return e.g. 三、（四）11. 大力发展装配式建筑: all numbers, then the last heading."""
    numbers = "".join(number for number, _ in parts)
    heading = node.heading or KIND_LABELS.get(node.kind, "")
    if node.kind is ClauseKind.TABLE_ROW:
        row = f"第{node.number}项" if node.number else f"第{node.ordinal}行"
        return f"{container.removesuffix(' 表')} {row}"
    if node.kind is ClauseKind.PARAGRAPH and not node.number:
        return f"{container}（续）"
    if node.kind is ClauseKind.TABLE:
        return f"{container} 表" if container else "表"
    if node.kind is ClauseKind.ANNEX:
        return f"{node.number} {heading}".strip()
    return f"{numbers}{heading}".strip()
