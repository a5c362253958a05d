"""The numbers that a browser writes before the items of an ordered list."""

import re

from corpus.reading.html_document import Element
from corpus.reading.number_formats import formatted_number

TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
STYLE_TYPE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]*)", re.IGNORECASE)
STYLES = {
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "chineseCounting",
    "cjk-decimal": "ideographDigital",
    "cjk-heavenly-stem": "ideographTraditional",
    "cjk-earthly-branch": "ideographZodiac",
}
FORMATS_WITH_COMMA = frozenset(
    {"chineseCounting", "ideographDigital", "ideographTraditional", "ideographZodiac"}
)
# An item that states its number itself, under a style sheet that hides the list's: 1. / （一） / ①
OWN_NUMBER = re.compile(
    r"\s*(?:[（(]?[0-9一二三四五六七八九十]{1,3}\s*[)）、.．]|第.{1,4}[条章]|[①-⑳])"
)


def list_labels(ordered_list: Element) -> dict[Element, str]:
    """Return the number of each item of an ol element, with the space after it; "" for none."""
    items = list(ordered_list.iterchildren("li"))
    is_reversed = ordered_list.get("reversed") is not None
    start = _integer(ordered_list.get("start"))
    number = (len(items) if is_reversed else 1) if start is None else start
    labels: dict[Element, str] = {}
    for item in items:
        stated = _integer(item.get("value"))
        number = number if stated is None else stated
        labels[item] = _label(item, ordered_list, number)
        number += -1 if is_reversed else 1
    return labels


def _label(item: Element, ordered_list: Element, number: int) -> str:
    number_format = _format(item, ordered_list)
    if number_format is None or OWN_NUMBER.match("".join(item.itertext())):
        return ""
    written = formatted_number(number, number_format)
    return f"{written}、" if number_format in FORMATS_WITH_COMMA else f"{written}. "


def _format(item: Element, parent: Element) -> str | None:
    for element in (item, parent):
        style = STYLE_TYPE.search(element.get("style", ""))
        for word in style.group(1).lower().split() if style else ():
            if word in STYLES:
                return STYLES[word]
            if word in {"none", "disc", "circle", "square"}:
                return None
    return TYPES.get(item.get("type") or parent.get("type") or "", "decimal")


def _integer(written: str | None) -> int | None:
    return int(written) if written and re.fullmatch(r"\s*-?[0-9]{1,9}\s*", written) else None
