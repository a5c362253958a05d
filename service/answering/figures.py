"""Whether a figure that a question claims is the one that the text states for the same matter."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.planning import QuestionPlan
from service.reading.scope import YEAR
from service.reading.weights import Weights

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_MEASURE = r"(?:个百分点|个工作日|万平方米|平方米|亿元|万元|元|[%％家个项户年天人名倍次分])"
FIGURE = re.compile(rf"({_NUMBER})\s?({_MEASURE})")
# The claim ends the question: 目标是15%吗, 能拿100万元对吧, 奖励多达10万元的奖金吗
CLAIM = re.compile(
    rf"({_NUMBER})\s?({_MEASURE}|万|亿)(?:以[上下内])?(?:的)?(?:奖励|奖金|补贴|补助|资金|标准)?"
    r"[，,]?(?:吗|吧|么|对不对|对吗|对吧|是不是|是吗|没有|不)?[？?。]*$"
)
# What was, before what is: 由5%降至3%
FORMER = re.compile(
    rf"[由从]\s?{_NUMBER}\s?{_MEASURE}?\s?(?=(?:降|升|提高|增|减|调|放宽|延长)[\u3400-\u9fff]{{0,2}}[至到为])"
)
PART_END = re.compile(r"[；。]")


@dataclass(frozen=True, slots=True)
class _Stated:
    """A figure of the claim's measure with the words that lead to it, and their year."""

    number: str
    lead: str
    year: str | None


def claims_figure(question: str) -> bool:
    """Tell whether a question of yes or no asks whether a figure is so."""
    return CLAIM.search(question) is not None


def holds_other_figures(question: str, words: str) -> bool:
    """Tell whether words count in a measure of the question's, but nothing as it does.

    Asked about 85%, what holds below 80% decides nothing.
    """
    given = {(number, measure) for number, measure in FIGURE.findall(question)}
    stated = set(FIGURE.findall(words))
    measures = {measure for _, measure in given}
    return bool(given) and not given & stated and any(own in measures for _, own in stated)


def decision_on_figure(plan: QuestionPlan, words: str, weights: Weights) -> bool | None:
    """Return whether the figure claimed is the one stated for what the question is about.

    None where nothing is claimed, where the text states no such figure, or several that fit alike.
    """
    claim = CLAIM.search(plan.question)
    if claim is None:
        return None
    number, measure = claim.group(1).replace(",", ""), claim.group(2)
    stated = [
        own
        for own in _stated(words, measure)
        if not plan.years or own.year is None or int(own.year) in plan.years
    ]
    shares = [(weights.share_in(own.lead), own) for own in stated]
    if not shares:
        return None
    _, best = max(shares, key=lambda own: own[0])
    met = weights.met_by(best.lead).keys()
    rivals = [own for _, own in shares if own.number != best.number]
    # Another figure stands beside words of the question that this one does not: 参建给予10万元
    if any(weights.met_by(own.lead).keys() - met for own in rivals):
        return None
    return best.number == number


def _stated(words: str, measure: str) -> Iterator[_Stated]:
    """Yield the figures of a measure, each with its words since the figure before it."""
    words = FORMER.sub(lambda found: " " * len(found.group()), words)
    begin = 0
    year: str | None = None
    for figure in FIGURE.finditer(words):
        lead = words[begin : figure.end()]
        if PART_END.search(lead):
            lead = PART_END.split(lead)[-1]
            year = None
        found = YEAR.findall(lead)
        year = found[-1] if found else year
        is_year = figure.group(2) == "年" and YEAR.fullmatch(figure.group(1))
        if is_year:
            continue
        begin = figure.end()
        same = figure.group(2) == measure or (
            measure in "万亿" and figure.group(2) == f"{measure}元"
        )
        if same:
            yield _Stated(figure.group(1).replace(",", ""), lead, year)
