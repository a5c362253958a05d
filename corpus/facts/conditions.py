"""Thresholds in numbers that decide who or what a clause applies to: 建筑面积大于2万平方米的."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence

from corpus.facts.condition_forms import MARKED, SPAN_OF, STEP, fixed_forms_in, led_by, recent_in
from corpus.facts.deadlines import deadline_in
from corpus.facts.models import Comparator, Condition, Quantity
from corpus.facts.quantities import (
    AGE,
    COUNT,
    SHARE,
    TIME,
    QuantityMention,
    quantities_in,
)
from corpus.facts.sentences import (
    SEGMENT_STOPS,
    Words,
    covered,
    parts_of,
    sentences_of,
    telling_clauses,
)
from corpus.models import Clause

# Every threshold has one of these; the cheap test for a clause and a sentence
WORTH_READING = re.compile(
    r"以上|以下|以内|年内|个月内|满|不足|不到|超过|大于|高于|低于|小于|少于|不低|不少|不超|不高|"
    r"达到?\s?\d|连续|[≥≤＞＜]|\d人户|前\s?\d+\s?[名位强]|近\s?[\d一二两三四五]+\s?年|\d\s?周?岁|\d分[）)]"
    r"|\d[百千万亿]*元?(?:（含）)?\s?[-—–~～至到]+\s?\d"
)
# What a threshold stands in that is a goal: 产值50亿元以上的企业[达到10家], [培育5家]50亿元以上…
GOAL_AFTER = re.compile(
    r"^[^，。；]{0,24}?(?:达到?|突破|超过|增[长加]到|占比|比例|比重|比率)(?:达到?|为|不低于|超过)?\s?\d|^[^，。；]{0,16}数量(?:实现|达|增)"
)
GOAL_BEFORE = re.compile(
    r"(?:培育|培植|培养|打造|建成|新增|形成|引进|发展|力争|实现)[^，。；]{0,6}\d+[家个户名项人][^，。；]{0,2}$"
)
SUPPOSES = re.compile(r"(?:如果?|若|当|假如|倘若)")
IN_CASE = re.compile(r"(?:[（(]不?含[^）)]*[）)])?(?:时|的情况下)")  # 不足3套[时]
ASIDE = re.compile(r"^[（(]不?含[^）)]*[）)]")
# What follows a threshold that chooses: 2万平方米以上[的房屋建筑工程], 2年内[高校毕业生]
CHOSEN = re.compile(
    r"[^，。；、]{0,24}?的(?![一二三四五六七八九]|\d|比例|标准|幅度|额度|增幅|增速|速度|目标)"
)
NOUN_NEXT = re.compile(
    r"(?:期限|产值|规模|建筑面积)?[\u4e00-\u9fff]{0,6}(?:企业|项目|工程|单位|人员|毕业生|人才|机构|老年人|居民|职工|劳动者|车辆|纳税人|合同|儿童|家庭|对象|户籍|建筑|用户|场所|团队|青年|社会保险|投资|贷款)"
)
# What opens a segment that says whom a rule concerns
CHOOSES = re.compile(r"(?:对于?|凡是?|如果?|若|当|符合|具有|具备|针对)")
# What the next segment says of those who are chosen
CONSEQUENCE = re.compile(
    r"^(?:即?可|应当?|须|给予|予以|按|享受|一次性|奖励|补贴|补助|不得|实行|免|减|由|每|分别|在|纳入|准予|视|且|并|申请|参照|执行|返还|允许)"
)
HOLDS = re.compile(r"年满|未满|不满|已满|届满|(?<![届期])满\s?[\d一二两三四五六七八九十]|连续")
# No choice: terms of procedure, caps on money, scores, goals, penalties
TERM_OF_ACT = re.compile(
    r"(?:之日|日|后|前|起|应当?|须|限期?|在|于|内容)$|工作日|期限|有效期|时限|时间|最长|最高|最多|每年|每月|累计不"
)
CAP = re.compile(
    r"最高|最多|最长|总额|上限|限额|封顶|额度|标准|期限|有效期|罚款|补贴不|不得|原则上|控制在|力争|确保"
)
GIVEN = re.compile(
    r"(?:给予|予以|给与|增加|补助|补贴|奖励|按|按照|推动|着力推动|提取|完成)$"
)  # an amount
REQUIRED = re.compile(r"不[少低]于")  # 提供不少于100条的数据: what is asked for, no choice
BARE_VERB = re.compile(
    r"(?:签订|缴纳|具有|拥有|具备|取得|获得|招用|吸纳|持有|提供|完成|有|从事|累计|向境外提供)$"
)
# Where the name of what is measured begins
SUBJECT_START = re.compile(
    r"(?:[、，。；：:“”‘’（）()《》\s□]|对于?|凡是?|且|并且?|或者?|和|及|如果?|若|当|其中|是指|包括|的|(?<![行作])为|将|把|使|与|连续|其|起|(?:招用|招聘|吸纳|组织)(?=[^\d]{2}))"
)
LEADING = re.compile(
    r"^(?:已|应|须|在(?![职校岗建册编])|均|是?指|全市|全省|全区|本市|我市|\d+[.．、]?)+(?=[\u4e00-\u9fff]{2})"
)
TRAILING = re.compile(
    r"(?:总体|应当?|须|达到?|(?<!行)为|在|是|年|已|均|均在|不得|且|人数达|需|约)$"
)
# What a span of time is counted from, at the end of longer words: 招用毕业[2年内]
COUNTED_FROM = re.compile(
    r"(?:毕业|离校|退役|在岗服务|登记注册|注册登记|注册|成立|运营|就业|服务|经营|居住|参保|缴费)$"
)
AGE_SUBJECT = "年龄"
AGED = re.compile(r"(?:[男女]性?|[^，。、]{0,8}年龄)$")  # 男年满50周岁, 技师年龄在40周岁以下
# 登记注册5年内, 注册登记时间在3年内: how old something may be, not by when to do something
AGED_WITHIN = re.compile(
    r"(?:毕业|离校|退役|登记注册|注册登记|注册|成立|开业|创办|投产|认定|办理登记)(?:时间|年限|日期)?(?:[在为未]|不超过)?$"
)
HOLDS_FOR = re.compile(r"年满|[未不已]满|满\s?[\d一二两三四五六七八九十]")
# The clauses below it say who may have or do something: 三、申请条件, 符合下列条件之一的：
QUALIFIES = re.compile(r"条件|资格|对象|情形|准入")
LIST_OF_CONDITIONS = re.compile(r"(?:条件|情形|要求|规定|标准|对象)[^。；]{0,12}[：:]$")
GIFT_SAID = re.compile(r"给予|予以|奖励\s?\d|发放|最高|补贴标准|标准为")
LONGEST_SUBJECT = 24
LONGEST_BOUND = 6


def conditions_in(text: str, clauses: Sequence[Clause]) -> tuple[Condition, ...]:
    """Return the thresholds of a document that choose whom its clauses apply to, in order."""
    found: list[Condition] = []
    by_id = {clause.id: clause for clause in clauses}
    for clause in telling_clauses(clauses):
        if not WORTH_READING.search(text, clause.start, clause.end):
            continue
        qualifies = _qualifies(clause, by_id, text)
        for sentence in sentences_of(clause, text):
            if WORTH_READING.search(sentence.text):
                found += _conditions_of(sentence, clause, qualifies, by_id, text)
    return tuple(found)


def _qualifies(clause: Clause, by_id: Mapping[str, Clause], text: str) -> bool:
    """Tell whether a clause is one of those that say who may have or do something."""
    if any(QUALIFIES.search(name) for name in (*clause.path[-1:], clause.heading or "")):
        return True
    parent = by_id.get(clause.parent_id or "")
    return parent is not None and bool(
        LIST_OF_CONDITIONS.search(text[max(parent.start, parent.end - 40) : parent.end].rstrip())
    )


def _conditions_of(
    sentence: Words, clause: Clause, qualifies: bool, by_id: Mapping[str, Clause], text: str
) -> Iterator[Condition]:
    plain = covered(sentence.text)
    if "近" in plain:
        for start, end in parts_of(plain):
            words = plain[start:end]
            for subject, quantity, place in recent_in(words, plain):
                yield _condition(
                    sentence, clause, subject, quantity, start, words[: place[1]], place
                )
    segments = parts_of(plain, SEGMENT_STOPS)
    for index, (start, end) in enumerate(segments):
        segment = plain[start:end]
        if not WORTH_READING.search(segment):
            continue
        for subject, quantity, place in fixed_forms_in(segment, qualifies):
            named = LEADING.sub("", subject) or subject
            yield _condition(sentence, clause, named, quantity, start, segment, place)
        following = plain[slice(*segments[index + 1])] if index + 1 < len(segments) else ""
        head = 0
        for mention in quantities_in(segment):
            if _chooses(segment, mention, following, qualifies):
                subject = _subject(segment, mention, head)
                if len(subject) < 2 and MARKED.match(segment, mention.end):
                    subject = led_by(plain[:start], clause, by_id, text)[-LONGEST_SUBJECT:]
                if subject:
                    place = (mention.start, mention.end)
                    yield _condition(
                        sentence, clause, subject, mention.quantity, start, segment, place
                    )
            head = mention.end


def _chooses(segment: str, mention: QuantityMention, following: str, qualifies: bool) -> bool:
    """Tell whether a quantity is a threshold that chooses, not a goal, a cap or a term."""
    before = segment[: mention.start]
    after = ASIDE.sub("", segment[mention.end :])
    bound = segment[mention.start : mention.number_start]
    bound = bound if len(bound) <= LONGEST_BOUND else ""  # 不低于最低工资标准[1.2倍]
    comparator = mention.quantity.comparator
    if STEP.search(before):
        return False
    if MARKED.match(segment, mention.end) and comparator is not Comparator.EQUAL:
        return True
    if mention.kind == AGE:
        return comparator is not Comparator.EQUAL and not before.endswith("约") and bound != "约"
    is_held = HOLDS.search(segment[max(0, mention.start - 3) : mention.number_end]) is not None
    is_span = comparator is Comparator.RANGE and mention.kind != TIME and SPAN_OF.match(after)
    if comparator in (Comparator.EQUAL, Comparator.RANGE, Comparator.ABOUT) and not (
        is_held or is_span
    ):
        return False
    if GIVEN.search(before):
        return False
    if CAP.search(before[-8:] + bound):
        return after.strip() == "的" and not GIFT_SAID.search(before)  # 补贴不足200元的，
    if GOAL_BEFORE.search(before) or (mention.kind != AGE and GOAL_AFTER.match(after)):
        return False
    if IN_CASE.match(after) and mention.kind != TIME:
        return True
    if mention.kind == COUNT and REQUIRED.match(bound) and BARE_VERB.search(before):
        return False
    if mention.kind == TIME and comparator is Comparator.AT_MOST and AGED_WITHIN.search(before):
        return True
    if mention.kind == TIME and HOLDS_FOR.search(segment, max(0, mention.start - 1)):
        held = HOLDS_FOR.search(segment[max(0, mention.start - 1) : mention.number_end])
        if (
            held
            and not before.endswith(("届", "期"))
            and before.strip()
            and not after.startswith("前")
        ):
            return True
    if is_held and mention.kind == TIME:
        return _is_chosen(segment, after, following) or not after.strip("。； ")
    if mention.kind == TIME and comparator is Comparator.AT_MOST:
        # 毕业2年内高校毕业生 chooses; 应当在5个工作日内答复 is a term
        return not TERM_OF_ACT.search(before) and bool(NOUN_NEXT.match(after)) and before != ""
    if qualifies and _is_norm(mention, before):
        return True
    if mention.kind == TIME:
        return after.startswith("的") or bool(NOUN_NEXT.match(after))
    if mention.kind == SHARE and len(before.strip()) < 2:
        return False  # 50%以上的社区完成…: a goal
    if SUPPOSES.match(segment.strip()):
        return True
    if deadline_in(before) and not after.startswith("的"):
        return False
    if mention.quantity.comparator in (Comparator.AT_MOST, Comparator.BELOW) and after.startswith(
        ("）", ")")
    ):
        return False
    return _is_chosen(segment, after, following)


def _is_norm(mention: QuantityMention, before: str) -> bool:
    """Tell whether a quantity in a list of conditions is one of them: 使用面积不小于25平方米."""
    is_term = mention.kind == TIME and mention.quantity.comparator is Comparator.AT_MOST
    return not is_term and len(before.strip()) > 1 and not GIFT_SAID.search(before)


def _is_chosen(segment: str, after: str, following: str) -> bool:
    if NOUN_NEXT.match(after) or CHOSEN.match(after):
        return True
    if after.startswith(("）", ")")) or not after.strip():
        opened = segment.count("（") + segment.count("(")
        closed = after.count("）") + after.count(")")
        return bool(opened and closed) or bool(
            CHOOSES.match(segment.strip()) and CONSEQUENCE.match(following.strip())
        )
    return False


def _subject(segment: str, mention: QuantityMention, head: int) -> str:
    """Return what is measured: the words before the quantity, else those after it."""
    before = segment[head : mention.start]
    starts = [match.end() for match in SUBJECT_START.finditer(before)]
    named = LEADING.sub("", before[starts[-1] if starts else 0 :].strip())
    named = TRAILING.sub("", named)[-LONGEST_SUBJECT:]
    if mention.kind == AGE:
        aged = AGED.search(named)
        return aged.group() if aged else AGE_SUBJECT
    if mention.kind == TIME and (counted := COUNTED_FROM.search(named)):
        return counted.group()
    after = re.match(
        r"的?([\u4e00-\u9fff“”]{2,16}?)(?:[的并且和或]|[，。；、（）()]|$)",
        ASIDE.sub("", segment[mention.end :]),
    )
    thing = after.group(1) if after else ""
    if BARE_VERB.search(named):
        return named + thing
    return named if len(named) > 1 else thing


def _condition(
    sentence: Words,
    clause: Clause,
    subject: str,
    quantity: Quantity,
    segment_start: int,
    segment: str,
    place: tuple[int, int],
) -> Condition:
    closing = CHOSEN.match(segment, place[1])
    quote = sentence.part(
        segment_start, segment_start + (closing.end() if closing else len(segment))
    )
    key = f"{clause.id}|condition|{sentence.start + segment_start + place[0]}|{quantity.value}"
    return Condition(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        clause_id=clause.id,
        subject=subject,
        quantity=quantity,
        quote=quote.text,
        quote_start=quote.start,
        quote_end=quote.end,
    )
