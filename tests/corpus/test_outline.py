"""Outlines of the five policies, exactly, and of texts with their own traps."""

from collections import Counter
from pathlib import Path

import pytest

from corpus.cleaning import CleanedText, cleaned
from corpus.models import Clause, ClauseKind
from corpus.outline import outline_of
from corpus.outline.headings import heading_of
from corpus.parser import parsed
from corpus.reading import SourceFile, SourceText
from tests.conftest import POLICIES
from tests.corpus.reading.makers import docx_of, raw_docx, word_paragraph

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
    annex, table, *rows = clauses[-64:]
    assert annex.kind is ClauseKind.ANNEX
    assert annex.heading == "重庆市智能建造试点城市工作重点任务分工表"
    assert (table.kind, table.parent_id) == (ClauseKind.TABLE, annex.id)
    assert [row.number for row in rows] == [str(number) for number in range(1, 63)]
    assert {(row.kind, row.parent_id) for row in rows} == {(ClauseKind.TABLE_ROW, table.id)}
    assert text[rows[13].start : rows[13].end].split("\t") == [
        "14",
        "推动部品部件生产工艺装备自动化、智能化发展，"
        "到2025年装配式建筑部品部件智能化生产线占比超过50%。",
        "市经济信息委",
    ]
    by_id = {clause.id: clause for clause in clauses}
    repeated = by_id[rows[13].repeats_id or ""]
    assert repeated.heading == "加快推广工业化生产"
    assert rows[-1].end == annex.subtree_end == len(text)


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
    clauses = outline_of(
        CleanedText("一、正文\n内容。\n附件1\n申报指南\n一、条件\n注册满一年。"), "d"
    )
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


def outline_of_text(text: str) -> tuple[Clause, ...]:
    """The outline of a plain text that was read and cleaned."""
    return outline_of(cleaned(SourceText(text), "a.txt"), "d")


def kinds(text: str) -> list[tuple[str, str]]:
    return [(c.kind.value, c.label) for c in outline_of_text(text)]


LETTER = """某市人民政府关于印发某市推广办法的通知
某政发〔2024〕3号
各区人民政府：
现将办法印发给你们。
一、认真组织实施。
二、及时总结经验。
某市人民政府
2024年3月1日
某市推广办法
第一章 总则
第一条 为了推广，制定本办法。
第二章 附则
第二条 本办法自2024年4月1日起施行。
"""


def test_a_cover_letter_with_clauses_and_what_it_carries_are_parts_of_their_own() -> None:
    assert kinds(LETTER) == [
        ("front_matter", "文首"),
        ("preamble", "引言"),
        ("clause", "一、认真组织实施"),
        ("clause", "二、及时总结经验"),
        ("back_matter", "文尾"),
        ("front_matter", "文首"),
        ("clause", "第一章总则"),
        ("clause", "第一章第一条"),
        ("clause", "第二章附则"),
        ("clause", "第二章第二条"),
    ]


def test_a_table_of_contents_is_front_matter() -> None:
    text = (
        "某市促进条例\n目　录\n第一章　总　则\n第二章　附　则\n第一章　总　则\n"
        "第一条　为了促进，制定本条例。\n第二章　附　则\n第二条　本条例自公布之日起施行。"
    )
    labels = [label for _, label in kinds(text)]
    assert labels == ["文首", "第一章总 则", "第一章第一条", "第二章附 则", "第二章第二条"]


def test_a_paragraph_after_the_items_of_an_article_is_its_next_paragraph() -> None:
    text = (
        "第一条 有下列情形之一的，给予警告：\n（一）逾期未报的；\n（二）拒绝检查的。\n"
        "前款所称逾期，是指：\n（一）超过三十日的；\n（二）未说明理由的。\n"
        "第二条 本办法自公布之日起施行。"
    )
    found = outline_of_text(text)
    assert [c.number for c in found] == [
        "第一条",
        "（一）",
        "（二）",
        "第二款",
        "（一）",
        "（二）",
        "第二条",
    ]
    second = next(c for c in found if c.number == "第二款")
    assert [c.number for c in found if c.parent_id == second.id] == ["（一）", "（二）"]


def test_a_notice_without_numbers_has_its_words_between_title_and_signature() -> None:
    text = (
        "某市教育局关于开展检查的通知\n各区教育局：\n为加强管理，决定开展检查，请认真准备。\n"
        "检查分自查和抽查两个阶段，自查于五月底前完成。\n某市教育局\n2024年5月6日\n（此件公开发布）"
    )
    found = outline_of_text(text)
    assert [c.kind.value for c in found] == ["front_matter", "preamble", "back_matter"]


def test_listed_annexes_and_the_signature_follow_the_body() -> None:
    text = (
        "某市某局通知\n一、申报条件\n依法登记。\n二、申报材料\n按要求提交。\n附件：1.申报表\n2.汇总表\n"
        "某市某局\n2024年5月6日\n附件1\n申报表\n一、基本情况\n填写单位名称。"
    )
    assert kinds(text)[1:] == [
        ("clause", "一、申报条件"),
        ("clause", "二、申报材料"),
        ("back_matter", "文尾"),
        ("annex", "附件1 申报表"),
        ("clause", "附件1一、基本情况"),
    ]


ONE_LINE = (
    "某市人民政府关于支持企业的若干意见 各区人民政府： 为支持企业发展，提出如下意见。 一、减轻负担 "
    "（一）减免房租。{filler}免收三个月房租。（责任单位：市国资委） （二） 缓缴税款。可以缓缴。"
    "（责任单位：市税务局）（三）降低电价。按规定执行。 二、加大支持 市财政局安排资金。 "
    "本意见自2024年3月1日起施行。 某市人民政府 2024年2月20日"
).format(filler="支持企业稳定发展，" * 100)


def test_a_text_on_one_line_has_the_outline_that_it_had_in_lines() -> None:
    assert kinds(ONE_LINE) == [
        ("front_matter", "文首"),
        ("preamble", "引言"),
        ("clause", "一、减轻负担"),
        ("clause", "一、（一）减免房租"),
        ("clause", "一、（二）缓缴税款"),
        ("clause", "一、（三）降低电价"),
        ("clause", "二、加大支持"),
        ("closing", "附则"),
        ("back_matter", "文尾"),
    ]


PAGE = """某市支持办法 - 某市人民政府门户网站
用户登录
无障碍
政务公开
当前位置：首页 > 政务公开 > 规范性文件
某市支持企业办法
发布日期：2024-03-01
来源：某市某局
分享到
第一条 为了支持企业，制定本办法。
第二条 本办法由市某局负责解释。
扫一扫在手机打开当前页
打印 关闭
网站地图
某ICP备12345678号
"""


def test_menu_and_footer_of_a_page_saved_as_text_are_furniture() -> None:
    document = parsed(SourceFile("page.txt", PAGE.encode()))
    assert document.metadata.title == "某市支持企业办法"
    assert document.text.startswith("某市支持企业办法\n发布日期")
    assert document.text.endswith("负责解释。")
    assert {f.kind for f in document.furniture} == {"page_menu", "page_button", "page_footer"}


def test_a_footnote_is_a_clause_of_its_own_after_the_others() -> None:
    body = (
        word_paragraph("一、总体要求")
        + '<w:p><w:r><w:t>提高质量</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        + word_paragraph("二、主要措施")
    )
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>指合格率。</w:t></w:r></w:p></w:footnote>'
    document = parsed(SourceFile("a.docx", raw_docx(body, footnotes=note)))
    told = [(c.kind.value, document.text[c.start : c.end]) for c in document.clauses]
    assert told == [
        ("clause", "一、总体要求\n提高质量[1]"),
        ("clause", "二、主要措施"),
        ("note", "[1]指合格率。"),
    ]


def test_words_after_a_table_go_on_with_its_clause() -> None:
    rows = [["序号", "任务", "责任单位"], ["1", "推广技术", "市住建局"], ["2", "培训", "市教委"]]
    page = docx_of(["一、任务分工", "分工如下：", "以上任务年底前完成。", "二、其他"], {1: rows})
    document = parsed(SourceFile("a.docx", page))
    assert [(c.kind.value, c.label) for c in document.clauses] == [
        ("clause", "一、任务分工"),
        ("table", "一、任务分工 表"),
        ("table_row", "一、任务分工 第1项"),
        ("table_row", "一、任务分工 第2项"),
        ("paragraph", "一、任务分工（续）"),
        ("clause", "二、其他"),
    ]
    assert [(r.task, r.unit) for r in document.responsibilities] == [
        ("推广技术", "市住建局"),
        ("培训", "市教委"),
    ]


def test_a_place_that_a_clause_tells_of_is_no_breadcrumb() -> None:
    text = "某市供地公告\n一、地块基本情况\n（一）甲地块\n位置：人民路以东。\n面积：12000平方米。"
    document = parsed(SourceFile("a.txt", text.encode()))
    assert document.text == text
    assert document.furniture == ()


def test_a_trail_that_never_ends_is_given_up_at_once() -> None:
    text = "当前位置：\n" + ">a" * 60 + "。\n正文。"
    assert parsed(SourceFile("a.txt", text.encode())).text


def test_the_numbers_of_a_letter_and_of_its_plan_are_their_own() -> None:
    letter = LETTER.split("某市推广办法\n第一章")[0]
    found = outline_of_text(
        letter + "某市推广方案\n一、目标\n提高。\n二、措施\n加强。\n三、保障\n落实。"
    )
    assert not [c for c in found if c.kind is ClauseKind.GROUP]
    assert [c.number for c in found if c.number] == ["一、", "二、", "一、", "二、", "三、"]


def test_the_paragraphs_of_an_article_are_counted_past_a_hundred() -> None:
    lines = "\n".join(f"本款为第{i}项说明。" for i in range(105))
    found = outline_of_text(f"第一条 总则。\n{lines}\n（一）甲；\n又一段。\n再一段。")
    assert [c.number for c in found] == ["第一条", "（一）", "第一百零七款", "第一百零八款"]


def test_a_text_of_annexes_alone() -> None:
    text = "附件1\n申报表\n一、内容\n填写名称。\n附件2.汇总表\n附件2\n汇总表\n一、内容\n填写数量。"
    labels = [c.label for c in outline_of_text(text) if c.number == "一、"]
    assert labels == ["附件1一、内容", "附件2一、内容"]
