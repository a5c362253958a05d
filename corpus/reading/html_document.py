"""From the bytes of a web page to the tree of what a browser would show."""

import re
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from corpus.errors import CorpusError
from corpus.reading.base import SourceFile
from corpus.reading.plain_text import BYTE_ORDER_MARKS

Element = Any  # an lxml element: lxml ships no types

# <meta charset="gb2312">, <meta … content="text/html; charset=gbk">, <?xml … encoding="utf-8"?>
DECLARED_ENCODING = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""")
DECLARATION_REACH = 4096  # bytes from the beginning
CHINESE_ENCODINGS = frozenset({"gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936", "hz-gb-2312"})
# Of what should be UTF-8 so much may be broken before it is taken for another encoding
MOST_BROKEN_SHARE = 0.05
# Control characters that no browser shows and that end the parser's text
CONTROL = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Pages are pasted into pages: what follows the first end is shown, but the parser leaves it out
END_OF_PAGE = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
NEVER_SHOWN = (
    *("head", "script", "style", "noscript", "template", "iframe", "object", "embed", "applet"),
    *("svg", "canvas", "audio", "video", "title", "datalist", "input", "select", "textarea"),
)
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
SAVE_AGAIN = "Open it in a browser, save the page again as UTF-8 and ingest that"


def decoded_html(source: SourceFile) -> str:
    """Return the characters of a page. Raises CorpusError for what is no text."""
    if not source.data.strip():
        raise CorpusError(source.name, "read", "the file is empty", "Check what was saved")
    text = _decoded(source)
    if "\0" in text:
        problem = f"not a web page: character {text.index(chr(0))} is the control code U+0000"
        raise CorpusError(source.name, "read", problem, SAVE_AGAIN)
    return CONTROL.sub("", text)


def _decoded(source: SourceFile) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if source.data.startswith(mark):
            return _decoded_as(source, encoding)
    try:
        return source.data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded_as(source, _other_encoding(source.data))


def _other_encoding(data: bytes) -> str:
    """Return the declared encoding of what is no valid UTF-8; GB18030 where none holds."""
    declared = DECLARED_ENCODING.search(data[:DECLARATION_REACH])
    name = declared.group(1).decode("ascii").lower() if declared else ""
    if name.replace("-", "") == "utf8":
        return "utf-8" if _is_mostly_utf8(data) else "gb18030"
    if name in {"big5", "big5-hkscs"}:
        return "big5hkscs"
    return "gb18030"


def _is_mostly_utf8(data: bytes) -> bool:
    characters = [c for c in data.decode("utf-8", errors="replace") if not c.isascii()]
    return characters.count("\ufffd") < MOST_BROKEN_SHARE * len(characters)


def _decoded_as(source: SourceFile, encoding: str) -> str:
    try:
        return source.data.decode(encoding)
    except UnicodeDecodeError as error:
        problem = f"not a text in {encoding}: byte {error.start} cannot be decoded"
        raise CorpusError(source.name, "read", problem, SAVE_AGAIN) from error


def parsed_html(text: str) -> Element:
    """Return the root of a page's tree.

    Raises etree.LxmlError for a page without content or one that the parser cannot hold whole.
    """
    parser = lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    # As bytes, for a declaration inside would contradict text that is decoded already
    data = END_OF_PAGE.sub("", text).encode("utf-8", errors="surrogatepass")
    root = lxml_html.document_fromstring(data, parser=parser, ensure_head_body=True)
    for error in parser.error_log.filter_from_fatals():
        raise etree.ParserError(f"line {error.line}: {error.message.strip()}")
    return root


def without_hidden(root: Element) -> Element:
    """Remove from a tree, in place, what a browser does not show; return the tree."""
    etree.strip_elements(root, *NEVER_SHOWN, with_tail=False)
    for element in root.xpath("//body//*[@style or @hidden]"):
        if element.get("hidden") is not None or HIDDEN_STYLE.search(element.get("style", "")):
            parent = element.getparent()
            if parent is not None:
                element.drop_tree()
    return root
