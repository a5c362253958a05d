"""The opening of a document: issuer, number, title, addressees, signature, date."""

import re

# A line that is nothing but a document number: 渝府办发〔2023〕53号, 连政规发[2023]2号
DOC_NUMBER_LINE = re.compile(
    r"[\u4e00-\u9fff]{2,12}[〔\[［（(](?:19|20)\d{2}[〕\]］）)]\s?(?:第\s?)?\d{1,4}\s?号"
)
# A line that is nothing but a date: 2023年3月15日, 二〇二五年三月二十三日, in brackets or not
DATE_LINE = re.compile(
    r"[（(]?(?:\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日"
    r"|[二一][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)[）)]?"
)
PUBLISHED_NOTE = re.compile(r"[（(]此件.{2,12}[）)]")  # （此件公开发布）
LONGEST_TITLE_LINE = 60
SENTENCE_MARK = re.compile(r"[。；！？]|[：:]$")


def opening_length(paragraphs: list[str]) -> int:
    """Return how many paragraphs before the first heading are front matter.

    Front matter ends with the last line that is a date, a note, a number or a title; what comes
    after it is the preamble.
    """
    last = 0
    for i, paragraph in enumerate(paragraphs, start=1):
        if is_title_like(paragraph):
            last = i
    return last


def is_title_like(paragraph: str) -> bool:
    """Tell whether a line could be part of a title block: short and no sentence."""
    return len(paragraph) <= LONGEST_TITLE_LINE and not SENTENCE_MARK.search(paragraph)
