"""One form for what is written in several: width, case, simplified characters."""

import re
import unicodedata
from functools import cache

from corpus.segmentation import whole_characters

# The blocks in which Chinese characters have simplified forms: the main one and extension A
FIRST_CHARACTER, LAST_CHARACTER = 0x3400, 0x9FFF


def normalized(text: str) -> str:
    """Return the text in half width, lower case (Unicode NFKC) and simplified characters."""
    text = whole_characters(unicodedata.normalize("NFKC", text))
    # lower case may leave marks apart that belong together: J with caron
    text = unicodedata.normalize("NFKC", text.lower())
    traditional, simplified = _simplification()
    return text.translate(simplified) if traditional.search(text) else text


@cache
def _simplification() -> tuple[re.Pattern[str], dict[int, str]]:
    """Return what finds a traditional character and what each is replaced by, one for one.

    By OpenCC's dictionary of characters: of the few whose form depends on the word (乾燥, 乾隆),
    index and query take the same.
    """
    import opencc  # when first used: its dictionary is read from disk

    characters = [chr(code) for code in range(FIRST_CHARACTER, LAST_CHARACTER + 1)]
    converted = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    once = dict(zip(characters, converted, strict=True))
    table = {
        # 薴 → 苧 → 苎: to the end
        ord(character): once.get(simple, simple)
        for character, simple in once.items()
        if character != simple
    }
    return re.compile(f"[{''.join(map(chr, table))}]"), table
