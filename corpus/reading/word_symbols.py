"""Characters of symbol fonts (w:sym) as Unicode. Such fonts put them at U+F000 and above."""

PRIVATE_USE = 0xF000
SYMBOL_FONTS = {
    "symbol": {
        0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥",
        0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBE: "—", 0xD6: "√", 0xD7: "·",
        0x44: "Δ", 0x53: "Σ", 0x57: "Ω", 0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x6C: "λ",
        0x6D: "μ", 0x70: "π", 0x71: "θ", 0x72: "ρ", 0x73: "σ", 0x66: "φ", 0x77: "ω", 0xE5: "∑",
    },
    "wingdings": {
        0x6C: "●", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x74: "⧫", 0x75: "◆",
        0x76: "❖", 0x77: "⬥", 0xA1: "○", 0xA6: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xD8: "➢",
        0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "☒", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    },
    "wingdings 2": {
        0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□", 0x97: "●",
        **{0x6A + index: chr(0x2460 + index) for index in range(10)},
    },
    "wingdings 3": {0x7D: "▶", 0x84: "◀"},
}  # fmt: skip


def symbol_character(font: str, code: str) -> str:
    """Return the character of a w:sym: its font and its code in hexadecimal.

    One that is not known stays in the private area, so that nothing is lost.
    Raises ValueError for a code that is no hexadecimal number.
    """
    value = int(code, 16)
    known = SYMBOL_FONTS.get(font.lower())
    if known is not None:
        place = value - PRIVATE_USE if PRIVATE_USE <= value <= PRIVATE_USE + 0xFF else value
        return known.get(place, chr(value))
    return chr(value)
