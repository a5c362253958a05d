"""Where a document's parts begin and end: contents, cover letter, body, its end, annexes."""

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from corpus.document_lines import LineKind, is_signature, is_title_like
from corpus.numbering import CHAPTER_LEVELS
from corpus.outline.blocks import Block

# The sentence that says from when a document is in force: 本意见自2023年4月1日起施行
IN_FORCE = re.compile(r"(?:本|以上|上述)[\u4e00-\u9fff]{2,10}自[^。]{2,40}(?:施行|实施|执行|生效)")
LONGEST_LISTED_ANNEX = 60
MOST_SIGNATURE_LINES = 12
# 各区县（自治县）人民政府，市政府各部门，有关单位： — not …现将有关事项通知如下：
ADDRESSEES = re.compile(r"[^。！？；《]{2,300}(?<!如下)(?<!要求)(?<!事项)[:：]")
TAIL_KINDS = frozenset(
    (
        LineKind.ANNEX_LIST,
        LineKind.ANNEX,
        LineKind.COPIES,
        LineKind.PRINTED,
        LineKind.PUBLISHED_NOTE,
    )
)


def split_at_annexes(blocks: Sequence[Block]) -> list[list[Block]]:
    """Return the body and each annex; an annex begins with a line such as 附件1."""
    bounds = [0]
    has_clauses = signed = False
    for i, block in enumerate(blocks):
        has_clauses = has_clauses or block.marker is not None
        # a date below the title is no signature
        signed = signed or (block.kind is LineKind.DATE and has_clauses)
        opens = (block.kind is LineKind.ANNEX and not _opens_list_of_annexes(blocks, i)) or (
            # 附件1：申报表 after the signature opens the annex that it names
            signed and block.kind is LineKind.ANNEX_LIST and not _is_list_of_annexes(blocks, i)
        )
        if i and opens:
            bounds.append(i)
    return [list(blocks[a:b]) for a, b in pairwise([*bounds, len(blocks)])]


def _opens_list_of_annexes(blocks: Sequence[Block], start: int) -> bool:
    """Tell whether 附件： on a line of its own is followed by their numbered names."""
    following = blocks[start + 1] if start + 1 < len(blocks) else None
    return (
        blocks[start].text.endswith(("：", ":"))
        and following is not None
        and following.marker is not None
        and following.marker.ordinal == 1
        and _is_listed_annex(following)
    )


def _is_list_of_annexes(blocks: Sequence[Block], start: int) -> bool:
    """Tell whether 附件：… only names the annexes: another such line or the end follows soon."""
    rest = (b for b in blocks[start + 1 :] if not _is_listed_annex(b))
    following = list(islice(rest, 2))
    return not following or any(
        b.kind in TAIL_KINDS | {LineKind.ANNEX, LineKind.DATE} for b in following
    )


def split_at_signatures(blocks: Sequence[Block]) -> list[list[Block]]:
    """Return the cover letter and what it carries as parts of their own.

    Only where the letter has numbered clauses itself: they end with its date, and the numbers
    begin anew after the title that follows.
    """
    parts: list[list[Block]] = [[]]
    last_clause = max((i for i, b in enumerate(blocks) if b.marker or b.table), default=-1)
    has_clauses = False  # in the part that is being gathered
    for i, block in enumerate(blocks):
        current = parts[-1]
        opens = (
            i > 0
            and block.is_paragraph
            and block.marker is None
            and block.kind is None
            and is_title_like(block.text)
            and has_clauses
            and i <= last_clause
            and _ends_signed(current)
        )
        if opens:
            parts.append([])
            has_clauses = False
        has_clauses = has_clauses or block.marker is not None
        parts[-1].append(block)
    return parts


def _ends_signed(blocks: Sequence[Block]) -> bool:
    """Tell whether the last lines are a date and nothing but notes after it."""
    for block in reversed(blocks):
        if block.kind is LineKind.DATE:
            return True
        if block.kind not in (LineKind.PUBLISHED_NOTE, LineKind.COPIES, LineKind.PRINTED):
            return False
    return False


def first_numbered(blocks: Sequence[Block]) -> int:
    """Return the index of the first clause; a table of contents is none. len(blocks) if none."""
    first = next((i for i, b in enumerate(blocks) if b.marker), len(blocks))
    contents = next((i for i, b in enumerate(blocks) if b.kind is LineKind.CONTENTS), None)
    if contents is None or first == len(blocks) or contents > first:
        return first
    opening = blocks[first].marker
    assert opening is not None
    again = next(
        (
            i
            for i, b in enumerate(blocks[first + 1 :], first + 1)
            if b.marker and (b.marker.level, b.marker.ordinal) == (opening.level, opening.ordinal)
        ),
        None,
    )
    listed = blocks[first:again]
    # Chapters of several parts begin anew in the contents too: 第一编 第一章 … 第二编 第一章
    if again is not None and all(is_title_like(b.text) for b in listed):
        return again
    return first


def opening_length(blocks: Sequence[Block]) -> int:
    """Return how many blocks before the first clause are front matter.

    It ends with the last line that is a date, a note, a number or a title; what comes after it
    is the preamble.
    """
    last = 0
    for i, block in enumerate(blocks, start=1):
        if block.is_paragraph and is_title_like(block.text):
            last = i
    if last < len(blocks) and is_addressees(blocks[last].text):
        return last + 1
    return last


def is_addressees(paragraph: str) -> bool:
    """Tell whether a paragraph only names whom the document is sent to."""
    return bool(ADDRESSEES.fullmatch(paragraph))


def heading_length(blocks: Sequence[Block]) -> int:
    """Return how many blocks open a text without clauses: its title, number and addressees."""
    for i, block in enumerate(blocks):
        if block.table or block.is_note:
            return i
        if is_addressees(block.text) and i < len(blocks) - 1:
            return i + 1
        if not is_title_like(block.text):
            return i
    return len(blocks)


def body_end(blocks: Sequence[Block], first: int) -> int:
    """Return where the body ends: before the sentence of entry into force, annexes or signature."""
    start = _after_last_clause(blocks, first)
    for i in range(start, len(blocks)):
        block = blocks[i]
        if not block.is_paragraph:
            continue
        if IN_FORCE.match(block.text) or block.kind in TAIL_KINDS or _signed_from(blocks, i):
            return i
    return len(blocks)


def _after_last_clause(blocks: Sequence[Block], first: int) -> int:
    """Return the index after the last clause that is no entry of the list of annexes."""
    listed: set[int] = set()
    for i, block in enumerate(blocks):
        if i >= first and block.kind in (LineKind.ANNEX_LIST, LineKind.ANNEX):
            j = i + 1
            while j < len(blocks) and _is_listed_annex(blocks[j]):
                j += 1
            listed.update(range(i, j))
    last = max((i for i, b in enumerate(blocks) if b.marker and i not in listed), default=first - 1)
    return max(last + 1, first)


def _is_listed_annex(block: Block) -> bool:
    return (
        block.marker is not None
        and block.marker.level not in CHAPTER_LEVELS
        and len(block.text) <= LONGEST_LISTED_ANNEX
        and "。" not in block.text
    )


def _signed_from(blocks: Sequence[Block], start: int) -> bool:
    """Tell whether a signature begins here: names of organisations, then a date."""
    for block in blocks[start : start + MOST_SIGNATURE_LINES]:
        if block.kind is LineKind.DATE:
            return True
        if not (block.is_paragraph and is_signature(block.text)):
            return False
    return start < len(blocks) and start + MOST_SIGNATURE_LINES >= len(blocks)


def is_closing(block: Block) -> bool:
    """Tell whether a paragraph after the body says from when the document is in force."""
    return bool(IN_FORCE.match(block.text))
