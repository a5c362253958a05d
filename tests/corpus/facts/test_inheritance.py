"""Rules that add units to other tasks."""

import pytest

from corpus.facts.inheritance import HINT, NOT_LISTED, RULES, rules_in, without_rules
from corpus.facts.models import Role
from corpus.facts.responsibilities import responsibilities_in
from corpus.models import Clause, ClauseKind
from tests.corpus.facts.clauses import clause


def outline(*paragraphs: tuple[str, int, str]) -> tuple[str, list[Clause]]:
    """Return a text and its clauses of (kind, level, words), each below the last lower level."""
    text, clauses, path = "", [], list[Clause]()
    for position, (kind, level, words) in enumerate(paragraphs):
        while path and path[-1].level >= level:
            path.pop()
        made = clause(
            text + words,
            len(text),
            id=f"c{position}",
            parent_id=path[-1].id if path else None,
            position=position,
            level=level,
            kind=ClauseKind(kind),
        )
        clauses.append(made)
        path.append(made)
        text += words + "\n"
    return text, clauses


def inherited(*paragraphs: tuple[str, int, str]) -> list[tuple[str, Role, str, str]]:
    text, clauses = outline(*paragraphs)
    found = responsibilities_in(text, clauses, None)
    for row in found:
        assert text[row.quote_start : row.quote_end] == row.quote and row.unit in row.quote
    return [
        (row.clause_id, row.role, row.unit, row.source_clause_id) for row in found if row.inherited
    ]


@pytest.mark.parametrize(
    ("rule", "role"),
    [
        ("以下各项任务责任单位均包括各区政府，不再单列", Role.RESPONSIBLE),
        ("以下各项工作配合单位均含各区政府，不再列出", Role.SUPPORT),
        ("以下任务均由各区政府配合", Role.SUPPORT),
        ("各区政府均为以下各项任务的责任单位，不再一一列出", Role.RESPONSIBLE),
    ],
)
def test_a_rule_reaches_the_later_tasks_of_its_level(rule: str, role: Role) -> None:
    assert inherited(
        ("clause", 5, "一、重点任务"),
        ("clause", 7, "培育企业。（责任单位：市住建局，各区政府，" + rule + "）"),
        ("clause", 7, "完善标准。（责任单位：市教委）发放补贴。（责任单位：市财政局）"),
        ("clause", 7, "没有责任单位的任务。"),
        ("clause", 5, "二、保障措施"),
        ("clause", 7, "加强宣传。（责任单位：市文旅局）"),
    ) == [("c2", role, "各区政府", "c1"), ("c2", role, "各区政府", "c1")]


def test_a_rule_before_the_sections_reaches_all() -> None:
    assert inherited(
        ("preamble", 1, "各区政府均为以下各项任务的责任单位，不再单列。"),
        ("clause", 5, "一、培育企业。（责任单位：市住建局）"),
        ("clause", 5, "二、完善标准。（责任单位：市教委）"),
    ) == [
        ("c1", Role.RESPONSIBLE, "各区政府", "c0"),
        ("c2", Role.RESPONSIBLE, "各区政府", "c0"),
    ]


def test_a_rule_may_look_back() -> None:
    assert inherited(
        ("clause", 5, "一、重点任务"),
        ("clause", 7, "培育企业。（责任单位：市住建局）"),
        ("clause", 7, "以上各项任务均由各区政府配合。"),
        ("clause", 7, "完善标准。（责任单位：市教委）"),
    ) == [("c1", Role.SUPPORT, "各区政府", "c2")]


def test_words_like_a_rule_add_nothing() -> None:
    for words in ("以下企业均由市场监管。", "以上措施自发布之日起施行。", "以下任务要认真落实。"):
        assert not inherited(
            ("clause", 5, "一、重点任务"),
            ("clause", 7, words),
            ("clause", 7, "完善标准。（责任单位：市教委）"),
        )


def test_rules_with_their_units() -> None:
    text, clauses = outline(("clause", 7, "以下任务责任单位均包括市教委、各区政府，不再单列"))
    (rule,) = rules_in(text, clauses, {made.id: made for made in clauses})
    assert [part.unit.text for part in rule.parts] == ["市教委", "各区政府"]
    assert not rule.backward
    assert without_rules(text).strip() == "" and len(without_rules(text)) == len(text)
    assert HINT.search("以下各项任务") and not HINT.search("以下企业")
    assert NOT_LISTED and len(RULES) == 4
