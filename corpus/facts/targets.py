"""Quantities that a document wants to be reached: 到2025年装配式建筑占比达到30%以上."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files

from corpus.facts.deadlines import deadline_in, due_date
from corpus.facts.models import Comparator, Target
from corpus.facts.quantities import (
    AGE,
    COUNT,
    MONEY,
    SHARE,
    TIME,
    QuantityMention,
    quantities_in,
)
from corpus.facts.sentences import (
    SEGMENT_STOPS,
    Words,
    covered,
    nested_spans,
    parts_of,
    sentences_of,
    telling_clauses,
)
from corpus.models import Clause

WORTH_READING = re.compile(r"\d|百分之|[一二两三四五六七八九十][成倍番家个项条座]|一半")
# A number with something counted behind it, not a date, a number of a document or of a list
COUNTED = re.compile(
    r"\d\s?[^\s\d年月日号〕）)\]、.．/:：,，。；\-—]|百分之|[一二两三四五六七八九十][成倍番家个项条座]|一半"
)
GOAL_HEADING = re.compile(r"目标|指标")  # 二、主要目标
STRIVING = re.compile(r"力争|确保|争取|努力|力求|原则上")
# Verbs whose object is counted: 培育30家…企业, 建成50个以上…
_VERBS = files("corpus.facts").joinpath("goal_verbs.txt").read_text("utf-8").split()
_VERB_LIST = "|".join(sorted(_VERBS, key=len, reverse=True))
VERB_AT_END = re.compile(rf"(?:{_VERB_LIST})(?:出|了|不?超?过?|至|到)?$")
# 打造具有…成果的100个…场景: the verb opens the words before the number
VERB_THEN_OF = re.compile(rf"\s*(?:{_VERB_LIST})[^，。]*的$")
# Words before the number that are no part of the indicator: …的比例[达到], …面积[原则上不得]
NOT_INDICATOR = re.compile(
    r"(?:力争|确保|争取|努力|力求|原则上|应当|应该|应|须|必须|要|均|都|全部|总体|基本|分别|总共|再|至少|"
    r"突破|达到或者?超过|达到|达成|达|实现|完成|保持在?|维持在?|稳定在?|控制|为|是|在|至|到|年|每年|不断|逐步|进一步|"
    r"提高到|提高至|提升到|提升至|增长到|增长至|增加到|增加至|降低到|降低至|降至|升至|增至|减至|扩大到|下降到|下降至|"
    r"压缩至|压缩到|压减至|缩短至|缩短到|超过|，|、|的|\s|：|:)+$"
)
HEAD_OF_INDICATOR = re.compile(
    r"^(?:力争|确保|争取|努力|力求|实现|使|将|其中|并|同时|且|累计|推动|推进|促进|进一步|不断|逐步|原则上|各地|[（(]|[）)]|"
    r"加快|尽快|到时|底|末|前|，|、|的|：|:|\s|——|\d+[.．、])+"
)
LEADING_VERB = re.compile(
    r"^(?:累计)?(?:实施|培育|培植|培养|建成|打造|完成|启动|创建|争创|引进|发展|组织开展|组织实施|组织|开展|推动|"
    r"实现|建设|形成|遴选|择优选取|选取|择优|选树|举办|提取)(?=\S{2})"
)
CHANGE_AT_END = re.compile(r"(?:增长|下降|提升|提高|降低|减少|增加)$")
RATE = re.compile(r"(?:率|比例|占比|比重|覆盖面|增速|增幅|程度|水平|能耗|强度|达标|满意度)$")
NORM = re.compile(r"不[得低少]|控制在")  # 总比例不得低于60%
CEILING = re.compile(r"上限|最多|最高|封顶")  # a limit, not a goal
DIGIT = re.compile(r"\d")
ASIDE_OF_GOALS = re.compile(r"[（(]其中")  # 2000万个（其中：医用口罩100万个）
UNITS_IN_BRACKETS = re.compile(
    r"[（(](?:牵头|责任|配合|主办|承办|负责|[^（(）)]{2,20}(?:牵头|负责|配合))"
)
BY = re.compile(r"^[到至在](?=[“\"]?(?:19|20|十))")  # [到]2025年, [到]“十四五”末; 到年底 as it is
LONGEST_LEAD = 6
# A deadline that opens its sentence holds for the next few too: 到2027年，…。推出1000个…
HEAD_DEADLINE = re.compile(r"(?:力争|确保|争取)?(?:到|至)(?:19|20)\d\d年")
LONGEST_CARRY = 3  # sentences
WITHIN = re.compile(r"其中")  # 其中，中级技能等级以上人员占比80%以上
# A number that closes its segment, or is followed by the name of what it is
CLOSES = re.compile(
    r"^(?:的?(?:目标|要求|任务|政策|水平|标准|规模|速度|增速|增幅|增长|增长率|比例|左右))?"
    r"(?:[，,。；;、！!）)（(]|以上|和|及|，|$)"
)
GROWTH_AFTER = re.compile(r"^的?(增速|增幅|增长率|增长|速度)")
# What makes a segment say whom a rule concerns, not what is to be reached
CHOOSES = re.compile(r"^(?:对于?|凡|如|若|当|因|由于|针对|符合|具有|具备|在.{0,20}(?:时|的情况下))")
# Money to or from somebody, marks in an assessment, fees, what is past
NO_GOAL = re.compile(
    r"奖励|奖补|补贴|补助|资助|贴息|给予|予以|返还|退还|罚款|扣\s?\d|得\s?\d|加\s?\d分|计\d|缴纳|收取|征收|按\d|"
    r"费率|利率|税率|收费|支付|报销|起付|赔偿|补偿|津贴|保额|额度|申请|标准为|限额|每人每|有效期|期限|电话|"
    r"不予|视为|视同|年度考核|合计|扣除|发放|工作日"
)
PAST = re.compile(r"(?:已经?|截至|(?<![较比])(?:去年|上年)|以来)[^，。]*$")
FROM = re.compile(r"(?:由|从|较|(?<!占)比|自)(?:原来?的?|现行的?)?$")


@dataclass(slots=True)
class _Reading:
    """What earlier words of a sentence leave for later ones: the deadline, the indicator."""

    deadline_text: str | None = None
    deadline_start: int | None = None
    striving: bool = False
    indicator: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a quantity stands: its segment, and the words before it that are its own."""

    segment: str
    mention: QuantityMention
    before: str
    reading: _Reading
    is_goal: bool

    @property
    def after(self) -> str:
        return self.segment[self.mention.end :]

    @property
    def bounded(self) -> bool:
        return self.mention.quantity.comparator is not Comparator.EQUAL

    @property
    def is_wanted(self) -> bool:
        return bool(self.reading.deadline_text) or self.reading.striving or self.is_goal


def targets_in(
    text: str, clauses: Sequence[Clause], issued_on: date | None = None
) -> tuple[Target, ...]:
    """Return the quantities that a document wants to be reached, in reading order.

    A deadline at the head of a sentence holds for its later parts too, and below a heading of
    goals for the later sentences of its clause. `issued_on` gives `年底前` its year.
    """
    found: list[Target] = []
    for clause in telling_clauses(clauses):
        if not COUNTED.search(text, clause.start, clause.end):
            continue
        found += _stated_in(clause, text, issued_on)
    return tuple(found)


def _stated_in(clause: Clause, text: str, issued_on: date | None) -> Iterator[Target]:
    is_goal = any(GOAL_HEADING.search(name) for name in (*clause.path, clause.heading or ""))
    reading, age = _Reading(), 0
    for sentence in sentences_of(clause, text):
        age += 1
        is_carried = is_goal or age <= LONGEST_CARRY or WITHIN.match(sentence.text) is not None
        reading = _Reading(deadline_text=reading.deadline_text if is_carried else None)
        if not WORTH_READING.search(sentence.text):
            continue
        yield from _targets_of(sentence, clause, reading, is_goal, issued_on)
        if reading.deadline_start is not None:
            age = 0
            if not is_goal and not HEAD_DEADLINE.match(sentence.text):
                reading.deadline_text = None


def _targets_of(
    sentence: Words, clause: Clause, reading: _Reading, is_goal: bool, issued_on: date | None
) -> Iterator[Target]:
    plain = covered(sentence.text)
    asides = [(a, b) for a, b in nested_spans(plain) if plain[a] in "（([【"]
    asides = [(a, b) for a, b in asides if not ASIDE_OF_GOALS.match(plain, a)]
    for start, end in parts_of(plain, SEGMENT_STOPS):
        segment = plain[start:end]
        deadline = deadline_in(segment)
        if deadline:
            reading.deadline_text = BY.sub("", deadline.group().strip())
            reading.deadline_start = start + _led_from(segment, deadline.start())
        reading.striving |= STRIVING.search(segment) is not None
        dated = deadline.span() if deadline else (0, 0)
        if not WORTH_READING.search(segment[: dated[0]] + segment[dated[1] :]):
            continue
        if NO_GOAL.search(segment) or CHOOSES.match(segment):
            continue
        head = 0
        for mention in quantities_in(segment):
            if any(a <= start + mention.number_start < b for a, b in asides):
                continue
            if deadline and head < deadline.end() <= mention.start:
                head = deadline.end()
            place = _Place(segment, mention, segment[head : mention.start], reading, is_goal)
            indicator = _indicator(place)
            if indicator is None:
                continue
            head = mention.end
            reading.indicator = indicator
            quote = _quote(sentence, plain, reading, start, start + mention.end, end)
            yield _target(clause, quote, indicator, mention, reading, issued_on)


def _indicator(place: _Place) -> str | None:
    """Return what a number is a goal of, or None where it is no goal."""
    before, after, mention = place.before, place.after, place.mention
    if PAST.search(before) or FROM.search(before) or CEILING.search(place.segment):
        return None
    if mention.kind in (TIME, AGE) or (not mention.quantity.unit and not place.bounded):
        return None
    if mention.kind == COUNT and not place.bounded and not DIGIT.match(mention.quantity.value):
        return None  # 推行五项政策公开服务: a list is announced
    named = _clean(before)
    if CLOSES.match(after) or GROWTH_AFTER.match(after):
        return _predicate(place, named)
    if mention.kind == SHARE and mention.quantity.number == 100 and named and place.is_wanted:
        return named + _object(after)  # …事项100%委托受理
    is_counted = VERB_AT_END.search(before.rstrip()) or VERB_THEN_OF.match(before)
    if is_counted or (not named and mention.kind == COUNT and place.is_wanted):
        if mention.kind in (MONEY, SHARE) and after[:1] != "的":
            return None
        at_least = mention.quantity.comparator is Comparator.AT_LEAST
        return _object(after) or None if place.is_wanted or at_least else None
    if not named and mention.kind == SHARE and place.is_wanted and place.bounded:
        return _object(after) or None  # 力争50%以上的一级资质企业实现跨行业经营
    return None


def _predicate(place: _Place, named: str) -> str | None:
    """Return what a number that closes its segment is said of: …占比[达到50%以上]."""
    quantity = place.mention.quantity
    stated = place.segment[: place.mention.number_start]
    if not place.is_wanted:
        is_rule = place.bounded and NORM.search(stated) and place.mention.kind == SHARE
        is_rate = RATE.search(CHANGE_AT_END.sub("", named)) and place.bounded and "≥" not in stated
        if not (is_rule or is_rate):
            return None
    if "同比" in stated and not (place.bounded or place.reading.striving):
        return None  # 2023年同比增长5%: what was
    is_bound = quantity.comparator in (Comparator.AT_MOST, Comparator.BELOW)
    if is_bound and "控制" not in stated and not place.is_wanted:
        return None
    growth = GROWTH_AFTER.match(place.after)
    if growth and not named.endswith(growth.group(1)):
        named += growth.group(1)
    if not named:
        return place.reading.indicator or None
    return named if len(named) > 1 else None


def _clean(before: str) -> str:
    """Return the noun phrase of the words before a number, without what only leads to it."""
    words = HEAD_OF_INDICATOR.sub("", before.strip())
    words = NOT_INDICATOR.sub("", words)
    return LEADING_VERB.sub("", words).strip(" 、，")


def _object(after: str) -> str:
    """Return what is counted: the words after `10个`, to the end of the segment."""
    return after.strip(" 的、，。；！”’").removeprefix("的")


def _led_from(segment: str, start: int) -> int:
    """Return where the segment begins if only a word such as 确保 stands before the deadline."""
    return 0 if start <= LONGEST_LEAD else start


def _quote(
    sentence: Words, plain: str, reading: _Reading, start: int, said: int, end: int
) -> Words:
    """Return the words that say it: from the deadline in the sentence to the segment's end.

    Not the units in brackets behind it: …下降15%以上（牵头单位：…）.
    """
    if reading.deadline_start is not None:
        start = min(start, reading.deadline_start)
    units = UNITS_IN_BRACKETS.search(plain, said, end)
    return sentence.part(start, units.start() if units else end)


def _target(
    clause: Clause,
    quote: Words,
    indicator: str,
    mention: QuantityMention,
    reading: _Reading,
    issued_on: date | None,
) -> Target:
    quantity = mention.quantity
    if reading.striving and quantity.comparator is Comparator.EQUAL:
        quantity = replace(quantity, comparator=Comparator.AT_LEAST)
    deadline = reading.deadline_text
    key = f"{clause.id}|target|{quote.start}|{indicator}|{quantity.value}{quantity.unit}"
    return Target(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        clause_id=clause.id,
        indicator=indicator,
        quantity=quantity,
        deadline=deadline,
        due_on=due_date(deadline, issued_on) if deadline else None,
        quote=quote.text,
        quote_start=quote.start,
        quote_end=quote.end,
    )
