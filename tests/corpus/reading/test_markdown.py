"""Markdown reads as the plain text that it is rendered as."""

import pytest

from corpus.errors import CorpusError
from corpus.reading.base import LineBreaks, SourceFile, SourceText
from corpus.reading.markdown import markdown_text
from tests.corpus.reading.makers import markdown_of, seed_paragraphs, visible

SEEDS = ("000", "001", "002", "003", "004")


def read(text: str) -> SourceText:
    return markdown_text(SourceFile("a.md", text.encode()))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_policy_reads_as_its_plain_text(seed: str) -> None:
    paragraphs = seed_paragraphs(seed)
    found = markdown_text(SourceFile("a.md", markdown_of(paragraphs)))
    assert visible(found.text) == visible("".join(paragraphs))
    assert len(found.text.split("\n")) == len(paragraphs)
    assert found.line_breaks is LineBreaks.PARAGRAPH


def test_marks_go_and_words_stay() -> None:
    found = read(
        '# 一、总则 #\n\n**推动。**加快*发展*，见[办法](http://a.cn "题")和`码`。~~删~~\\*\n\n'
        "附录\n====\n\n> 引文\n\n***\n\n![图一](a.png)<span>内</span><br>外\n\n    缩进\n"
    )
    assert found.text.split("\n") == [
        *("一、总则", "推动。加快发展，见办法和码。删*", "附录", "引文", "图一内", "外", "缩进"),
    ]


def test_numbers_of_lists_stay_as_written() -> None:
    found = read("3. 甲\n3. 乙\n\n   续\n\n1) 丙\n\n- 丁\n  - 戊\n\n（一）己\n\n2.庚\n")
    assert found.text.split("\n") == [
        *("3. 甲", "3. 乙", "续", "1) 丙", "丁", "戊", "（一）己", "2.庚"),
    ]


def test_tables_have_one_header_row() -> None:
    found = read("前\n\n| 任务 | 单位 |\n|:--|--|\n| **推进**<br>应用 | |\n\n后\n")
    (table,) = found.tables
    assert found.text == "前\n任务\t单位\n推进\n应用\t\n后"
    assert [found.text[cell.start : cell.end] for cell in table.cells] == [
        *("任务", "单位", "推进\n应用", ""),
    ]
    assert (table.row_count, table.column_count, table.header_rows) == (2, 2, 1)


def test_html_tables_are_tables() -> None:
    found = read(
        "前\n\n<table><tr><td>甲</td><td>乙</td></tr></table>\n\n<!-- 注 -->\n\n<br>\n\n后\n"
    )
    assert found.text == "前\n甲\t乙\n后"
    assert len(found.tables) == 1


def test_front_matter_is_furniture() -> None:
    found = read("---\ntitle: 某意见\n---\n正文\n")
    assert [(piece.kind, piece.text) for piece in found.furniture] == [
        ("front_matter_block", "---\ntitle: 某意见\n---")
    ]
    assert found.text[found.furniture[0].end :] == "\n正文"


def test_footnotes_stay() -> None:
    assert read("产值[^1]增长。\n\n[^1]: 见附件。\n").text == "产值[^1]增长。\n[^1]: 见附件。"


def test_lines_within_paragraphs_are_not_known_to_be_paragraphs() -> None:
    found = read("一、总则\n（一）推进\n")
    assert (found.text, found.line_breaks) == ("一、总则\n（一）推进", LineBreaks.UNKNOWN)


@pytest.mark.parametrize(("data", "problem"), [(b"\x00\x01", "not a text"), (b"***", "no text")])
def test_bad_files_end_in_an_error(data: bytes, problem: str) -> None:
    with pytest.raises(CorpusError, match=problem):
        markdown_text(SourceFile("a.md", data))
