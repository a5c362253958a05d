"""Lists of units, and what is a unit at all."""

import pytest

from corpus.facts.unit_lists import split_units, units_of_list, units_of_open_list
from corpus.facts.unit_phrases import is_function, is_known, is_official, is_unit
from corpus.facts.unit_spans import subject_of, units_after, units_before


def names(found: list[tuple[str, int]] | None) -> list[str] | None:
    return None if found is None else [unit for unit, _ in found]


@pytest.mark.parametrize(
    ("listed", "units"),
    [
        ("市住建局、市财政局", ["市住建局", "市财政局"]),
        ("市住建局，市财政局；市交通局", ["市住建局", "市财政局", "市交通局"]),
        ("市财政局和市交通局", ["市财政局", "市交通局"]),
        ("市财政局及各区政府", ["市财政局", "各区政府"]),
        ("市财政局以及市交通局", ["市财政局", "市交通局"]),
        ("市财政局与市交通局", ["市财政局", "市交通局"]),
        ("市国资委及其所属企业", ["市国资委及其所属企业"]),
        ("市财政局 市交通局", ["市财政局", "市交通局"]),
        ("市住房和城乡建设委员会", ["市住房和城乡建设委员会"]),
        ("市住房和城乡建设委员会和市财政局", ["市住房和城乡建设委员会", "市财政局"]),
        ("市规划和自然资源局、市人力资源和社会保障局", None),
        ("市政务服务和数据管理局及市文化和旅游局", None),
        ("有关部门和单位", ["有关部门和单位"]),
        ("各区县（自治县）人民政府、市住建局", ["各区县（自治县）人民政府", "市住建局"]),
        ("各县（市、区）人民政府", ["各县（市、区）人民政府"]),
        ("各市、县（区）人民政府，省财政厅", ["各市、县（区）人民政府", "省财政厅"]),
        ("海岛所在省、自治区人民政府", ["海岛所在省、自治区人民政府"]),
        ("各县、区人民政府", ["各县、区人民政府"]),
        ("市和区、县人民政府有关部门", ["市和区、县人民政府有关部门"]),
        ("各乡、镇人民政府和街道办事处", ["各乡、镇人民政府", "街道办事处"]),
        ("各区、市有关部门", ["各区", "市有关部门"]),
        ("各区、市政府各部门", ["各区", "市政府各部门"]),
        ("市交通控股集团等建设平台", ["市交通控股集团"]),
        ("市教委等各区政府", ["市教委", "各区政府"]),
        ("各场景牵头部门和配合部门", ["各场景牵头部门", "配合部门"]),
        ("各区政府和有关部门", ["各区政府", "有关部门"]),
        ("市发改委市财政局", ["市发改委", "市财政局"]),
        ("市发展改革委市财政局市教委、市一中", ["市发展改革委", "市财政局", "市教委", "市一中"]),
        ("市市场监管局", ["市市场监管局"]),
        ("市公安局市容支队", ["市公安局市容支队"]),
        ("市人民政府市场监管部门", ["市人民政府市场监管部门"]),
        ("市生态环境局等有关部门", ["市生态环境局"]),
        ("市公安局、市交通局等8个部门", ["市公安局", "市交通局"]),
        ("南岸区政府等有关区县政府", ["南岸区政府等有关区县政府"]),
        ("网信、公安、财政等有关部门", ["网信", "公安", "财政"]),
        ("公安、财政和税务部门", ["公安", "财政", "税务部门"]),
        ("教育、卫生和其他行政主管部门", ["教育", "卫生", "其他行政主管部门"]),
        ("市园林和林业绿化主管部门", ["市园林和林业绿化主管部门"]),
        ("省工信厅、财政厅、高等院校", ["省工信厅", "财政厅", "高等院校"]),
        ("", []),
    ],
)
def test_lists_are_split_where_names_end(listed: str, units: list[str] | None) -> None:
    found = split_units(listed)
    expected = units if units is not None else listed.replace("及", "、").split("、")
    assert names(found) == expected
    assert all(listed[start:].startswith(unit) for unit, start in found)


@pytest.mark.parametrize(
    "words",
    [
        *("市住建局", "发展改革委", "教委", "财政部", "市委组织部", "国务院", "人行市中心支行"),
        *("各区", "各区政府", "各街道(乡镇)", "各有关部门", "有关部门", "行业主管部门", "各单位"),
        *("街道办事处", "居民委员会", "村民委员会", "税务机关", "教育部门", "公安机关"),
        *("国务院水行政主管部门", "县级以上人民政府有关部门", "市直园区管委会", "16区"),
        *("镇人民政府（街道办事处）", "事发地的县级人民政府", "工作专班", "联席会议"),
        *("涉及改革的市级主管部门", "小区配套幼儿园"),
        *("市疾控中心", "建设单位", "国网供电公司", "应急管理局", "从化区政府", "两江新区"),
    ],
)
def test_units(words: str) -> None:
    assert is_unit(words)


@pytest.mark.parametrize(
    "words",
    [
        *("部门", "政府", "单位", "该部门", "牵头单位", "责任部门", "1家单位", "上述单位"),
        *("项目负责人", "主要负责人", "分管领导", "负责同志", "法定代表人", "工作人员"),
        *("为市财政局", "加强市财政局", "享受补贴的单位", "推动各部门", "全局", "布局", "常委"),
        *("群众", "企业", "市场主体", "设计", "分级分部门", "可通过协议委托同级政务服务部门"),
        *("政府信息管理实现从部门", "市住建局（", ""),
    ],
)
def test_what_is_no_unit(words: str) -> None:
    assert not is_unit(words)


def test_degrees_of_being_a_unit() -> None:
    assert is_official("各区政府") and not is_official("建设单位")
    assert is_known("市住建局") and not is_known("各单位") and not is_known("市住建局负责")
    assert is_function("市旅游") and is_function("发展改革") and not is_function("推动")
    assert names(units_of_list("市旅游、农业行政管理部门")) == ["市旅游", "农业行政管理部门"]
    assert units_of_list("建立机制、市财政局") is None


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("由市财政局、市交通局", ["市财政局", "市交通局"]),
        ("市财政局按照职责分工分别", ["市财政局"]),
        ("具体工作由市财政局应当", ["市财政局"]),
        ("落实好政策、市财政局", ["市财政局"]),
        ("市公安局、市司法局，各区政府", ["市公安局", "市司法局", "各区政府"]),
        ("市财政局会同税务机关等有关部门，各区政府", ["各区政府"]),
        ("要加强管理", []),
        ("自由贸易试验区管委会", ["自由贸易试验区管委会"]),
        ("设置收集点、分拣中心，并", []),
        ("报市政府", []),
        ("由市教委、市妇儿工委、市属媒体", ["市教委", "市妇儿工委", "市属媒体"]),
        ("应明确牵头部门与协办部门，牵头部门", ["牵头部门"]),
    ],
)
def test_units_before_a_verb(words: str, units: list[str]) -> None:
    found, start = units_before(words, 0, len(words))
    assert [unit.text for unit in found] == units
    assert all(words[unit.start : unit.end] == unit.text for unit in found)
    assert not found or start <= found[0].start


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("市财政局、市交通局制定办法", ["市财政局", "市交通局"]),
        ("科技、财政、人力资源和社会保障等部门建立", ["科技", "财政", "人力资源和社会保障"]),
        ("有关部门和街道办事处开展检查", ["有关部门", "街道办事处"]),
        ("市人民政府有关部门制定", ["市人民政府有关部门"]),
        ("公安机关交通管理部门划定", ["公安机关交通管理部门"]),
        ("县级人民政府教育行政部门实施", ["县级人民政府教育行政部门"]),
        ("同级政务服务部门编制本部门清单", ["同级政务服务部门"]),
        ("持有人或者保管人清点", []),
    ],
)
def test_units_after_a_verb(words: str, units: list[str]) -> None:
    found = units_after(words, 0, len(words))
    assert [unit.text for unit in found] == units
    assert all(words[unit.start : unit.end] == unit.text for unit in found)


def test_a_list_with_names_that_are_no_recognisable_units() -> None:
    assert names(units_of_open_list("市教委、网信、市财政局", False)) == [
        "市教委",
        "网信",
        "市财政局",
    ]
    assert names(units_of_open_list("市教委、市属媒体", True)) == ["市教委", "市属媒体"]
    assert units_of_open_list("市教委、市属媒体", False) is None
    assert units_of_open_list("课程、教材、市教委", True) is None
    assert units_of_open_list("市教委、加强管理、市财政局", True) is None


def test_the_subject_of_a_sentence() -> None:
    def subject(words: str) -> list[str]:
        return [unit.text for unit in subject_of(words, len(words))]

    assert subject("市民政局主管全市工作，") == ["市民政局"]
    assert subject("第三条 市民政局和市教委是主管机关，") == ["市民政局", "市教委"]
    assert subject("市民政局的网站公布名单，") == []
