"""What a document wants to be reached."""

from datetime import date

import pytest

from corpus.facts.models import Target
from corpus.facts.targets import targets_in
from corpus.models import Document
from tests.corpus.facts.documents import holds, shipped, text_document


def targets(document: Document, issued_on: date | None = None) -> tuple[Target, ...]:
    return targets_in(document.text, document.clauses, issued_on)


def in_sentence(sentence: str, issued_on: date | None = None) -> list[tuple[str, ...]]:
    found = targets(text_document(f"一、主要任务\n（一）发展产业\n{sentence}\n"), issued_on)
    return [
        (t.indicator, t.quantity.comparator, t.quantity.value, t.quantity.unit, t.deadline or "")
        for t in found
    ]


def test_a_deadline_holds_for_the_coordinated_parts() -> None:
    assert in_sentence("到2025年，产业规模突破100亿元，占比达6%以上；骨干企业达到10家。") == [
        ("产业规模", ">", "100亿", "元", "2025年"),
        ("占比", ">=", "6", "%", "2025年"),
        ("骨干企业", ">=", "10", "家", "2025年"),
    ]


def test_a_later_deadline_takes_over_and_the_indicator_stays() -> None:
    assert in_sentence("确保2020年绿色建筑占新建建筑的比例达15%以上，2025年达30%以上。") == [
        ("绿色建筑占新建建筑的比例", ">=", "15", "%", "2020年"),
        ("绿色建筑占新建建筑的比例", ">=", "30", "%", "2025年"),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("力争到2026年，培育30家咨询服务企业。", ("咨询服务企业", ">=", "30", "家")),
        ("每年推动不少于10个工程采用该技术。", ("工程采用该技术", ">=", "10", "个")),
        ("力争50%以上的企业实现多元经营。", ("企业实现多元经营", ">=", "50", "%")),
        ("2027年底前，事项100%网上办理。", ("事项网上办理", "=", "100", "%")),
        (
            "2027年融资成本较2026年下降0.5个百分点。",
            ("融资成本较2026年下降", "=", "0.5", "个百分点"),
        ),
        ("到2027年，打造具有影响力的100个应用场景。", ("应用场景", "=", "100", "个")),
        ("到2027年，总产值保持年8%以上的增幅。", ("总产值增幅", ">=", "8", "%")),
        ("预制构件比例不得低于60%。", ("预制构件比例", ">=", "60", "%")),
    ],
)
def test_indicators(sentence: str, expected: tuple[str, ...]) -> None:
    assert [found[:4] for found in in_sentence(sentence)] == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "单体建筑面积大于2万平方米的房屋建筑项目，应当选用该技术。",
        "对首次入选的企业，给予一次性100万元奖励。",
        "主管部门应当在5个工作日内答复。",
        "截至2022年底，全市已建成充电桩5000个。",
        "按照《三年行动计划（2024—2026年）》推进。",
        "2023年4月1日起施行，咨询电话020-83330000。",
        "推行五项公开服务。",
        "考核得90分以上为优秀。",
        "每份合同不超过3人。",
    ],
)
def test_what_is_no_target(sentence: str) -> None:
    assert in_sentence(sentence) == []


@pytest.mark.parametrize(
    ("written", "due"),
    [
        ("到2025年", date(2025, 12, 31)),
        ("2025年底前", date(2025, 12, 31)),
        ("2022年7月底前", date(2022, 7, 31)),
        ("到2024年上半年", date(2024, 6, 30)),
        ("“十四五”末", date(2025, 12, 31)),
        ("“十三五”期间", date(2020, 12, 31)),
        ("全年", date(2023, 12, 31)),
        ("三年内", date(2026, 3, 15)),
        ("每年", None),
    ],
)
def test_when_a_target_is_due(written: str, due: date | None) -> None:
    document = text_document(f"一、主要任务\n（一）发展\n{written}，绿色建筑比例达到50%以上。\n")
    (target,) = targets(document, issued_on=date(2023, 3, 15))
    assert target.deadline == written.removeprefix("到")  # the period, as written
    assert target.due_on == due


def test_without_the_day_of_issue_a_relative_deadline_has_no_day() -> None:
    document = text_document("一、主要任务\n（一）发展\n全年绿色建筑比例达到50%以上。\n")
    assert targets(document)[0].due_on is None


def test_units_in_brackets_are_no_part_of_the_quote() -> None:
    document = text_document("一、任务\n到2025年能耗下降15%以上（牵头单位：市住建局）。\n")
    assert targets(document)[0].quote == "到2025年能耗下降15%以上"


def test_ids_stay_with_the_text_and_differ() -> None:
    text = "一、任务\n到2025年，甲占比达到50%，乙占比达到50%。\n"
    first, second = targets(text_document(text)), targets(text_document(text))
    assert [t.id for t in first] == [t.id for t in second]
    assert len({t.id for t in first}) == 2


def seed_targets(start: str) -> list[tuple[str, ...]]:
    return [
        (t.indicator, t.quantity.comparator, t.quantity.value, t.quantity.unit, t.deadline or "")
        for t in targets(shipped(start))
    ]


def test_targets_of_lianyungang() -> None:
    found = seed_targets("003")
    assert found[:10] == [
        ("全市建筑业总产值", ">", "1000亿", "元", "2025年"),
        ("增加值占全市GDP比重", ">=", "6", "%", "2025年"),
        ("总产值增幅", ">=", "8", "%", "2025年"),
        ("建筑业新增特级资质企业", "range", "1-2", "家", "2025年"),
        ("全市总承包一级资质企业", ">", "50", "家", "2025年"),
        ("50亿元以上产值建筑业企业", "=", "5", "家", "2025年"),
        (
            "能独立承担重大城市基础设施项目的工程总承包施工企业",
            "range",
            "1-3",
            "家",
            "2025年",
        ),
        ("省优工程", ">=", "30", "项", "2025年"),
        ("全市装配式建筑占新建建筑面积的比例", ">=", "50", "%", "2025年"),
        ("新建成品住房比例", ">=", "15", "%", "2025年"),
    ]
    assert [row[1:4] for row in found[10:]] == [
        (">=", "50", "%"),
        (">=", "60", "%"),
        (">=", "30", "%"),
    ]


def test_targets_of_the_plan_for_intelligent_construction() -> None:
    assert seed_targets("004")[:9] == [
        ("智能建造试点区县", ">=", "3", "个", "2023年年底"),
        ("智能建造示范企业", ">=", "5", "家", "2023年年底"),
        ("智能建造试点项目", ">=", "15", "个", "2023年年底"),
        ("智能建造试点项目", ">=", "50", "个", "2025年年底"),
        ("新增智能建造特色产业链", ">=", "2", "条", "2025年年底"),
        ("试点项目", ">=", "2", "个", "每年"),
        (
            "高速公路工程、机场与港口工程、水库工程、市政基础设施养护工程等项目采用智能建造技术",
            ">=",
            "10",
            "个",
            "每年",
        ),
        ("装配式建筑部品部件智能化生产线占比", ">", "50", "%", "2025年"),
        ("全市现代建筑产业规模", ">=", "3000亿", "元", "2025年"),
    ]


@pytest.mark.parametrize("start", ["000", "001", "003", "004"])
def test_quotes_are_verbatim_and_hold_the_number(start: str) -> None:
    document = shipped(start)
    found = targets(document)
    assert found
    for target in found:
        assert holds(document, target.clause_id, target.quote_start, target.quote_end, target.quote)
        assert target.quantity.value in target.quote
