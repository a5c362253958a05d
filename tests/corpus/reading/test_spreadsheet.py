"""Spreadsheets: sheets, merged cells, values as shown, and what is no spreadsheet."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from corpus.errors import CorpusError
from corpus.reading import SourceFile
from corpus.reading.base import SourceText
from corpus.reading.spreadsheet import csv_table, xlsx
from corpus.reading.validation import problem_of

HEAD = ("序号", "重点任务", "责任单位")


def book_of(*fill: Callable[[Worksheet], None]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for filled in fill:
        filled(book.create_sheet(filled.__name__))
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def rewritten(data: bytes, part: str, pattern: str, new: str) -> bytes:
    """Return a workbook with what matches in one part replaced."""
    saved = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(saved, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name).decode()
            if name == part:
                content, count = re.subn(pattern, new, content)
                assert count
            after.writestr(name, content)
    return saved.getvalue()


def read(data: bytes) -> SourceText:
    text = xlsx(SourceFile("分工表.xlsx", data))
    assert problem_of(text) is None
    return text


def rows(text: SourceText, number: int = 0) -> list[list[tuple[str, int, int]]]:
    """Return the cells of each row of a table: words, row span, column span."""
    return [
        [(text.text[c.start : c.end], c.row_span, c.column_span) for c in cells]
        for _, cells in text.tables[number].rows()
    ]


def outside(text: SourceText) -> list[str]:
    """Return the lines outside tables."""
    lines = text.text
    for table in reversed(text.tables):
        lines = lines[: table.start] + lines[table.end :]
    return [line for line in lines.split("\n") if line]


def test_title_table_and_note_of_a_sheet() -> None:
    def tasks(sheet: Worksheet) -> None:
        sheet["A1"] = "附件"
        sheet["A2"] = "重点任务分工表"
        sheet.merge_cells("A2:C2")
        sheet.append(HEAD)
        sheet.append((1, "推广技术", "市住建局"))
        sheet.append((2, "培育企业", None))
        sheet.append(("注：以上任务按季度调度。",))
        sheet.merge_cells("A6:C6")

    text = read(book_of(tasks))
    assert outside(text) == ["附件", "重点任务分工表", "注：以上任务按季度调度。"]
    assert text.text.startswith("附件\n重点任务分工表\n")
    assert text.text.endswith("\n注：以上任务按季度调度。")
    assert text.tables[0].header_rows == 1
    assert [[cell[0] for cell in row] for row in rows(text)] == [
        list(HEAD),
        ["1", "推广技术", "市住建局"],
        ["2", "培育企业", ""],
    ]


def test_merged_cells_span_and_a_header_of_two_rows_is_one() -> None:
    def tasks(sheet: Worksheet) -> None:
        sheet.append(("序号", "重点任务", None, "责任单位"))
        sheet.append((None, "内容", "目标", None))
        sheet.append((1, "推广技术", "30%", "市住建局"))
        sheet.append((2, None, "40%", "市住建局"))
        for cells in ("A1:A2", "B1:C1", "D1:D2", "B3:B4"):
            sheet.merge_cells(cells)

    text = read(book_of(tasks))
    assert text.tables[0].header_rows == 2
    assert rows(text) == [
        [("序号", 2, 1), ("重点任务", 1, 2), ("责任单位", 2, 1)],
        [("内容", 1, 1), ("目标", 1, 1)],
        [("1", 1, 1), ("推广技术", 2, 1), ("30%", 1, 1), ("市住建局", 1, 1)],
        [("2", 1, 1), ("40%", 1, 1), ("市住建局", 1, 1)],
    ]


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (3.0, "General", "3"),
        (0.1 + 0.2, "General", "0.3"),
        (1e15, "General", "1000000000000000"),
        (0.00001, "General", "0.00001"),
        (True, "General", "TRUE"),
        (0.3, "0%", "30%"),
        (0.125, "0.0%", "12.5%"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (20, '0"万元"', "20万元"),
        (20, '"共"0\\元', "共20元"),
        (2.5, "0.##", "2.5"),
        (3, "0.##", "3"),
        (-5, "0;[Red]-0", "-5"),
        ("0010", "@", "0010"),
        (date(2025, 3, 1), 'yyyy"年"m"月"d"日"', "2025年3月1日"),
        (date(2025, 3, 1), 'yyyy"年"m"月"', "2025年3月"),
        (date(2025, 3, 1), "[$-804]yyyy-mm-dd;@", "2025-03-01"),
        (date(2025, 3, 1), "mm-dd-yy", "2025/3/1"),
        (datetime(2025, 3, 1, 8, 5), "yyyy/m/d h:mm", "2025/3/1 8:05"),
        (time(8, 30), "h:mm", "8:30"),
    ],
)
def test_values_as_the_sheet_shows_them(value: object, number_format: str, shown: str) -> None:
    def values(sheet: Worksheet) -> None:
        sheet.append(("指标", "数值"))
        sheet.append(("甲", value))
        sheet["B2"].number_format = number_format

    assert rows(read(book_of(values)))[1] == [("甲", 1, 1), (shown, 1, 1)]


def test_a_date_in_the_format_that_only_chinese_programs_know() -> None:
    def dates(sheet: Worksheet) -> None:
        sheet.append(("任务", "时限"))
        sheet.append(("甲", 45717))
        sheet["B2"].number_format = 'yyyy"x"'

    data = rewritten(
        book_of(dates), "xl/styles.xml", 'numFmtId="164" fontId', 'numFmtId="31" fontId'
    )
    assert rows(read(data))[1][1] == ("2025年3月1日", 1, 1)


def test_every_sheet_under_its_name_and_hidden_ones_as_furniture() -> None:
    def 任务(sheet: Worksheet) -> None:
        sheet.append(HEAD)
        sheet.append((1, "推广技术", "市住建局"))

    def 名单(sheet: Worksheet) -> None:
        sheet.append(("姓名", "单位"))
        sheet.append(("张三", "市住建局"))

    def 草稿(sheet: Worksheet) -> None:
        sheet.append(("旧", "稿"))
        sheet.sheet_state = "hidden"

    text = read(book_of(任务, 名单, 草稿))
    assert [table.column_count for table in text.tables] == [3, 2]
    assert text.text.index("任务\n序号") < text.text.index("名单\n姓名")
    assert [(item.kind, item.text) for item in text.furniture] == [("hidden_sheet", "草稿\n旧\n稿")]
    alone = read(book_of(任务, 草稿))
    assert alone.text.startswith("序号\t")


def test_two_tables_on_a_sheet() -> None:
    def tables(sheet: Worksheet) -> None:
        for row in (
            HEAD,
            (1, "推广技术", "市住建局"),
            (),
            ("表2 名单",),
            ("姓名", "单位"),
            ("张三", "某局"),
        ):
            sheet.append(row)

    text = read(book_of(tables))
    assert [table.row_count for table in text.tables] == [2, 2]
    assert outside(text) == ["表2 名单"]


def test_an_empty_row_within_a_table_does_not_end_it() -> None:
    def tasks(sheet: Worksheet) -> None:
        for row in (HEAD, (1, "推广技术", "市住建局"), (), (2, "培育企业", "市财政局")):
            sheet.append(row)

    assert [table.row_count for table in read(book_of(tasks)).tables] == [3]


def test_ten_thousand_rows() -> None:
    def many(sheet: Worksheet) -> None:
        sheet.append(HEAD)
        for number in range(1, 10_001):
            sheet.append((number, f"任务{number}", "市住建局"))

    text = read(book_of(many))
    assert text.tables[0].row_count == 10_001
    assert text.text.endswith("10000\t任务10000\t市住建局")


def test_only_formatted_cells_far_away_do_not_count() -> None:
    def tasks(sheet: Worksheet) -> None:
        sheet.append(HEAD)
        sheet.append((1, "推广技术", "市住建局"))
        sheet["XFD1048576"].number_format = "0%"

    assert read(book_of(tasks)).tables[0].row_count == 2


def test_formulas_are_their_computed_values() -> None:
    def sums(sheet: Worksheet) -> None:
        sheet.append(("项目", "金额"))
        sheet.append(("合计", "=SUM(1,2)"))

    data = book_of(sums)
    with pytest.raises(CorpusError, match="formula in cell B2 of sheet sums has no computed value"):
        read(data)
    part = "xl/worksheets/sheet1.xml"
    computed = rewritten(data, part, r"(?<=</f>)<v(?: ?/>|></v>)", "<v>3</v>")
    assert rows(read(computed))[1][1] == ("3", 1, 1)


def test_a_column_too_far_is_refused() -> None:
    def wide(sheet: Worksheet) -> None:
        sheet.append(HEAD)
        sheet.cell(2, 2_001, "远")

    with pytest.raises(CorpusError, match="more than 2,000 columns"):
        read(book_of(wide))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MZ\x90\x00" + bytes(100),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        b"PK\x03\x04" + bytes(60),
    ],
)
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(CorpusError, match=r"分工表\.xlsx: read: not a \.xlsx workbook") as caught:
        read(data)
    assert "save it as .xlsx" in caught.value.remedy


def csv_text(data: bytes) -> SourceText:
    text = csv_table(SourceFile("分工表.csv", data))
    assert problem_of(text) is None
    return text


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_delimiters_and_encodings_of_csv(delimiter: str, encoding: str) -> None:
    lines = (HEAD, ("1", '"推广技术，\n培育企业,壮大产业"', "市住建局;市财政局".replace(";", "、")))
    text = csv_text("\n".join(delimiter.join(line) for line in lines).encode(encoding))
    assert rows(text) == [
        [(head, 1, 1) for head in HEAD],
        [("1", 1, 1), ("推广技术，\n培育企业,壮大产业", 1, 1), ("市住建局、市财政局", 1, 1)],
    ]
    assert text.tables[0].header_rows == 1


def test_title_and_note_of_a_csv_file() -> None:
    text = csv_text("任务分工表,,\n序号,任务,单位\n1,推广,市住建局\n注：按季度调度。,,\n".encode())
    assert outside(text) == ["任务分工表", "注：按季度调度。"]
    assert text.tables[0].row_count == 2


def test_a_quotation_mark_that_quotes_no_cell() -> None:
    text = csv_text('序号,任务\n1,"十四五"规划\n2,推广\n'.encode())
    assert rows(text)[1] == [("1", 1, 1), ('"十四五"规划', 1, 1)]


def test_too_many_rows_of_csv_are_refused() -> None:
    with pytest.raises(CorpusError, match="more than 200,000 rows"):
        csv_text(b"1,2\n" * 200_001)


def test_a_program_named_csv_is_refused() -> None:
    with pytest.raises(CorpusError, match="not a text"):
        csv_text(Path("/bin/ls").read_bytes())
