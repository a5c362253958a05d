"""Word documents: what Word shows, with numbers, tables, notes and changes."""

import zipfile
from io import BytesIO

import pytest

from corpus.errors import CorpusError
from corpus.reading.base import LineBreaks, SourceFile, SourceText
from corpus.reading.word import word_text
from tests.corpus.reading.makers import docx_of, raw_docx, seed_paragraphs, visible
from tests.corpus.reading.makers import word_paragraph as p

SEEDS = ("000", "001", "002", "003", "004")


def read(data: bytes) -> SourceText:
    return word_text(SourceFile("a.docx", data))


def lines(body: str, **parts: str) -> list[str]:
    return read(raw_docx(body, **parts)).text.split("\n")


@pytest.mark.parametrize("seed", SEEDS)
def test_automatic_numbers_read_as_written_ones(seed: str) -> None:
    paragraphs = seed_paragraphs(seed)
    found = read(docx_of(paragraphs))
    assert visible(found.text) == visible("".join(paragraphs))
    assert found.line_breaks is LineBreaks.PARAGRAPH
    assert len(found.text.split("\n")) == len(paragraphs)


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def test_tables_stand_at_their_place_with_merged_cells_once() -> None:
    restart, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    nested = f"<w:tbl><w:tr>{cell(p('内一'))}{cell(p('内二'))}</w:tr></w:tbl>"
    table = (
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>"
        + cell(p("领域"))
        + cell(p("措施"), '<w:gridSpan w:val="2"/>')
        + "</w:tr><w:tr>"
        + cell(p("绿色"), restart)
        + f"<w:sdt><w:sdtContent>{cell(p('推广') + p('应用'))}</w:sdtContent></w:sdt>"
        + cell(nested)
        + "</w:tr><w:tr>"
        + cell(p(""), go_on)
        + cell(p("装配"))
        + cell(p(""))
        + "</w:tr></w:tbl>"
    )
    found = read(raw_docx(p("前") + table + p("后")))
    (read_table,) = found.tables
    assert found.text == "前\n领域\t措施\n绿色\t推广\n应用\t内一\n内二\n装配\t\n后"
    assert [
        (c.row, c.column, c.row_span, c.column_span, found.text[c.start : c.end])
        for c in read_table.cells
    ] == [
        (0, 0, 1, 1, "领域"),
        (0, 1, 1, 2, "措施"),
        (1, 0, 2, 1, "绿色"),
        (1, 1, 1, 1, "推广\n应用"),
        (1, 2, 1, 1, "内一\n内二"),
        (2, 1, 1, 1, "装配"),
        (2, 2, 1, 1, ""),
    ]
    assert read_table.header_rows == 1
    assert found.text[read_table.start : read_table.end].startswith("领域")


def test_a_frame_of_one_cell_is_no_table() -> None:
    found = read(raw_docx(f"<w:tbl><w:tr>{cell(p('甲') + p('乙'))}</w:tr></w:tbl>"))
    assert (found.text, found.tables) == ("甲\n乙", ())


def test_tracked_changes_are_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>奖励</w:t></w:r><w:del><w:r><w:delText>10</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>20</w:t></w:r></w:ins><w:r><w:t>万元</w:t></w:r></w:p>"
        "<w:p><w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom></w:p>"
        "<w:p><w:moveTo><w:r><w:t>新处</w:t></w:r></w:moveTo></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前段</w:t></w:r></w:p>" + p("后段")
    )
    assert lines(body) == ["奖励20万元", "新处", "前段后段"]


def test_notes_move_to_the_end_and_comments_go() -> None:
    body = (
        '<w:p><w:r><w:t>产值</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
        '<w:r><w:commentReference w:id="0"/><w:t>增长</w:t></w:r>'
        '<w:r><w:endnoteReference w:id="2"/></w:r></w:p>' + p("后文")
    )
    note = '<w:{0} w:id="2"><w:p><w:r><w:{0}Ref/></w:r><w:r><w:t>{1}</w:t></w:r></w:p></w:{0}>'
    found = read(
        raw_docx(
            body,
            footnotes='<w:footnote w:id="-1"><w:p/></w:footnote>' + note.format("footnote", "脚注"),
            endnotes=note.format("endnote", "尾注"),
            comments='<w:comment w:id="0"><w:p><w:r><w:t>批注</w:t></w:r></w:p></w:comment>',
        )
    )
    assert found.text == "产值[1]增长[2]\n后文\n[1] 脚注\n[2] 尾注"
    assert [found.text[start:end] for start, end in found.notes] == ["[1] 脚注", "[2] 尾注"]


def test_running_heads_and_feet_are_furniture() -> None:
    section = (
        '<w:headerReference r:id="header1"/><w:footerReference r:id="footer1"/>'
        '<w:headerReference r:id="header2"/>'
    )
    found = read(
        raw_docx(
            p("正文", f"<w:sectPr>{section}</w:sectPr>"),
            header1=p("某市文件"),
            header2=p("某市文件"),
            footer1=p("— 1 —"),
        )
    )
    assert found.text == "正文\n某市文件\n— 1 —"
    assert [(f.kind, f.text) for f in found.furniture] == [
        ("running_head", "某市文件"),
        ("running_foot", "— 1 —"),
    ]
    assert all(found.text[f.start : f.end] == f.text for f in found.furniture)


def field(instruction: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:t>{result}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_fields_show_their_results() -> None:
    inner = field('REF x"', "内")
    assert lines(f"<w:p><w:r><w:t>见</w:t></w:r>{field('PAGE', '3')}</w:p>") == ["见3"]
    assert lines(f"<w:p>{field('IF ' + inner, '外')}</w:p>") == ["外"]
    assert lines('<w:p><w:fldSimple w:instr="DATE"><w:r><w:t>今</w:t></w:r></w:fldSimple></w:p>')


def test_a_field_that_never_ends_hides_nothing() -> None:
    begun = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'
    assert lines(begun + p("正文")) == ["正文"]


def test_a_generated_table_of_contents_is_furniture() -> None:
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{p('目录')}{p('一、总则')}</w:sdtContent></w:sdt>"
    )
    toc_field = f"<w:p>{field(' TOC x ', '一、总则')}</w:p>"
    for contents in (control, toc_field):
        found = read(raw_docx(contents + p("正文")))
        assert {f.kind for f in found.furniture} == {"table_of_contents"}
        assert found.text.endswith("一、总则\n正文")


def test_symbols_breaks_links_and_hidden_text() -> None:
    body = (
        '<w:p><w:r><w:t>面积</w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:t>5</w:t>'
        "<w:noBreakHyphen/><w:t>6</w:t><w:br/><w:t>次行</w:t><w:tab/><w:t>尾</w:t>"
        "<w:softHyphen/></w:r><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>"
        "<w:smartTag><w:r><w:t>词</w:t></w:r></w:smartTag>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>可见</w:t></w:r></w:p>'
    )
    assert lines(body) == ["面积≥5-6", "次行\t尾链接词可见"]


def test_a_text_box_follows_its_paragraph_once() -> None:
    box = f"<w:txbxContent>{p('框内')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>正</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        '<w:r><w:pict><v:textpath string="某市文件"/></w:pict><w:t>文</w:t></w:r></w:p>'
    )
    assert lines(body) == ["正文", "某市文件", "框内"]


def renamed_zip(name: str) -> bytes:
    saved = BytesIO()
    with zipfile.ZipFile(saved, "w") as package:
        package.writestr(name, "x")
    return saved.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
DOCUMENT_TYPE = '<!DOCTYPE w [<!ENTITY a "text">]>'


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"MZ\x90\x00" * 50, "not a .docx file"),
        (b"", "not a .docx file"),
        (docx_of(["正文"])[:-200], "not a .docx file, or a damaged one"),
        (renamed_zip("a.txt"), "holds no Word document"),
        (OLE, "old Word document"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted with a password"),
        (raw_docx("<w:p/>"), "holds no text"),
        (raw_docx('<w:altChunk r:id="x"/>'), "embedded file"),
        (raw_docx("<w:p><w:r></w:p>"), "document.xml is damaged"),
        (raw_docx('<w:p><w:r><w:sym w:char="zz"/></w:r></w:p>'), "malformed"),
        (raw_docx("<w:sdt><w:sdtContent>" * 200 + "</w:sdtContent></w:sdt>" * 200), "depth|deep"),
    ],
)
def test_bad_files_end_in_an_error_with_a_remedy(data: bytes, problem: str) -> None:
    with pytest.raises(CorpusError, match=problem) as caught:
        read(data)
    assert (caught.value.source, caught.value.stage) == ("a.docx", "read")
    assert caught.value.remedy


def test_a_part_that_declares_entities_is_refused() -> None:
    saved = BytesIO(raw_docx(p("正文")))
    with zipfile.ZipFile(saved) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, content in parts.items():
            head = DOCUMENT_TYPE.encode() if name == "word/document.xml" else b""
            package.writestr(name, head + content)
    with pytest.raises(CorpusError, match="declares a document type"):
        read(made.getvalue())
