"""PDF: lines, page furniture, tables over pages, and files that cannot be read."""

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption

from corpus.cleaning import cleaned
from corpus.errors import CorpusError
from corpus.reading import SourceFile
from corpus.reading.base import LineBreaks, SourceText
from corpus.reading.pdf import pdf
from corpus.reading.validation import problem_of
from corpus.tables import Table
from tests.corpus.reading.makers import seed_paragraphs, visible
from tests.corpus.reading.pdf_makers import (
    DrawnCell,
    PdfMaker,
    printed_pdf,
    scanned_pdf,
    wrapped,
)

SEED = "001"
XS = (70, 110, 170, 400, 520)
HEAD = [
    DrawnCell(0, column, words)
    for column, words in enumerate(("序号", "类别", "重点任务", "责任单位"))
]


def read(data: bytes) -> SourceText:
    text = pdf(SourceFile("政策.pdf", data))
    assert problem_of(text) is None
    return text


def grid(text: SourceText, table: Table) -> list[list[tuple[str, int, int]]]:
    """Return the cells of each row: words, row span, column span."""
    return [
        [(text.text[c.start : c.end], c.row_span, c.column_span) for c in cells]
        for _, cells in table.rows()
    ]


def words(text: SourceText, table: Table) -> list[list[str]]:
    return [[cell[0] for cell in row] for row in grid(text, table)]


def kinds(text: SourceText) -> list[tuple[str, str]]:
    return [(item.kind, item.text.strip()) for item in text.furniture]


def test_lines_as_printed_and_furniture_of_every_page() -> None:
    paragraphs = seed_paragraphs(SEED)
    text = read(printed_pdf(paragraphs, running_head="吉林省住房和城乡建设厅文件"))
    assert text.line_breaks is LineBreaks.PRINTED
    pages = text.text.split("\f")
    assert kinds(text) == [
        item
        for number in range(1, len(pages) + 1)
        for item in (
            ("running_head", "吉林省住房和城乡建设厅文件"),
            ("page_number", f"- {number} -"),
        )
    ]
    furniture = {item.text.strip() for item in text.furniture}
    lines = [line.strip() for page in pages for line in page.splitlines() if line.strip()]
    assert [line for line in lines if line not in furniture] == [
        line.strip() for line in wrapped(paragraphs)
    ]


@pytest.mark.parametrize("seed", ["000", "001", "002", "003"])
def test_paragraphs_are_whole_after_cleaning_even_over_pages(seed: str) -> None:
    paragraphs = seed_paragraphs(seed)
    source = read(printed_pdf(paragraphs, running_head="某某省住房和城乡建设厅文件"))
    assert source.text.count("\f") > 2
    text = cleaned(source, "政策.pdf").text
    assert list(map(visible, text.split("\n"))) == list(map(visible, paragraphs))


@pytest.mark.parametrize("page_number", ["—{}—", "第 {} 页 共 9 页", "{}", "{}/9"])
def test_page_numbers_of_every_form(page_number: str) -> None:
    text = read(printed_pdf(seed_paragraphs(SEED), page_number=page_number))
    pages = text.text.count("\f") + 1
    assert pages > 2
    assert kinds(text) == [
        ("page_number", page_number.format(number)) for number in range(1, pages + 1)
    ]


def test_a_bare_number_in_the_text_is_no_page_number() -> None:
    maker = PdfMaker()
    for number in (7, 3, 8):
        maker.text(73, 740, "本年度计划新建的示范基地数量如下：")
        maker.text(73, 712, f"全市合计{number}个，其余由各区县确定。")
        maker.text(73, 40, f"{number * 11}")
        maker.end_page()
    assert kinds(read(maker.finished())) == []


def test_the_beginnings_of_annexes_are_no_running_heads() -> None:
    maker = PdfMaker()
    for number in (1, 2, 3):
        maker.text(73, 800, f"附件{number}")
        maker.text(73, 700, "一二三四五六七八九十"[number:])
        maker.end_page()
    assert kinds(read(maker.finished())) == []


def test_blanks_only_where_gaps_show_them() -> None:
    maker = PdfMaker()
    maker.text(73, 740, "到")
    maker.text(73 + 20, 740, "2025")  # a quarter of a character apart, as typesetters do
    maker.text(73 + 56, 740, "年")
    maker.text(73, 700, "附")
    maker.text(73 + 32, 700, "件")
    for place, character in enumerate("关于推进建筑业"):  # a title set wide
        maker.text(73 + 30 * place, 660, character)
    maker.text(73, 620, "Smart")
    maker.text(73 + 50, 620, "Construction")
    maker.end_page()
    assert read(maker.finished()).text.split("\n") == [
        "到2025年",
        "附 件",
        "关于推进建筑业",
        "Smart Construction",
        "",
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"左栏第{n:02}行文字左栏第{n:02}行" for n in range(12)]
    right = [f"右栏第{n:02}行文字右栏第{n:02}行" for n in range(12)]
    maker = PdfMaker()
    maker.text(73, 780, "市人民政府公报关于推进建筑业高质量发展的若干意见")
    for number, pair in enumerate(zip(left, right, strict=True)):
        maker.text(73, 740 - 24 * number, pair[0], 14)
        maker.text(320, 740 - 24 * number, pair[1], 14)
    maker.end_page()
    lines = [line.strip() for line in read(maker.finished()).text.split("\n") if line]
    assert lines[1:] == left + right


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_turned_page_is_read_the_way_its_words_run(rotation: int) -> None:
    maker = PdfMaker(rotation=rotation)
    maker.turn(rotation)
    maker.text(73, 500, "一、总体要求")
    maker.text(73, 460, "到2025年全面建成。")
    maker.end_page()
    assert [line.strip() for line in read(maker.finished()).text.split("\n")] == [
        "一、总体要求",
        "到2025年全面建成。",
        "",
    ]


def test_a_ruled_table_with_merged_cells_stands_between_its_paragraphs() -> None:
    maker = PdfMaker()
    maker.text(73, 780, "重点任务分工如下。")
    cells = [
        *HEAD,
        DrawnCell(1, 0, "1"),
        DrawnCell(1, 1, "加\n强\n培\n养", row_span=2),
        DrawnCell(1, 2, "培养智能建造专业技术人员等\n紧缺性技能人才。"),
        DrawnCell(1, 3, "市教委、市人力\n社保局"),
        DrawnCell(2, 0, "2"),
        DrawnCell(2, 2, "举办建筑机器人大赛。"),
        DrawnCell(2, 3, "市住房城乡建委"),
        DrawnCell(3, 0, "其他任务由各区县确定。", column_span=4),
    ]
    end = maker.table(740, XS, [20, 40, 40, 20], cells)
    maker.text(73, end - 40, "以上任务请抓好落实。")
    maker.end_page()
    text = read(maker.finished())
    (table,) = text.tables
    assert table.header_rows == 1
    assert grid(text, table)[1:] == [
        [
            ("1", 1, 1),
            ("加强培养", 2, 1),
            ("培养智能建造专业技术人员等\n紧缺性技能人才。", 1, 1),
            ("市教委、市人力\n社保局", 1, 1),
        ],
        [("2", 1, 1), ("举办建筑机器人大赛。", 1, 1), ("市住房城乡建委", 1, 1)],
        [("其他任务由各区县确定。", 1, 4)],
    ]
    assert text.text[: table.start].strip() == "重点任务分工如下。"
    assert text.text[table.end :].strip() == "以上任务请抓好落实。"


def two_page_table(second: list[DrawnCell], heights: list[float]) -> SourceText:
    maker = PdfMaker()
    first = [
        *HEAD,
        *(
            DrawnCell(1, c, words)
            for c, words in enumerate(("1", "培育企业", "培育骨干企业。", "市经济信息委"))
        ),
        *(
            DrawnCell(2, c, words)
            for c, words in enumerate(("2", "培养人才", "建立排名发布", "市住房城乡"))
        ),
    ]
    maker.table(200, XS, [20, 40, 40], first)
    maker.text(280, 40, "- 1 -", 12)
    maker.end_page()
    end = maker.table(780, XS, heights, second)
    maker.text(73, end - 40, "以上任务请抓好落实。")
    maker.text(280, 40, "- 2 -", 12)
    maker.end_page()
    return read(maker.finished())


ROW_3 = ("3", "宣传推广", "加强宣传。", "市政府新闻办")


def test_a_table_goes_on_on_the_next_page_under_its_header_again() -> None:
    second = [*HEAD, *(DrawnCell(1, c, words) for c, words in enumerate(ROW_3))]
    text = two_page_table(second, [20, 40])
    (table,) = text.tables
    assert words(text, table)[2:] == [
        ["2", "培养人才", "建立排名发布", "市住房城乡"],
        list(ROW_3),
    ]
    assert ("repeated_header", "序号\t类别\t重点任务\t责任单位") in kinds(text)
    assert [kind for kind, _ in kinds(text)].count("page_number") == 2


def test_a_row_cut_by_the_page_break_is_whole() -> None:
    cut = (
        DrawnCell(0, 0, ""),
        DrawnCell(0, 1, ""),
        DrawnCell(0, 2, "制度。"),
        DrawnCell(0, 3, "建委"),
    )
    second = [*cut, *(DrawnCell(1, c, words) for c, words in enumerate(ROW_3))]
    text = two_page_table(second, [20, 40])
    (table,) = text.tables
    assert words(text, table)[2:] == [
        ["2", "培养人才", "建立排名发布\n制度。", "市住房城乡\n建委"],
        list(ROW_3),
    ]
    assert text.text[table.end :].strip().endswith("以上任务请抓好落实。\n- 2 -")


def test_another_table_on_the_next_page_is_another_table() -> None:
    maker = PdfMaker()
    maker.table(200, XS, [20], HEAD)
    maker.end_page()
    other = [DrawnCell(r, c, f"{r}行{c}列") for r in range(2) for c in range(2)]
    maker.table(780, (70, 300, 520), [20, 20], other)
    maker.end_page()
    assert [t.column_count for t in read(maker.finished()).tables] == [4, 2]


def test_a_frame_around_text_is_no_table() -> None:
    maker = PdfMaker()
    maker.table(700, (70, 520), [100], [DrawnCell(0, 0, "注意事项\n申请材料应当真实。")])
    maker.rule(70, 760, 520, 760)
    maker.end_page()
    text = read(maker.finished())
    assert text.tables == ()
    assert visible(text.text) == "注意事项申请材料应当真实。"


def test_an_unruled_table_under_a_header() -> None:
    maker = PdfMaker()
    maker.text(73, 780, "任务分工见下表。")
    rows = (
        ("序号", "重点任务", "责任单位"),
        ("1", "推广建筑信息模型技术", "市住建局"),
        ("2", "培育骨干企业，支持企业", "市经信局、"),
        ("", "做优做强", "市国资委"),
        ("3", "加强人才培养", "市人社局"),
    )
    for number, row in enumerate(rows):
        for x, cell in zip((80, 150, 400), row, strict=True):
            maker.text(x, 740 - 24 * number, cell, 12)
    maker.text(73, 580, "各部门要按照职责分工抓好落实，重大事项及时向市政府报告。")
    maker.end_page()
    text = read(maker.finished())
    (table,) = text.tables
    assert table.header_rows == 1
    assert words(text, table) == [
        ["序号", "重点任务", "责任单位"],
        ["1", "推广建筑信息模型技术", "市住建局"],
        ["2", "培育骨干企业，支持企业\n做优做强", "市经信局、\n市国资委"],
        ["3", "加强人才培养", "市人社局"],
    ]


def test_names_in_columns_are_no_table() -> None:
    maker = PdfMaker()
    for number, row in enumerate((("张三", "李四"), ("王五", "赵六"), ("孙七", "周八"))):
        for x, name in zip((80, 300), row, strict=True):
            maker.text(x, 740 - 24 * number, name, 12)
    maker.end_page()
    assert read(maker.finished()).tables == ()


def test_a_pdf_that_only_restricts_printing_opens() -> None:
    paragraphs = seed_paragraphs(SEED)[:5]
    encryption = StandardEncryption("", ownerPassword="owner", canPrint=0, canCopy=0)
    text = read(printed_pdf(paragraphs, encryption=encryption))
    assert visible(paragraphs[2]) in visible(text.text)


def fails(data: bytes) -> CorpusError:
    with pytest.raises(CorpusError) as caught:
        pdf(SourceFile("政策.pdf", data))
    assert caught.value.source == "政策.pdf"
    assert caught.value.remedy
    return caught.value


def test_an_encrypted_pdf_says_that_it_needs_its_password() -> None:
    data = printed_pdf(seed_paragraphs(SEED)[:5], encryption=StandardEncryption("secret"))
    assert "password" in fails(data).problem


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_truncated_pdf_is_refused(share: float) -> None:
    data = printed_pdf(seed_paragraphs(SEED))
    assert "cut off" in fails(data[: int(share * len(data))]).problem


@pytest.mark.parametrize(
    "data",
    [b"", b"MZ\x90\x00" + bytes(200), b"%PDF-1.7\n" + bytes(200) + b"%%EOF", b"%PDF-1.7\n%%EOF"],
)
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    fails(data)


def test_a_pdf_of_empty_pages_is_refused() -> None:
    maker = PdfMaker()
    maker.end_page()
    assert "no words" in fails(maker.finished()).problem


def test_too_many_scanned_pages_are_refused_before_any_is_recognised(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def recognise(*_: object) -> None:
        pytest.fail("a page was recognised")

    monkeypatch.setattr("corpus.reading.pdf.Recogniser", recognise)
    page = Image.new("L", (60, 85), 255)
    error = fails(scanned_pdf([page] * 500))
    assert "500 pages are scanned" in error.problem
    assert "Split" in error.remedy
