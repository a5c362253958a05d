"""Money, or a relief in money, that somebody gets."""

from dataclasses import replace

import pytest

from corpus.facts.incentives import incentives_in
from corpus.facts.models import Incentive
from tests.corpus.facts.documents import holds, shipped, text_document


def in_sentence(sentence: str) -> tuple[Incentive, ...]:
    document = text_document(f"一、扶持政策\n（一）奖励企业\n{sentence}\n")
    return incentives_in(document.text, document.clauses)


def rows(sentence: str) -> list[tuple[str | None, ...]]:
    return [(i.award, i.amount, i.payer, i.condition) for i in in_sentence(sentence)]


def test_who_gets_how_much_from_whom() -> None:
    assert rows("对首次入选全国百强的企业，由市财政给予一次性100万元奖励。") == [
        ("一次性奖励", "100万元", "市财政", "首次入选全国百强的企业")
    ]
    (found,) = in_sentence("对首次入选全国百强的企业，由市财政给予一次性100万元奖励。")
    assert found.quantity is not None
    assert (found.quantity.number, found.quantity.unit) == (1_000_000, "元")


def test_the_head_of_a_sentence_holds_for_its_parts() -> None:
    found = rows(
        "对获得国家奖的企业，给予100万元奖励，参建给予10万元奖励；对获得省级奖的，奖励5万元。"
    )
    assert [row[1] for row in found] == ["100万元", "10万元", "5万元"]
    assert [row[3] for row in found] == [
        "获得国家奖的企业",
        "获得国家奖的企业，参建",
        "获得省级奖的",
    ]


def test_each_share_of_a_split_is_a_fact() -> None:
    found = rows("对新落户企业，给予100万元奖励，市财政承担60%，县区财政承担40%。")
    assert [(row[1], row[2]) for row in found] == [
        ("100万元", None),
        ("60%", "市财政"),
        ("40%", "县区财政"),
    ]
    assert {row[3] for row in found} == {"新落户企业"}


def test_payers_who_bear_the_same_share_each() -> None:
    found = rows("对新落户企业奖励100万元，由市、区两级财政各承担50%。")
    assert [(row[1], row[2]) for row in found[1:]] == [("50%", "市财政"), ("50%", "区财政")]


def test_a_ratio_gives_each_payer_a_share() -> None:
    found = in_sentence("对新落户企业奖励100万元。所需资金由市、区县财政按1:3分担。")
    assert [(i.payer, i.quantity.number) for i in found[1:] if i.quantity] == [
        ("市财政", 25),
        ("区县财政", 75),
    ]


def test_tiers_named_before_their_amounts() -> None:
    found = rows("对晋升资质的企业给予一次性奖励：特级100万元、一级50万元。")
    assert found == [
        ("一次性奖励", "100万元", None, "晋升资质的企业，特级"),
        ("一次性奖励", "50万元", None, "晋升资质的企业，一级"),
    ]


def test_tiers_listed_in_the_condition() -> None:
    found = rows("对首次进入国家级、省级名录的企业，分别给予50万元、30万元奖励。")
    assert [(row[1], row[3]) for row in found] == [
        ("50万元", "首次进入国家级名录的企业"),
        ("30万元", "首次进入省级名录的企业"),
    ]


@pytest.mark.parametrize(
    ("sentence", "award", "amount", "condition"),
    [
        ("对捐赠的进口物资，免征进口关税。", "免征进口关税", None, "捐赠的进口物资"),
        ("承租国有房产的企业，房租减半。", "房租减半", "减半", "承租国有房产的企业"),
        ("对承租公房的商户，免收3个月租金。", "免收3个月租金", "3个月", "承租公房的商户"),
        ("对小微企业的产品检验实行零收费。", "零收费", None, "小微企业的产品检验"),
        ("对困难商户，缓缴期间不收取滞纳金。", "不收取滞纳金", None, "困难商户，缓缴期间"),
        ("对捐赠的企业，允许全额税前扣除。", "允许全额税前扣除", None, "捐赠的企业"),
        ("对续贷的企业，实行优惠利率。", "优惠利率", None, "续贷的企业"),
        ("对新建项目，可适当提高投资补助比例。", "提高投资补助", None, "新建项目"),
        ("对旅行社暂退保证金，比例为80%。", "暂退保证金", "80%", "旅行社"),
        ("低保家庭可领取租赁补贴。", "租赁补贴", None, "低保家庭"),
        ("失能人员的费用由护理基金按90%的比例支付。", "支付", "90%", "失能人员的费用"),
        ("对少裁员的企业，返还其上年失业保险费的50%。", "返还", "50%", "少裁员的企业"),
        (
            "对科技企业，给予每家最高不超过20万元的研发补助。",
            "研发补助",
            "每家最高不超过20万元",
            "科技企业",
        ),
        ("对一线人员按照每人每天300元给予补助。", "补助", "每人每天300元", "一线人员"),
        ("对受影响的企业，由市政府给予一定资金补贴。", "一定资金补贴", None, "受影响的企业"),
        ("对守信企业保证金降低50%收取。", "降低", "50%", "守信企业保证金"),
    ],
)
def test_awards(sentence: str, award: str, amount: str | None, condition: str) -> None:
    (found,) = in_sentence(sentence)
    assert (found.award, found.amount, found.condition) == (award, amount, condition)


@pytest.mark.parametrize(
    "sentence",
    [
        "骗取补贴的，追回全部资金，并处5万元罚款。",
        "不符合条件的，不予补贴。",
        "注册资本1000万元以上的企业可以申报。",
        "对工作突出的单位给予表彰、奖励。",
        "个人贷款额度最高30万元。",
        "做好补贴申请和结果信息公开。",
        "到2025年，产业规模达到3000亿元。",
        "补贴期限最长不超过3年。",
    ],
)
def test_what_is_no_incentive(sentence: str) -> None:
    assert in_sentence(sentence) == ()


def test_incentives_of_lianyungang() -> None:
    document = shipped("003")
    found = incentives_in(document.text, document.clauses)
    company, county = "成功晋升总承包特级资质的企业", "企业注册地县级政府"
    assert [(i.amount, i.payer, i.condition) for i in found] == [
        ("300万元", "市政府和企业注册地政府", company),
        ("200万元", "市政府", f"{company}，市区范围内"),
        ("100万元", "企业注册地政府", f"{company}，市区范围内"),
        ("100万元", "市政府", f"{company}，各县、赣榆区范围内"),
        ("200万元", "各县、赣榆区政府", f"{company}，各县、赣榆区范围内"),
        ("20万元", county, "成功晋升总承包一级资质的企业"),
        ("100万元", county, "首次入选中国500强、中国建筑业综合实力100强的建筑业企业"),
        ("50万元", county, "首次入选江苏省建筑业“百强企业”"),
        ("100万元", county, "独立承建的项目获得“鲁班奖”和国家优质工程奖的"),
        ("10万元", county, "独立承建的项目获得“鲁班奖”和国家优质工程奖的，参建"),
        ("10万元", county, "独立承建的项目获得省级优质工程的"),
        ("40万元", None, "首次通过高新技术企业认定的"),
        (None, None, "发生的研发费用"),
        ("10万元", county, "获得国家科学技术奖、国家级施工工法的企业"),
        ("15万元", county, "独立编制国家级行业标准的企业"),
        ("10万元", county, "参与编制国家级行业标准的企业"),
    ]
    assert {i.quantity.unit for i in found if i.quantity} == {"元"}
    assert len({i.id for i in found}) == len(found)
    for i in found:
        assert holds(document, i.clause_id, i.quote_start, i.quote_end, i.quote)
        assert i.amount is None or i.amount in i.quote


def test_reliefs_of_the_task_division_plan() -> None:
    document = shipped("000")
    found = incentives_in(document.text, document.clauses)
    assert [(i.award, i.amount, i.condition) for i in found[2:5]] == [
        ("降低", "50%", "上一年未拖欠农民工工资的企业"),
        ("降低", "10%", "连续两年未拖欠的"),
        ("免予收取", None, "连续三年未拖欠的"),
    ]


def test_a_row_that_repeats_the_body_adds_no_facts() -> None:
    document = text_document(
        "一、扶持政策\n对新企业给予10万元奖励。\n二、任务分工\n对新企业给予10万元奖励。\n"
    )
    body, row = (c for c in document.clauses if c.number)
    clauses = [replace(c, repeats_id=body.id) if c is row else c for c in document.clauses]
    assert len(incentives_in(document.text, document.clauses)) == 2
    assert [i.clause_id for i in incentives_in(document.text, clauses)] == [body.id]


@pytest.mark.parametrize(
    ("sentence", "awards"),
    [
        (
            "对技术改造项目给予30%的补助，最高不超过500万元。",
            [("补助", "30%，最高不超过500万元")],
        ),
        (
            "对面临困难的企业，按6个月的当地月人均失业保险金标准，返还失业保险费。",
            [("返还失业保险费", "6个月的当地月人均失业保险金标准")],
        ),
        ("对受影响的企业，担保费率降至1%以内。", [("担保费率降至", "1%以内")]),
        ("对名单内的企业，贷款利率再降50个基点。", [("贷款利率再降", "50个基点")]),
        ("对小微企业降低综合费率0.5个百分点。", [("降低综合费率", "0.5个百分点")]),
        (
            "对参保企业，失业保险稳岗返还比例由50%提高到60%。",
            [("失业保险稳岗返还比例", "由50%提高到60%")],
        ),
        ("担保机构对小微企业减免担保费用。", [("减免担保费用", None)]),
        ("对提交保函的企业，不再预留工程质量保证金。", [("不再预留工程质量保证金", None)]),
        (
            "对吸纳就业的企业，给予岗位补贴、社会保险补贴。",
            [("岗位补贴", None), ("社会保险补贴", None)],
        ),
        (
            "符合条件的企业可享受用地保障、研发费用加计扣除、税收优惠等政策。",
            [("研发费用加计扣除", None), ("税收优惠", None)],
        ),
        ("对新企业给予10万元奖励，给予租金补贴。", [("奖励", "10万元"), ("租金补贴", None)]),
    ],
)
def test_changes_caps_and_reliefs_without_a_number(
    sentence: str, awards: list[tuple[str, str | None]]
) -> None:
    assert [(i.award, i.amount) for i in in_sentence(sentence)] == awards


@pytest.mark.parametrize(
    "sentence",
    [
        "力争贷款利率较上年下降0.5个百分点。",
        "绿色建筑占比由50%提高到60%。",
        "鼓励业主为租户减免租金。",
        "推进降低企业用能成本。",
    ],
)
def test_changes_that_are_no_award(sentence: str) -> None:
    assert in_sentence(sentence) == ()


def test_a_heading_that_its_paragraph_says_again_is_no_award() -> None:
    document = text_document("一、减负\n1.停征部分收费。对小微企业停征污水处理费。\n")
    assert [i.award for i in incentives_in(document.text, document.clauses)] == ["停征污水处理费"]


def test_two_reliefs_of_one_segment() -> None:
    free, half = in_sentence("对承租公房的企业，1个月房租免收、2个月房租减半。")
    assert (free.award, free.amount) == ("房租免收", "1个月")
    assert (half.award, half.amount) == ("房租减半", "2个月减半")
    assert free.condition == half.condition == "承租公房的企业"


def test_another_size_of_the_same_award() -> None:
    sentence = (
        "对困难企业，返还标准可按6个月的失业保险金确定，或按6个月的应缴纳社会保险费50%的标准确定。"
    )
    assert [f.amount for f in in_sentence(sentence)] == [
        "6个月的失业保险金",
        "6个月的应缴纳社会保险费50%",
    ]


def test_a_standard_with_tiers() -> None:
    found = in_sentence("补贴标准为：城区每年最高6000元，其他地区每年最高4000元。")
    assert [(f.award, f.amount) for f in found] == [
        ("补贴", "每年最高6000元"),
        ("补贴", "每年最高4000元"),
    ]


def test_who_gives_to_whom() -> None:
    (found,) = in_sentence("各级财政部门对担保机构给予一定的保费补贴。")
    assert (found.payer, found.condition) == ("各级财政部门", "担保机构")


@pytest.mark.parametrize(
    "sentence", ["对违规机构不得收取费用。", "复评费用由申请人按50%的比例承担。"]
)
def test_what_nobody_gets(sentence: str) -> None:
    assert not in_sentence(sentence)
