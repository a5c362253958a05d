"""What a question asks about: its terms without the words that only ask."""

import re
from functools import cache
from importlib.resources import files

from corpus.segmentation import words_of
from index.terms.cutting import WORDLIKE, terms
from index.terms.normalization import normalized

# Of a very long query the rarest terms are used: a page of text is no question
MOST_QUERY_TERMS = 256
LONGEST_QUERY = 20_000  # characters; what comes after is not read

# 管不管, 给不给: asks yes or no, names no topic
VERB_NOT_VERB = re.compile(r"([\u3400-\u9fff])不\1")


def query_terms(query: str) -> list[str]:
    """Return the terms of a query, each once, without the phrases that only ask.

    A query of nothing else is taken as it stands. Other words that are no topic stay: leaving them
    out too found fewer documents first (R@1 .886 against .877 of 220 policy questions).
    """
    query = normalized(query[:LONGEST_QUERY])
    found = terms(question_phrase().sub("\n", query)) or terms(query)
    return list(dict.fromkeys(found))


def topic_text(question: str, no_topic: frozenset[str] = frozenset()) -> str:
    """Return a Chinese question without its question words: runs of topic words, spaced.

    `推广BIM技术由哪个单位牵头` → `推广bim技术`. Words that stood together stay together, so that
    the bigrams between them are kept. `no_topic` are further words to leave out.
    """
    kept: list[str] = []
    text = question_phrase().sub("\n", normalized(question))
    for word in words_of(VERB_NOT_VERB.sub("\n", text)):
        is_topic = WORDLIKE.search(word) and word not in stop_words() | no_topic
        kept.append(word if is_topic else " ")
    return " ".join("".join(kept).split())


@cache
def question_phrase() -> re.Pattern[str]:
    """Return what matches phrases that ask rather than name a topic, longest first."""
    phrases = sorted(_data("question_phrases.txt").split(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, phrases)))


@cache
def stop_words() -> frozenset[str]:
    """Return words that are no topic where the dictionary cuts them: 能 alone, never in 智能."""
    return frozenset(_data("stop_words.txt").split())


def _data(name: str) -> str:
    return files("index.terms").joinpath(name).read_text("utf-8")
