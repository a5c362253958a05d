"""Who does what."""

import pytest

from corpus.facts.models import Role
from corpus.facts.responsibilities import split_units
from corpus.models import Document
from corpus.parser import parsed
from corpus.reading import SourceFile
from tests.conftest import POLICIES


def document(start: str) -> Document:
    path = next(POLICIES.glob(f"{start}_*.txt"))
    return parsed(SourceFile(path.name, path.read_bytes()))


def text_document(text: str) -> Document:
    return parsed(SourceFile("a.txt", text.encode()))


def test_several_assignments_in_a_clause_are_bound_to_the_words_before_each() -> None:
    found = text_document(
        "一、总则\n（一）培养人才\n培育企业家（牵头单位：市住建局，配合单位：市人社局）。"
        "完善职称制度（牵头单位：市人社局）。\n"
    ).responsibilities
    assert [(r.role, r.unit) for r in found] == [
        (Role.LEAD, "市住建局"),
        (Role.SUPPORT, "市人社局"),
        (Role.LEAD, "市人社局"),
    ]
    assert found[0].task == "培养人才\n培育企业家"
    assert found[2].task == "完善职称制度"


def test_brackets_that_never_close_end_with_the_sentence() -> None:
    found = text_document(
        "1.设立资金，支持企业（责任单位：区财政局、区住建委2.搭建平台，整合资源。"
        "统筹推进（责任单位：区商务局、区商务局）。\n"
    ).responsibilities
    assert [r.unit for r in found] == ["区财政局", "区住建委", "区商务局"]


def test_a_bracket_inside_the_brackets_is_part_of_a_unit() -> None:
    found = text_document(
        "一、监管\n加强监管。（责任单位：各区县（自治县）政府、市住建局）"
    ).responsibilities
    assert [r.unit for r in found] == ["各区县（自治县）政府", "市住建局"]


@pytest.mark.parametrize("start", ["000", "003"])
def test_quotes_and_tasks_are_verbatim(start: str) -> None:
    policy = document(start)
    clauses = {clause.id: clause for clause in policy.clauses}
    assert policy.responsibilities
    for row in policy.responsibilities:
        assert policy.text[row.quote_start : row.quote_end] == row.quote
        assert policy.text[row.task_start : row.task_end] == row.task
        assert row.unit in row.quote
        source = clauses[row.source_clause_id]
        assert source.start <= row.quote_start < row.quote_end <= source.end


def test_every_bracket_of_the_task_division_plan_is_read() -> None:
    policy = document("000")
    assert len({r.quote_start for r in policy.responsibilities}) == policy.text.count(
        "（牵头单位"
    ) + policy.text.count("（责任单位")


def test_a_rule_adds_its_units_to_every_later_task() -> None:
    policy = document("003")
    labels = {clause.id: clause.label for clause in policy.clauses}
    inherited = [row for row in policy.responsibilities if row.inherited]
    tasks = {labels[row.clause_id] for row in inherited}
    assert len(tasks) == 20
    assert all(label.startswith("三、") for label in tasks)
    assert {row.unit for row in inherited} == {"各县区人民政府", "功能板块管委会"}
    assert {labels[row.source_clause_id] for row in inherited} == {"三、（一）1. 推动建筑企业升级"}


def test_the_rules_own_words_are_no_unit() -> None:
    policy = document("003")
    first = [
        r for r in policy.responsibilities if r.clause_id == policy.responsibilities[0].clause_id
    ]
    assert [r.unit for r in first] == [
        "市住建局",
        "市财政局",
        "市交通局",
        "市水利局",
        "市人社局",
        "各县区人民政府",
        "功能板块管委会",
    ]
    assert not any(r.inherited for r in first)


def test_full_names_follow_the_documents_region() -> None:
    def full_names(start: str, region: str) -> set[str]:
        path = next(POLICIES.glob(f"{start}_*.txt"))
        from corpus.catalogue import CatalogueEntry

        policy = parsed(SourceFile(path.name, path.read_bytes()), CatalogueEntry(region=region))
        return {row.unit_full for row in policy.responsibilities}

    assert "重庆市住房和城乡建设委员会" in full_names("000", "重庆市")
    assert "连云港市住房和城乡建设局" in full_names("003", "连云港市")


@pytest.mark.parametrize(
    ("listed", "units"),
    [
        ("市住建局、市财政局", ["市住建局", "市财政局"]),
        ("市政务办，市城建控股集团等建设平台", ["市政务办", "市城建控股集团"]),
        ("市生态环境局等", ["市生态环境局"]),
        ("市自然资源和规划局", ["市自然资源和规划局"]),
        ("市教委、有关高等院校", ["市教委", "有关高等院校"]),
    ],
)
def test_lists_of_units(listed: str, units: list[str]) -> None:
    found = split_units(listed)
    assert [unit for unit, _ in found] == units
    assert all(listed[start:].startswith(unit) for unit, start in found)


@pytest.mark.parametrize(
    "opening",
    [
        "市规划资源局履行下列职责",
        "市规划资源局应当履行以下管理职责",
        "市规划资源局负责下列工作",
        "市规划资源局的主要职责是",
        "市规划资源局承担以下工作任务",
    ],
)
def test_each_item_of_a_list_of_duties_is_a_task(opening: str) -> None:
    policy = text_document(
        f"第一章 职责\n第五条 建立工作机制。{opening}：\n（一）编制专项规划；\n（二）审批用地。\n"
        "第六条 其他部门做好工作。\n"
    )
    labels = {clause.id: clause.number for clause in policy.clauses}
    assert [
        (labels[row.clause_id], labels[row.source_clause_id], row.role, row.unit, row.task)
        for row in policy.responsibilities
    ] == [
        ("（一）", "第五条", Role.RESPONSIBLE, "市规划资源局", "编制专项规划"),
        ("（二）", "第五条", Role.RESPONSIBLE, "市规划资源局", "审批用地"),
    ]
    for row in policy.responsibilities:
        assert row.quote == opening and not row.inherited
        assert policy.text[row.quote_start : row.quote_end] == opening


@pytest.mark.parametrize(
    "opening", ["申请人履行下列手续", "有下列职责", "企业履行下列职责", "法定代表人的主要职责是"]
)
def test_lists_of_what_is_no_units_duty_assign_nothing(opening: str) -> None:
    policy = text_document(f"第五条 {opening}：\n（一）提交申请；\n（二）接受检查。\n")
    assert policy.responsibilities == ()
