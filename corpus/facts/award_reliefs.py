"""Awards and reliefs whose size the text leaves open: 给予一定补贴, 减免担保费用, 享受…等政策."""

import re
from collections.abc import Sequence

from corpus.facts import award_parts as part
from corpus.facts import incentive_words as say
from corpus.facts.award_parts import Award, Reading, Segment
from corpus.facts.models import Comparator, Quantity
from corpus.facts.sentences import COVER, nested_spans

# 减免担保费用, 降低担保和再担保费用, 减免房产税: what is not paid, or less of it
LESS = re.compile(
    r"(?P<award>(?:适当|适度|相应|依法|酌情)?(?:减免|减征|减收|减交|降低|减少收取|下调)"
    r"(?![^，。；]*(?:成本|门槛|负担|比例|风险))[^，。；：□\d]{0,14}?"
    r"(?:费用|费率|利率|税费|税|[^免消浪经花耗]费(?![用率])|租金|房租|利息|保证金|金额|价格)"
    r"(?:[、和及][^，。；、和及□\d]{1,10}?(?:税|费用?|租金|利息|[基保][金费]))*)(?![\u4e00-\u9fff]*(?:的|政策|申请|办理))"
)
# A list of favours: 享受A、B等政策, 通过A、B等方式, 落实A政策, 在…、税收减免…等方面予以支持
LISTED = re.compile(
    r"(?:享受|落实|执行|通过|给予|予以|提供|在)(?!好|的)"
    r"(?P<list>[^，。；：]{2,80}?)(?:[。\s]*$|等?(?:方式|形式|手段))"
)
# 岗位补贴[、社会保险补贴和奖励]
MORE_GIFTS = re.compile(
    rf"(?:(?:、|和|以及|及|与|或者?)[^，。；（）□]{{0,14}}?(?:{say.GIFT.pattern}))+"
)
SEPARATOR = re.compile(r"、|以及|及其?|(?<!参)与|(?<![温总饱缓])和(?![解谐平])|等")
# The favours of such a list that are money
MONEY_NAME = re.compile(
    r"(?:奖励|奖补|补助|补贴|资助|贴息|津贴|加计扣除|税前扣除|税收优惠|税收减免|税费减免|费用减免|租金减免|房租减免|"
    r"免税|减税|退税|即征即退|创新券|信贷优惠|贷款优惠|电价优惠|费用优惠|扣除优惠|税费优惠)"
    r"(?:优惠|扶持|支持|资金)*$"
)
CLOSING = re.compile(
    r"(?:等(?:各项|各类|相关|有关|优惠|扶持|支持)*|(?:各项|各类|相关|有关)*)(?:政策|方式|措施|待遇|形式|方面)?"
    r"(?:给?予以?)?(?:重点)?(?:支持|扶持)?$"
)
STARTS_ITEM = re.compile(r"^.*(?:享受|落实|执行|给予|予以|可|按规定|依法|国家|相应的|相关)(?=.{3})")
# Who talks of an award without giving it: rules about it, its management
NOT_GIVEN = re.compile(
    r"研究|探索|完善|健全|建立|制定|加强|规范|审核|监督|管理|使用(?![税费])|情况|名单|绩效|落实情况|鼓励租户|宣传|解读|"
    r"兑现|梳理|清理|公开|公示|查询|咨询|辅导|资格|涉及|用于|及时足额|骗|虚报|已|申请|申领|筹资|缴费"
)
# [房产税、城镇土地使用税]减半征收, [房租]免收: what is not paid may stand before the verb
THING_BEFORE = re.compile(
    r"(?P<thing>(?:(?![缴交]纳|承租)[^，。；：、的对与和由在月度期\d□]{0,8}(?:税|费|租金|房租|租|利息|滞纳金|基金)[、和及]?)+)"
    r"(?:予以|给予|全部|部分|一律|可以?|实行|依法|视情况)*$"
)
OPENS_THING = re.compile(r"^(?:[、和及]|可以?|依法|按规定|申请|应当?)+")
# [2个月]房租减半, 免收[1—3个月]房租: for how long
MONTHS_BEFORE = re.compile(r"(?P<months>(?:\d+\s?[-—–~至到]+\s?)?(?:\d+|[一二两三四五六])个月)的?$")
MONTHS_AFTER = re.compile(
    r"^[^，。；、\d]{0,6}?(?P<months>(?:\d+\s?[-—–~至到]+\s?)?(?:\d+|[一二两三四五六])个月)"
)
HALF = Quantity(Comparator.EQUAL, "半", 50.0, None, "%")
LONGEST_RELIEF = 32
SHORTEST_NAME = 3


def whole_reliefs_in(segment: Segment, reading: Reading) -> list[Award]:
    """Return the whole and half reliefs of a segment: 1个月房租免收、2个月房租减半 are two."""
    words, found = segment.words, []
    wholes = [m for m in say.WHOLE.finditer(words) if not say.NOT_WHOLE.match(words[m.end() :])]
    for index, whole in enumerate(wholes):
        stop = wholes[index + 1].start() if index + 1 < len(wholes) else len(words)
        start = wholes[index - 1].end() if index else 0
        if index and "、" not in words[start : whole.start()]:
            continue  # 减征或免征: one relief
        if award := _whole(segment, whole, (start, stop), reading):
            found.append(award)
    return found


def _whole(
    segment: Segment, whole: re.Match[str], span: tuple[int, int], reading: Reading
) -> Award | None:
    """Return the relief that `whole` names among the words of `span`."""
    words, (start, stop) = segment.words, span
    rest = words[whole.end() : stop]
    if rest.startswith(("、", "和", "或", "”")) or whole.group().endswith("收费"):
        rest = ""  # 房租免收、2个月房租减半; 不停车、不收费和优先通行
    thing = part.NAME_OF_RELIEF.split(rest)[0].strip("，。；、的 ")
    at = part.anchor_of_whole(whole, segment.payer)
    before = THING_BEFORE.search(words[:at], start) if not thing else None
    at = before.start("thing") if before else at
    months = MONTHS_BEFORE.search(words[:at], start) or MONTHS_AFTER.match(rest)
    is_half = whole.group().startswith("减半")
    amount = months["months"] if months else None
    if months and months.re is MONTHS_BEFORE:
        at = months.start("months")
    if is_half:
        amount = amount + "减半" if amount else "减半"
    if start:
        whom = reading.condition
    else:
        whom = part.condition(segment.sentence, segment.start + at, reading)
    if not (whom or thing):
        return None
    named = OPENS_THING.sub("", before["thing"]) if before else ""
    award = Award(
        award=named + whole.group() + ("" if is_half else thing[:LONGEST_RELIEF]),
        amount=amount,
        quantity=HALF if is_half else None,
        payer=reading.payer,
        condition=whom,
        start=min(reading.pending, segment.start) if not start else segment.start + start,
        end=segment.start + (stop if stop == len(words) else whole.end()),
    )
    reading.condition, reading.award = whom, whole.group()
    reading.head = reading.head or whom
    reading.pending = segment.end
    return award


def open_awards_in(
    segments: Sequence[Segment], index: int, pending: int, reading: Reading
) -> list[Award]:
    """Return the awards without a size of the segment at `index` of a part of a sentence.

    `pending` is where the words that say whom they go to begin.
    """
    segment = segments[index]
    words = segment.words
    if words.rstrip().endswith("的") or say.NO_AWARD.search(words):
        return []
    favour = say.FAVOUR.search(words)
    if favour and not NOT_GIVEN.search(words, 0, favour.start()):
        named = favour["award"] or favour["more"]
        return _told(segment, pending, [named], favour, reading, needs_whom=True)
    match = say.VAGUE.search(words) or say.RELIEF.search(words)
    if match and match.re is say.RELIEF and "、" in match.group() and LISTED.search(words):
        match = None  # 可享受A、B加计扣除等政策: a list
    if match and COVER not in match.group():
        rest = words[match.end() :]
        if match.re is say.VAGUE:
            more = MORE_GIFTS.match(rest)
            rest = more.group() if more else ""
        named = (match["award"] + rest).removeprefix("的").strip("，。； ")
        return _told(segment, pending, _items(named), match, reading, needs_whom=True)
    if (less := LESS.search(words)) and "鼓励" not in words:
        before = words[: less.start()]
        if before.endswith("并") or not NOT_GIVEN.search(before):  # 提供辅导并减免费用
            is_for = "对" in before or before.endswith("并") or bool(reading.condition)
            is_for |= say.TO_WHOM.match(segments[0].words) is not None
            names = [less["award"]] if is_for else []
            return _told(segment, pending, names, less, reading, needs_whom=True)
    if (listed := LISTED.search(words)) and not NOT_GIVEN.search(words):
        names = [name for name in _listed(listed["list"]) if MONEY_NAME.search(name)]
        return _told(segment, pending, names, listed, reading, needs_whom=False)
    return []


def _told(
    segment: Segment,
    pending: int,
    names: list[str],
    match: re.Match[str],
    reading: Reading,
    needs_whom: bool,
) -> list[Award]:
    if not names:
        return []
    paid = segment.payer
    payer = paid["payer"].strip() if paid else reading.payer
    anchor = segment.start + part.anchor_of_whole(match, paid)
    whom = part.condition(segment.sentence, anchor, reading)
    if whom is None and payer is None and needs_whom:
        return []
    start = min(pending, segment.start)
    return [Award(name, None, None, payer, whom, start, segment.end) for name in names]


def _items(named: str) -> list[str]:
    """Return the awards of 岗位补贴、社会保险补贴 as two; 贴息、贴租等奖励 is one."""
    items = re.split("、|和|以及|及|与|或者|或", named)
    is_list = len(items) > 1 and all(MONEY_NAME.search(item) and "等" not in item for item in items)
    return items if is_list else [named]


def _listed(words: str) -> list[str]:
    """Return the items of a list of favours, without the words that close it."""
    plain = words.rstrip("。 ")
    for start, end in nested_spans(plain):
        plain = plain[:start] + COVER * (end - start) + plain[end:]
    plain = CLOSING.sub("", plain)
    cuts = [match.span() for match in SEPARATOR.finditer(plain)]
    starts, ends = [0, *(b for _, b in cuts)], [*(a for a, _ in cuts), len(plain)]
    items = [plain[a:b].strip(COVER + " ") for a, b in zip(starts, ends, strict=True)]
    items = [STARTS_ITEM.sub("", item) for item in items]
    return [item for item in items if len(item) >= SHORTEST_NAME and COVER not in item]
