"""Sentences of a clause's own text, and the parts that they consist of, with their places."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.models import Clause, ClauseKind

# A sentence, with the quotes and brackets that close behind its stop. A cell of a table is one.
# None is longer than that: a text without stops would take time with the square of its length.
LONGEST_SENTENCE = 1500
SENTENCE = re.compile(rf"[^。！？\n\t]{{1,{LONGEST_SENTENCE}}}(?:[。！？]+[”’」』）)】]*)?")
CLOSES_SENTENCE = "。！？：:”’）"
PART_STOPS = "；;"
SEGMENT_STOPS = "，,；;：:"
OPENING = "（([【〔《“‘「『"
CLOSING = "）)]】〕》”’」』"
MARK = re.compile(f"[{re.escape(OPENING + CLOSING)}]")
# What names or numbers something and so holds no quantity: 《…三年行动方案》, 〔2018〕95号,
# https://…, 020-83330000, 13812345678
NAMES = re.compile(
    r"《[^》\n]*》|[〔\[［（(](?:19|20)\d\d[〕\]］）)]第?\d*号?|https?://[!-~]+"
    r"|(?<!\d)0\d{2,3}[-—]\d{7,8}|\d{9,}"
)
RATIO_COLON = re.compile(r"\d[:：]\d")  # 按1:1分担
COVER = "□"
WITHOUT_SENTENCES = frozenset({ClauseKind.BACK_MATTER, ClauseKind.TABLE})


@dataclass(frozen=True, slots=True)
class Words:
    """Some words with their place in the document's text: `document.text[start:end]`."""

    text: str
    start: int
    end: int

    def part(self, start: int, end: int) -> "Words":
        """Return the words between two offsets of these, without the blanks around them."""
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        words = words.strip()
        return Words(words, self.start + start, self.start + start + len(words))


def sentences_of(clause: Clause, text: str) -> Iterator[Words]:
    """Yield the sentences of a clause's own text, without the clause's number, in order.

    A paragraph or a table's cell ends a sentence; a semicolon does not. A line before the text
    (a title, whom a letter is for) is none: of a cover letter the sentences end with 。 or ：.
    """
    is_front = clause.kind is ClauseKind.FRONT_MATTER
    for match in SENTENCE.finditer(text, clause.body_start, clause.end):
        words = match.group()
        stripped = words.strip()
        if stripped and not (is_front and stripped[-1] not in CLOSES_SENTENCE):
            start = match.start() + words.find(stripped)
            yield Words(stripped, start, start + len(stripped))


def telling_clauses(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """Yield the clauses that say something of their own.

    Not the lines after the text, a table that lost its cells, or the row of a table
    that says a clause of the body again.
    """
    for clause in clauses:
        if clause.kind not in WITHOUT_SENTENCES and clause.repeats_id is None:
            yield clause


def covered(words: str) -> str:
    """Return the words with titles, document numbers, addresses and telephones covered by `□`."""
    return NAMES.sub(lambda match: COVER * len(match.group()), words)


def parts_of(words: str, stops: str = PART_STOPS) -> list[tuple[int, int]]:
    """Return the spans between stops that stand outside brackets and quotation marks.

    A bracket that never closes, or a stray one, bounds nothing; nor does the colon of `1:1`.
    """
    positions = [match.start() for match in re.finditer(f"[{stops}]", words)]
    if not positions:
        return [(0, len(words))]
    nested = nested_spans(words)
    spans, start = [], 0
    for position in positions:
        if any(a < position < b for a, b in nested):
            continue
        if words[position] in ":：" and RATIO_COLON.fullmatch(words, position - 1, position + 2):
            continue
        spans.append((start, position))
        start = position + 1
    spans.append((start, len(words)))
    return [span for span in spans if words[slice(*span)].strip()]


def nested_spans(words: str) -> list[tuple[int, int]]:
    """Return the outermost spans of brackets and quotation marks, marks included."""
    spans: list[tuple[int, int]] = []
    opened: list[int] = []
    for match in MARK.finditer(words):
        if match.group() in OPENING:
            opened.append(match.start())
        elif opened:
            start = opened.pop()
            if not opened:
                spans.append((start, match.end()))
    return spans
