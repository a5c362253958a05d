"""Lines that a document has besides its clauses: number, date, annex list, copies, printing."""

import re
from enum import StrEnum

# A line that is nothing but a document number: 渝府办发〔2023〕53号, 连政规发[2023]2号
DOC_NUMBER_LINE = re.compile(
    r"[\u4e00-\u9fff]{2,14}[〔\[［（(【](?:19|20)\d{2}[〕\]］）)】]\s?(?:第\s?)?\d{1,4}\s?号"
    r"(?:[-—]\d)?"
)
# A line that is nothing but a date: 2023年3月15日, 二〇二五年三月二十三日, in brackets or not
DATE_LINE = re.compile(
    r"[（(]?(?:\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日"
    r"|[二一][〇○Ｏ0零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)[）)]?"
)
PUBLISHED_NOTE = re.compile(r"[（(](?:此件|此文).{2,12}[）)]")  # （此件公开发布）
# Where an annex begins, on a line of its own: 附件, 附件1, 附件一：, 附表2
ANNEX_LINE = re.compile(
    r"附\s?(?:件|表|录)?\s?(?:\d{1,2}(?:[-—]\d{1,2})?|[一二三四五六七八九十]{1,3}|[A-Z])?\s?[:：]?"
)
# What the body is followed by: 附件：…分工表, 附件1.…, 附件：1.
ANNEX_LIST = re.compile(r"附\s?件\s?\d{0,2}\s?[:：.．、]|附[:：]")
COPIES = re.compile(r"(?:主送|抄送|抄报|发)[:：]")  # 抄送：市委办公室
PRINTED = re.compile(r"[^。]{2,40}\d\s?日\s?(?:印发|印制)$")  # …办公室2023年3月1日印发
CONTENTS = re.compile(r"目\s{0,4}[录次]")  # 目　录
LONGEST_TITLE_LINE = 60
SENTENCE_MARK = re.compile(r"[。；！？]|[：:]$")
# Who signs: 重庆市人民政府办公厅, 市住建局 市财政局 — an organisation's name and nothing else
SIGNATORY = re.compile(
    r"(?:[\u4e00-\u9fff（）()、\s]{2,60}(?:政府|厅|局|委|委员会|办公室|部|院|会|中心|组|处|社|所|大学|公司|银行|法院|检察院|党委|行|署|馆|集团|办)"
    r"(?:[（(].{2,20}(?:代章|章|印|代)[）)])?)"
)


class LineKind(StrEnum):
    """What a line is that belongs to no clause."""

    DOC_NUMBER = "doc_number"
    DATE = "date"
    PUBLISHED_NOTE = "published_note"
    ANNEX = "annex"
    ANNEX_LIST = "annex_list"
    COPIES = "copies"
    PRINTED = "printed"
    CONTENTS = "contents"


_WHOLE_LINES = (
    (LineKind.DOC_NUMBER, DOC_NUMBER_LINE),
    (LineKind.DATE, DATE_LINE),
    (LineKind.PUBLISHED_NOTE, PUBLISHED_NOTE),
    (LineKind.ANNEX, ANNEX_LINE),
    (LineKind.CONTENTS, CONTENTS),
    (LineKind.PRINTED, PRINTED),
)
_OPENINGS = ((LineKind.ANNEX_LIST, ANNEX_LIST), (LineKind.COPIES, COPIES))
# What every such line begins with, so that the others are known at a glance
_MAY_BE_ONE = re.compile(r"[（(]?[\u4e00-\u9fff0-9]")
LONGEST_LINE = 80


def line_kind(line: str) -> LineKind | None:
    """Return what a line is besides a clause's words, or None."""
    if len(line) <= LONGEST_LINE and _MAY_BE_ONE.match(line):
        for kind, pattern in _WHOLE_LINES:
            if pattern.fullmatch(line):
                return kind
    for kind, pattern in _OPENINGS:
        if pattern.match(line):
            return kind
    return None


def is_title_like(line: str) -> bool:
    """Tell whether a line could be part of a title block: short and no sentence."""
    return len(line) <= LONGEST_TITLE_LINE and not SENTENCE_MARK.search(line)


def is_signature(line: str) -> bool:
    """Tell whether a line is nothing but the name of an organisation that signs."""
    return bool(SIGNATORY.fullmatch(line))
