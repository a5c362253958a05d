"""From characters and their places to lines in reading order."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from corpus.reading.printed_page import Glyph, PrintedLine, Segment

# Gaps in widths of a Chinese character (em)
WIDE_GAP = 1.3  # no blank between words: another column
BLANK_GAP = 0.6
BLANK_GAP_IN_LATIN = 0.18
WIDEST_LETTER_SPACING = 2.5  # a title's characters set far apart, all alike
FEWEST_SPACED_LETTERS = 4
EM_OF_HEIGHT = 0.8  # where a line has no Chinese character
SAME_LINE_OVERLAP = 0.55  # of the lower of two heights
LEAST_HEIGHT_RATIO = 0.4  # a superscript is that high; an initial of three lines is no part

# Two columns of text
FEWEST_COLUMN_LINES = 8
NARROWEST_GUTTER = 10.0  # points
COLUMN_FILL = 0.6  # a column's lines fill that much of its width, by their median


def lines_of(glyphs: list[Glyph]) -> list[PrintedLine]:
    """Return the lines from top to bottom."""
    lines = []
    for runs in _grouped(_runs(glyphs)):
        letters = sorted((g for run in runs for g in run), key=lambda g: g.x0)
        segments = _segments(letters)
        if segments:
            lines.append(PrintedLine(tuple(segments)))
    return lines


def lines_of_segments(segments: list[Segment]) -> list[PrintedLine]:
    """Return the lines that recognised segments stand in, from top to bottom."""
    runs = [[Glyph(str(i), s.x0, s.top, s.x1, s.bottom)] for i, s in enumerate(segments)]
    lines = []
    for group in _grouped(runs):
        row = sorted((segments[int(g.character)] for run in group for g in run), key=_left)
        lines.append(PrintedLine(tuple(row)))
    return lines


def character_width(lines: Sequence[PrintedLine]) -> float:
    """Return the usual width of a Chinese character in lines, in points; at least 1."""
    widths = [
        (segment.x1 - segment.x0) / characters
        for line in lines
        for segment in line.segments
        if (characters := _width_in_characters(segment.text)) >= 1.5
    ]
    return max(1.0, median(widths)) if widths else 1.0


def _width_in_characters(text: str) -> float:
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def _left(item: Segment) -> float:
    return item.x0


def in_reading_order(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Return the lines of a page column by column where it clearly has two."""
    gutter = _gutter(lines)
    if gutter is None:
        return lines
    ordered: list[PrintedLine] = []
    left: list[PrintedLine] = []
    right: list[PrintedLine] = []
    for line in lines:
        before = tuple(s for s in line.segments if s.x1 <= gutter)
        after = tuple(s for s in line.segments if s.x0 >= gutter)
        if len(before) + len(after) < len(line.segments):  # it spans both columns
            ordered += [*left, *right, line]
            left, right = [], []
            continue
        if before:
            left.append(PrintedLine(before))
        if after:
            right.append(PrintedLine(after))
    return [*ordered, *left, *right]


def _runs(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Cut the characters of a page where the next is not beside the one before."""
    runs: list[list[Glyph]] = []
    before: Glyph | None = None
    for glyph in glyphs:
        height = glyph.bottom - glyph.top
        if before is not None:
            height = max(height, before.bottom - before.top)
        if (
            before is not None
            and abs((glyph.top + glyph.bottom) - (before.top + before.bottom)) < 0.5 * height
            and -height < glyph.x0 - before.x1 < 2 * height
        ):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
        before = glyph
    return runs


def _grouped(runs: list[list[Glyph]]) -> list[list[list[Glyph]]]:
    """Group runs that stand at the same height, from top to bottom."""
    boxes = [(min(g.top for g in run), max(g.bottom for g in run), run) for run in runs]
    boxes.sort(key=lambda box: (box[0] + box[1], box[2][0].x0))
    lines: list[tuple[float, float, list[list[Glyph]]]] = []
    for top, bottom, run in boxes:
        for index in range(len(lines) - 1, max(-1, len(lines) - 4), -1):
            line_top, line_bottom, line_runs = lines[index]
            heights = sorted((bottom - top, line_bottom - line_top))
            shared = min(bottom, line_bottom) - max(top, line_top)
            if (
                heights[0] >= LEAST_HEIGHT_RATIO * heights[1]
                and shared >= SAME_LINE_OVERLAP * heights[0]
            ):
                line_runs.append(run)
                if bottom - top > line_bottom - line_top:
                    lines[index] = (top, bottom, line_runs)
                break
        else:
            lines.append((top, bottom, [run]))
    return [line_runs for _, _, line_runs in lines]


def _segments(letters: list[Glyph]) -> list[Segment]:
    """Return a line's segments; blanks that the file leaves out are put in where gaps show them."""
    em = _em(letters)
    spacing = _is_letter_spaced(letters, em)
    segments: list[Segment] = []
    words: list[str] = []
    printed: list[Glyph] = []  # of the segment, without blanks
    blanks = ""
    for glyph in letters:
        if glyph.character.isspace():
            blanks += glyph.character
            continue
        if printed:
            last = printed[-1]
            if _is_struck_twice(last, glyph, em):
                continue
            gap = glyph.x0 - last.x1
            if gap >= WIDE_GAP * em and not spacing:
                segments.append(_segment(words, printed))
                words, printed = [], []
            elif blanks:
                words.append(blanks)
            elif not spacing and gap >= _blank_gap(last, glyph) * em:
                words.append(" ")
        blanks = ""
        words.append(glyph.character)
        printed.append(glyph)
    if printed:
        segments.append(_segment(words, printed))
    return segments


def _segment(words: list[str], printed: list[Glyph]) -> Segment:
    return Segment(
        "".join(words),
        printed[0].x0,
        min(g.top for g in printed),
        max(g.x1 for g in printed),
        max(g.bottom for g in printed),
    )


def _em(letters: list[Glyph]) -> float:
    widths = [g.x1 - g.x0 for g in letters if g.character >= "\u2e80"]
    if widths:
        return max(1.0, median(widths))
    return max(1.0, EM_OF_HEIGHT * median(g.bottom - g.top for g in letters))


def _blank_gap(before: Glyph, after: Glyph) -> float:
    latin = before.character.isascii() and after.character.isascii()
    return BLANK_GAP_IN_LATIN if latin else BLANK_GAP


def _is_struck_twice(before: Glyph, after: Glyph, em: float) -> bool:
    """Tell whether a character is printed again over itself, as some files make it bold."""
    shift = after.x0 - before.x0
    return (
        after.character == before.character
        and shift < 0.15 * em
        and shift < 0.5 * (after.x1 - after.x0)
    )


def _is_letter_spaced(letters: list[Glyph], em: float) -> bool:
    """Tell whether all characters of a line are set apart alike, as titles are."""
    if len(letters) < FEWEST_SPACED_LETTERS or any(g.character.isspace() for g in letters):
        return False
    gaps = [after.x0 - before.x1 for before, after in pairwise(letters)]
    low, high = min(gaps), max(gaps)
    return BLANK_GAP * em / 2 < low and high < min(1.3 * low + 0.3 * em, WIDEST_LETTER_SPACING * em)


def _gutter(lines: list[PrintedLine]) -> float | None:
    """Return the x of the empty strip between two columns of running text, or None."""
    if len(lines) < FEWEST_COLUMN_LINES:
        return None
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    pairs = [
        (before, after)
        for line in lines
        for before, after in pairwise(line.segments)
        if before.x1 < left + 0.65 * (right - left) and after.x0 > left + 0.35 * (right - left)
    ]
    if len(pairs) < FEWEST_COLUMN_LINES:
        return None
    low = sorted(before.x1 for before, _ in pairs)[int(len(pairs) * 0.95)]
    high = sorted(after.x0 for _, after in pairs)[int(len(pairs) * 0.05)]
    middle = (low + high) / 2
    if high - low < NARROWEST_GUTTER:
        return None
    crossing = sum(any(s.x0 < middle < s.x1 for s in line.segments) for line in lines)
    is_text = all(
        median(widths) >= COLUMN_FILL * column_width
        for widths, column_width in (
            ([before.x1 - before.x0 for before, _ in pairs], low - left),
            ([after.x1 - after.x0 for _, after in pairs], right - high),
        )
    )
    return middle if is_text and crossing <= len(lines) / 3 else None
