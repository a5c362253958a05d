"""Calendar dates and the ends of periods, as policy documents write them."""

import calendar
import re
from datetime import date

from corpus.numbering import CHINESE_DIGITS, chinese_number_value

DATE = re.compile(r"(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")  # 2023年4月1日
CHINESE_DATE = re.compile(
    r"([二一][〇○零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)  # 二〇二五年三月二十三日
MONTH = re.compile(r"((?:19|20)\d\d)\s?年\s?(\d{1,2})\s?月")  # 2022年7月底前
YEAR = re.compile(r"((?:19|20)\d\d)\s?年?")  # 2025年末
HALF = re.compile(r"年上半年")  # 2024年上半年
QUARTER = re.compile(r"年第?([一二三四1-4])季度")  # 2024年一季度
FIVE_YEARS = re.compile(r"[“\"]?(十[一二三四五六七八九])五[”\"]?")  # “十四五”期间
FIRST_FIVE_YEARS = (11, 2010)  # the plan that fixes the count: the eleventh ended in 2010
LAST_MONTH_OF_QUARTER = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}


def date_in(written: str) -> date | None:
    """Return the first calendar date in a text, written in digits or in Chinese."""
    match = DATE.search(written)
    if match:
        return _date(*(int(group) for group in match.groups()))
    match = CHINESE_DATE.search(written)
    if not match:
        return None
    digits = match.group(1).replace("○", "〇")
    year = int("".join(str(CHINESE_DIGITS[digit]) for digit in digits))
    month, day = (chinese_number_value(group) for group in match.groups()[1:])
    return _date(year, month, day)


def period_end(written: str) -> date | None:
    """Return the last day of the period that a text names: a day, a month, a year, a plan.

    `2025年底` and `“十四五”末` end on 2025-12-31, `2022年7月底前` on 2022-07-31; of several years
    (`2023—2025年`) the last counts. A text that names no calendar period gives None.
    """
    if day := date_in(written):
        return day
    if month := MONTH.search(written):
        return last_day(int(month.group(1)), int(month.group(2)))
    if years := YEAR.findall(written):
        quarter = QUARTER.search(written)
        month_number = LAST_MONTH_OF_QUARTER[quarter.group(1)] if quarter else 12
        return last_day(int(years[-1]), 6 if HALF.search(written) else month_number)
    if plan := FIVE_YEARS.search(written):
        first, ended = FIRST_FIVE_YEARS
        return date(ended + 5 * (chinese_number_value(plan.group(1)) - first), 12, 31)
    return None


def last_day(year: int, month: int) -> date | None:
    """Return the last day of a month, or None where the numbers name no month."""
    if not 1 <= month <= 12 or year < 1:
        return None
    return date(year, month, calendar.monthrange(year, month)[1])


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of its month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # 2023年13月1日: a slip of the pen, no date
        return None
