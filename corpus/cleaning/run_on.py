"""Texts that came on one line: their paragraphs, found where blanks and numbers show them.

Chinese is written without blanks between words, so a blank after a mark of punctuation, before a
number that opens a clause, or beside a date is what is left of a line break.
"""

import re
from itertools import pairwise

from corpus.document_lines import DATE_LINE, DOC_NUMBER_LINE, line_kind
from corpus.numbering import marker_at_start

LONGEST_PARAGRAPH = 800  # characters; a longer line may be a whole document
BLANKS = re.compile(r"[ \t\u00a0\u3000]+")
WIDE = re.compile(r"[\u3000\t]| {2,}")  # what indents a paragraph
AFTER_MARK = re.compile(r"[。！？；：:;!?）)”】]$")
SENTENCE_END = re.compile(r"[。！？]")
LONGEST_HEADING = 40
REACH = 60  # characters that tell what a number opens
SECOND = 2
# Where a number may open a clause without a blank before it: …（责任单位：市住建局）2.搭建平台
CLOSED = re.compile(r"(?<=[。；：）)])(?=[（(一二三四五六七八九十①-⑳第\d])")


def split_run_on(line: str) -> list[str]:
    """Return the paragraphs of a line that holds many, or the line itself. Loses only blanks."""
    if len(line) <= LONGEST_PARAGRAPH:
        return [line]
    pieces = _rejoined(_pieces(line))
    return [part for piece in pieces for part in _split_at_numbers(piece)]


def _pieces(line: str) -> list[tuple[str, bool]]:
    """Return what stands between blanks, each with whether a wide gap stands before it."""
    pieces: list[tuple[str, bool]] = []
    position, wide = 0, False
    for blank in BLANKS.finditer(line):
        if blank.start() > position:
            pieces.append((line[position : blank.start()], wide))
            wide = False
        wide = wide or bool(WIDE.search(blank.group()))
        position = blank.end()
    if position < len(line):
        pieces.append((line[position:], wide))
    return pieces


def _rejoined(pieces: list[tuple[str, bool]]) -> list[str]:
    """Join the pieces that no paragraph break stands between."""
    last_sentence = max(
        (i for i, (p, _) in enumerate(pieces) if SENTENCE_END.search(p)), default=-1
    )
    first_sentence = next((i for i, (p, _) in enumerate(pieces) if SENTENCE_END.search(p)), 0)
    paragraphs: list[str] = []
    for i, (piece, wide) in enumerate(pieces):
        outside = i < first_sentence or i > last_sentence + 1
        if paragraphs and not _breaks(paragraphs[-1], piece, wide, outside):
            paragraphs[-1] += f" {piece}"
        else:
            paragraphs.append(piece)
    return paragraphs


def _breaks(before: str, piece: str, wide: bool, outside: bool) -> bool:
    marker = marker_at_start(before)
    if marker is not None and len(marker.written.strip()) == len(before):
        return False  # the number alone: its words follow
    if wide or outside or AFTER_MARK.search(before) or marker_at_start(piece + "文") is not None:
        return True
    if _stands_alone(piece) or _stands_alone(before.rsplit(" ", 1)[-1]):
        return True
    # 二、重点任务 省发展改革委…: what follows a heading is its text
    return marker is not None and len(before) <= LONGEST_HEADING and not before[-1].isascii()


def _stands_alone(piece: str) -> bool:
    return (
        bool(DATE_LINE.fullmatch(piece) or DOC_NUMBER_LINE.fullmatch(piece))
        or line_kind(piece) is not None
    )


def _split_at_numbers(paragraph: str) -> list[str]:
    """Split where numbers that continue a sequence stand after a mark without a blank."""
    places = [
        (place.start(), marker)
        for place in CLOSED.finditer(paragraph)
        if (marker := marker_at_start(paragraph[place.start() : place.start() + REACH]))
    ]
    # The first of a list needs its second after it, for one number alone may be a citation
    last_second = {m.level: place for place, m in places if m.ordinal == SECOND}
    starts = [0]
    last: dict[int, int] = {}
    opening = marker_at_start(paragraph)
    if opening is not None:
        last[opening.level] = opening.ordinal
    for place, marker in places:
        if marker.ordinal < SECOND:
            continues = last_second.get(marker.level, -1) > place
        else:
            continues = last.get(marker.level) == marker.ordinal - 1
        if continues:
            starts.append(place)
            last[marker.level] = marker.ordinal
    return [paragraph[a:b] for a, b in pairwise([*starts, len(paragraph)])]
