"""Turns an English question into Chinese search words, and glosses Chinese quotes in English.

A glossary (`glossary_en.tsv`) does it, the longest phrase first. What it does not know is never
guessed: it is handed back as unknown, so that a planner can refuse.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import rjieba

from index.terms.questions import question_phrase, stop_words
from service.planning.english_numbers import FIRST_WORDS, meters_american, number_at
from service.planning.english_words import ACRONYM, Forms, Token, forms_of, tokens_of, words_of

CHINESE_RUN = re.compile(r"[\u3400-\u9fff]+")
GLOSSED_AT_MOST = 12
ACRONYMS_IN_A_ROW = 3
QUESTIONS_REMEMBERED = 256  # a planner asks for the words and the unknown words of one question
Entry = tuple[tuple[str, ...], tuple[str, ...]]  # the words of a phrase, its Chinese words


@dataclass(frozen=True, slots=True)
class Translation:
    """Some words of a question, `question[start:end]`, and what Chinese documents call it.

    The first of the Chinese words is the usual one.
    """

    english: str
    chinese: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Glossary:
    """The glossary by the coarsest forms of its phrases' words.

    A phrase without Chinese words is one that names no topic. `longest_from` says how many words
    a phrase that begins with such a form can have.
    """

    entries: dict[str, list[Entry]]
    longest_from: dict[str, int]


def chinese_search_text(question: str) -> str:
    """Return the Chinese words for an English question in its order, spaced, none twice.

    Words that a Chinese question is rid of before the search (牵头, 单位, 目标) go here too, unless
    nothing else is left.
    """
    words = list(dict.fromkeys(found.chinese[0] for found in translations(question)))
    return " ".join([word for word in words if not _asks(word)] or words)


def unknown_words(question: str) -> tuple[str, ...]:
    """Return the words that the glossary does not know, as written, in order, none twice."""
    return _read(question)[1]


def translations(question: str) -> tuple[Translation, ...]:
    """Return what is known of a question: terms, numbers and acronyms with their places."""
    return _read(question)[0]


def gloss(chinese_text: str) -> list[tuple[str, str]]:
    """Return terms of a Chinese text with their English, in order of appearance, none twice.

    At each place the longest known term is taken; of too many the longest terms are kept.
    """
    found = list(dict.fromkeys(_known_terms(chinese_text)))
    kept = set(sorted(found, key=len, reverse=True)[:GLOSSED_AT_MOST])
    english_of = english_names()
    return [(term, english_of[term]) for term in found if term in kept]


@cache
def glossary() -> Glossary:
    """Return the glossary and the words that name no topic, read once."""
    entries: dict[str, list[Entry]] = {}
    longest_from: dict[str, int] = {}
    for english, chinese in _rows():
        for phrase in english:
            words = words_of(phrase)
            coarse = [forms_of(word)[-1] for word in words]
            entries.setdefault(" ".join(coarse), []).append((words, chinese))
            if len(words) > longest_from.get(coarse[0], 0):
                longest_from[coarse[0]] = len(words)
    return Glossary(entries, longest_from)


@cache
def english_names() -> dict[str, str]:
    """Return the English of each Chinese term: of the row that gives it the earliest place."""
    ranked: dict[str, tuple[int, str]] = {}
    for english, chinese in _rows():
        for rank, word in enumerate(chinese):
            if word not in ranked or rank < ranked[word][0]:
                ranked[word] = (rank, english[0])
    return {
        word: name
        for word, (_, name) in ranked.items()
        if len(word) > 1 and CHINESE_RUN.match(word)
    }


def _rows() -> Iterator[tuple[list[str], tuple[str, ...]]]:
    """Yield English and Chinese alternatives of each row, then the words that name no topic."""
    for line in _lines("glossary_en.tsv"):
        english, chinese = line.split("\t")
        yield english.split("|"), tuple(chinese.split("|"))
    for line in _lines("stop_words_en.txt"):
        yield [line], ()


def _lines(name: str) -> Iterator[str]:
    text = files("service.planning").joinpath(name).read_text("utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


@lru_cache(maxsize=QUESTIONS_REMEMBERED)
def _read(question: str) -> tuple[tuple[Translation, ...], tuple[str, ...]]:
    """Return what is known and what is unknown of a question."""
    text = meters_american(question)
    # In a question all in capitals, capitals mark no acronym; IT or EPC PPP alone are acronyms.
    shouted = text.isupper() and len(text.split()) > ACRONYMS_IN_A_ROW
    tokens = tokens_of(text.lower() if shouted else text)
    known: list[Translation] = []
    unknown: list[str] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        count, chinese = _longest_phrase(tokens, place)
        end = tokens[place + count - 1].end if count else token.end
        # A phrase such as "one-stop service" outdoes the number that it begins with.
        number = number_at(text, token.start) if count < 2 and _may_be_number(token) else None
        if number:
            end, chinese = number
        elif not count:
            chinese = _as_written(token)
            if not chinese and token.kind == "word" and len(token.text) > 1:
                unknown.append(token.text)
        if chinese:
            known.append(Translation(question[token.start : end], chinese, token.start, end))
        while place < len(tokens) and tokens[place].start < end:
            place += 1
    return tuple(known), tuple(dict.fromkeys(unknown))


def _longest_phrase(tokens: list[Token], place: int) -> tuple[int, tuple[str, ...]]:
    """Return how many tokens from a place make the longest known phrase, and its Chinese words."""
    longest = glossary().longest_from.get(tokens[place].forms[-1], 1)
    for count in range(min(longest, len(tokens) - place), 0, -1):
        chinese = _chinese_of([token.forms for token in tokens[place : place + count]])
        if chinese is not None:
            return count, chinese
    # An acronym in small letters, or a word in capitals: bim, COVID
    text = tokens[place].text
    for spelling in (text.upper(), text.lower()):
        chinese = _chinese_of([forms_of(spelling)])
        if chinese is not None:
            return 1, chinese
    return 0, ()


def _chinese_of(phrase: list[Forms]) -> tuple[str, ...] | None:
    """Return the Chinese words of the entry that a phrase is nearest to, or None."""
    found = glossary().entries.get(" ".join([forms[-1] for forms in phrase]))
    if not found:
        return None
    if len(found) > 1:  # building and built, policy and policing
        for level in range(len(phrase[0])):
            written = [forms[level] for forms in phrase]
            for words, chinese in found:
                if [forms_of(word)[level] for word in words] == written:
                    return chinese
    return found[0][1]


def _may_be_number(token: Token) -> bool:
    return token.kind == "number" or token.text.lower() in FIRST_WORDS


def _as_written(token: Token) -> tuple[str, ...]:
    """Return what a Chinese document writes the same way: EPC, 3D, a Chinese word."""
    same = (
        token.kind == "number" or ACRONYM.fullmatch(token.text) or CHINESE_RUN.fullmatch(token.text)
    )
    return (token.text.removesuffix("s"),) if same else ()


def _asks(chinese: str) -> bool:
    """Tell whether a Chinese word asks rather than names a topic."""
    return chinese in stop_words() or question_phrase().fullmatch(chinese) is not None


def _known_terms(text: str) -> Iterator[str]:
    """Yield the longest known terms that begin and end where the dictionary cuts words.

    市政府 is one word, so 市政 is not read out of it.
    """
    english_of = english_names()
    longest = _longest_chinese()
    words = rjieba.cut(text)
    place = 0
    while place < len(words):
        joined, best, after = "", "", place + 1
        for end in range(place, len(words)):
            joined += words[end]
            if len(joined) > longest:
                break
            if joined in english_of:
                best, after = joined, end + 1
        if best and not _asks(best):
            yield best
        place = after


@cache
def _longest_chinese() -> int:
    return max(map(len, english_names()))
