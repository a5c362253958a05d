"""The sentence of a text around some words of it."""

import re

# 由市交通局牵头。」 | Really?) | by 2025. The | a line break; no end: 3.5, Dr. Smith, U.S. law
SENTENCE_END = re.compile(
    r"""
    [。！？!?] [”’」』）)"']*
    | (?: (?<=[a-z]{2}) | (?<=[0-9%)\]”"]) ) \. [”"')\]]* (?= \s+ [“"(A-Z0-9] )
    | \n
    """,
    re.VERBOSE,
)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the sentences that `text[start:end]` lies in, without white space around.

    `start` < `end`. Words that lie in several sentences have all of them.
    """
    ends = [match.end() for match in SENTENCE_END.finditer(text)]
    first = max((stop for stop in ends if stop <= start), default=0)
    last = min((stop for stop in ends if stop >= end), default=len(text))
    sentence = text[first:last]
    return first + len(sentence) - len(sentence.lstrip()), first + len(sentence.rstrip())
