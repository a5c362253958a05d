"""Which words of a numbered paragraph name it."""

import re

LONGEST_HEADING = 40
MOST_COMMAS_IN_HEADING = 1
ARTICLE_HEADING = re.compile(r"[（(【\[]([^）)】\]]{2,20})[）)】\]]")  # （适用范围）
SENTENCE_END = "。！？!?；;"
FIRST_SENTENCE = re.compile(f"[^{SENTENCE_END}]*")
AFTER_HEADING = "：:"
# A member of a list, or a sentence of some length, that is the whole paragraph
ITEM_SENTENCE = re.compile(f"[^{SENTENCE_END}]+[；;]|[^{SENTENCE_END}]{{16,}}。")


def heading_of(rest: str) -> str | None:
    """Return the heading that a paragraph opens with after its number, or None.

    `推进信息技术应用` → itself; `推动建筑企业升级。大力扶持…` → `推动建筑企业升级`; a long sentence
    of an article is no heading.
    """
    match = FIRST_SENTENCE.match(rest)
    first = match.group().strip() if match else ""
    whole_line = len(first) == len(rest.strip())
    if not first or len(first) > LONGEST_HEADING:
        return None
    if ITEM_SENTENCE.fullmatch(rest.strip()):
        return None
    if not whole_line and first.count("，") > MOST_COMMAS_IN_HEADING:
        return None
    return first.rstrip(AFTER_HEADING)


def article_heading_of(rest: str) -> str | None:
    """Return the heading in brackets that some articles open with: 第三条（适用范围）."""
    match = ARTICLE_HEADING.match(rest.strip())
    return match.group(1) if match else None
