"""Assignments in brackets and as lines of their own."""

import pytest

from corpus.facts.bracketed_assignments import (
    BEFORE_DATE,
    DEADLINE,
    FIRST_LEADS,
    MARKED,
    NEXT_NUMBER,
    OTHER_LABEL,
    brackets_in,
)
from corpus.facts.models import Responsibility, Role
from corpus.facts.responsibilities import responsibilities_in
from tests.corpus.facts.clauses import clause

LEAD, SUPPORT, RESPONSIBLE = Role.LEAD, Role.SUPPORT, Role.RESPONSIBLE


def read(text: str) -> tuple[Responsibility, ...]:
    return responsibilities_in(text, [clause(text)], None)


def parts(text: str) -> list[tuple[Role, str]]:
    found = read(text)
    for row in found:
        assert text[row.quote_start : row.quote_end] == row.quote
        assert row.unit in row.quote
    return [(row.role, row.unit) for row in found]


@pytest.mark.parametrize(
    ("bracket", "expected"),
    [
        ("（牵头单位：市住建局，配合单位：市财政局、市交通局）", "L市住建局 S市财政局 S市交通局"),
        ("（市住建局牵头，市财政局、市交通局配合）", "L市住建局 S市财政局 S市交通局"),
        ("（由市住建局牵头，会同市财政局负责落实）", "L市住建局 S市财政局"),
        ("（市教委负责）", "R市教委"),
        ("(市教委负责落实)", "R市教委"),
        ("（市教委、市财政局按职责分工负责）", "R市教委 R市财政局"),
        ("（市教委牵头，市财政局、各区政府等按职责分工负责）", "L市教委 R市财政局 R各区政府"),
        ("（市商务局、市科技局，各区政府负责落实）", "R市商务局 R市科技局 R各区政府"),
        ("（市教委、市卫生健康委等部门分别负责落实）", "R市教委 R市卫生健康委"),
        ("【责任单位：市财政局】", "R市财政局"),
        ("[责任单位：市财政局]", "R市财政局"),
        ("〔责任部门：市财政局、市税务局〕", "R市财政局 R市税务局"),
        ("（责任单位 市财政局）", "R市财政局"),
        ("（牵头责任单位：市财政局；协办单位：市税务局）", "L市财政局 S市税务局"),
        ("（主办单位：市教委；承办单位：市一中、市体育局）", "L市教委 R市一中 R市体育局"),
        ("（责任主体：各区政府；实施单位：市城建集团）", "R各区政府 R市城建集团"),
        ("（责任单位：市住建局（牵头）、市财政局）", "L市住建局 R市财政局"),
        ("（责任单位：市住建局牵头，市财政局配合）", "L市住建局 S市财政局"),
        ("（责任单位：市住建局；责任人：张三）", "R市住建局"),
        ("（责任单位：拖欠账款的所有部门和单位）", "R拖欠账款的所有部门和单位"),
        ("（责任单位：各区县（自治县）人民政府、市教委）", "R各区县（自治县）人民政府 R市教委"),
    ],
)
def test_brackets(bracket: str, expected: str) -> None:
    roles = {"L": LEAD, "S": SUPPORT, "R": RESPONSIBLE}
    text = f"支持企业技术改造。{bracket}"
    assert parts(text) == [(roles[word[0]], word[1:]) for word in expected.split()]
    assert {row.task for row in read(text)} == {"支持企业技术改造"}


@pytest.mark.parametrize(
    ("bracket", "deadline"),
    [
        ("（市教委负责落实，完成时限：2025年12月底）", "2025年12月底"),
        ("（市教委牵头，各区政府配合，2023年12月底前完成）", "2023年12月底前"),
        ("（责任单位：市教委；完成时间：2024年10月）", "2024年10月"),
        ("（市教委负责，持续推进）", "持续推进"),
        ("（责任单位：市教委）", None),
    ],
)
def test_deadlines_are_kept_as_written(bracket: str, deadline: str | None) -> None:
    found = read(f"加强管理。{bracket}")
    assert found
    assert {row.deadline for row in found} == {deadline}
    assert {row.unit for row in found} <= {"市教委", "各区政府"}


@pytest.mark.parametrize(
    "text",
    [
        "按规定办理（由申请人负责提供材料）。",
        "推行建筑师负责制（以下简称负责制）。",
        "联系电话（项目负责人：张三）。",
        "强化责任（详见附件，由甲方负责的除外）。",
        "广州市人民政府 版权所有 主办单位：广州市人民政府办公厅 ICP备案1号",
        "附件：1.房源简介\n主办单位：市住建局\n承办单位：市监测中心\nCopyright © 1996至今",
        "加强配合（包括信息共享）。",
    ],
)
def test_other_brackets_assign_nothing(text: str) -> None:
    assert read(text) == ()


def test_each_bracket_is_bound_to_the_words_since_the_last() -> None:
    found = read("培育企业（市教委负责）。完善制度，加强检查。（责任单位：市财政局）")
    assert [(row.task, row.unit) for row in found] == [
        ("培育企业", "市教委"),
        ("完善制度，加强检查", "市财政局"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "激励增产。给予企业补助。\n责任单位：省工信厅、财政厅，各市、县（区）人民政府\n",
        "激励增产。给予企业补助。责任单位：省工信厅、财政厅，各市、县（区）人民政府。",
        "激励增产。给予企业补助。 责任单位：省工信厅、财政厅，各市、县（区）人民政府 2.减税",
        "激励增产。给予企业补助。\n责任单位：省工信厅、财政厅，各市、县（区）人民政府 本政策有效",
    ],
)
def test_a_line_of_units(text: str) -> None:
    found = read(text)
    assert [row.unit for row in found] == ["省工信厅", "财政厅", "各市、县（区）人民政府"]
    assert {row.task for row in found} == {"激励增产。给予企业补助"}


def test_a_label_as_an_item_of_its_own_is_the_parents() -> None:
    text = "一、新建学校\n1.责任单位：市教委"
    parent = clause(text, 0, 6, id="p", number="一、", subtree_end=len(text))
    item = clause(text, 7, id="i", parent_id="p", position=1, level=7, number="1.")
    (row,) = responsibilities_in(text, [parent, item], None)
    assert (row.clause_id, row.source_clause_id, row.task) == ("p", "i", "新建学校")


def test_a_rule_may_say_that_the_first_of_each_list_leads() -> None:
    text = (
        "稳定生产。〔责任单位：市工信局、市财政局。列首位的为牵头单位，下同〕"
        "缓缴社保。（责任单位：市人社局、市税务局）减免租金。（责任单位：市国资委）"
    )
    assert parts(text) == [
        (LEAD, "市工信局"),
        (RESPONSIBLE, "市财政局"),
        (LEAD, "市人社局"),
        (RESPONSIBLE, "市税务局"),
        (RESPONSIBLE, "市国资委"),
    ]


def test_brackets_of_units_alone_assign_only_under_such_a_rule() -> None:
    assert read("发放补贴（市财政局、市教委）。") == ()
    rule = "考核产量。（市财政局、市教委，列首的为牵头单位，下同）发放补贴（市教委、市税务局）。"
    assert parts(rule) == [
        (LEAD, "市财政局"),
        (RESPONSIBLE, "市教委"),
        (LEAD, "市教委"),
        (RESPONSIBLE, "市税务局"),
    ]


def test_where_an_assignment_begins_and_ends() -> None:
    text = "（一）加强管理（含检查）。（市教委负责）发放补贴。"
    (found,) = brackets_in(text, 0, len(text))
    assert text[found.outer.start : found.outer.end] == "（市教委负责）"
    assert list(brackets_in("加强管理（含检查）。", 0, 10)) == []


def test_patterns_by_their_examples() -> None:
    assert FIRST_LEADS.search("列首位的为牵头单位") and FIRST_LEADS.search("排在第一位的是牵头部门")
    assert not FIRST_LEADS.search("市教委为牵头单位")
    assert NEXT_NUMBER.search("市住建委2.搭建平台") and not NEXT_NUMBER.search("2.5倍")
    assert OTHER_LABEL.search("责任人：") and OTHER_LABEL.search("完成时限：")
    assert MARKED.search("市教委（牵头）") and not MARKED.search("各区（自治县）")
    assert DEADLINE.search("2023年12月底前完成") and not DEADLINE.search("2023年的工作")
    assert BEFORE_DATE
