"""Facts of any text: never an exception, always verbatim quotes in the clause's own text."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.facts.conditions import conditions_in
from corpus.facts.incentives import incentives_in
from corpus.facts.sentences import LONGEST_SENTENCE
from corpus.facts.targets import targets_in
from corpus.facts.validity import validity_in
from corpus.models import Clause, ClauseKind

# fmt: off
PIECES = [
    "到2025年", "“十四五”末", "三年内", "每年", "不少于", "不超过", "达到", "最高", "百分之",
    "十", "万", "亿", "千", "百", "0", "5", "3.5", "1:1", "—至", "%", "元", "家", "个百分点",
    "年", "个月", "周岁", "以上", "（含）", "以内", "的", "企业", "对", "由市财政", "给予",
    "一次性", "奖励", "补贴", "免征", "减半", "承担50%", "按", "分别", "、", "，", "。", "；",
    "：", "（", "）", "《", "》", "“", "”", "自", "之日起施行", "有效期", "同时废止", "根据",
    "制定", "占比", "培育", "一半", "2/3", "三分之一",
]
# fmt: on


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(max_examples=300, deadline=None)
def test_facts_of_any_text_are_verbatim(text: str) -> None:
    clause = Clause(
        "d.1", None, 0, 1, ClauseKind.CLAUSE, "", "目标", "", (), 0, len(text), 0, len(text)
    )
    found = [
        *targets_in(text, [clause], date(2023, 1, 31)),
        *incentives_in(text, [clause]),
        *conditions_in(text, [clause]),
        *validity_in(text, [clause], date(2023, 1, 31)),
    ]
    for fact in found:
        assert fact.quote
        assert text[fact.quote_start : fact.quote_end] == fact.quote


def test_a_long_text_without_stops_is_read_piece_by_piece() -> None:
    text = "给予100万元奖励，由市财政承担50%" * 400
    clause = Clause(
        "d.1", None, 0, 1, ClauseKind.CLAUSE, "", None, "", (), 0, len(text), 0, len(text)
    )
    found = incentives_in(text, [clause])
    assert found
    assert all(len(fact.quote) <= LONGEST_SENTENCE for fact in found)
