"""Numbers in the formats of automatic numbering, by Word's names (ECMA-376, ST_NumberFormat).

A web page's list types are given by the same names.
"""

from collections.abc import Callable

from corpus.numbering import chinese_number

DIGITS = "〇一二三四五六七八九"
LEGAL_SIMPLIFIED = str.maketrans("零一二三四五六七八九十百千万", "零壹贰叁肆伍陆柒捌玖拾佰仟万")
LEGAL_TRADITIONAL = str.maketrans("零一二三四五六七八九十百千万", "零壹貳參肆伍陸柒捌玖拾佰仟萬")
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
LARGEST_ROMAN = 3999
LARGEST_LETTERS = 780  # thirty letters, where Word begins again
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
CIRCLED = "".join(
    map(chr, (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0)))
)
PARENTHESISED = "".join(map(chr, range(0x2474, 0x2488)))
FULL_STOPPED = "".join(map(chr, range(0x2488, 0x249C)))
CIRCLED_CHINESE = "".join(map(chr, range(0x3280, 0x328A)))
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def formatted_number(value: int, number_format: str) -> str:
    """Return a number as the format writes it; in Arabic digits where the format has no sign."""
    write = _FORMATS.get(number_format)
    return write(value) if write and value >= 0 else str(value)


def _japanese(value: int) -> str:
    """Leave out what Japanese leaves out: 百五, not 一百零五."""
    return chinese_number(value).replace("零", "").replace("一百", "百").replace("一千", "千")


def _digit_by_digit(value: int) -> str:
    return "".join(DIGITS[int(digit)] for digit in str(value))


def _legal(names: dict[int, int]) -> Callable[[int], str]:
    def write(value: int) -> str:
        counted = chinese_number(value)
        return ("一" + counted if counted.startswith("十") else counted).translate(names)

    return write


def _roman(value: int) -> str:
    if not 0 < value <= LARGEST_ROMAN:
        return str(value)
    written = ""
    for size, sign in ROMAN:
        times, value = divmod(value, size)
        written += sign * times
    return written


def _letters(value: int) -> str:
    """Write 27 as AA and 28 as BB, as Word does."""
    if not 0 < value <= LARGEST_LETTERS:
        return str(value)
    turn, place = divmod(value - 1, len(LETTERS))
    return LETTERS[place] * (turn + 1)


def _from_signs(signs: str) -> Callable[[int], str]:
    return lambda value: signs[value - 1] if 0 < value <= len(signs) else str(value)


_FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda value: "",
    "decimalZero": lambda value: f"{value:02}",
    "decimalFullWidth": lambda value: str(value).translate(FULL_WIDTH),
    "decimalFullWidth2": lambda value: str(value).translate(FULL_WIDTH),
    "numberInDash": lambda value: f"- {value} -",
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda value: _letters(value).lower(),
    "chineseCounting": chinese_number,
    "chineseCountingThousand": chinese_number,
    "taiwaneseCounting": chinese_number,
    "taiwaneseCountingThousand": chinese_number,
    "japaneseCounting": _japanese,
    "ideographDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "chineseLegalSimplified": _legal(LEGAL_SIMPLIFIED),
    "japaneseLegal": _legal(LEGAL_TRADITIONAL),
    "ideographLegalTraditional": _legal(LEGAL_TRADITIONAL),
    "ideographTraditional": _from_signs(STEMS),
    "ideographZodiac": _from_signs(BRANCHES),
    "ideographEnclosedCircle": _from_signs(CIRCLED_CHINESE),
    "decimalEnclosedCircle": _from_signs(CIRCLED),
    "decimalEnclosedCircleChinese": _from_signs(CIRCLED),
    "decimalEnclosedParen": _from_signs(PARENTHESISED),
    "decimalEnclosedFullstop": _from_signs(FULL_STOPPED),
}
