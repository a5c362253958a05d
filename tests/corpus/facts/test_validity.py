"""When a document holds, what it ends, and what it carries out."""

from datetime import date

import pytest

from corpus.facts.models import Validity, ValidityKind
from corpus.facts.validity import effective_on, expires_on, validity_in
from tests.corpus.facts.documents import holds, shipped, text_document


def validity(closing: str, issued_on: date | None = None) -> tuple[Validity, ...]:
    document = text_document(
        f"关于发展产业的通知\n\n一、总则\n（一）目标\n发展产业。\n二、附则\n{closing}\n"
    )
    return validity_in(document.text, document.clauses, issued_on)


def rows(closing: str, issued_on: date | None = None) -> list[tuple[str, str, date | None]]:
    return [(f.kind, f.value, f.on) for f in validity(closing, issued_on)]


def test_a_day_of_effect_and_a_day_of_expiry() -> None:
    facts = validity("本办法自2023年4月1日起施行，有效期至2028年3月31日。")
    assert [(f.kind, f.value) for f in facts] == [
        (ValidityKind.EFFECTIVE, "2023年4月1日"),
        (ValidityKind.EXPIRES, "2028年3月31日"),
    ]
    assert effective_on(facts) == date(2023, 4, 1)
    assert expires_on(facts) == date(2028, 3, 31)


@pytest.mark.parametrize(
    ("closing", "value", "expires"),
    [
        ("本办法自2023年4月1日起施行，有效期5年。", "5年", date(2028, 3, 31)),
        ("本通知自2023年4月1日起实施，试行两年。", "两年", date(2025, 3, 31)),
        ("本办法自2023年8月31日起施行。有效期限为6个月。", "6个月", date(2024, 2, 28)),
    ],
)
def test_a_term_counts_from_the_day_of_effect(closing: str, value: str, expires: date) -> None:
    facts = validity(closing)
    assert [f.value for f in facts if f.kind is ValidityKind.TERM] == [value]
    assert expires_on(facts) == expires


def test_the_day_of_issue_dates_what_holds_from_it() -> None:
    closing = "本办法自印发之日起施行，有效期3年。"
    assert rows(closing)[0] == (ValidityKind.EFFECTIVE, "印发之日", None)
    facts = validity(closing, issued_on=date(2022, 6, 1))
    assert effective_on(facts) == date(2022, 6, 1)
    assert expires_on(facts) == date(2025, 5, 31)
    assert expires_on(validity(closing)) is None


def test_a_term_from_the_day_of_issue() -> None:
    facts = validity("本政策执行期暂定为自发布之日起三个月。")
    assert [(f.kind, f.value) for f in facts] == [
        (ValidityKind.EFFECTIVE, "发布之日"),
        (ValidityKind.TERM, "三个月"),
    ]
    assert expires_on(facts) is None
    assert expires_on(facts, issued_on=date(2020, 2, 4)) == date(2020, 5, 3)


@pytest.mark.parametrize(
    ("closing", "expected"),
    [
        (
            "本通知自发布之日起暂执行至2020年6月30日止。",
            (ValidityKind.EXPIRES, "2020年6月30日", date(2020, 6, 30)),
        ),
        (
            "以上措施有效期至2020年底（另有规定的除外）。",
            (ValidityKind.EXPIRES, "2020年底", date(2020, 12, 31)),
        ),
        (
            "本办法有效期延长至2026年12月31日。",
            (ValidityKind.EXTENDS, "2026年12月31日", date(2026, 12, 31)),
        ),
        (
            "原《管理办法》（市政发〔2010〕5号）同时废止。",
            (ValidityKind.REPEALS, "《管理办法》", None),
        ),
        ("市政发〔2010〕5号文件同时废止。", (ValidityKind.REPEALS, "市政发〔2010〕5号", None)),
    ],
)
def test_one_statement(closing: str, expected: tuple[str, str, date | None]) -> None:
    assert rows(closing) == [expected]


def test_each_title_that_ends_is_a_fact() -> None:
    facts = rows("《甲办法》（市政发〔2018〕1号）、《乙关于印发〈丙方案〉的通知》同时废止。")
    assert facts == [
        (ValidityKind.REPEALS, "《甲办法》", None),
        (ValidityKind.REPEALS, "《乙关于印发〈丙方案〉的通知》", None),
    ]


@pytest.mark.parametrize(
    "closing",
    [
        "登记结果有效期原则上为三年，自赋码之日起计算。",
        "应当在入户信息卡有效期内办理手续。",
        "因法律法规修订、废止等原因需要调整的，另行通知。",
        "将1月应缴社会保险费征收期延长至3月底。",
        "合同生效后方可开展活动。",
        "应当按照《条例》执行。",
    ],
)
def test_what_says_nothing_of_the_documents_own_validity(closing: str) -> None:
    assert rows(closing) == []


def test_grounds_are_named_once_and_the_documents_own_title_is_none() -> None:
    document = text_document(
        "市政府关于印发《产业办法》的通知\n\n根据《甲条例》《乙意见》（国发〔2020〕1号）精神，"
        "现将《产业办法》印发给你们。\n\n第一章 总则\n"
        "第一条 为了发展产业，根据《甲条例》，结合本市实际，制定本办法。\n"
        "第二条 企业应当遵守《丙规定》。\n第三条 按照《丁规定》申报。\n"
    )
    facts = validity_in(document.text, document.clauses)
    assert [(f.kind, f.value) for f in facts] == [
        (ValidityKind.IMPLEMENTS, "《甲条例》"),
        (ValidityKind.IMPLEMENTS, "《乙意见》"),
    ]


@pytest.mark.parametrize(
    ("start", "titles"),
    [
        ("000", ["《重庆市人民政府办公厅关于进一步促进建筑业改革与持续健康发展的实施意见》"]),
        (
            "003",
            [
                "《国务院办公厅关于促进建筑业持续健康发展的意见》",
                "《江苏省政府关于促进建筑业改革发展的意见》",
            ],
        ),
        ("004", ["《关于推动智能建造与建筑工业化协同发展的指导意见》"]),
        (
            "002",
            [
                "《关于推动智能建造与建筑工业化协同发展的指导意见》",
                "《广东省建筑业“十四五”发展规划》",
                "《中山市国民经济和社会发展第十四个五年规划和2035年远景目标纲要》",
                "《关于促进科技创新推动高质量发展的若干政策措施》",
            ],
        ),
    ],
)
def test_what_the_shipped_policies_carry_out(start: str, titles: list[str]) -> None:
    document = shipped(start)
    facts = validity_in(document.text, document.clauses)
    assert [f.value for f in facts if f.kind is ValidityKind.IMPLEMENTS] == titles
    assert all(holds(document, f.clause_id, f.quote_start, f.quote_end, f.quote) for f in facts)


def test_lianyungang_holds_for_five_years() -> None:
    document = shipped("003")
    facts = validity_in(document.text, document.clauses, date(2023, 3, 1))
    assert effective_on(facts) == date(2023, 4, 1)
    assert expires_on(facts) == date(2028, 3, 31)


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("以上政策自印发之日起实施，其余有效期至疫情解除止。", "疫情解除"),
        ("本措施因疫情应急响应结束等原因不再有必要性的自然失效。", "疫情应急响应结束"),
    ],
)
def test_an_event_may_end_a_document(sentence: str, value: str) -> None:
    document = text_document(f"一、内容\n做好工作。\n二、附则\n{sentence}\n")
    found = validity_in(document.text, document.clauses)
    assert [(f.value, f.on) for f in found if f.kind == "expires"] == [(value, None)]


def test_a_period_that_is_changed() -> None:
    (found,) = validity("现重新发布，有效期调整至2026年12月31日。")
    assert (found.kind, found.on) == (ValidityKind.EXTENDS, date(2026, 12, 31))
