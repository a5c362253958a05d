"""Values of a spreadsheet as the spreadsheet shows them: dates, percentages, numbers."""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from openpyxl.utils.datetime import from_excel

# Formats that depend on the language, as Chinese programs show them: by their number, since files
# do not say them, and the short date (14), for which openpyxl gives the American one
CHINESE_FORMATS = {
    14: "yyyy/m/d",
    22: "yyyy/m/d h:mm",
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"',
    55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"',
}
GENERAL = "General"
# One piece of a format: "万元", \元, _), * , yyyy, m, AM/PM, any other character
PIECE = re.compile(r'"[^"]*"|\\.|_.|\*.|y+|m+|d+|h+|s+|a{3,4}|AM/PM|上午/下午|.', re.IGNORECASE)
IN_BRACKETS = re.compile(r"\[(?!h+\]|m+\]|s+\])[^\]]*\]", re.IGNORECASE)  # [Red], [$-804], [>=1]
PLACEHOLDERS = re.compile(r"[#0?][#0?,]*(?:\.[#0?]*)?")  # #,##0.00
QUOTED = re.compile(r'"([^"]*)"|\\(.)|_.|\*.')
# What only arithmetic needs to be shown: 1.5E+10, 1 3/4
UNUSUAL = re.compile(r"E[+-]|/[?#\d]", re.IGNORECASE)
WEEKDAYS = "一二三四五六日"
SIGNIFICANT_DIGITS = 15  # as many as a spreadsheet keeps


def shown(value: object, number_format: str, format_id: int, epoch: datetime) -> str:
    """Return a cell's value as it is shown.

    `format_id` is the number of the format in the file, `epoch` the day that dates count from.
    """
    if value is None or isinstance(value, str):
        return value or ""
    number_format = CHINESE_FORMATS.get(format_id, number_format)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float) and format_id in CHINESE_FORMATS:
        value = from_excel(value, epoch)
    if isinstance(value, datetime | date | time):
        return _shown_moment(value, number_format)
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, int | float):
        return _shown_number(value, number_format)
    return str(value)


def _section(number_format: str) -> str:
    """Return the first section of a format, the one for positive numbers, without conditions."""
    return IN_BRACKETS.sub("", re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', number_format)[0])


def _shown_number(value: int | float, number_format: str) -> str:
    section = _section(number_format)
    try:
        number = Decimal(f"{value:.{SIGNIFICANT_DIGITS}g}")
    except (InvalidOperation, ValueError):
        return str(value)
    if not number.is_finite():
        return str(value)
    bare = QUOTED.sub("", section)
    places = PLACEHOLDERS.search(bare)
    if places is None or UNUSUAL.search(bare):
        return _plain(number)
    if "%" in bare:
        number *= 100
    whole, _, fraction = places.group().partition(".")
    if whole.endswith(","):  # 0, shows thousands: rather the number itself
        return _plain(number)
    written = _with_places(number, fraction, grouped="," in whole)
    # The place of the digits in the format, with its literal words around them
    words = QUOTED.sub(lambda m: (m.group(1) or m.group(2) or "").replace("0", "\0"), section)
    return PLACEHOLDERS.sub(lambda _: written, words, count=1).replace("\0", "0").strip()


def _plain(number: Decimal) -> str:
    """Return a number without exponent and without noughts that say nothing."""
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _with_places(number: Decimal, fraction: str, grouped: bool) -> str:
    rounded = number.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    written = f"{rounded:,f}" if grouped else f"{rounded:f}"
    optional = len(fraction) - len(fraction.rstrip("#?"))
    for _ in range(optional):
        if not written.endswith("0"):
            break
        written = written[:-1]
    return written.rstrip(".")


def _shown_moment(moment: datetime | date | time, number_format: str) -> str:
    pieces = PIECE.findall(_section(number_format))
    if not any(piece[0] in "yYdDhHsSmMaA" for piece in pieces) or number_format == GENERAL:
        return _iso(moment)
    kinds = [piece[0].lower() if piece[0].isascii() else "" for piece in pieces]
    written = []
    for index, piece in enumerate(pieces):
        field = _field(moment, piece, _is_minutes(kinds, index), "上午/下午" in pieces)
        if field is None:
            return _iso(moment)
        written.append(field)
    return "".join(written).strip()


def _iso(moment: datetime | date | time) -> str:
    if isinstance(moment, datetime) and moment.time() == time():
        return moment.date().isoformat()
    return moment.isoformat(" ") if isinstance(moment, datetime) else moment.isoformat()


def _is_minutes(kinds: list[str], index: int) -> bool:
    """Tell whether an m means minutes: it follows hours or precedes seconds."""
    if kinds[index] != "m":
        return False
    around = "ymdhs"
    before = next((kind for kind in reversed(kinds[:index]) if kind and kind in around), "")
    after = next((kind for kind in kinds[index + 1 :] if kind and kind in around), "")
    return before == "h" or after == "s"


def _field(
    moment: datetime | date | time, piece: str, is_minutes: bool, half_days: bool
) -> str | None:
    """Return a piece of a format filled in, or None where the moment does not have it."""
    kind = piece[0].lower()
    if piece[0] == '"':
        return piece[1:-1]
    if piece[0] == "\\":
        return piece[1]
    if piece[0] in "_*":
        return ""
    if piece in ("上午/下午", "AM/PM") or kind in "hs" or is_minutes:
        if not isinstance(moment, datetime | time):
            return "0" * len(piece)
        if piece in ("上午/下午", "AM/PM"):
            return piece.split("/")[moment.hour >= 12]
        hour = (moment.hour - 1) % 12 + 1 if half_days else moment.hour
        number = {"h": hour, "s": moment.second}.get(kind, moment.minute)
        return f"{number:0{min(len(piece), 2)}}"
    if kind in "ymda" and len(piece) <= 4 and piece.isalpha():
        if not isinstance(moment, date):
            return None
        if kind == "y":
            return f"{moment.year}" if len(piece) > 2 else f"{moment.year % 100:02}"
        if kind == "a" or (kind == "d" and len(piece) > 2):
            return ("星期" if len(piece) == 4 else "周") + WEEKDAYS[moment.weekday()]
        number = moment.month if kind == "m" else moment.day
        return f"{number:0{min(len(piece), 2)}}" if len(piece) < 3 else f"{number}月"
    return piece
