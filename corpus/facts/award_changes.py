"""Awards that are told as a change or a span: a rate that falls, a share that rises, months of."""

import re

from corpus.facts import award_parts as part
from corpus.facts.award_parts import Award, Reading, Segment
from corpus.facts.quantities import SHARE, TIME, QuantityMention, quantities_in

# What somebody pays by a rate
_RATE = (
    r"(?:利率|费率|税率|保费|缴费比例|缴存比例|缴纳比例|征收率|收费标准|收费|价格|租金|房租|电价|气价|水价|"
    r"电费|水费|气费|服务费|保证金|费用)"
)
_CUT = r"(?:再?下浮|再?下调|再?降低|再降|再?调降|降至|降到|降为|下降|优惠|再?减少|压降)"
# 担保费率[降至1%以内], 贷款利率[在…水平上再降50个基点], [降低]综合费率[0.5个百分点]
RATE_THEN_CUT = re.compile(
    rf"(?P<rate>[^的，。；：、对为将与和在\d□]{{0,6}}{_RATE})[^，。；\d□]{{0,24}}?"
    rf"(?P<cut>{_CUT})(?:[至到为]|幅度)?(?:不[低高少]于|不超过|最高)?\s?$"
)
CUT_THEN_RATE = re.compile(
    rf"(?P<cut>{_CUT})(?P<rate>[^，。；：、\d□]{{0,6}}?{_RATE})(?:标准|水平|幅度)?(?:至|到|为|不[低高少]于)?\s?$"
)
CUT_HINT = re.compile(r"下浮|下调|降|优惠|减少")
# A goal of the whole economy, or what has been: 力争…平均利率较年初下降0.5个百分点
NO_RELIEF = re.compile(
    r"力争|目标|(?:较|比)(?:上|去年|年初|前|同期|\d|全)|平均(?![^，]{0,4}水平)|同比|已经?|以来|增速|占比|不良|(?:综合)?融资成本|逾期|容忍|违约"
)
# 由原50%提高至70%, 由上年度实际缴费的50%提高到60%, 从每人每月300元提高到500元
CHANGED = re.compile(
    r"(?P<from>[由从](?:原来?的?|现行的?|目前的?)?[^，。；由从\d□]{0,14}?)(?P<first>\d+(?:\.\d+)?(?:[%％‰]|万?元))"
    r"[^，。；\d]{0,6}?(?:提高|降低|下调|上调|调整|下降|增加|提升|调高|调低|上浮|降|升|减)(?:为|到|至)?"
    r"(?P<to>每[\u4e00-\u9fff]{1,2})?(?P<last>\d+(?:\.\d+)?(?:[%％‰]|万?元))"
)
# What a changed share or sum is one of
AWARDED = re.compile(
    r"(?P<name>[^的，。；：、对将□\d]{0,12}(?:返还|补贴|补助|奖励|资助|贴息|支持|报销|保证金|税率|费率|利率|缴费|缴存|征收|"
    r"扣除|津贴|救助|保障|减免|抵扣|补偿)[^的，。；：、将□]{0,8})$"
)
# 6个月的上年度本市月人均失业保险金标准, 3个月的失业保险金
MONTHS_OF = re.compile(
    r"(?:的|应缴纳?的?)?[^，。；、和\d□]{0,20}?(?:失业保险金|保险费|保险金|社保费|工资|租金|房租|生活费|养老金|水费|电费|税款|税费)"
    r"(?:标准|的?\d+(?:\.\d+)?[%％])?"
)
ALSO = re.compile(r"\s*或者?(?:可以?)?按照?")  # 或按6个月的…社会保险费50%的标准确定: another size
HANDED_OVER = re.compile(r"返还|退还|补贴|补助|奖励|资助|发放|给予|支付|补偿|减免")
# [计算]失业保险费返还, 返还失业保险费
GIVEN_THEN = re.compile(
    rf"[^，。；、的按算给予可应金]{{0,10}}(?:{HANDED_OVER.pattern})(?:[^，。；、]{{0,8}}?(?:费|金|资金))?(?![\u4e00-\u9fff])"
)
LONGEST_FOLLOWING = 24


def changed_in(segment: Segment, reading: Reading) -> list[Award]:
    """Return the awards of a segment that tell a change or a span; a segment may have none."""
    words = segment.words
    if (
        "提高" in words
        or "升" in words
        or "降" in words
        or "调" in words
        or "增" in words
        or "减" in words
    ):
        changed = list(CHANGED.finditer(words))
        if changed:
            return [award for change in changed for award in _changed(segment, change, reading)]
    if CUT_HINT.search(words) and not NO_RELIEF.search(words):
        return _cuts(segment, reading)
    return []


def months_in(segment: Segment, mentions: list[QuantityMention], reading: Reading) -> list[Award]:
    """Return the awards of so many months of a sum: 给予3个月的失业保险金稳岗返还."""
    words = segment.words
    for mention in mentions:
        if mention.kind != TIME or mention.quantity.unit != "个月":
            continue
        of = MONTHS_OF.match(words, mention.number_end)
        following = segment.sentence[segment.end + 1 : segment.end + LONGEST_FOLLOWING]
        is_said = HANDED_OVER.search(words) is not None
        is_another = not is_said and ALSO.match(words) and HANDED_OVER.search(reading.award)
        said = words if is_said or is_another else following.split("，")[0]
        given = HANDED_OVER.search(reading.award if is_another else said)
        if of is None or given is None:
            continue
        anchor = part.anchor(words, mention.start, segment.payer)
        end = segment.end if said is words else segment.end + 1 + len(said)
        whom = part.condition(segment.sentence, segment.start + anchor, reading)
        whom = whom.removesuffix("返还").rstrip("，") if whom else None
        amount = words[mention.start : of.end()]
        later = GIVEN_THEN.search(words, of.end()) if said is words else GIVEN_THEN.search(said)
        reading.award, reading.condition = (later or given).group(), whom
        stop = min(end, len(segment.sentence))
        award = Award(reading.award, amount, None, reading.payer, whom, reading.pending, stop)
        reading.pending = segment.end
        return [award]
    return []


def _changed(segment: Segment, change: re.Match[str], reading: Reading) -> list[Award]:
    """Return the award whose size changes, or none where something else does."""
    words = segment.words
    named = AWARDED.search(words[: change.start()])
    if named is None:
        return []
    mention = next(m for m in quantities_in(words) if m.number_start == change.start("last"))
    whom = part.condition(segment.sentence, segment.start + named.start(), reading)
    award = Award(
        award=named["name"].strip(),
        amount=change.group().strip(),
        quantity=mention.quantity,
        payer=reading.payer,
        condition=whom,
        start=min(reading.pending, segment.start),
        end=segment.end,
    )
    reading.condition, reading.pending = whom, segment.end
    return [award]


def _cuts(segment: Segment, reading: Reading) -> list[Award]:
    """Return the rates that fall for somebody: 对…的小微企业担保费率降至1%以内."""
    words, found = segment.words, []
    for mention in quantities_in(words):
        if mention.kind != SHARE:
            continue
        before = words[: mention.start]
        told = RATE_THEN_CUT.search(before) or CUT_THEN_RATE.search(before)
        if told is None:
            continue
        at = min(told.start("rate"), told.start("cut"))
        if giver := segment.payer:
            at = min(at, giver.start("payer"))
        whom = part.condition(segment.sentence, segment.start + at, reading)
        if whom is None:
            continue
        names = (told["rate"], told["cut"])
        found.append(
            Award(
                award="".join(names if told.re is RATE_THEN_CUT else names[::-1]).strip("在按"),
                amount=words[mention.start : mention.end].strip(),
                quantity=mention.quantity,
                payer=reading.payer,
                condition=whom.removesuffix("收取的"),
                start=min(reading.pending, segment.start),
                end=segment.end,
            )
        )
        reading.condition = whom
        reading.pending = segment.end
    return found
