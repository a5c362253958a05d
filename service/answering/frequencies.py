"""Whether how often a question says that something happens is how often the text says."""

import re

# 一年发两次, 每季度, 按月, 每两年1次, 半年做一回
FREQUENCY = re.compile(
    r"(?:每隔?|按|(?<![上下前后\d])[一1])([半\d一两二三四五六]{0,2})个?(年度?|季度?|月度?|周|星期|日|天)"
    r"(?:[^，。；]{0,6}?([\d一两二三四五六])[次回趟])?"
    r"|(半)(年)[^，。；]{0,6}?([\d一两二三四五六])[次回趟]"
)
DIGITS = str.maketrans("一两二三四五六", "1223456")
ONCE = "1"
# A question claims one only with a count: 一个月做一回, not 一年内
COUNTED = re.compile(r"[次回趟]|每|按[年季月周日天]")


def claims_frequency(question: str) -> bool:
    """Tell whether a question of yes or no asks whether something happens so often."""
    return COUNTED.search(question) is not None and bool(_frequencies(question))


def decision_on_frequency(question: str, words: str) -> bool | None:
    """Return whether words state a frequency that a question claims; None where they state none."""
    claimed, stated = _frequencies(question), _frequencies(words)
    return bool(claimed & stated) if claimed and stated else None


def _frequencies(words: str) -> set[tuple[str, str]]:
    """Return periods and how often in each: (年, 2) of 一年发两次, (季, 1) of 按季度."""
    found = set[tuple[str, str]]()
    for match in FREQUENCY.finditer(words):
        number, period, count, half, year, half_count = match.groups(default="")
        number = number or half
        period = (period or year)[:1].replace("天", "日").replace("星", "周")
        many = "" if number.translate(DIGITS) == ONCE else number.translate(DIGITS)
        found.add((many + period, (count or half_count).translate(DIGITS) or ONCE))
    return found
