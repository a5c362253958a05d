"""Blanks and invisible characters: what typesetting leaves in a line."""

import re

CHINESE = r"\u3000-\u303f\u3400-\u9fff\uff00-\uffef\u2014\u2018-\u201d\u2026"
# One space typeset between Chinese and Latin, as PDF exports leave: "到 2025 年" → "到2025年"
SPACE_AT_CHINESE = re.compile(rf"(?<=[{CHINESE}]) (?=[!-~])|(?<=[!-~]) (?=[{CHINESE}])")
WIDE_GAP = re.compile(r"[ \t\u00a0\u2000-\u200a\u3000]{2,}")
BLANK_CHARACTER = re.compile(r"[ \t\u00a0\u2000-\u200a\u3000]")
INVISIBLE = re.compile(r"[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad\x00-\x1f\x7f-\x9f]")
TO_TIDY = re.compile(f"{BLANK_CHARACTER.pattern}|{INVISIBLE.pattern}")


def tidy_spaces(line: str) -> str:
    """Return a line without margins, invisible characters and typeset spaces around Latin."""
    if not TO_TIDY.search(line):
        return line
    line = WIDE_GAP.sub("\t", INVISIBLE.sub("", line.replace("\t", " ")))
    line = BLANK_CHARACTER.sub(" ", line.replace("\t", "  "))
    line = SPACE_AT_CHINESE.sub("", line.strip())
    return line.replace("  ", " ")


def visible(text: str) -> str:
    """Return the characters that a reader sees, without any blank."""
    return "".join(INVISIBLE.sub("", text).split())


def printed_width(text: str) -> float:
    """Return the printed width in Chinese characters: a Latin one takes half the room."""
    ascii_count = len(text.encode("ascii", "ignore"))
    return len(text) - 0.5 * ascii_count
