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
# 大于2万平方米, 80%以上; 达不到80%, 5家以下
ABOVE_BEFORE = re.compile(r"(?:大于|超过|高于|不低于|不少于|不小于|(?<!不)达到|满)\s?$")
ABOVE_AFTER = re.compile(r"(?:（含）)?(?:及|或)?以上")
BELOW_BEFORE = re.compile(r"(?:小于|低于|少于|不足|不到|达不到|不超过|未达到?|不高于)\s?$")
BELOW_AFTER = re.compile(r"(?:（含）)?(?:及|或)?(?:以下|以内)")
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
    """Tell whether words bound a measure of the question's so that its figure is outside.

    Asked about 85%, what holds below 80% decides nothing; asked about 30,000 square metres, what
    holds above 20,000 does.
    """
    given = {(_value(number), measure) for number, measure in FIGURE.findall(question)}
    stated = [(found, _value(found.group(1)), found.group(2)) for found in FIGURE.finditer(words)]
    of_measures = [own for own in stated if own[2] in {measure for _, measure in given}]
    return bool(of_measures) and not any(
        _is_met(value, bound, words, found)
        for found, bound, measure in of_measures
        for value, asked in given
        if asked == measure
    )


def _value(number: str) -> float:
    return float(number.replace(",", ""))


def _is_met(value: float, bound: float, words: str, found: re.Match[str]) -> bool:
    """Tell whether a value keeps a bound as the words before and after it set it."""
    before, after = words[: found.start()], words[found.end() :]
    if ABOVE_BEFORE.search(before) or ABOVE_AFTER.match(after):
        return value >= bound
    if BELOW_BEFORE.search(before) or BELOW_AFTER.match(after):
        return value <= bound
    return value == bound


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
