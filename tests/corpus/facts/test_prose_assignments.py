"""Assignments within sentences."""

import pytest

from corpus.facts.models import Responsibility, Role
from corpus.facts.prose_assignments import NAMED_AS, ROLE_IS, TRIGGER
from corpus.facts.responsibilities import responsibilities_in
from corpus.facts.role_verbs import EXPLANATION, OF_WHICH, ROLE_VERB, WAS_DONE
from corpus.facts.unit_spans import WHICH_BODY
from corpus.models import ClauseKind
from tests.corpus.facts.clauses import clause

ROLES = {"L": Role.LEAD, "S": Role.SUPPORT, "R": Role.RESPONSIBLE}


def read(text: str) -> tuple[Responsibility, ...]:
    return responsibilities_in(text, [clause(text)], None)


@pytest.mark.parametrize(
    ("text", "expected", "task"),
    [
        ("由市住建局牵头制定实施方案。", "L市住建局", "制定实施方案"),
        (
            "由市住建局牵头，会同市财政局、市交通局制定实施方案。",
            "L市住建局 S市财政局 S市交通局",
            "制定实施方案",
        ),
        ("市住建局会同市财政局研究支持政策。", "L市住建局 S市财政局", "研究支持政策"),
        ("市住建局牵头、市财政局配合，建立信用平台。", "L市住建局 S市财政局", "建立信用平台"),
        ("市政府办公厅牵头建立统筹协调推进机制。", "L市政府办公厅", "建立统筹协调推进机制"),
        ("由市教委负责组织竞赛活动。", "R市教委", "组织竞赛活动"),
        ("市教委负责全市校园安全工作。", "R市教委", "全市校园安全工作"),
        ("市教委、市公安局按照职责分工负责校园安全。", "R市教委 R市公安局", "校园安全"),
        ("校园安全由市教委、市公安局按照职责分工负责。", "R市教委 R市公安局", "校园安全"),
        ("加强执法检查，各有关部门按职责分工负责。", "R各有关部门", "加强执法检查"),
        ("由市教委和市公安局为牵头单位，建立平台。", "L市教委 L市公安局", "建立平台"),
        ("以市教委为牵头单位，建立专家库。", "L市教委", "建立专家库"),
        ("明确市教委为责任单位，落实整改措施。", "R市教委", "落实整改措施"),
        ("跨区事项的办理由共同的上级主管部门牵头协调。", "L上级主管部门", "跨区事项的办理"),
        ("比赛由市体育局承办。", "R市体育局", "比赛"),
        ("本办法由市教委负责解释。", "R市教委", "本办法"),
        ("各区政府是本辖区食品安全工作的责任主体。", "R各区政府", "本辖区食品安全工作"),
        ("具体办法由市财政局会同市教委制定。", "L市财政局 S市教委", "具体办法"),
        (
            "市教委应当会同公安、市场监管等部门开展检查。",
            "L市教委 S公安 S市场监管",
            "开展检查",
        ),
        (
            "国务院水行政主管部门会同国务院有关部门制定水源地名录。",
            "L国务院水行政主管部门 S国务院有关部门",
            "制定水源地名录",
        ),
        (
            "乡、镇人民政府和街道办事处负责社区戒毒工作。",
            "R乡、镇人民政府 R街道办事处",
            "社区戒毒工作",
        ),
        (
            "市和区、县人民政府有关部门按照规定的职责，负责应急处置工作。",
            "R市和区、县人民政府有关部门",
            "应急处置工作",
        ),
        (
            "教育、科技和其他行政主管部门在各自职权范围内，配合人事行政部门做好培训。",
            "S教育 S科技 S其他行政主管部门",
            "人事行政部门做好培训",
        ),
        ("市医保局（以下简称医保局）负责基金管理工作。", "R市医保局", "基金管理工作"),
        ("各区（含经开区，下同）负责组织本区目录管理。", "R各区", "组织本区目录管理"),
        ("市民政局主管全市养老工作，负责组织实施本办法。", "R市民政局", "组织实施本办法"),
        ("市教委：负责校园安全和学生防护。", "R市教委", "校园安全和学生防护"),
        ("可以委托同级税务机关负责代收工作。", "R同级税务机关", "代收工作"),
        ("市教委负责牵头推进课后服务。", "L市教委", "推进课后服务"),
        ("居民委员会配合街道办事处开展宣传。", "S居民委员会", "街道办事处开展宣传"),
        ("由原审批部门依法承担监管职责。", "R原审批部门", "监管职责"),
        ("联席会议日常工作由市教委承担。", "R市教委", "联席会议日常工作"),
        ("奖励事项，由市财政局另行制定实施细则。", "R市财政局", "奖励事项"),
        (
            "市教委要切实发挥牵头作用，按照职责分工，会同涉及改革的主管部门落实改革。",
            "L市教委 S涉及改革的主管部门",
            "落实改革",
        ),
        ("市商务局（市“两区”办）负责指导各片区。", "R市商务局（市“两区”办）", "指导各片区"),
        ("各区是隐患整改第一责任单位。", "R各区", "隐患整改"),
        ("由牵头部门负责组织解读工作。", "R牵头部门", "组织解读工作"),
        ("由乡镇（街道）负责、医疗机构配合，做好登记。", "R乡镇（街道） S医疗机构", "做好登记"),
    ],
)
def test_sentences(text: str, expected: str, task: str) -> None:
    found = read(text)
    assert [(row.role, row.unit) for row in found] == [
        (ROLES[word[0]], word[1:]) for word in expected.split()
    ]
    assert {row.task for row in found} == {task}
    for row in found:
        assert text[row.quote_start : row.quote_end] == row.quote
        assert text[row.task_start : row.task_end] == row.task
        assert row.unit in row.quote


@pytest.mark.parametrize(
    "text",
    [
        # persons
        "企业主要负责人负责本单位安全生产工作。",
        "由项目负责人牵头组织验收。",
        "指定专人负责保洁工作。",
        "分管领导负责督促检查。",
        # 负责 as an adjective, or to somebody
        "申报单位对材料的真实性负责。",
        "以认真负责的态度做好工作。",
        "坚持谁审批谁负责的原则。",
        "推行首问负责制和行政首长负责制。",
        "对直接负责的主管人员依法给予处分。",
        "由负责药品监督管理的部门给予警告。",
        "县级人民政府负责防震工作的部门应当及时公告。",
        "县级人民政府负责防震工作的部门，负责及时公告。",
        "允许使用由市教委会同市财政局认定的机构出具的报告。",
        # 配合 as a general call
        "群众要积极配合防疫工作。",
        "有关单位和个人应当予以配合。",
        "各部门要加强协同配合，确保落实。",
        # 牵头 as a part of a name
        "推行设计牵头的工程总承包模式。",
        "充分发挥建设单位总牵头和引领作用。",
        "培育龙头企业牵头、高校支撑的创新联合体。",
        # no stated role
        "市教委应当加强校园安全管理。",
        "市财政局要落实资金保障。",
        # an order of things that names nobody
        "建立党委领导、政府负责、社会协同的工作格局。",
        "形成各部门分工负责的工作机制。",
        # what is borne is no task, or who bears it is no unit
        "所需经费由市财政局承担。",
        "由市财政局承担赔偿费用。",
        "市教委制定管理办法。",
        "由企业承担运营工作。",
        "充分发挥市教委的作用。",
        # what was done
        "市教委会同市财政局制定了办法，现予印发。",
        "申报主体可以联合申报，由1家单位作为牵头单位。",
    ],
)
def test_no_assignment(text: str) -> None:
    assert read(text) == ()


def test_a_subject_before_a_list_goes_on() -> None:
    found = read("市教委要会同科技、财政等部门建立机制，牵头制定发展规划。")
    assert [(row.role, row.unit, row.task) for row in found] == [
        (Role.LEAD, "市教委", "建立机制"),
        (Role.SUPPORT, "科技", "建立机制"),
        (Role.SUPPORT, "财政", "建立机制"),
        (Role.LEAD, "市教委", "制定发展规划"),
    ]


def test_several_assignments_in_one_sentence_end_where_the_next_begins() -> None:
    found = read("市教委负责校园安全，市公安局负责周边治安，各区政府配合。")
    assert [(row.unit, row.role, row.task) for row in found] == [
        ("市教委", Role.RESPONSIBLE, "校园安全"),
        ("市公安局", Role.RESPONSIBLE, "周边治安"),
        ("各区政府", Role.SUPPORT, "周边治安"),
    ]


def test_a_sentence_may_go_on_with_the_subject_of_the_one_before() -> None:
    text = "市人社局负责统筹协调；会同市教委制定目录。"
    found = read(text)
    assert [(row.role, row.unit, row.task) for row in found] == [
        (Role.RESPONSIBLE, "市人社局", "统筹协调"),
        (Role.LEAD, "市人社局", "制定目录"),
        (Role.SUPPORT, "市教委", "制定目录"),
    ]
    assert all(row.unit in row.quote for row in found)
    assert all(text[row.quote_start : row.quote_end] == row.quote for row in found)


def test_words_in_brackets_are_read_once() -> None:
    found = read("由市教委负责组织竞赛。（责任单位：市体育局）")
    assert [(row.unit, row.task) for row in found] == [
        ("市体育局", "由市教委负责组织竞赛"),
        ("市教委", "组织竞赛"),
    ]


def test_sentences_between_several_brackets_are_read() -> None:
    found = read(
        "（市教委负责）开展竞赛。由市财政局负责拨款。（市公安局负责）维护治安。（各区负责）"
    )
    assert [(row.unit, row.task) for row in found if "由" in row.quote] == [("市财政局", "拨款")]
    assert [row.unit for row in found].count("市公安局") == 1


def test_titles_and_signatures_hold_no_assignments() -> None:
    text = "市教委负责组织竞赛。"
    for kind in (ClauseKind.FRONT_MATTER, ClauseKind.BACK_MATTER, ClauseKind.TABLE):
        assert responsibilities_in(text, [clause(text, kind=kind)], None) == ()


def test_patterns_by_their_examples() -> None:
    assert ROLE_VERB.search("负责制定") and not ROLE_VERB.search("首长负责制")
    assert WHICH_BODY.match("药品监督管理的部门") and not WHICH_BODY.match("工作的组织实施")
    assert OF_WHICH.match("认定的机构") and not OF_WHICH.match("认定机构")
    assert WAS_DONE.match("制定了办法") and not WAS_DONE.match("制定办法，为了")
    assert EXPLANATION.search("（以下简称医保局）") and not EXPLANATION.search("（自治县）")
    assert NAMED_AS.search("作为牵头单位") and not NAMED_AS.search("为牵头单位的企业")
    assert ROLE_IS.search("牵头单位为市教委") and not ROLE_IS.search("牵头单位：")
    assert TRIGGER.search("由市教委负责") and not TRIGGER.search("直接负责的主管人员")
