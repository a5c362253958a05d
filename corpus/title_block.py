"""What the lines around a document's clauses state: titles, own number, who signed and when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from corpus.document_lines import DOC_NUMBER_LINE, LineKind, is_signature, is_title_like, line_kind
from corpus.facts.dates import date_in

MOST_TITLE_LINES = 4  # more short lines than that are a menu, not a title
SHORTEST_PAGE_TITLE = 8
KINDS = files("corpus").joinpath("document_kinds.txt").read_text("utf-8").split()
# The kind of document that a title ends with: …实施意见, …任务分工方案（试行）
KIND_AT_END = re.compile(
    rf"({'|'.join(sorted(KINDS, key=len, reverse=True))})(?:[（(].{{2,12}}[）)])?$"
)
PAGE_DATE = re.compile(r"((?:19|20)\d\d)[-./](\d{1,2})[-./](\d{1,2})")  # 2026-04-20 11:19
# 石政发〔2020〕3号-某区人民政府关于…的通知, 某委印发《…》的通知（黔发改〔2020〕111号）
_NUMBER = DOC_NUMBER_LINE.pattern
NUMBER_BESIDE_TITLE = re.compile(
    rf"(?P<first>{_NUMBER})\s?[-—－:：\s]\s?(?P<after>.+)"
    rf"|(?P<before>.+?)\s?[（(](?P<last>{_NUMBER})[）)]"
)
STANDS_IN = re.compile(r"\s?[（(][^（()）]*代章[）)]")  # （北京市政务服务管理局代章）
# 文号：穗府办规〔2020〕10号, 发布机关：, 实施日期： on a line of its own or before its value
LABELLED = re.compile(
    r"(?P<label>文\s?号|发文字号|发文机关|发布机关|制定机关|成文日期|印发日期|实施日期|施行日期|生效日期"
    r"|失效日期|信息来源|来源|发布日期|发布时间|发表时间)\s?[:：]\s?(?P<value>.*)"
)
OWN_SITE = re.compile(r"^本[网站]\s?")  # 来源：本网 某市某局
# Between the names of those who sign: 广州市民政局 广州市财政局, 某局,某厅
NAME_SEPARATOR = re.compile(r"[\s,，、]+")
FIELD_OF_LABEL = {
    "文号": "doc_number",
    "发文字号": "doc_number",
    "发文机关": "issuer",
    "发布机关": "issuer",
    "制定机关": "issuer",
    "成文日期": "issued_on",
    "印发日期": "issued_on",
    "实施日期": "effective_on",
    "施行日期": "effective_on",
    "生效日期": "effective_on",
    "失效日期": "expires_on",
    "信息来源": "source",
    "来源": "source",
    "发布日期": "published_on",
    "发布时间": "published_on",
    "发表时间": "published_on",
}


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """What the lines before the body state; `titles` in their order, without doubles."""

    titles: tuple[str, ...]
    doc_number: str | None
    issuer: str | None
    issued_on: date | None
    labelled: dict[str, str]


def title_block_of(lines: Sequence[str]) -> TitleBlock:
    """Return what the lines of the front matter state."""
    titles: list[str] = []
    block: list[str] = []
    doc_number: str | None = None
    for i, whole_line in enumerate(lines):
        number, line = _own_number(whole_line)
        kind = line_kind(line)
        if kind is LineKind.DOC_NUMBER:
            number = line
        doc_number = doc_number or number
        if i and _awaits_value(lines[i - 1]):
            block = []
            continue
        if kind is None and is_title_like(line) and not _is_label(line):
            block = [*block, line][-MOST_TITLE_LINES:]
            title = _title_at_end(block)
            if title:
                titles.append(title)
                block = []
        elif kind is not LineKind.DOC_NUMBER:
            block = []
    issuer, issued_on = signature_in(lines)
    return TitleBlock(
        tuple(dict.fromkeys(titles)), doc_number, issuer, issued_on, labelled_in(lines)
    )


def _own_number(line: str) -> tuple[str | None, str]:
    """Return the document number that a title's line states beside the title, and the title."""
    match = NUMBER_BESIDE_TITLE.fullmatch(line) if "号" in line else None
    title = (match["after"] or match["before"]) if match else None
    if match is None or title is None or not KIND_AT_END.search(title):
        return None, line
    return match["first"] or match["last"], title


def page_title_of(lines: Sequence[str]) -> str | None:
    """Return the first line of a saved web page's article, if it could be its title."""
    first = lines[0] if lines else ""
    fits = len(first) >= SHORTEST_PAGE_TITLE and is_title_like(first) and not _is_label(first)
    return first if fits and line_kind(first) is None and not is_signature(first) else None


def signature_in(lines: Sequence[str]) -> tuple[str | None, date | None]:
    """Return who signed, joined by 、, and when: organisations' names above a line with a date."""
    dated: date | None = None
    for i, line in enumerate(lines):
        if line_kind(line) is not LineKind.DATE or (i and _is_label(lines[i - 1])):
            continue
        signed: list[str] = []
        for above in reversed(lines[:i]):
            name = STANDS_IN.sub("", above).strip()
            if name and not is_signature(name):
                break
            signed += reversed(NAME_SEPARATOR.split(name))
        if signed:
            return "、".join(name for name in reversed(signed) if name), date_in(line)
        dated = dated or date_in(line)
    return None, dated


def page_date_in(written: str) -> date | None:
    """Return the day that a web page states: 2026-04-20 11:19:38, 2026年4月20日."""
    match = PAGE_DATE.search(written)
    try:
        return date(*(int(group) for group in match.groups())) if match else date_in(written)
    except ValueError:
        return None  # 2026-13-40


def kind_of(title: str) -> str | None:
    """Return the kind of document that a title ends with."""
    match = KIND_AT_END.search(title)
    return match.group(1) if match else None


def labelled_in(lines: Sequence[str]) -> dict[str, str]:
    """Return the fields that lines state as 文号：…, by name; the value may be the next line."""
    found: dict[str, str] = {}
    for i, line in enumerate(lines):
        match = LABELLED.fullmatch(line) if len(line) < 80 else None
        if match:
            value = match["value"].strip() or (lines[i + 1] if i + 1 < len(lines) else "")
            if value and not _is_label(value):
                field = FIELD_OF_LABEL["".join(match["label"].split())]
                if field in ("issuer", "source"):
                    value = "、".join(NAME_SEPARATOR.split(OWN_SITE.sub("", value.strip())))
                found.setdefault(field, value.strip())
    return found


def _title_at_end(block: list[str]) -> str | None:
    """Return the title that the last lines of a block make up.

    A line that names subject and kind by itself (某局关于…的通知) needs none of those above it
    but the names of those who issue it.
    """
    last = block[-1]
    if not KIND_AT_END.search(last):
        return None
    whole = last.find("关于")
    if whole > 3:
        return last
    return "".join(block)


def _awaits_value(line: str) -> bool:
    """Tell whether a line is a field's name whose value is the next line: 发布机关："""
    match = LABELLED.fullmatch(line)
    return match is not None and not match["value"].strip()


def _is_label(line: str) -> bool:
    return line.endswith(("：", ":")) or LABELLED.fullmatch(line) is not None
