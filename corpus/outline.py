"""The outline of a cleaned text: a tree of clauses whose own spans cover every character once."""

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.cleaning import ANNEX_LINE
from corpus.labels import clauses_in
from corpus.models import Clause, ClauseKind
from corpus.numbering import ARTICLE_LEVEL, DASH_LEVEL, Marker, marker_at_start
from corpus.opening import opening_length
from corpus.outline_tree import OutlineNode, group_headless

LONGEST_HEADING = 40
ARTICLE_HEADING = re.compile(r"[（(【\[]([^）)】\]]{2,20})[）)】\]]")  # （适用范围）
MOST_COMMAS_IN_HEADING = 1
SENTENCE_END = "。！？!?；;"
# The sentence that says from when a document is in force: 本意见自2023年4月1日起施行
IN_FORCE = re.compile(r"本[\u4e00-\u9fff]{2,6}自[^。]{2,40}(?:施行|实施|执行|生效)")
# What follows the body: 附件：…分工表, 抄送：…, （此件公开发布）, …2023年3月1日印发
AFTER_BODY = re.compile(r"附\s?件[:：\d]|抄送[:：]|[（(]此件|.{2,40}\d日印发$")
# A table that lost its cells: most lines are a few characters long
FLATTENED_LINE = 20
FLATTENED_MEDIAN = 16
FEWEST_TABLE_LINES = 20

ROOT_LEVEL = 0


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def outline_of(text: str, document_id: str) -> tuple[Clause, ...]:
    """Return the clauses of a cleaned text in reading order, parents before children."""
    root = OutlineNode(ROOT_LEVEL, ClauseKind.CLAUSE, 0, "", None, 0, 0, 0)
    paragraphs = _paragraphs(text)
    annex_starts = [i for i, p in enumerate(paragraphs) if i and ANNEX_LINE.fullmatch(p.text)]
    bounds = [*annex_starts, len(paragraphs)]
    _build_main(root, paragraphs[: bounds[0]])
    for start, end in pairwise(bounds):
        _build_annex(root, paragraphs[start:end])
    return tuple(clauses_in(root, document_id, text))


def heading_of(rest: str) -> str | None:
    """Return the heading that a paragraph opens with after its number, or None.

    `推进信息技术应用` → itself; `推动建筑企业升级。大力扶持…` → `推动建筑企业升级`; a long sentence
    of an article is no heading.
    """
    first = re.split(f"[{SENTENCE_END}]", rest, maxsplit=1)[0].strip()
    whole_line = len(first) == len(rest.strip())
    if not first or len(first) > LONGEST_HEADING:
        return None
    if not whole_line and first.count("，") > MOST_COMMAS_IN_HEADING:
        return None
    return first


def _article_heading(rest: str) -> str | None:
    """Return the heading in brackets that some articles open with: 第三条（适用范围）."""
    match = ARTICLE_HEADING.match(rest.strip())
    return match.group(1) if match else None


def _paragraphs(text: str) -> list[_Paragraph]:
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(_Paragraph(line, start))
        start += len(line) + 1
    return found


def _build_main(root: OutlineNode, paragraphs: list[_Paragraph]) -> None:
    first = next((i for i, p in enumerate(paragraphs) if marker_at_start(p.text)), len(paragraphs))
    title_end = opening_length([p.text for p in paragraphs[:first]])
    if title_end:
        root.children.append(_plain(ClauseKind.FRONT_MATTER, paragraphs[:title_end]))
    if first > title_end:
        root.children.append(_plain(ClauseKind.PREAMBLE, paragraphs[title_end:first]))
    last = _body_end(paragraphs, first)
    _build_tree(root, paragraphs[first:last])
    _build_after_body(root, paragraphs[last:])


def _body_end(paragraphs: list[_Paragraph], first: int) -> int:
    last_marked = max(
        (i for i, p in enumerate(paragraphs) if i >= first and marker_at_start(p.text)),
        default=len(paragraphs),
    )
    for i in range(last_marked + 1, len(paragraphs)):
        if IN_FORCE.match(paragraphs[i].text) or AFTER_BODY.match(paragraphs[i].text):
            return i
    return len(paragraphs)


def _build_after_body(root: OutlineNode, paragraphs: list[_Paragraph]) -> None:
    closing = [i for i, p in enumerate(paragraphs) if IN_FORCE.match(p.text)]
    split = closing[-1] + 1 if closing else 0
    if split:
        root.children.append(_plain(ClauseKind.CLOSING, paragraphs[:split]))
    if paragraphs[split:]:
        root.children.append(_plain(ClauseKind.BACK_MATTER, paragraphs[split:]))


def _build_annex(root: OutlineNode, paragraphs: list[_Paragraph]) -> None:
    title_end = min(2, len(paragraphs))  # 附件 and the line that names it
    is_table = _is_flattened_table(paragraphs[title_end:])
    first = next(
        (i for i, p in enumerate(paragraphs) if i and marker_at_start(p.text)), len(paragraphs)
    )
    annex = _plain(ClauseKind.ANNEX, paragraphs[: title_end if is_table else first])
    annex.number = paragraphs[0].text.rstrip("：:")
    annex.heading = paragraphs[1].text if len(paragraphs) > 1 else None
    root.children.append(annex)
    if is_table:
        table = _plain(ClauseKind.TABLE, paragraphs[title_end:])
        table.level = annex.level + 1
        annex.children.append(table)
    else:
        _build_tree(annex, paragraphs[first:])


def _is_flattened_table(paragraphs: list[_Paragraph]) -> bool:
    lengths = [len(p.text) for p in paragraphs]
    return (
        len(lengths) >= FEWEST_TABLE_LINES
        and median(lengths) <= FLATTENED_MEDIAN
        and sum(length <= FLATTENED_LINE for length in lengths) > 0.8 * len(lengths)
    )


def _plain(kind: ClauseKind, paragraphs: list[_Paragraph]) -> OutlineNode:
    start, end = paragraphs[0].start, paragraphs[-1].end
    return OutlineNode(ROOT_LEVEL + 1, kind, 0, "", None, start, end, start)


def _build_tree(root: OutlineNode, paragraphs: list[_Paragraph]) -> None:
    """Hang each numbered paragraph under the nearest open clause of a smaller level."""
    path = [root]
    for paragraph in paragraphs:
        marker = marker_at_start(paragraph.text)
        if marker is None:
            path[-1].end = paragraph.end
            continue
        while path[-1] is not root and path[-1].level >= marker.level:
            path.pop()
        node = _marked(marker, paragraph)
        path[-1].children.append(node)
        path.append(node)
    group_headless(root)


def _marked(marker: Marker, paragraph: _Paragraph) -> OutlineNode:
    rest = paragraph.text[len(marker.written) :]
    body_start = paragraph.start + len(marker.written) + len(rest) - len(rest.lstrip())
    kind = ClauseKind.ITEM if marker.level == DASH_LEVEL else ClauseKind.CLAUSE
    return OutlineNode(
        marker.level,
        kind,
        marker.ordinal,
        marker.written.strip(),
        _article_heading(rest) if marker.level == ARTICLE_LEVEL else heading_of(rest),
        paragraph.start,
        paragraph.end,
        body_start,
    )
