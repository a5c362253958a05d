"""Web pages: the article and its tables, the page around it set aside, nothing lost."""

import itertools
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import CorpusError
from corpus.reading.base import LineBreaks, SourceFile, SourceText
from corpus.reading.html import html_text
from tests.corpus.reading.makers import FOOTER, MENU, html_page_of, seed_paragraphs, visible

SEEDS = ("000", "001", "002", "003", "004")


def read(data: bytes | str) -> SourceText:
    return html_text(SourceFile("a.html", data if isinstance(data, bytes) else data.encode()))


def body(content: str) -> SourceText:
    return read(f"<html><head><title>题</title></head><body>{content}</body></html>")


def kept(found: SourceText) -> str:
    """Return the lines of a text that are no furniture."""
    pieces, position = [], 0
    for piece in found.furniture:
        assert found.text[piece.start : piece.end] == piece.text
        pieces.append(found.text[position : piece.start])
        position = piece.end
    pieces.append(found.text[position:])
    return "\n".join(line for line in "".join(pieces).split("\n") if line)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_article_of_a_page_is_the_policy(seed: str) -> None:
    paragraphs = seed_paragraphs(seed)
    found = read(html_page_of(paragraphs, title=paragraphs[0]))
    assert kept(found).split("\n") == [" ".join(text.split()) for text in paragraphs]
    assert found.line_breaks is LineBreaks.PARAGRAPH
    furniture = "".join(piece.text for piece in found.furniture)
    assert all(words in furniture for words in (*MENU, *FOOTER))
    assert "不可见" not in found.text


PROSE = "为贯彻落实国务院有关要求，加快推进建筑业高质量发展，结合我市实际，制定本实施意见。"
MENU_HTML = "<ul>" + "".join(f"<li><a href='#'>{name}</a></li>" for name in MENU) + "</ul>"


def test_title_data_and_attachments_outside_the_article_stay() -> None:
    found = read(
        f"""<html><head><meta name="ArticleTitle" content="某市关于推进建筑业发展的意见">
<title>某市关于推进建筑业发展的意见_某市人民政府</title></head><body>
<div class="header"><h1>某某市人民政府门户网站</h1>{MENU_HTML}</div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/zc">政策</a></div>
<table><tr><td>索 引 号：</td><td>01/2023-1</td><td>发文机关：</td><td>某市人民政府</td></tr>
<tr><td>发文字号：</td><td>某政发〔2023〕5号</td><td>成文日期：</td><td>2023年3月1日</td></tr></table>
<div class="title">某市关于<br>推进建筑业发展的意见</div>
<div class="info">发布日期：2023-03-02 来源：市政府办</div>
<div class="fenxiang"><a>分享</a> <a>微信</a> <a>微博</a></div>
<div id="UCAP-CONTENT"><p>{PROSE}</p><p>一、总体要求</p><p>{PROSE}</p><p>【打印】【关闭】</p>
<p>二、主要目标</p><p>{PROSE}</p><p>某市人民政府</p></div>
<div><a href="/a/1.docx">附件：任务分工表.docx</a></div>
<div class="related"><h3>相关解读</h3><a href="/1">一图读懂某市的意见，请看这里。</a></div>
<div><span>主办单位：某市人民政府办公室</span><p>网站标识码：5000000001</p></div></body></html>"""
    )
    assert kept(found).split("\n") == [
        "索 引 号：01/2023-1",
        "发文机关：某市人民政府",
        "发文字号：某政发〔2023〕5号",
        "成文日期：2023年3月1日",
        "某市关于",
        "推进建筑业发展的意见",
        "发布日期：2023-03-02 来源：市政府办",
        PROSE,
        *("一、总体要求", PROSE),
        *("二、主要目标", PROSE),
        "某市人民政府",
        "附件：任务分工表.docx",
    ]
    kinds = [piece.kind for piece in found.furniture]
    assert set(kinds) == {"page_menu", "page_tools", "page_footer"}
    assert "某某市人民政府门户网站" in found.furniture[0].text


def test_a_page_laid_out_by_tables() -> None:
    links = "<br>".join(f"<a href='#'>{name}</a>" for name in MENU)
    data = "<table><tr><td>任务</td><td>单位</td></tr><tr><td>推进</td><td>住建局</td></tr></table>"
    article = f"一、总体要求<br>{PROSE}<br>二、目标<br>{PROSE}<br>{data}三、保障<br>{PROSE}"
    found = body(
        f"<table><tr><td colspan=2>{links}</td></tr><tr><td>{links}</td><td>{article}</td></tr>"
        "<tr><td colspan=2>版权所有：某市人民政府</td></tr></table>"
    )
    assert kept(found).split("\n") == [
        *("一、总体要求", PROSE, "二、目标", PROSE, "任务\t单位", "推进\t住建局", "三、保障", PROSE)
    ]
    (table,) = found.tables
    assert found.text[table.start : table.end] == "任务\t单位\n推进\t住建局"


def test_merged_cells_and_header_rows() -> None:
    found = body(
        f"<p>{PROSE}</p><table><caption>分工表</caption><thead><tr><th rowspan=2>领域<th colspan=2>"
        "任务</tr><tr><th>措施<th>单位</tr></thead><tr><td rowspan=9>绿色<td><p>推广</p><p>应用</p>"
        "<td>甲局<tr><td>装配<td><table><tr><td>乙局<td>丙局</table></table>"
    )
    (table,) = found.tables
    assert found.text == (
        f"{PROSE}\n分工表\n领域\t任务\n措施\t单位\n绿色\t推广\n应用\t甲局\n装配\t乙局\n丙局"
    )
    assert [
        (c.row, c.column, c.row_span, c.column_span, found.text[c.start : c.end])
        for c in table.cells
    ] == [
        (0, 0, 2, 1, "领域"),
        (0, 1, 1, 2, "任务"),
        (1, 1, 1, 1, "措施"),
        (1, 2, 1, 1, "单位"),
        (2, 0, 2, 1, "绿色"),
        (2, 1, 1, 1, "推广\n应用"),
        (2, 2, 1, 1, "甲局"),
        (3, 1, 1, 1, "装配"),
        (3, 2, 1, 1, "乙局\n丙局"),
    ]
    assert table.header_rows == 2


def test_a_list_of_documents_is_a_table_though_its_head_has_the_words_of_a_data_block() -> None:
    found = body(
        "<table><tr><th>文件名称</th><th>文号</th><th>发布日期</th></tr>"
        "<tr><td>某办法</td><td>某政发〔2001〕1号</td><td>2001年1月1日</td></tr></table>"
    )
    assert [table.header_rows for table in found.tables] == [1]


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td>甲</td></tr></table>",
        "<table><tr><td>甲</td><td> </td></tr></table>",
        "<table role=presentation><tr><td>甲</td><td></td></tr></table>",
    ],
)
def test_tables_that_lay_out_the_page_are_paragraphs(table: str) -> None:
    found = body(f"{table}<p>乙</p>")
    assert (found.text, found.tables) == ("甲\n乙", ())


def test_inline_elements_join_and_blocks_part() -> None:
    found = body(
        "<div>面积5<b>万</b>m<sup>2</sup>，<span>CO<sub>2</sub></span><br/>次行<p>新&nbsp;&nbsp;段"
        "\n 落</p>尾<!-- 注 --><div style='display: none'>隐</div><p hidden>隐</p>"
        "<ruby>渝<rp>(</rp><rt>yú</rt><rp>)</rp></ruby><pre>一\n二</pre></div>"
    )
    assert found.text == "面积5万m2，CO2\n次行\n新 段 落\n尾渝(yú)\n一\n二"


def test_ordered_lists_show_their_numbers() -> None:
    found = body(
        "<ol><li>甲<li><p>乙</p><p>续</p><li value=7>丙<li>丁</ol>"
        "<ol type=a start=3><li>戊</ol><ol reversed><li>己<li>庚</ol>"
        "<ol style='list-style-type: cjk-ideographic'><li>辛</ol>"
        "<ol style='list-style:none'><li>壬</ol><ol><li>（一）癸</ol><ul><li>点</ul>"
    )
    assert found.text.split("\n") == [
        *("1. 甲", "2. 乙", "续", "7. 丙", "8. 丁", "c. 戊", "2. 己", "1. 庚"),
        *("一、辛", "壬", "（一）癸", "点"),
    ]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", ""),
        ("utf-8", "gb2312"),  # declared wrongly
        ("gb18030", "gb2312"),
        ("gb18030", "utf-8"),  # declared wrongly
        ("gb18030", ""),
        ("utf-16", ""),
        ("big5", "big5"),
    ],
)
def test_encodings(encoding: str, declared: str) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">'
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    page = f"{head}<html><head>{meta if declared else ''}</head><body>重要政策文件</body></html>"
    assert read(page.encode(encoding)).text == "重要政策文件"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"\x89PNG\x00\x01", "not a"),
        (b"<html><body><script>x</script></body></html>", "no text"),
        (b"<!-- a -->", "no web page"),
        (('<meta charset="utf-8">' + PROSE * 9).encode() + b"\xe4\xb8", "cannot be decoded"),
        ("<table><tr><td>甲<td>".encode() * 500, "nested too deep"),
        ("<div>甲".encode() * 3000, "read whole.*depth"),
    ],
)
def test_bad_pages_end_in_an_error_with_a_remedy(data: bytes, problem: str) -> None:
    with pytest.raises(CorpusError, match=problem) as caught:
        read(data)
    assert (caught.value.source, caught.value.stage) == ("a.html", "read")
    assert caught.value.remedy


def test_tags_left_open_lose_nothing() -> None:
    found = body("".join(f"<div><font><span>第{number}段" for number in range(400)))
    assert visible(found.text) == "".join(f"第{number}段" for number in range(400))


def test_what_follows_the_end_of_a_pasted_page_stays() -> None:
    pasted = "<div><html><head></head><body>甲</body></html>乙</div></body></html><p>丙</p>"
    assert body(pasted).text == "甲乙\n丙"


TAGS = (
    *("p", "div", "span", "a", "b", "font", "table", "tbody", "tr", "td", "th", "caption", "form"),
    *("ul", "ol", "li", "h1", "center", "pre", "sup", "br", "section", "nav", "o:p", "body"),
)


@settings(deadline=None)
@given(st.lists(st.one_of(st.sampled_from(TAGS), st.sampled_from([f"/{tag}" for tag in TAGS]))))
def test_no_text_is_lost_whatever_the_tags(tags: list[str]) -> None:
    page = "始" + "".join(f"<{tag}>字{number}。" for number, tag in enumerate(tags))
    found = body(page)
    expected = Counter({f"字{number}。": 1 for number in range(len(tags))})
    assert Counter(re.findall(r"字\d+。", found.text)) == expected
    spans = [(piece.start, piece.end) for piece in found.furniture]
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(spans))
