"""The parts of an award: how much, what, to whom, and where in its sentence they stand."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.facts import incentive_words as say
from corpus.facts.models import Quantity
from corpus.facts.quantities import MONEY, SHARE, QuantityMention

LONGEST_AWARD = 16
LONGEST_LABEL = 24
# A number that says how far something goes, not what is given: 保额20万元, 注册资本100万元以上的
OTHER_SUM = re.compile(
    r"(?:保额|额度|贷款|注册资本|投资|收入|工资|费率|价格|产值|造价|税率|利率|保费|缴费|营收|总额|指标)(?:为|达到?|在)?$"
)
CHOSEN_AFTER = re.compile(
    r"^(?:的(?!一次性|奖|补|资|经费|标准|比例|减|贴|扣|返|.{0,8}(?:奖励|补贴|补助|贴息|支持|资助))|以[上下]的?(?!奖|补))"
)
AFTER_SHARE = re.compile(
    r"^(?:的?(?:比例|标准|额度))?(?:给予|予以|进行|发放|返还|补|的?(?:减免|贴息|补))"
)
BENEFIT = re.compile(r"返还|退还|减征|减按|减收|减免|扣除|收取|支持")
IN_BRACKETS = re.compile(r"[（(][^）)]*[）)]")
LEADS_TO_AWARD = re.compile(r".*(?:给予|予以|享受|发放|支付|安排|进行|计算|标准)")
SUM_BEFORE = re.compile(r"^.*(?:元|[%％])(?:的标准|标准)?的?")
LIST_BETWEEN = re.compile(r"^[、和及或]?(?:每[\u4e00-\u9fff]{1,2}){0,3}$")
LABEL_STOP = re.compile(
    r"[\u4e00-\u9fff]*(?:给予|予以|一次性|标准为|标准|为|按照?|发放|补助|补贴|奖励|不超过|最高|享受|领取|其中|分别|可|额度|金额|总额|上限|资金|经费|期限|安排|财政)"
)


RELIEF_NAME = re.compile(
    r"返还|退还|减征|减按|减收|减免|降低|加计扣除|扣除|补贴|补助|奖励|资助|贴息|支持"
)
# 最高不超过500万元, 单个企业年度补贴总额不超过20万元, 每人最多3次 is none
CAP = re.compile(
    r"\s*(?:且|但|并|同一|单个?|单户|单笔|每[个家户人年]|全年|年度|当年|累计|合计|总计|总|企业|项目|主体|单位|最终|原则上|"
    r"补助|补贴|奖励|资助|贴息|奖补|扶持|支持|返还|金额|总额|额度|资金|标准|最高)*(?:最高|最多|不超过|不得超过|上限|封顶|限额)"
    r"(?:不超过|不得超过|额度|为|可达|补助|补贴|奖励|资助|给予)*\s?[\d,.．]+\s?[百千万亿]*元(?:为限|封顶|以内|人民币|/[\u4e00-\u9fff])?[。\s]*$"
)
# 由长护险基金按90%的比例支付, 统筹基金支付比例为80%: what an insurance pays
FUND_BEFORE = re.compile(r"(?:基金|财政|医疗保险|医保)[^，。；、]{0,12}?按照?(?:不[低高]于)?$")
PAID_AFTER = re.compile(r"^(?:的?(?:比例|标准))?(?:予以|给予|进行)?(?:支付|报销)")
PAID_SHARE = re.compile(r"(?:基金|医保|保险)[^，。；、]{0,10}?(?:支付|报销)比例(?:分别|统一)?为?$")
# 给予补贴，[标准为实际投入的]30%: the size of what was named before
STANDARD_OF = re.compile(
    r"^\s*(?:其|具体)?(?:返还|退还|支持)?(?:标准|比例|金额)(?:为|按照?|是)(?!每)"
)
RATE_NAME = re.compile(r"(?!其)[^，。；：、对为的\d□]{0,8}(?:费率|利率|税率)")  # 担保费率[按1%收取]
PAYMENT = re.compile(r"支付|报销")
NOT_AWARD_END = re.compile(r"(?:标准|额度|金额|上限|为|按照?|[：:])+$")
TIER = re.compile(r"[\u4e00-\u9fff]{1,4}[级等档类](?=奖励|补助|补贴|资助|奖补)")
NAME_OF_RELIEF = re.compile(r"[（(]|等|(?:优惠)?政策|办理|期间|待遇|[\d一二三四五六七八九十]+[.、]")


@dataclass(slots=True)
class Reading:
    """What earlier words of a sentence leave for later ones."""

    award: str = ""
    payer: str | None = None
    condition: str | None = None  # whom the last award went to
    head: str | None = None  # whom the sentence is about
    pending: int = 0  # from where the words that say whom the next award goes to begin
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """Words between two commas of a sentence, with what stands in brackets covered.

    `start:end` is their place in the sentence, `sentence` the whole of it uncovered.
    """

    words: str
    start: int
    end: int
    sentence: str
    stop: str

    @property
    def payer(self) -> re.Match[str] | None:
        """Who pays, as group `payer`, or None where the segment names nobody."""
        return say.PAID_BY.search(self.words) or say.PAYS.search(self.words)


@dataclass(frozen=True, slots=True)
class Award:
    """One award as read, before it becomes a fact; `start:end` is its quote in the sentence."""

    award: str
    amount: str | None
    quantity: Quantity | None
    payer: str | None
    condition: str | None
    start: int
    end: int


def is_amount(segment: str, mention: QuantityMention, reading: Reading) -> bool:
    """Tell whether a quantity is what somebody gets, not a threshold or another sum."""
    is_part = mention.quantity.value == "一半" or "分之" in mention.quantity.value
    if mention.kind not in (MONEY, SHARE) and not is_part:
        return False
    before, after = segment[: mention.start], segment[mention.end :]
    if mention.quantity.unit.endswith("百分点") or CHOSEN_AFTER.match(after):
        return False
    is_money = mention.kind == MONEY
    if is_money and OTHER_SUM.search(say.PER.sub("", before)) and not say.GIFT.search(before):
        return False
    if not is_money and (
        (FUND_BEFORE.search(before) and PAID_AFTER.match(after)) or PAID_SHARE.search(before)
    ):
        return True
    gift = say.GIFT.search(after[:LONGEST_AWARD])
    given = say.GIVE.search(before) is not None
    if (gift and (given or is_money)) or (AFTER_SHARE.match(after) and not is_money):
        return True
    if given and (say.GIFT.search(segment) or BENEFIT.search(segment)):
        return True
    if say.STANDARD.search(before) and (is_money or "标准为" in before):
        return True
    if reading.award and STANDARD_OF.match(before):
        return True
    # 特级100万元、一级50万元 after 给予奖励：, and what follows in a list
    return bool(reading.award) and reading.is_list and is_money


def is_cap(words: str) -> bool:
    """Tell whether a segment only bounds the award before it: 最高不超过500万元."""
    return CAP.match(words) is not None


def capped(award: Award, segment: Segment) -> Award:
    """Return an award with the cap that a later segment sets: `30%，最高不超过500万元`."""
    cap = segment.words.strip("。；，且但 ")
    amount = f"{award.amount}，{cap}" if award.amount else cap
    return replace(award, amount=amount, end=segment.end)


def anchor(segment: str, limit: int, paid: re.Match[str] | None) -> int:
    """Return where in a segment the words end that say whom an award goes to."""
    if say.NAMED_FIRST.match(segment) or STANDARD_OF.match(segment):
        return 0
    bounds = [limit]
    if leading := [m.start() for m in say.LEADS_TO.finditer(segment, 0, limit)]:
        given = [at for at in leading if segment.startswith(("给予", "予以", "给与"), at)]
        bounds.append((given or leading)[-1])
    if standard := say.STANDARD.search(segment, 0, limit):
        bounds.append(standard.start())
    if paid and paid.start("payer") < limit and not segment.startswith("对", paid.end()):
        bounds.append(paid.start("payer"))
    return min(bounds)


def anchor_of_whole(award: re.Match[str], paid: re.Match[str] | None) -> int:
    """Return where the words end that say whom an award without an amount goes to."""
    if paid is None or award.string.startswith("对", paid.end()):
        return award.start()  # 财政部门[对…机构]给予补贴: whom stands behind the payer
    return min(award.start(), paid.start("payer"))


def condition(sentence: str, anchor: int, reading: Reading) -> str | None:
    """Return whom an award goes to: the words before `anchor`, joined to the sentence's head."""
    own = say.shortened(sentence[reading.pending : anchor]) if anchor > reading.pending else None
    if own is None:
        return reading.condition
    is_whole = "的" in own or len(own) > 12 or reading.head is None
    is_new = say.TO_WHOM.match(sentence[reading.pending :].lstrip("，；;：: "))
    return own if is_whole or is_new else joined(reading.head, own)


def joined(whom: str | None, label: str | None) -> str | None:
    """Return two conditions as one."""
    return "，".join(words for words in (whom, label) if words) or None


def tier_conditions(
    segment: str, mentions: list[QuantityMention], whom: str | None
) -> list[str] | None:
    """Return a condition for each of several amounts in a list, where the condition lists them."""
    if len(mentions) < 2 or whom is None:
        return None
    between = [segment[a.end : b.start] for a, b in pairwise(mentions)]
    if not all(LIST_BETWEEN.match(words) for words in between):
        return None
    return say.tiers(whom, len(mentions))


def label(words: str, mention: QuantityMention) -> str | None:
    """Return what names a tier before its amount: 特级[100万元], 博士每人[10000元]."""
    if mention.quantity.unit == "%":
        return None
    stops = list(LABEL_STOP.finditer(words))
    named = IN_BRACKETS.sub("", words[stops[-1].end() :] if stops else words)
    named = say.PER.sub("", named).strip("、，：:和及或其中对的为 ")
    return named if 1 < len(named) <= LONGEST_LABEL and "□" not in named else None


def amount_span(segment: str, mention: QuantityMention) -> tuple[int, int]:
    """Return an amount's span with what it is counted by: 每人每月3000元."""
    per = say.PER.search(segment[: mention.start])
    after = say.PER_AFTER.match(segment, mention.end)
    return (per.start() if per else mention.start, after.end() if after else mention.end)


def award_of(segment: str, mention: QuantityMention, previous: int, reading: Reading) -> str:
    """Return what is given: the words behind the amount, else before it, else said earlier."""
    after, before = segment[mention.end :], segment[: mention.start]
    gift = say.GIFT.search(after[: LONGEST_AWARD + 4])
    standard = say.STANDARD.search(before)
    if gift:
        award = after[: gift.end()] + ("支持" if after.startswith("支持", gift.end()) else "")
    elif first := say.NAMED_FIRST.match(segment):
        award = TIER.sub("", first["award"])
    elif standard:
        award = standard["award"]
    elif named := (list(say.GIFT.finditer(before)) or list(RELIEF_NAME.finditer(before))):
        award = named[-1].group()
    else:
        later = say.GIFT.search(after) or RELIEF_NAME.search(after)
        award = after[: later.end()][-8:] if later else reading.award
    award = LEADS_TO_AWARD.sub("", SUM_BEFORE.sub("", IN_BRACKETS.sub("", award)))
    award = NOT_AWARD_END.sub("", award).lstrip("的、和")
    if say.ONCE in segment[previous : mention.start] and say.ONCE not in award:
        award = say.ONCE + award
    rate = RATE_NAME.search(before) or PAYMENT.search(segment)
    return award or reading.award or (rate.group() if rate else "资金")


def in_unit(quantity: Quantity) -> Quantity:
    """Return the quantity of an amount; a part (一半, 三分之一) in per cent."""
    if quantity.unit == "" and quantity.number < 1:
        return Quantity(quantity.comparator, quantity.value, 100 * quantity.number, None, "%")
    return quantity
