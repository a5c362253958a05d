"""Words of English: how a text is cut into them and which forms one is looked up by."""

import re
from dataclasses import dataclass
from functools import lru_cache

# A word with its possessive or contraction, a mixed name, a number, or a mark that ends a phrase:
# enterprise's, R&D, PM2.5, 3D, 14th, 50,000, ¥300, the comma in "quality, safety"
TOKEN = re.compile(
    r"(?P<word>[^\W\d_]+(?:&[^\W\d_]+)*(?:\d(?:[\w.]*\w)?)?)(?:['’](?:s|t|re|ve|ll|d|m)\b)?"
    r"|(?P<number>[¥￥$€]?\d+(?:,\d{3})*(?:\.\d+)?[A-Za-z]*)"
    r"|(?P<mark>[^\w\s'’‘-])"
)
# BIM, SMEs, R&D, PM2.5, 3D, 5G: two capitals, or a capital with a digit
ACRONYM = re.compile(r"(?=.*[A-Z&\d].*[A-Z&\d])(?=.*[A-Z])[A-Z\d&.]+s?")
# organise, organisation → organize, organization; enterprise too, which does no harm: the
# glossary's words go the same way
BRITISH_ISE = re.compile(r"(?<=\w{3})is(?=(?:e[sdr]?|ing|ations?)$)")
BRITISH_OUR = re.compile(r"(?<=\w{2})our(?=s?$|ed$|ing$|able$|er)")  # labour, harbours, labourer
BRITISH_RE = re.compile(r"(?<=[tb])re(?=s?$)")  # centre, fibres
BRITISH_WORDS = {"programme": "program", "licence": "license", "defence": "defense"}
# What any of these four changes; most words are none of it
MAYBE_BRITISH = re.compile(r"is(?:e|ing|ation)|our|[tb]res?$|^(?:programme|licence|defence)")
PLURAL_ES = ("sses", "shes", "ches", "xes", "zes")  # processes, taxes
NOT_PLURAL = ("ss", "us", "is")  # business, status, basis
# issu-ed, train-ing; never exceed, using
PAST_OR_ING = re.compile(r"(?<=\w{2}[^e])ed$|(?<=\w{3})ing$")
VOWEL = re.compile(r"[aeiouy]")
# promot-ion, evalu-ation, evalu-at(e)
ION_OR_ATE = re.compile(r"(?<=\w{4})(?:ation|ition|ion|at)$")

ARTICLE = "the"  # left out of phrases: head of (the) leading group
WORDS_REMEMBERED = 20_000
Forms = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text with the forms that it is looked up by, the most exact first."""

    text: str
    forms: Forms
    start: int
    end: int
    kind: str  # word, number or mark


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of an English text. Hyphens part words as spaces do."""
    found = []
    for match in TOKEN.finditer(text):
        word = match["word"] or match["number"] or match["mark"]
        if word.lower() != ARTICLE:
            kind = match.lastgroup or ""
            found.append(Token(word, forms_of(word), match.start(), match.end(), kind))
    return found


def words_of(phrase: str) -> tuple[str, ...]:
    """Return the words of a glossary's phrase, as `tokens_of` cuts them."""
    if phrase.isalpha():
        return (phrase,)
    words = phrase.replace("-", " ").split(" ")
    if ARTICLE in words or not "".join(words).isalpha():
        return tuple(token.text for token in tokens_of(phrase))
    return tuple(words)


@lru_cache(maxsize=WORDS_REMEMBERED)
def forms_of(word: str) -> Forms:
    """Return a word as it is looked up: American spelling, singular, stem, and stem without -ion.

    `Organisations` is organizations, organization, organization, organiz. An acronym stays.
    """
    if not word.islower() and ACRONYM.fullmatch(word):
        return (word.removesuffix("s"),) * 4
    exact = american(word.lower())
    singular = _singular(exact) if exact[-1] == "s" else exact
    stem = _stem(singular)
    coarse = ION_OR_ATE.sub("", stem) if stem.endswith(("ion", "at")) else stem
    return exact, singular, stem, coarse


def american(word: str) -> str:
    """Return a small-letter word in American spelling: labour → labor, centre → center."""
    if len(word) < 5 or not MAYBE_BRITISH.search(word):
        return word
    word = BRITISH_RE.sub("er", BRITISH_OUR.sub("or", BRITISH_ISE.sub("iz", word)))
    for british, ours in BRITISH_WORDS.items():
        word = word.replace(british, ours)
    return word


def _singular(word: str) -> str:
    """Return a word that ends in s without its plural ending."""
    if len(word) < 4 or word.endswith(NOT_PLURAL):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(PLURAL_ES) else word[:-1]


def _stem(word: str) -> str:
    """Return a word without -ed, -ing and a last e; permitted and permit are both permit."""
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    stem = word
    if word.endswith(("ed", "ing")):
        shorter = PAST_OR_ING.sub("", word)
        stem = shorter if VOWEL.search(shorter) else word
    if len(stem) < 4:
        return stem  # "off" is not "of", nor "one" "on"
    if stem[-2] == stem[-1] and stem[-1] not in "aeiou":
        stem = stem[:-1]
    return stem.removesuffix("e")
