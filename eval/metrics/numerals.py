"""Numbers as they are written, in digits, in Chinese or in English words, and what they amount to.

Chinese numerals are read by cn2an, English number words by text2num.
"""

import math
import re
from decimal import Decimal

import cn2an
from text_to_num import text2num

_DIGITS = "一二两三四五六七八九"
_ENGLISH_WORD = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    "hundred|thousand|million|billion"
)
_SCALES = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10_000,
    "亿": 100_000_000,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
# 1,000,000 or 12.5; not the 1,000 of 1,0000
ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
# the 万 of 100万, 百万 of 3百万, million of 1 million; not the 千 of 5千米
SCALE = r"[十百千]?[万亿]+|[百千](?![米克瓦])|(?:thousand|million|billion|trillion)\b"
# 三, 十五, 一百零五万, 两千, 一点五; of 一一级 only one 一 at a time, of 一百分之三 only 一
CHINESE = (
    rf"(?:(?:零?(?:[{_DIGITS}][百千]|[{_DIGITS}]?十|[{_DIGITS}](?=[万亿]))[万亿]*)+(?:零?[{_DIGITS}])?"
    rf"|[零〇{_DIGITS}])(?:点[零〇一二三四五六七八九]+)?(?!分之)"
)
# two, thirty-six, two hundred and five thousand
ENGLISH = rf"\b(?:{_ENGLISH_WORD})(?:(?:[\s-]|\sand\s)(?:{_ENGLISH_WORD}))*\b"
# 2025, 二〇二五, 二零二五: what may stand before 年 as a year
YEAR = r"(?<!\d)(?:19|20)\d{2}|[一二][〇○零一二三四五六七八九]{3}"
# 6, 06, 十二, 三十一: what may stand before 月 and 日
MONTH_OR_DAY = r"\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
# Any number with its scale, as a group of a longer expression
NUMBER = rf"(?:{ARABIC}(?:\s?(?:{SCALE}))?|{CHINESE}|{ENGLISH})"

_ARABIC_WITH_SCALE = re.compile(rf"({ARABIC})\s?({SCALE})?", re.IGNORECASE)  # 1,000, 3百万
_SCALE_WORD = re.compile("|".join(_SCALES), re.IGNORECASE)  # each 万 and 亿 of 万亿


def number_value(written: str) -> Decimal | None:
    """Return the value of `3.5亿`, `1,000`, `三十`, `two million`; None where there is none.

    Full-width digits are not read: give the text in one width.
    """
    match = _ARABIC_WITH_SCALE.fullmatch(written)
    if match:
        return Decimal(match[1].replace(",", "")) * scale_of(written)
    try:
        if written.isascii():
            return Decimal(text2num(written.lower(), "en"))
        return Decimal(str(cn2an.cn2an(written.replace("○", "〇"), "normal")))
    except ValueError:  # what neither library takes for a number stays words
        return None


def scale_of(written: str) -> int:
    """Return what the words after digits multiply them by: 10000 for `20万`, 1 for `20`."""
    match = _ARABIC_WITH_SCALE.fullmatch(written)
    words = _SCALE_WORD.findall(match[2]) if match and match[2] else []
    return math.prod(_SCALES[word.lower()] for word in words)
