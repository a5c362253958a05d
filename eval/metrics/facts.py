"""Whether a text says a fact, and whether an answer says what it must and nothing wrong."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from eval.metrics.texts import compact
from eval.metrics.values import FoundValue, Kind, covers, values_in
from eval.question_sets import Question
from eval.running.results import Result

# How an answer to a question of yes or no begins: 是。, 否：, 不可以，, Yes.
DECISIONS: dict[Literal["yes", "no"], re.Pattern[str]] = {
    "yes": re.compile(
        r"\s*(?:是的?|可以|需要|能|有|要|对|yes\b)\s*[，。：；！,.:;!]", re.IGNORECASE
    ),
    "no": re.compile(
        r"\s*(?:否|不是|不需要|不可以|不能|不得|没有|不用|不要|不|no\b)\s*[，。：；！,.:;!]",
        re.IGNORECASE,
    ),
}
CITATION_MARK = re.compile(r"\[\d{1,3}\]")  # [1] after a sentence, which is no word of the answer
_NUMERIC = re.compile(r"[\d.,〇零一二两三四五六七八九十百千万亿点]")  # what a number is made of
# Written in several ways and meaning the same: 〔2018〕 [2018], 1—2年 1～2年, “四新” "四新"
_SAME = str.maketrans("〔〕【】〖〗[]—–－~～〜“”「」『』‘’", '()()()()------""""""\'\'')
_TO = {"至", "到", "to"}  # between two values the same as a dash


@dataclass(frozen=True, slots=True)
class FactScore:
    """The facts of one answer.

    `found` and `missing` are required facts, each by its first wording; `said_wrongly` are
    forbidden facts that the answer says. `decision_is_right` is None where the question decides
    nothing or the answer does not decide. `is_right` is None where the question has neither
    required facts nor a decision; an unanswerable question is answered right by refusing.
    """

    found: tuple[str, ...]
    missing: tuple[str, ...]
    said_wrongly: tuple[str, ...]
    decision_is_right: bool | None
    is_right: bool | None

    @property
    def recall(self) -> float | None:
        """The share of required facts found, None where none is required."""
        required = len(self.found) + len(self.missing)
        return len(self.found) / required if required else None


def says(fact: str, text: str) -> bool:
    """Tell whether a text says a fact.

    It does where the fact's wording stands in it, white space, width and case aside, and cuts
    through no number of it; or the same wording with values that say the fact's (see `covers`):
    不低于30% is said by 不低于百分之三十, 2025年 by 2025年6月, but 5% not by 15%.
    """
    return _stands_in(fact, text) or _is_worded_in(_wording(fact), _wording(text))


def any_said(wordings: Sequence[str], text: str) -> bool:
    """Tell whether a text says a fact in any of its wordings."""
    return any(says(wording, text) for wording in wordings)


def spoken(result: Result) -> str:
    """Return a result's answer without citation marks, empty where it did not answer."""
    return CITATION_MARK.sub("", result.answer) if result.status == "answered" else ""


def decision_of(result: Result) -> Literal["yes", "no"] | None:
    """Return what a result decides: as it states, or as its answer begins."""
    answer = spoken(result)
    begun = (name for name, pattern in DECISIONS.items() if pattern.match(answer))
    return (result.decision or next(begun, None)) if answer else None


def fact_score(result: Result) -> FactScore:
    """Return which facts of its question a result says."""
    question, answer = result.question, spoken(result)
    said = [bool(answer) and any_said(wordings, answer) for wordings in question.required]
    pairs = list(zip(question.required, said, strict=True))
    missing = tuple(wordings[0] for wordings, is_said in pairs if not is_said)
    said_wrongly = tuple(fact for fact in question.forbidden if answer and says(fact, answer))
    decided = decision_of(result) if question.decision else None
    decision_is_right = None if decided is None else decided == question.decision
    return FactScore(
        found=tuple(wordings[0] for wordings, is_said in pairs if is_said),
        missing=missing,
        said_wrongly=said_wrongly,
        decision_is_right=decision_is_right,
        is_right=_is_right(question, result, not missing and not said_wrongly, decision_is_right),
    )


def _is_right(
    question: Question, result: Result, facts_are_right: bool, decision_is_right: bool | None
) -> bool | None:
    if question.status == "not_found":
        return result.status == "not_found"
    if question.required:
        decides_wrongly = decision_is_right is False
        return result.status == "answered" and facts_are_right and not decides_wrongly
    if question.decision:
        return facts_are_right and decision_is_right is True
    return None


def _stands_in(fact: str, text: str) -> bool:
    sought, within = compact(fact), compact(text)
    values = values_in(within)
    return any(
        not any(_cuts(start, start + len(sought), value, within) for value in values)
        for start in _places_of(sought, within)
    )


def _places_of(sought: str, within: str) -> Iterator[int]:
    pattern = re.compile(f"(?={re.escape(sought)})", re.IGNORECASE)
    return (match.start() for match in pattern.finditer(within)) if sought else iter(())


def _cuts(start: int, end: int, value: FoundValue, text: str) -> bool:
    """Tell whether words at `text[start:end]` hold a part of a value that alone says another."""
    if any(
        value.start < place < value.end
        and _NUMERIC.match(text[place - 1])
        and _NUMERIC.match(text[place])
        for place in (start, end)
    ):
        return True
    is_begun = start <= value.start < end < value.end  # 2个 of 2个月
    return is_begun and value.value.kind is not Kind.DATE


_Wording = tuple[str | FoundValue, ...]


@lru_cache(maxsize=4096)
def _wording(text: str) -> _Wording:
    """Return a text's characters as they are compared, each of its values in place of its own."""
    items: list[str | FoundValue] = []
    place = 0
    for value in values_in(text):
        between = _compared(text[place : value.start])
        follows_value = bool(items) and not isinstance(items[-1], str)
        items += "-" if follows_value and between in _TO else between
        items.append(value)
        place = value.end
    return (*items, *_compared(text[place:]))


def _compared(words: str) -> str:
    return compact(words).translate(_SAME).casefold()


def _is_worded_in(fact: _Wording, text: _Wording) -> bool:
    if not fact:
        return False
    return any(
        all(_is_same(text[start + place], item) for place, item in enumerate(fact))
        for start in range(len(text) - len(fact) + 1)
    )


def _is_same(stated: str | FoundValue, sought: str | FoundValue) -> bool:
    if isinstance(stated, str) or isinstance(sought, str):
        return stated == sought
    return covers(stated, sought)
