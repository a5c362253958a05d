"""What belongs to the page and not to the policy: page numbers, letterheads, bookmarks."""

import re

from corpus.models import Furniture
from corpus.spaces import visible

LINE = re.compile(r"[^\r\n\f\v\u0085\u2028\u2029]+")
BOOKMARK = re.compile(r"\[bookmark: [^\[\]]*\]")  # [bookmark: _GoBack], left by Word exports
# - 13 -, —12—, － 3 －, 第 3 页 共 10 页
PAGE_NUMBER = re.compile(
    r"[-—–―－]{1,2}\s?\d{1,4}\s?[-—–―－]{1,2}|第\s?\d+\s?页(?:[\s，,/]{0,2}共\s?\d+\s?页)?"
)
# A letterhead beside a page number: 重庆市人民政府办公厅文件, …办公厅发布
LETTERHEAD = re.compile(r"[\u4e00-\u9fff]{4,30}(?:政府|办公厅|办公室|委员会|厅|局|委)(?:文件|发布)")
LETTERHEAD_REACH = 3  # lines before or after a page number


def page_furniture(source: str) -> tuple[Furniture, ...]:
    """Return bookmarks, page numbers and the letterheads beside them, in source order."""
    found = []
    if "[bookmark" in source:
        found += [
            Furniture("bookmark", m.start(), m.end(), m.group()) for m in BOOKMARK.finditer(source)
        ]
    lines = [m for m in LINE.finditer(source) if visible(m.group())]
    page_numbers = [i for i, m in enumerate(lines) if _is_page_number(m.group().strip())]
    found += [_furniture_line("page_number", lines[i]) for i in page_numbers]
    near = {
        j
        for i in page_numbers
        for j in range(i - LETTERHEAD_REACH, i + LETTERHEAD_REACH + 1)
        if 0 <= j < len(lines)
    }
    found += [
        _furniture_line("running_head", lines[j])
        for j in sorted(near)
        if LETTERHEAD.fullmatch(lines[j].group().strip())
    ]
    return tuple(sorted(found, key=lambda item: item.start))


def without_spans(source: str, spans: tuple[Furniture, ...], start: int, end: int) -> str:
    """Return `source[start:end]` without the spans that are set aside."""
    kept, position = [], start
    for span in spans:
        if span.end <= start or span.start >= end:
            continue
        kept.append(source[position : max(position, span.start)])
        position = max(position, span.end)
    kept.append(source[min(position, end) : end])
    return "".join(kept)


def without_overlaps(spans: tuple[Furniture, ...]) -> tuple[Furniture, ...]:
    """Return the spans in order; of two that overlap the one that begins first."""
    kept: list[Furniture] = []
    for span in sorted(spans, key=lambda item: (item.start, -item.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def _is_page_number(line: str) -> bool:
    return len(line) < 24 and bool(PAGE_NUMBER.fullmatch(line))


def _furniture_line(kind: str, match: re.Match[str]) -> Furniture:
    written = match.group()
    start = match.start() + len(written) - len(written.lstrip())
    return Furniture(kind, start, start + len(written.strip()), written.strip())
