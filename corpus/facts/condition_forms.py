"""Thresholds said in a form of their own: 3人户, 排名前5位, 近5年内未受过处罚, 总积分满150分."""

import re
from collections.abc import Iterator, Mapping

from corpus.facts.models import Comparator, Quantity
from corpus.facts.quantities import number_value
from corpus.models import Clause

# 3人户, 4人户及以上: how many people a household has
HOUSEHOLD = re.compile(
    r"(?<!\d)(?P<number>\d{1,2}|[一二三四五六七八九])人户(?:家庭)?(?P<more>(?:[（(]含[）)])?[及或]?以上)?"
)
HOUSEHOLD_SUBJECT = "家庭人口"
# 全国综合排名前5位的企业, 进入世界500强前100名的
RANKED = re.compile(
    r"(?P<subject>[^，。；：、]{0,16}?(?:排名|名次|位列|名列|位居|居|进入|列)[^，。；：、\d]{0,8}?)"
    r"前\s?(?P<number>\d+)\s?(?P<unit>[名位])(?=的|以内的|[\u4e00-\u9fff]{0,4}企业)"
)
# 近5年内未受过刑事处罚, 近3年无失信记录; of what scores also 近5年内，参加献血
RECENT = re.compile(
    r"(?<![接将])(?:最?近|前)\s?(?P<number>\d{1,2}|[一二两三四五六七八九十])\s?年(?:以?内|之内|来|以来)?[，,]?"
    r"(?P<event>(?P<none>均?(?:未|无(?!论)|没有|不存在))?[^，。；：、（）()]{2,24})"
)
# 总积分满150分, 考核得分80分以上的
MARKS = re.compile(
    r"(?P<subject>[^，。；：、《》（）()\d□]{0,8}?(?:积分|总分|得分|评分|分值|分数|成绩))(?:应当?|须|需|均|在)?"
    r"(?P<bound>满|达到?|不低于|不少于|低于|不足|未达到?|超过|高于)?\s?(?P<number>\d+(?:\.\d+)?)\s?分"
    r"(?P<after>[（(]含[^）)]{0,5}[）)]|[及]?以上|以下)?"
)
MARKS_BOUND = {
    "低于": Comparator.BELOW,
    "不足": Comparator.BELOW,
    "未达": Comparator.BELOW,
    "未达到": Comparator.BELOW,
    "超过": Comparator.ABOVE,
    "高于": Comparator.ABOVE,
}
# What a clause that gives marks says: （4分）, 每次减10分, 计分
GIVES_MARKS = re.compile(r"[（(]\d+分[）)]|[计减扣加得]\d+分|[计评]分")
SUBJECT_LEAD = re.compile(r"^(?:.*计算|其|且|对)")

# 1万—3万元（含1万元，不含3万元）（4分）: what marks are given for
MARKED = re.compile(r"(?:[（(]不?含[^）)]*[）)])*[（(]\d+(?:\.\d+)?分[）)]")
STEP = re.compile(r"每(?:(?:增加|减少|超过|提高|降低|延长|满)[^，。；]{0,8})?$")  # 每满1年再加5分
# 年营业收入1000万元至5000万元[的]企业; 给予5万元至10万元的奖励 is none
SPAN_OF = re.compile(
    r"的(?!奖|补|资助|贴|支持|一次性|标准|比例|幅度|速度|罚|经费|资金|额度|范围|原则|价格|利率)"
)
LIST_LEAD = re.compile(r"(?P<subject>[^。；：:]{2,40})[：:]\s*(?:[^：:。]*；)?$")
LONGEST_LEAD = 60

Found = tuple[str, Quantity, tuple[int, int]]


def fixed_forms_in(segment: str, qualifies: bool) -> Iterator[Found]:
    """Yield subject, quantity and span of each threshold in a form of its own, in `segment`.

    `qualifies` tells that its clause says who may have something.
    """
    for match in HOUSEHOLD.finditer(segment) if "人户" in segment else ():
        comparator = Comparator.AT_LEAST if match["more"] else Comparator.EQUAL
        yield HOUSEHOLD_SUBJECT, _quantity(match, comparator, "人"), match.span()
    for match in RANKED.finditer(segment) if "前" in segment else ():
        subject = match["subject"].strip() or "排名"
        yield subject, _quantity(match, Comparator.AT_MOST, match["unit"]), match.span()
    for match in MARKS.finditer(segment) if "分" in segment else ():
        is_bounded = match["bound"] or match["after"]
        is_said = qualifies or "总" in match["subject"] or segment.startswith("的", match.end())
        if is_bounded and is_said:
            comparator = MARKS_BOUND.get(match["bound"] or "", Comparator.AT_LEAST)
            comparator = Comparator.AT_MOST if match["after"] == "以下" else comparator
            subject = SUBJECT_LEAD.sub("", match["subject"].strip())
            yield subject, _quantity(match, comparator, "分"), match.span()


def recent_in(part: str, sentence: str) -> Iterator[Found]:
    """Yield what has (not) happened in the last years, in `part` of a sentence.

    What has happened chooses where marks are given for it; what has not always does.
    """
    for match in RECENT.finditer(part):
        is_none = match["none"] is not None
        if is_none or GIVES_MARKS.search(sentence):
            comparator = Comparator.AT_LEAST if is_none else Comparator.AT_MOST
            yield match["event"].strip(), _quantity(match, comparator, "年"), match.span()


def led_by(earlier: str, clause: Clause, by_id: Mapping[str, Clause], text: str) -> str:
    """Return what a threshold without a subject measures: what leads its list with a colon.

    That stands `earlier` in its sentence, else at the end of the clause above.
    """
    parent = by_id.get(clause.parent_id or "")
    if not LIST_LEAD.search(earlier) and parent is not None:
        earlier = text[max(parent.body_start, parent.end - LONGEST_LEAD) : parent.end].strip()
    lead = LIST_LEAD.search(earlier)
    return lead["subject"] if lead else ""


def _quantity(match: re.Match[str], comparator: Comparator, unit: str) -> Quantity:
    written = match["number"]
    return Quantity(comparator, written, number_value(written), None, unit)
