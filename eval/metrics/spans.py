"""How near an answer's words are to those of a reference answer."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from eval.metrics.texts import compact

DECIMAL_POINT = re.compile(r"(?<=\d)\.(?=\d)")  # the point of 1.5, which is no punctuation


@dataclass(frozen=True, slots=True)
class RougeL:
    """The longest common subsequence of two texts as a share of each, and their harmonic mean."""

    precision: float
    recall: float
    f1: float


def rouge_l(answer: str, references: Sequence[str]) -> RougeL:
    """Return ROUGE-L over characters, white space and width aside, for the nearest reference.

    Lin 2004, "ROUGE: A Package for Automatic Evaluation of Summaries", with beta 1. Raises
    ValueError where there is no reference.
    """
    if not references:
        raise ValueError("ROUGE-L needs a reference: leave out questions that have none")
    return max((_rouge_l(answer, reference) for reference in references), key=lambda one: one.f1)


def is_exact_match(answer: str, references: Sequence[str]) -> bool:
    """Tell whether an answer is a reference, but for width, white space, punctuation and case.

    After SQuAD (Rajpurkar et al. 2016), without its rule about English articles; the percent sign
    and the decimal point count, since 30% is not 30.
    """
    return normal_words(answer) in {normal_words(reference) for reference in references}


def normal_words(text: str) -> str:
    """Return a text as exact match compares it."""
    words = compact(text).casefold()
    points = {match.start() for match in DECIMAL_POINT.finditer(words)}
    return "".join(
        character
        for place, character in enumerate(words)
        if not unicodedata.category(character).startswith("P")
        or character in "%‰"
        or place in points
    )


def _rouge_l(answer: str, reference: str) -> RougeL:
    said, right = compact(answer), compact(reference)
    common = LCSseq.similarity(said, right)
    if not common:
        return RougeL(0.0, 0.0, 0.0)
    precision, recall = common / len(said), common / len(right)
    return RougeL(precision, recall, 2 * precision * recall / (precision + recall))
