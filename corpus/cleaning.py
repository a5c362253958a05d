"""From the characters of a file to the text that is served: page furniture out, lines made whole.

Nothing is lost: every non-blank character of the source is in the text or in `furniture`.
"""

import re
from dataclasses import dataclass
from statistics import median

from corpus.errors import CorpusError
from corpus.models import Furniture
from corpus.numbering import marker_at_start

LINE = re.compile(r"[^\r\n\f\v\u0085\u2028\u2029]+")
BOOKMARK = re.compile(r"\[bookmark: [^\[\]]*\]")  # [bookmark: _GoBack], left by Word exports
PAGE_NUMBER = re.compile(
    r"[-—–―－]{1,2}\s?\d{1,4}\s?[-—–―－]{1,2}|第\s?\d+\s?页(?:\s?共\s?\d+\s?页)?"
)
# A letterhead beside a page number: 重庆市人民政府办公厅文件, …办公厅发布
LETTERHEAD = re.compile(r"[\u4e00-\u9fff]{4,30}(?:政府|办公厅|办公室|委员会|厅|局|委)(?:文件|发布)")
LETTERHEAD_REACH = 3  # lines before or after a page number

CHINESE = r"\u3000-\u303f\u3400-\u9fff\uff00-\uffef\u2014\u2018-\u201d\u2026"
# One space typeset between Chinese and Latin, as PDF exports leave: "到 2025 年" → "到2025年"
SPACE_AT_CHINESE = re.compile(rf"(?<=[{CHINESE}]) (?=[!-~])|(?<=[!-~]) (?=[{CHINESE}])")
WIDE_GAP = re.compile(r"[ \t\u00a0\u2000-\u200a\u3000]{2,}")
BLANK_CHARACTER = re.compile(r"[ \t\u00a0\u2000-\u200a\u3000]")
INVISIBLE = re.compile(r"[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad\x00-\x1f\x7f-\x9f]")

ANNEX_LINE = re.compile(r"附\s?件\s?(?:\d{1,2}|[一二三四五六七八九十]{1,2})?\s?[:：]?")
ENDS_A_SENTENCE = re.compile(r"[。！？!?][”’」』）)]?$")
MAY_END_A_PARAGRAPH = re.compile(r"[。；：！？;:!?”’」』）)]$")
# What always opens a paragraph of its own: 抄送：…, 附件：…, （此件公开发布）
BLOCK_OPENING = re.compile(r"抄送[:：]|附\s?件\s?\d{0,2}\s?[:：]|[（(]此件")

# How far, in Chinese characters, a line may end before the margin and still run on. Typesetters
# stretch the gaps around Latin; a sentence that ends early more likely ends its paragraph.
SLACK_IN_SENTENCE = 4.5
SLACK_AT_SENTENCE_END = 2.5
FIRST_LINE_INDENT = 2.0
SHORTEST_PRINTED_LINE, LONGEST_PRINTED_LINE = 18, 60
WRAPPED_SHARE = 0.35  # of the lines reach the margin without ending a sentence
FEWEST_WRAPPED_LINES = 8


@dataclass(frozen=True, slots=True)
class CleanedText:
    """Paragraphs one a line, and what was set aside with its offsets in the source."""

    text: str
    furniture: tuple[Furniture, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    follows_blank: bool


def cleaned(source: str, source_name: str) -> CleanedText:
    """Return the served text of a source. Raises CorpusError if a character would be lost."""
    furniture = page_furniture(source)
    lines = _lines_without(source, furniture)
    paragraphs: list[str] = []
    for part in _parts(lines):
        paragraphs.extend(_joined(part) if _is_hard_wrapped(part) else [line.text for line in part])
    text = "\n".join(paragraphs)
    kept = _remove_spans(source, furniture)
    visible, expected = _visible(text), _visible(kept)
    if visible != expected:
        raise CorpusError(
            source_name,
            "clean",
            f"the cleaned text has {len(visible)} characters, expected {len(expected)}",
            "This is a fault of the cleaner; please report it with the file",
        )
    if not text:
        raise CorpusError(
            source_name, "clean", "no text besides page furniture", "Check what was saved"
        )
    return CleanedText(text, furniture)


def page_furniture(source: str) -> tuple[Furniture, ...]:
    """Return bookmarks, page numbers and the letterheads beside them, in source order."""
    found = [
        Furniture("bookmark", m.start(), m.end(), m.group()) for m in BOOKMARK.finditer(source)
    ]
    lines = [m for m in LINE.finditer(source) if _visible(m.group())]
    page_numbers = [i for i, m in enumerate(lines) if PAGE_NUMBER.fullmatch(m.group().strip())]
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


def tidy_spaces(line: str) -> str:
    """Return a line without margins, invisible characters and typeset spaces around Latin."""
    line = INVISIBLE.sub("", line)
    line = WIDE_GAP.sub("\t", line)
    line = BLANK_CHARACTER.sub(" ", line.replace("\t", "  "))
    line = SPACE_AT_CHINESE.sub("", line.strip())
    return line.replace("  ", " ")


def _furniture_line(kind: str, match: re.Match[str]) -> Furniture:
    written = match.group()
    start = match.start() + len(written) - len(written.lstrip())
    return Furniture(kind, start, start + len(written.strip()), written.strip())


def _visible(text: str) -> str:
    return "".join(INVISIBLE.sub("", text).split())


def _remove_spans(source: str, spans: tuple[Furniture, ...]) -> str:
    kept, position = [], 0
    for span in spans:
        kept.append(source[position : span.start])
        position = max(position, span.end)
    kept.append(source[position:])
    return "".join(kept)


def _lines_without(source: str, furniture: tuple[Furniture, ...]) -> list[_Line]:
    lines: list[_Line] = []
    blank_before = True
    for raw in _remove_spans(source, furniture).replace("\r\n", "\n").splitlines():
        text = tidy_spaces(raw)
        if not text:
            blank_before = True
            continue
        lines.append(_Line(text, blank_before))
        blank_before = False
    return lines


def _parts(lines: list[_Line]) -> list[list[_Line]]:
    """Split where an annex begins: each part has its own margins."""
    parts: list[list[_Line]] = [[]]
    for line in lines:
        if ANNEX_LINE.fullmatch(line.text) and parts[-1]:
            parts.append([])
        parts[-1].append(line)
    return parts


def _width(text: str) -> float:
    """Return the printed width in Chinese characters: a Latin one takes half the room."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def _margin(lines: list[_Line]) -> float:
    """Return the width that the widest lines of a hard-wrapped text share (90th percentile)."""
    widths = sorted(_width(line.text) for line in lines)
    return widths[min(len(widths) - 1, int(len(widths) * 0.9))]


def _runs_on(line: str, margin: float, opens_paragraph: bool) -> bool:
    """Tell whether a line reaches the margin, so that its sentence goes on in the next."""
    slack = SLACK_AT_SENTENCE_END if ENDS_A_SENTENCE.search(line) else SLACK_IN_SENTENCE
    return _width(line) >= margin - slack - (FIRST_LINE_INDENT if opens_paragraph else 0)


def _is_hard_wrapped(lines: list[_Line]) -> bool:
    """Tell whether sentences run on from line to line, as in text taken from a PDF."""
    if len(lines) < FEWEST_WRAPPED_LINES:
        return False
    margin = _margin(lines)
    if (
        not SHORTEST_PRINTED_LINE <= margin <= LONGEST_PRINTED_LINE
        or median(_width(line.text) for line in lines) < margin / 2
    ):
        return False
    running_on = sum(
        _runs_on(line.text, margin, opens_paragraph=False) and not ENDS_A_SENTENCE.search(line.text)
        for line in lines
    )
    return running_on / len(lines) >= WRAPPED_SHARE


def _joined(lines: list[_Line]) -> list[str]:
    """Join lines that reach the margin with the next; a shorter line ends its paragraph."""
    margin = _margin(lines)
    blanks_mean_paragraphs = median(line.follows_blank for line in lines) < 1
    paragraphs: list[str] = []
    runs_on = False
    for line in lines:
        if runs_on and not (
            (blanks_mean_paragraphs and line.follows_blank)
            or _opens_a_clause(paragraphs[-1], line.text)
        ):
            paragraphs[-1] += (" " if _needs_space(paragraphs[-1], line.text) else "") + line.text
            runs_on = _runs_on(line.text, margin, opens_paragraph=False)
        else:
            paragraphs.append(line.text)
            runs_on = _runs_on(line.text, margin, opens_paragraph=True)
            # 各区县人民政府，市政府各部门： the addressees are a paragraph of their own
            runs_on = runs_on and not line.text.endswith(("：", ":"))
    return paragraphs


def _opens_a_clause(before: str, line: str) -> bool:
    if BLOCK_OPENING.match(line):
        return True
    return bool(MAY_END_A_PARAGRAPH.search(before)) and marker_at_start(line) is not None


def _needs_space(before: str, after: str) -> bool:
    return (
        before[-1].isascii() and before[-1].isalpha() and after[0].isascii() and after[0].isalpha()
    )
