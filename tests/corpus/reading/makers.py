"""Makes files of each format from the same paragraphs, for tests."""

import html
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.parser import parsed
from corpus.reading import SourceFile
from tests.conftest import POLICIES

Rows = Sequence[Sequence[str]]

WORD_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# How policies number: Word's format, the text of its label, and what a text shows
AUTOMATIC = (
    ("chineseCounting", "%1、", re.compile(r"([一二三四五六七八九十]+)、")),
    ("chineseCounting", "（%1）", re.compile(r"（([一二三四五六七八九十]+)）")),
    ("decimal", "%1.", re.compile(r"(\d{1,2})\.(?!\d)\s*")),
)
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
MENU = ("首页", "政务公开", "政务服务", "互动交流", "走进本市")
FOOTER_LINKS = ("关于我们", "网站地图", "联系我们", "隐私声明")
FOOTER = (
    "主办：某某市人民政府办公室　技术支持：某某大数据中心",
    "版权所有：某某市人民政府　某ICP备05000001号　某公网安备 50000000000001号",
)


def seed_paragraphs(name: str) -> list[str]:
    """Return the paragraphs of a shipped policy, by the start of its file's name."""
    (path,) = POLICIES.glob(f"{name}*.txt")
    return parsed(SourceFile(path.name, path.read_bytes())).text.split("\n")


def visible(text: str) -> str:
    """Return a text without blanks: where they stand is a matter of the format."""
    return "".join(text.split())


def docx_of(
    paragraphs: Sequence[str],
    tables: Mapping[int, Rows] | None = None,
    automatic_numbers: bool = True,
) -> bytes:
    """Return a Word document. A table stands after the paragraph of its index.

    With `automatic_numbers` the numbers that paragraphs begin with are left to Word to count.
    """
    document = docx.Document()
    lists = _AutomaticLists(document)
    for index, text in enumerate(paragraphs):
        label = lists.label(text) if automatic_numbers else None
        if label is None:
            document.add_paragraph(text)
        else:
            list_id, length = label
            added = document.add_paragraph(text[length:])
            added._p.get_or_add_pPr().append(
                parse_xml(
                    f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/>'
                    f'<w:numId w:val="{list_id}"/></w:numPr>'
                )
            )
        _add_table(document, (tables or {}).get(index))
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def _add_table(document: Document, rows: Rows | None) -> None:
    if not rows:
        return
    table = document.add_table(len(rows), max(map(len, rows)))
    for row_index, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(row_index, column).text = text


class _AutomaticLists:
    """Word lists, one for each way of numbering, begun anew where the paragraphs' numbers are."""

    def __init__(self, document: Document) -> None:
        self._root = document.part.numbering_part.element
        for known in list(self._root):
            self._root.remove(known)
        self._last: dict[int, int] = {}
        self._list_ids: dict[int, int] = {}
        self._list_count = 0

    def label(self, text: str) -> tuple[int, int] | None:
        """Return the list and the length of the number that a text begins with."""
        for index, (_, _, pattern) in enumerate(AUTOMATIC):
            match = pattern.match(text)
            if match is None:
                continue
            value = _value(match.group(1))
            if value != self._last.get(index, 0) + 1 or index not in self._list_ids:
                self._begin_list(index, value)
            self._last[index] = value
            return self._list_ids[index], match.end()
        return None

    def _begin_list(self, index: int, value: int) -> None:
        self._list_count += 1
        list_id = self._list_ids[index] = self._list_count
        number_format, text, _ = AUTOMATIC[index]
        definition = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{list_id}"><w:lvl w:ilvl="0">'
            f'<w:start w:val="{value}"/><w:numFmt w:val="{number_format}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        )
        self._root.insert(0, definition)  # Word wants all definitions before the lists
        self._root.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{list_id}">'
                f'<w:abstractNumId w:val="{list_id}"/></w:num>'
            )
        )


def _value(written: str) -> int:
    if written.isascii():
        return int(written)
    tens, _, ones = written.rpartition("十")
    digits = "一二三四五六七八九"
    if "十" not in written:
        return digits.index(written) + 1
    return (digits.index(tens) + 1 if tens else 1) * 10 + (digits.index(ones) + 1 if ones else 0)


def raw_docx(body: str, **parts: str) -> bytes:
    """Return a Word document of WordprocessingML. `parts` are styles, numbering, footnotes …;
    a part name ending in a digit (header1) is one of several of its kind."""
    saved = BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", CONTENT_TYPES)
        package.writestr("_rels/.rels", _relationships({"officeDocument": "word/document.xml"}))
        package.writestr(
            "word/_rels/document.xml.rels",
            _relationships({name: f"{name}.xml" for name in parts}),
        )
        package.writestr(
            "word/document.xml",
            f"<w:document {WORD_NAMESPACES}><w:body>{body}</w:body></w:document>",
        )
        for name, content in parts.items():
            root = {"header": "hdr", "footer": "ftr"}.get(name.rstrip("0123456789"), name)
            package.writestr(
                f"word/{name}.xml", f"<w:{root} {WORD_NAMESPACES}>{content}</w:{root}>"
            )
    return saved.getvalue()


def word_paragraph(text: str, properties: str = "") -> str:
    """Return a paragraph in WordprocessingML; `properties` stand in its w:pPr."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def _relationships(targets: Mapping[str, str]) -> str:
    items = "".join(
        f'<Relationship Id="{name}" Type="{RELATIONSHIP}/{name.rstrip("0123456789")}" '
        f'Target="{target}"/>'
        for name, target in targets.items()
    )
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{items}</Relationships>"
    )


def html_page_of(
    paragraphs: Sequence[str],
    tables: Mapping[int, Rows] | None = None,
    encoding: str = "utf-8",
    title: str = "",
) -> bytes:
    """Return a page of a government's site with menu, breadcrumb, tools and footer around it."""
    menu = "".join(f'<li><a href="/{name}/">{name}</a></li>' for name in MENU)
    links = " | ".join(f'<a href="/x/">{name}</a>' for name in FOOTER_LINKS)
    body = "\n".join(_html_paragraphs(paragraphs, tables or {}))
    footer = "".join(f"<p>{html.escape(line)}</p>" for line in FOOTER)
    page = f"""<!DOCTYPE html>
<html><head><meta charset="{encoding}"><title>{html.escape(title)}_某某市人民政府</title>
<style>.a {{ color: red }}</style><script>var hidden = "不可见";</script></head>
<body><div class="top"><ul>{menu}</ul></div>
<div>当前位置：<a href="/">首页</a> &gt; <a href="/zc/">政策文件</a></div>
<div class="main"><div class="left"><h3>栏目</h3><ul><li><a href="/1">规章</a></li>
<li><a href="/2">规范性文件</a></li></ul></div>
<div class="right"><div class="tools">字体：<a href="#">大</a> <a href="#">中</a>
<a href="#">小</a> <a href="#">打印</a></div>
<div class="text">
{body}
</div>
<div><a href="#">打印本页</a>&nbsp;&nbsp;<a href="#">关闭窗口</a></div></div></div>
<div class="bottom"><p>{links}</p>{footer}</div></body></html>"""
    return page.encode(encoding)


def _html_paragraphs(paragraphs: Sequence[str], tables: Mapping[int, Rows]) -> Iterator[str]:
    for index, text in enumerate(paragraphs):
        yield f"<p>&nbsp;&nbsp;&nbsp;&nbsp;{html.escape(text)}</p>"
        if index in tables:
            rows = (
                "<tr>" + "".join(f"<td><p>{html.escape(cell)}</p></td>" for cell in row) + "</tr>"
                for row in tables[index]
            )
            yield f"<table>{''.join(rows)}</table>"


def markdown_of(paragraphs: Sequence[str], tables: Mapping[int, Rows] | None = None) -> bytes:
    """Return Markdown: sections and subsections as headings, the rest as paragraphs."""
    pieces: list[str] = []
    for index, text in enumerate(paragraphs):
        level = next(
            (depth for depth, (_, _, p) in enumerate(AUTOMATIC[:2], 2) if p.match(text)), None
        )
        is_heading = level is not None and not text.endswith("。")
        pieces.append(f"{'#' * (level or 0)} {text}" if is_heading else text)
        rows = (tables or {}).get(index)
        if rows:
            lines = ["| " + " | ".join(row) + " |" for row in rows]
            lines.insert(1, "|" + " --- |" * len(rows[0]))
            pieces.append("\n".join(lines))
    return ("\n\n".join(pieces) + "\n").encode()
