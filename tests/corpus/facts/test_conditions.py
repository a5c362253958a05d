"""Thresholds that decide whom a clause applies to."""

import pytest

from corpus.facts.conditions import conditions_in
from tests.corpus.facts.documents import holds, shipped, text_document


def in_sentence(sentence: str) -> list[tuple[str, ...]]:
    document = text_document(f"一、扶持政策\n（一）适用范围\n{sentence}\n")
    return [
        (c.subject, c.quantity.comparator, c.quantity.value, c.quantity.unit)
        for c in conditions_in(document.text, document.clauses)
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "单体建筑面积大于2万平方米的房屋建筑项目应当采用。",
            ("单体建筑面积", ">", "2万", "平方米"),
        ),
        ("造价2000万元以上的市政工程纳入管理。", ("造价", ">=", "2000万", "元")),
        ("持股比例达25%以上的企业可以申请。", ("持股比例", ">=", "25", "%")),
        ("在本区注册满三年的企业可以申请。", ("注册", ">=", "三", "年")),
        ("年满60周岁的老年人免费乘车。", ("年龄", ">=", "60", "周岁")),
        ("技师年龄在40周岁以下的，可以入户。", ("技师年龄", "<=", "40", "周岁")),
        ("毕业2年内高校毕业生可以申请补贴。", ("毕业", "<=", "2", "年")),
        ("签订1年以上劳动合同的，给予补贴。", ("签订劳动合同", ">=", "1", "年")),
        ("招用3人以下的，给予补贴。", ("招用", "<=", "3", "人")),
        ("连续2年没有产值的，启动核查。", ("没有产值", "=", "2", "年")),
        ("对打卡率达不到80%，予以扣分。", ("打卡率", "<", "80", "%")),
        ("推广装配式建筑（预制率达45%以上）。", ("预制率", ">=", "45", "%")),
        ("近3年无失信记录的企业可以申报。", ("无失信记录的企业可以申报", ">=", "3", "年")),
        ("近5年内，参加献血（每次计2分）。", ("参加献血", "<=", "5", "年")),
        ("申请人应按指标计算总积分满150分。", ("总积分", ">=", "150", "分")),
        ("考核得分低于60分的，退出名单。", ("考核得分", "<", "60", "分")),
        ("18—40周岁（含40周岁）（30分）。", ("年龄", "range", "18—40", "周岁")),
        ("累计缴税：1万—3万元（不含3万元）（4分）。", ("累计缴税", "range", "1万—3万", "元")),
        ("年营收1000万元至5000万元的企业可以申报。", ("年营收", "range", "1000万至5000万", "元")),
    ],
)
def test_a_threshold(sentence: str, expected: tuple[str, ...]) -> None:
    assert in_sentence(sentence) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "主管部门应当在5个工作日内答复。",
        "到2025年，绿色建筑比例达到50%以上。",
        "“十四五”期间完成不少于500万平方米的改造项目。",
        "给予不超过合同额50%的补贴。",
        "补贴期限最长不超过3年。",
        "80%以上的社区完成规范化建设。",
        "有效期届满3个月前递交申请。",
        "提供不少于100条的测试数据。",
        "工作每满1年再加5分。",
        "给予5万元至10万元的奖励。",
        "近3年获得多项荣誉。",
        "心理年龄约3-6岁。",
    ],
)
def test_what_is_no_condition(sentence: str) -> None:
    assert in_sentence(sentence) == []


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (
            "004",
            {("单体建筑面积", ">", "2万", "平方米"), ("概算投资", ">", "5亿", "元")},
        ),
        (
            "000",
            {("建筑面积", ">=", "2万", "平方米"), ("造价", ">=", "2000万", "元")},
        ),
        ("001", {("人员打卡率", "<", "80", "%"), ("没有产值", "=", "2", "年")}),
    ],
)
def test_conditions_of_the_shipped_policies(start: str, expected: set[tuple[str, ...]]) -> None:
    document = shipped(start)
    found = conditions_in(document.text, document.clauses)
    assert expected <= {
        (c.subject, c.quantity.comparator, c.quantity.value, c.quantity.unit) for c in found
    }
    for c in found:
        assert holds(document, c.clause_id, c.quote_start, c.quote_end, c.quote)
        assert c.quantity.value in c.quote


@pytest.mark.parametrize(
    ("sentence", "comparator", "value", "unit"),
    [
        ("家庭保障人口为3人户及以上。", ">=", "3", "人"),
        ("可分配房源不足3套时，申请对象可放弃。", "<", "3", "套"),
        ("再次申请需间隔满1年。", ">=", "1", "年"),
        ("缴纳社保且裁员率不超过企业职工总数20%的，给予返还。", "<=", "20", "%"),
        ("对专业领域全国综合排名前5位的企业予以倾斜。", "<=", "5", "位"),
        ("如缴费存在两地或以上重复缴费，办理退款时应协商。", ">=", "两", "地"),
        ("发生的超过3年（含3年）的一次性缴费，应提供文书。", ">=", "3", "年"),
        ("足额发放不低于最低工资标准1.2倍工资的，可以申请。", ">=", "1.2", "倍"),
    ],
)
def test_thresholds_that_choose(sentence: str, comparator: str, value: str, unit: str) -> None:
    document = text_document(f"一、工作\n（一）内容\n{sentence}\n")
    quantities = [c.quantity for c in conditions_in(document.text, document.clauses)]
    assert [(q.comparator, q.value, q.unit) for q in quantities] == [(comparator, value, unit)]


@pytest.mark.parametrize("sentence", ["培育5家50亿元以上产值企业。", "应当在3年内完成。"])
def test_goals_and_terms_choose_nobody(sentence: str) -> None:
    document = text_document(f"一、工作\n（一）内容\n{sentence}\n")
    assert conditions_in(document.text, document.clauses) == ()


def test_a_threshold_measures_what_leads_its_list() -> None:
    items = "（1）5万—10万元（含5万元）（4分）；\n（2）10万元以上（8分）。\n"
    text = f"一、指标\n1. 企业近两年累计纳税：\n{items}"
    document = text_document(text)
    found = conditions_in(document.text, document.clauses)
    assert [(c.subject, c.quantity.value) for c in found] == [
        ("企业近两年累计纳税", "5万—10万"),
        ("企业近两年累计纳税", "10万"),
    ]
