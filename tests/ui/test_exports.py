"""Tables and answers as files, read back by what would open them."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from ui.exports.answers import SharedAnswer, as_markdown, as_text, plain
from ui.exports.tables import Row, Value, as_csv, as_xlsx, without_controls
from ui.exports.word import as_word
from ui.texts.chinese import CHINESE
from ui.texts.english import ENGLISH

AT = datetime(2026, 3, 5, 9, 7)
DIALECTS = (MarkdownIt("commonmark"), MarkdownIt("gfm-like", {"linkify": False}))
HOSTILE = (
    "<script>alert(1)</script>",
    "**x**",
    "__x__",
    "[a](javascript:b)",
    "![a](b)",
    "[a]: b",
    "# x",
    "x\n===",
    "x\n---",
    "1. x",
    "1) x",
    "2.5万元",
    "- x",
    "+ x",
    "| a | b |\n| - | - |",
    "a|b\n:-",
    "> x",
    "~~x~~",
    "&lt;",
    "$x$",
    "`x`",
    "    *x*",
    "\t\t*x*",
    "a\n\n    b_c",
    "a\r- x",
    "a\\",
)
MARKDOWN_LIKE = st.text(alphabet="甲1.)-+=*_`#>|~$&<[]()!\\:;/a \t\n", min_size=1)
OFFICE_TEXT = st.text(alphabet=st.characters(exclude_categories=[]), max_size=12) | st.text(
    alphabet="=+-@%'\",;\t\r\n 5.甲𠀀\x00\x0b\ud800\uffff", max_size=6
)
WHOLE = st.integers(-(10**14), 10**14)
NUMBERS = WHOLE | WHOLE.map(lambda number: number / 1_000)
CELLS = OFFICE_TEXT | NUMBERS | st.booleans() | st.none()
TABLES = st.lists(st.tuples(CELLS, CELLS), max_size=4)
COLUMNS = ["甲", "乙"]


def citation(**own: Any) -> dict[str, Any]:
    document = {
        "title": own.pop("title", "建筑业行动方案"),
        "doc_number": own.pop("doc_number", "渝府办发〔2025〕7号"),
        "region": own.pop("region", "重庆市"),
        "issued_on": own.pop("issued_on", "2025-01-20"),
    }
    return {"document": document, "label": "第五条", "quote": "由市住建委牵头。", **own}


def shared(
    *citations: Mapping[str, Any],
    question: str = "谁牵头？",
    answer: str = "市住建委[1]。",
    **own: Any,
) -> SharedAnswer:
    told = {"question": question, "answer": answer, "citations": list(citations)}
    return SharedAnswer(
        **{"wording": CHINESE.sharing, "limits": "", "at": AT, **own, "answer": told}
    )


def without_space(text: str) -> str:
    return "".join(text.split())


def shown(markdown: str, dialect: MarkdownIt) -> tuple[str, list[str]]:
    """Return what a reader sees of Markdown, and the names of the elements."""
    tree = html.fromstring(f"<div>{dialect.render(markdown)}</div>")
    return without_space(tree.text_content()), [own.tag for own in tree.iterdescendants()]


def named(rows: Sequence[tuple[Value, ...]]) -> list[Row]:
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


def sheet_of(file: bytes) -> Any:
    return load_workbook(io.BytesIO(file)).worksheets[0]


def csv_of(file: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline="")))


def word_of(file: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(file)).paragraphs]


@settings(max_examples=60)
@given(TABLES)
def test_a_workbook_has_the_rows_cell_by_cell(rows: Sequence[tuple[Value, ...]]) -> None:
    read = sheet_of(as_xlsx(named(rows), COLUMNS, "表")).iter_rows(values_only=True)
    assert next(read) == ("甲", "乙")
    assert list(read) == [
        tuple(without_controls(own) or None if isinstance(own, str) else own for own in row)
        for row in rows
    ]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "@x", "-5%", "#N/A", "TRUE", "2026-01-01", "1", "'x"]
)
def test_text_in_a_workbook_stays_text(text: str) -> None:
    cell = sheet_of(as_xlsx([{"甲": text}], ["甲"], "表"))["A2"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_numbers_days_and_nothing_stay_what_they_are_in_a_workbook() -> None:
    row: Row = {"a": 7, "b": -0.5, "c": date(2026, 3, 5), "d": None, "e": True}
    cells = sheet_of(as_xlsx([row], list(row), "表"))[2]
    assert [cell.value for cell in cells] == [7, -0.5, datetime(2026, 3, 5), None, True]
    assert [cell.data_type for cell in cells] == ["n", "n", "d", "n", "b"]


def test_only_the_columns_asked_for_are_written_in_their_order() -> None:
    rows: list[Row] = [{"a": "1", "b": "2", "c": "3"}, {"c": "6"}]
    sheet = sheet_of(as_xlsx(rows, ["c", "a"], "表"))
    assert list(sheet.values) == [("c", "a"), ("3", "1"), ("6", None)]
    assert csv_of(as_csv(rows, ["c", "a"])) == [["c", "a"], ["3", "1"], ["6", ""]]


def test_a_text_longer_than_a_cell_holds_is_cut() -> None:
    sheet = sheet_of(as_xlsx([{"甲": "长" * 40_000}], ["甲"], "表"))
    assert sheet["A2"].value == "长" * 32_767


@pytest.mark.parametrize("title", ["", "责任" * 30, "[]:*?/\\", "任务/单位", "'a'", "\ud800\x00"])
def test_any_title_makes_a_sheet(title: str) -> None:
    assert sheet_of(as_xlsx([{"甲": 1}], ["甲"], title))["A2"].value == 1


@pytest.mark.parametrize("control", ["\x00", "\x08", "\x0b", "\x1f", "\ud800", "\udfff", "\uffff"])
def test_what_no_office_file_can_hold_is_left_out(control: str) -> None:
    assert without_controls(f"甲{control}\t乙\n𠀀") == "甲\t乙\n𠀀"


@given(TABLES)
def test_a_csv_file_has_the_rows_and_no_formulas(rows: Sequence[tuple[Value, ...]]) -> None:
    head, *read = csv_of(as_csv(named(rows), COLUMNS))
    assert head == COLUMNS
    for cells, row in zip(read, rows, strict=True):
        for cell, value in zip(cells, row, strict=True):
            text = "" if value is None else re.sub("[\ud800-\udfff]", "?", str(value))
            assert cell.removeprefix("'") == text.removeprefix("'")
            assert not re.match(r"[=@\t\r]|[+-][^.\d]", cell)


@pytest.mark.parametrize("text", ["-5", "-5%", "+3.2", "-0.75%", "5", 'a,"b"\nc\r\nd', "'x", "a=1"])
def test_numbers_commas_quotes_and_line_ends_survive_in_a_csv_file(text: str) -> None:
    assert csv_of(as_csv([{"甲": text, "乙": "末"}], ["甲", "乙"]))[1] == [text, "末"]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "-5%+A1", "＝1+1", "＠SUM(1)"],
)
def test_a_formula_in_a_csv_file_begins_with_an_apostrophe(text: str) -> None:
    assert csv_of(as_csv([{text: text}], [text])) == [[f"'{text}"]] * 2


def test_a_csv_file_tells_excel_its_encoding() -> None:
    assert as_csv([], ["甲"]).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("dialect", DIALECTS, ids=["commonmark", "gfm"])
@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_markup_in_markdown(text: str, dialect: MarkdownIt) -> None:
    seen, elements = shown(plain(text), dialect)
    assert seen == without_space(text)
    assert set(elements) <= {"p", "br"}


@given(MARKDOWN_LIKE)
def test_markdown_shows_any_text_as_it_is(text: str) -> None:
    for dialect in DIALECTS:
        seen, elements = shown(plain(text), dialect)
        assert seen == without_space(text)
        assert set(elements) <= {"p", "br"}


@pytest.mark.parametrize("dialect", DIALECTS, ids=["commonmark", "gfm"])
@pytest.mark.parametrize("text", HOSTILE)
def test_an_answer_in_markdown_has_no_markup_of_its_documents(
    text: str, dialect: MarkdownIt
) -> None:
    cited = citation(title=text, label=text, quote=text)
    line = " ".join(text.split())
    answer = shared(cited, cited, question=line, answer=text, limits=line)
    seen, elements = shown(as_markdown(answer), dialect)
    for tag, count in {"strong": 1, "em": 1, "h3": 1, "blockquote": 2}.items():
        assert elements.count(tag) == count
    assert set(elements) <= {"p", "br", "strong", "em", "h3", "blockquote"}
    own = without_space(text)
    where = f"《{own}》（渝府办发〔2025〕7号，重庆市，2025-01-20）{own}"
    evidence = "".join(f"[{number}]{where}{own}" for number in (1, 2))
    asked = f"2026-03-0509:07{CHINESE.sharing.limits}{own}"
    assert seen == f"{own}{own}{CHINESE.sharing.evidence}{evidence}{asked}"


def test_a_question_in_paragraphs_is_emphasised_in_markdown_without_stray_stars() -> None:
    seen, _ = shown(as_markdown(shared(question="谁牵头？\n\n何时完成？")), DIALECTS[0])
    assert seen.startswith("谁牵头？何时完成？")


@pytest.mark.parametrize("wording", [CHINESE.sharing, ENGLISH.sharing], ids=["zh", "en"])
def test_an_answer_as_text_says_everything_it_rests_on(wording: Any) -> None:
    second = citation(
        title="措施", doc_number=None, region=None, issued_on=None, label="", quote="乙"
    )
    text = as_text(shared(citation(), second, wording=wording, limits="重庆市、2026-01-01 有效"))
    assert text.splitlines() == [
        f"{wording.question}谁牵头？",
        f"{wording.answer}市住建委[1]。",
        "",
        wording.evidence,
        "[1] 《建筑业行动方案》（渝府办发〔2025〕7号，重庆市，2025-01-20） 第五条",
        "    “由市住建委牵头。”",
        "[2] 《措施》",
        "    “乙”",
        "",
        f"2026-03-05 09:07  {wording.limits}重庆市、2026-01-01 有效",
    ]


def test_an_answer_without_citations_or_limits_speaks_of_neither() -> None:
    for text in (as_text(shared()), as_markdown(shared()), "\n".join(word_of(as_word(shared())))):
        assert CHINESE.sharing.evidence not in text
        assert CHINESE.sharing.limits not in text
        assert "市住建委" in text
        assert "09:07" in text


def test_a_word_file_has_question_answer_quotes_and_places_verbatim() -> None:
    second = citation(title="<措施>&", label="二、", quote="第一行\n 第二行\t单元格")
    read = word_of(as_word(shared(citation(), second, limits="重庆市")))
    assert read == [
        "谁牵头？",
        "市住建委[1]。",
        CHINESE.sharing.evidence,
        "[1] 《建筑业行动方案》（渝府办发〔2025〕7号，重庆市，2025-01-20） 第五条",
        "“由市住建委牵头。”",
        "[2] 《<措施>&》（渝府办发〔2025〕7号，重庆市，2025-01-20） 二、",
        "“第一行\n 第二行\t单元格”",
        f"2026-03-05 09:07  {CHINESE.sharing.limits}重庆市",
    ]


def test_a_word_file_leaves_out_what_it_cannot_hold() -> None:
    bad = "甲\x00\x0b\ud800\uffff乙"
    cited = citation(title=bad, label=bad, quote=bad)
    read = word_of(as_word(shared(cited, question=bad, answer=bad, limits=bad)))
    assert read[:2] == ["甲乙", "甲乙"]
    assert read[4] == "“甲乙”"
    assert read[-1].endswith("甲乙")
