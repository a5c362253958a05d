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
ANNEX_NAME = re.compile(
    r"附\s?(?:件|表|录)?\s?(?:\d{1,2}(?:[-—]\d{1,2})?|[一二三四五六七八九十]{1,3}|[A-Z])?"
)
ANNEX_LINE = re.compile(rf"{ANNEX_NAME.pattern}\s?[:：]?")
# What the body is followed by: 附件：…分工表, 附件1.…, 附件：1.
ANNEX_LIST = re.compile(r"附\s?件\s?\d{0,2}\s?[:：.．、]|附[:：]")
COPIES = re.compile(r"(?:主送|抄送|抄报|发)[:：]")  # 抄送：市委办公室
PRINTED = re.compile(r"[^。]{2,40}\d\s?日\s?(?:印发|印制)$")  # …办公室2023年3月1日印发
CONTENTS = re.compile(r"目\s{0,4}[录次]")  # 目　录
LONGEST_TITLE_LINE = 60
LONGEST_LONG_TITLE = 140
LONG_TITLE = re.compile(
    r"关于.+(?:通知|意见|决定|公告|通告|方案|办法|措施|规定|细则|函|批复|要点)(?:[（(].{2,30}[）)])?$"
)
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


LONGEST_LINE = 80


def line_kind(line: str) -> LineKind | None:
    """Return what a line is besides a clause's words, or None."""
    if len(line) <= LONGEST_LINE:
        kind = _kind_of_whole_line(line)
        if kind is not None:
            return kind
    if line[:1] == "附" and ANNEX_LIST.match(line):
        return LineKind.ANNEX_LIST
    return LineKind.COPIES if line[:1] in "主抄发" and COPIES.match(line) else None


def _kind_of_whole_line(line: str) -> LineKind | None:
    """Return the kind of a line that a pattern fits whole; first and last character choose it."""
    first, last = line[:1], line[-1:]
    if first == "附":
        return LineKind.ANNEX if ANNEX_LINE.fullmatch(line) else None
    if first == "目":
        return LineKind.CONTENTS if CONTENTS.fullmatch(line) else None
    if last in "日）)" and DATE_LINE.fullmatch(line):
        return LineKind.DATE
    if first in "（(" and PUBLISHED_NOTE.fullmatch(line):
        return LineKind.PUBLISHED_NOTE
    if last in "发制" and PRINTED.fullmatch(line):
        return LineKind.PRINTED
    if (last == "号" or last.isdigit()) and DOC_NUMBER_LINE.fullmatch(line):
        return LineKind.DOC_NUMBER
    return None


def is_title_like(line: str) -> bool:
    """Tell whether a line could be part of a title block: short and no sentence.

    A title that says of itself what it is may be longer: 某局关于印发《…》的通知.
    """
    if len(line) > LONGEST_LONG_TITLE or SENTENCE_MARK.search(line):
        return False
    return len(line) <= LONGEST_TITLE_LINE or bool(LONG_TITLE.search(line))


def is_signature(line: str) -> bool:
    """Tell whether a line is nothing but the name of an organisation that signs."""
    return bool(SIGNATORY.fullmatch(line))
