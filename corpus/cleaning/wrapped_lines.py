"""Lines broken by the page, as in text taken from a PDF: found and made whole."""

import re
from dataclasses import dataclass
from statistics import median

from corpus.document_lines import ANNEX_LIST, COPIES, PUBLISHED_NOTE
from corpus.numbering import marker_at_start
from corpus.spaces import printed_width

ENDS_A_SENTENCE = re.compile(r"[。！？!?][”’」』）)]?$")
MAY_END_A_PARAGRAPH = re.compile(r"[。；：！？;:!?”’」』）)]$")

# How far, in Chinese characters, a line may end before the margin and still run on. Typesetters
# stretch the gaps around Latin; a sentence that ends early more likely ends its paragraph.
SLACK_IN_SENTENCE = 4.5
SLACK_AT_SENTENCE_END = 2.5
FIRST_LINE_INDENT = 2.0
SHORTEST_PRINTED_LINE, LONGEST_PRINTED_LINE = 18, 60
WRAPPED_SHARE = 0.35  # of the lines reach the margin without ending a sentence
FEWEST_WRAPPED_LINES = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source without its margins; `printed` is as it stands in the source."""

    text: str
    follows_blank: bool
    printed: str


@dataclass(frozen=True, slots=True)
class Layout:
    """How the lines of a part of a text are set; `margin` in widths of a Chinese character."""

    margin: float
    is_hard_wrapped: bool
    blanks_mean_paragraphs: bool


AS_THEY_ARE = Layout(0.0, False, True)  # every line is a paragraph


def layout_of(lines: list[Line], printed: bool) -> Layout:
    """Return how lines are set. `printed` says that every line break is one of the page."""
    if not lines:
        return AS_THEY_ARE
    margin = _margin(lines)
    blanks = median(line.follows_blank for line in lines) < 1
    return Layout(margin, printed or _is_hard_wrapped(lines, margin), blanks)


def _margin(lines: list[Line]) -> float:
    """Return the width that the widest lines of a hard-wrapped text share (90th percentile)."""
    widths = sorted(printed_width(line.text) for line in lines)
    return widths[min(len(widths) - 1, int(len(widths) * 0.9))]


def _runs_on(line: str, margin: float, opens_paragraph: bool) -> bool:
    """Tell whether a line reaches the margin, so that its sentence goes on in the next."""
    slack = SLACK_AT_SENTENCE_END if ENDS_A_SENTENCE.search(line) else SLACK_IN_SENTENCE
    return printed_width(line) >= margin - slack - (FIRST_LINE_INDENT if opens_paragraph else 0)


def _is_hard_wrapped(lines: list[Line], margin: float) -> bool:
    """Tell whether sentences run on from line to line."""
    if len(lines) < FEWEST_WRAPPED_LINES:
        return False
    if (
        not SHORTEST_PRINTED_LINE <= margin <= LONGEST_PRINTED_LINE
        or median(printed_width(line.text) for line in lines) < margin / 2
    ):
        return False
    running_on = sum(
        _runs_on(line.text, margin, opens_paragraph=False) and not ENDS_A_SENTENCE.search(line.text)
        for line in lines
    )
    return running_on / len(lines) >= WRAPPED_SHARE


def joined(lines: list[Line], layout: Layout) -> list[str]:
    """Join lines that reach the margin with the next; a shorter line ends its paragraph."""
    paragraphs: list[list[str]] = []
    before, runs_on = "", False
    for line in lines:
        if runs_on and not (
            (layout.blanks_mean_paragraphs and line.follows_blank)
            or _opens_a_clause(before, line.text)
        ):
            paragraphs[-1].append((" " if needs_space(before, line.text) else "") + line.text)
            runs_on = _runs_on(line.text, layout.margin, opens_paragraph=False)
        else:
            paragraphs.append([line.text])
            runs_on = _runs_on(line.text, layout.margin, opens_paragraph=True)
            # 各区县人民政府，市政府各部门： the addressees are a paragraph of their own
            runs_on = runs_on and not line.text.endswith(("：", ":"))
        before = line.text
    return ["".join(pieces) for pieces in paragraphs]


def needs_space(before: str, after: str) -> bool:
    """Tell whether two lines meet between Latin words."""
    return (
        before[-1].isascii() and before[-1].isalpha() and after[0].isascii() and after[0].isalpha()
    )


def _opens_a_clause(before: str, line: str) -> bool:
    if COPIES.match(line) or ANNEX_LIST.match(line) or PUBLISHED_NOTE.match(line):
        return True
    return bool(MAY_END_A_PARAGRAPH.search(before)) and marker_at_start(line) is not None
