"""By when: the periods that a goal is set for, as written and as a day."""

import re
from datetime import date

from corpus.facts.dates import last_day, months_later, period_end
from corpus.facts.quantities import number_value

_YEAR = r"(?:19|20)\d\d\s?年"
_NUMERAL = r"[一二两三四五六七八九十]|\d{1,2}"
# What follows a date that starts or describes something: 2020年以来, 2019年同期
_NO_DEADLINE = r"(?!以来|以后|起|同期|度|版|新增|第\d|远景|\d|《|财政|工作|全省|国民)"
# 到2025年, 2025年底前, 至2020年末, 2022年7月底前, 到2024年上半年, 2023—2025年, 2020年5月1日前
_CALENDAR = (
    rf"[到至]?(?:(?:19|20)\d\d\s?年?\s?[-—–~～至－]{{1,2}}\s?)?{_YEAR}\s?"
    r"(?:上半年|第?[一二三四1-4]季度|\d{1,2}月(?:\d{1,2}日)?|年)?"
    rf"(?:[底末初]|年底|年末)?{_NO_DEADLINE}(?:之?前|以前|期间)?"
)
_PLAN = r"[到至]?[“\"]?十[一二三四五六七八九]五[”\"]?(?:规划)?(?:期?末|期间|时期|期内)?前?"
_RELATIVE = (
    rf"(?:在?(?:未来|今后|力争用?|用))?(?:{_NUMERAL})(?:[-—至到](?:{_NUMERAL}))?(?:年|个月)(?:左右)?(?:的?时间)?[之以]?内"
    r"|到?年底(?:之?前)?|年内|(?:到?今年|本年度)(?:底|末|内)?(?:之?前)?|到本世纪中叶"
)
_REGULAR = r"每[一两三]?年度?|全年|每季度|每半年"
# The period at the head of a segment, after 力争, 确保 or the like
DEADLINE = re.compile(rf"(?<![较比于以从自与为\d])(?:{_CALENDAR}|{_PLAN}|{_RELATIVE}|{_REGULAR})")
HINT = re.compile(r"[年每五月]")  # every period has one of these
RELATIVE_SPAN = re.compile(
    rf"(?:(?:{_NUMERAL})[-—至到])?(?P<number>{_NUMERAL})(?P<unit>年|个月).*内$"
)
THIS_YEAR = re.compile(r"全年|年内|年底|今年|本年度")
REGULAR = re.compile(_REGULAR)


def deadline_in(words: str) -> re.Match[str] | None:
    """Return the first period in some words that a goal may be set for, or None.

    `较2019年`, `2020年以来` and `2019年同期` are none.
    """
    return DEADLINE.search(words) if HINT.search(words) else None


def due_date(deadline: str, issued_on: date | None) -> date | None:
    """Return the last day of a period: `到2025年` is 2025-12-31.

    `年底前` and `三年内` count from the day of issue; without it, and for `每年`, None.
    """
    if day := period_end(deadline):
        return day
    if issued_on is None or (REGULAR.fullmatch(deadline) and deadline != "全年"):
        return None
    if span := RELATIVE_SPAN.search(deadline):
        months = int(number_value(span["number"])) * (12 if span["unit"] == "年" else 1)
        return months_later(issued_on, months)
    return last_day(issued_on.year, 12) if THIS_YEAR.search(deadline) else None
