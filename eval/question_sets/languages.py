"""The language of a text, told by its characters."""

import re
from typing import Literal

# An ideograph: 政, 〇, 㐂
HAN = re.compile("[〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
LEAST_SHARE_OF_HAN = 0.3  # 「BIM和EPC是啥」 has .33, "What does 装配式建筑 mean?" has .29


def language_of(text: str) -> Literal["zh", "en"]:
    """Return "zh" where at least three of ten letters are Chinese characters, else "en".

    A text without letters is taken for Chinese.
    """
    letters = sum(character.isalpha() for character in text)
    ideographs = len(HAN.findall(text))
    return "zh" if ideographs >= LEAST_SHARE_OF_HAN * letters else "en"
