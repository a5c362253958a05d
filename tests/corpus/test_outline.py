"""Outlines of the five policies, exactly, and of texts with their own traps."""

from collections import Counter
from pathlib import Path

import pytest

from corpus.cleaning import CleanedText
from corpus.models import Clause, ClauseKind
from corpus.outline import outline_of
from corpus.outline.headings import heading_of
from corpus.parser import parsed
from corpus.reading import SourceFile
from tests.conftest import POLICIES

SECTION, SUBSECTION, NUMBERED = 6, 7, 8


def outline(start: str) -> tuple[str, tuple[Clause, ...]]:
    path = next(POLICIES.glob(f"{start}_*.txt"))
    document = parsed(SourceFile(path.name, path.read_bytes()))
    return document.text, document.clauses


def count(clauses: tuple[Clause, ...], below: str = "") -> Counter[int]:
    """Count the numbered clauses by level, all or those whose label starts with a text."""
    return Counter(
        c.level for c in clauses if c.kind is ClauseKind.CLAUSE and c.label.startswith(below)
    )


def test_task_division_plan() -> None:
    _, clauses = outline("000")
    assert count(clauses) == {SECTION: 9, SUBSECTION: 30}
    assert clauses[-1].label == "九、（三十）发挥行业协会作用"


def test_jilin() -> None:
    _, clauses = outline("001")
    assert count(clauses) == {SECTION: 5, SUBSECTION: 18}


def test_zhongshan_items_without_a_heading_hang_under_an_unnamed_parent() -> None:
    text, clauses = outline("002")
    by_id = {c.id: c for c in clauses}
    groups = [c for c in clauses if c.kind is ClauseKind.GROUP]
    assert [c.level for c in groups] == [SUBSECTION] * 4
    assert [sum(c.parent_id == g.id for c in clauses) for g in groups] == [5, 3, 3, 3]
    first_named = next(c for c in clauses if c.level == SECTION)
    assert first_named.label == "三、培育建设科技创新能力"
    assert [by_id[g.parent_id].label if g.parent_id else None for g in groups] == [
        None,
        None,
        None,
        first_named.label,
    ]
    assert "[bookmark" not in text


def test_lianyungang() -> None:
    _, clauses = outline("003")
    assert count(clauses)[SECTION] == 4
    assert count(clauses, "三、") == {SECTION: 1, SUBSECTION: 7, NUMBERED: 21}
    assert count(clauses, "四、") == {SECTION: 1, SUBSECTION: 3}
    assert "三、（四）11. 大力发展装配式建筑" in {c.label for c in clauses}
    assert clauses[-2].kind is ClauseKind.CLOSING
    assert clauses[-1].kind is ClauseKind.BACK_MATTER


def test_intelligent_construction_plan() -> None:
    text, clauses = outline("004")
    assert count(clauses)[SECTION] == 3
    assert count(clauses, "二、")[NUMBERED] == 18
    assert count(clauses, "三、")[SUBSECTION] == 5
    annex, table = clauses[-2:]
    assert annex.kind is ClauseKind.ANNEX
    assert annex.heading == "重庆市智能建造试点城市工作重点任务分工表"
    assert (table.kind, table.parent_id) == (ClauseKind.TABLE, annex.id)
    assert table.end == annex.subtree_end == len(text)


@pytest.mark.parametrize("path", sorted(POLICIES.glob("*.txt")), ids=lambda path: path.stem[:3])
def test_own_spans_hold_every_character_once_and_nest(path: Path) -> None:
    document = parsed(SourceFile(path.name, path.read_bytes()))
    covered = "".join(document.text[c.start : c.end] for c in document.clauses)
    assert "".join(covered.split()) == "".join(document.text.split())
    by_id = {c.id: c for c in document.clauses}
    for clause in document.clauses:
        assert clause.start <= clause.body_start <= clause.end <= clause.subtree_end
        if clause.parent_id:
            parent = by_id[clause.parent_id]
            assert parent.start <= clause.start
            assert clause.subtree_end <= parent.subtree_end
    assert len(by_id) == len(document.clauses)


def test_clause_ids_do_not_change_when_another_clause_does() -> None:
    before = outline_of(CleanedText("一、目标\n提高质量。\n二、措施\n加强管理。"), "d")
    after = outline_of(CleanedText("一、目标\n提高效率。\n二、措施\n加强管理。"), "d")
    assert before[0].id != after[0].id
    assert before[1].id == after[1].id


def test_an_annex_has_an_outline_of_its_own() -> None:
    clauses = outline_of(CleanedText("一、正文\n内容。\n附件1\n申报指南\n一、条件\n注册满一年。"), "d")
    assert [c.label for c in clauses] == ["一、正文", "附件1 申报指南", "附件1一、条件"]
    assert clauses[2].parent_id == clauses[1].id


@pytest.mark.parametrize(
    ("rest", "heading"),
    [
        ("推进信息技术应用", "推进信息技术应用"),
        ("推动建筑企业升级。大力扶持企业。", "推动建筑企业升级"),
        ("指导思想。", "指导思想"),
        ("提升能力，引领发展。开展行动。", "提升能力，引领发展"),
        ("对符合条件的企业，由所在地政府，按规定，给予奖励。其他企业除外。", None),
    ],
)
def test_headings(rest: str, heading: str | None) -> None:
    assert heading_of(rest) == heading
