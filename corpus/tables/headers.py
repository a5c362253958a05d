"""Which rows of a table name its columns, and which cells number its rows."""

import re
from collections.abc import Sequence

# Words that the heads of columns hold in task lists, budgets, catalogues and rosters
HEAD_WORD = re.compile(
    r"序号|编号|任务|措施|内容|单位|部门|责任|目标|指标|项目|名称|类别|类型|时限|时间|期限|备注"
    r"|分工|事项|标准|金额|依据|领域|地区|区域|数量|说明|要求|条件|对象|方式|姓名|职务|电话"
)
# Sentences end or go on in no head of a column: 加强监管。 / 完善制度，
SENTENCE_MARK = re.compile(r"[，。；！？!?]")
NUMBER_ONLY = re.compile(r"[\d.,%％\-—/年月日]+")  # 2025年, 30%, 12
ROW_NUMBER = re.compile(
    r"\d{1,4}[.、]?|[（(]\d{1,3}[)）]|[一二三四五六七八九十]{1,3}、?"
)  # 12, （3）, 五
LONGEST_HEAD = 20
MOST_HEADER_ROWS = 3


def looks_like_header(cells: Sequence[str]) -> bool:
    """Tell whether a row's words (cells without blanks) are heads of columns."""
    filled = [words for words in cells if words]
    return (
        len(filled) >= 2
        and all(len(words) <= LONGEST_HEAD for words in filled)
        and not any(SENTENCE_MARK.search(words) or NUMBER_ONLY.fullmatch(words) for words in filled)
        and heads_among(filled) > 0
    )


def heads_among(cells: Sequence[str]) -> int:
    """Return how many cells hold a word that heads of columns do."""
    return sum(bool(HEAD_WORD.search(words)) for words in cells)


def is_row_number(words: str) -> bool:
    """Tell whether a cell's words (without blanks) number a row."""
    return bool(ROW_NUMBER.fullmatch(words))


def numbering_column(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the column, of the first three, whose filled cells mostly number the rows."""
    for column in range(min(3, max((len(row) for row in rows), default=0))):
        filled = [row[column] for row in rows if column < len(row) and row[column]]
        numbers = sum(is_row_number(words) for words in filled)
        if numbers >= 2 and numbers >= 0.6 * len(filled):
            return column
    return None
