"""Words of awards: what is given, who pays, and to whom."""

import re
from importlib.resources import files
from itertools import pairwise

# What somebody gets
_GIFTS = files("corpus.facts").joinpath("gifts.txt").read_text("utf-8").split()
_GIFT = "|".join(sorted(_GIFTS, key=len, reverse=True))
_GIFT_TAIL = (
    r"(?!对象|标准|期限|资格|政策|范围|申请|办法|目录|方式|条件|项目|等级|额度|名单|程序|申领)"
)
GIFT = re.compile(rf"(?:{_GIFT}){_GIFT_TAIL}")
# Verbs that hand it over
GIVE = re.compile(
    r"给予|予以|给与|发放|返还|退还|奖励|补助|补贴|资助|贴息|支付|享受|领取|申请|申领|拨付|安排|减征|减按|减收|减免|"
    r"降低|下浮|按照?|标准[为：:]|不超过|最高|提供|获得|扣除|承担|抵扣|抵减|报销"
)
# The verb that leads from whom to what: the last one before the amount counts
LEADS_TO = re.compile(
    r"给予|予以|给与|(?:可|应|应当|分别|统一|一次性|直接|全额|再)*(?:发放|返还|退还|享受|领取|申请|申领|拨付|支付|减征|减按|减收|"
    r"降低|提供|奖励|补助|补贴|资助|报销|扣除|安排)|(?<![企业])按照?(?!规定|有关|时|期|月|年|季)|标准[为：:]|最高|上限为"
)
# A segment that opens with the name of the award: 生活补贴每人每月3600元, 补贴标准为每人每次2元
NAMED_FIRST = re.compile(
    rf"(?:每个?(?:企业|项目|人|家))?(?P<award>(?![每按可给对由其最])[^的，。；：\d□]{{0,8}}?(?:{_GIFT}))(?:标准|额度|金额|上限)?(?:为|按照?|[：:])?(?=每|\d|最高|不)"
)
CONTINUES = re.compile(rf"(?:具体|其中|其)?(?:{_GIFT})?(?:标准|额度|金额|期限|上限)")
# 最低生活保障[标准为每人每月1309元]: a benefit known by its standard
STANDARD = re.compile(
    r"(?P<award>(?:最低|基本|临时)?(?:[\u4e00-\u9fff]{0,2})(?:保障|救助|供养|养育|生活|饮食)|补贴|补助|津贴|资助|奖励)标准"
)
# What makes a clause or a sentence worth reading
WORTH_READING = re.compile(
    rf"{_GIFT}|优惠|创新券|免税|支持比例|下浮|下调|费率|保证金|返还|退还|减征|减按|减收|减半|减免|停征|免征|免收|免缴|免交|免除|免予|全免|扣除"
    r"|不收[取费]|不征收|零收费|零[费利租]率?|暂退|补偿|基金按|支付比例|报销比例|标准为"
    r"|降低[^，。；]{0,12}?[费税金%％]|利率"
)
# A whole relief: 免征增值税, 免收房租, 全额补助, 房租减半, 不收取滞纳金; 减半 is half of it
WHOLE = re.compile(
    r"(?:暂|可|全额|予以|一律)?(?:不再(?:收取|预留|征收|缴纳|缴存)|停止(?:征收|收取)|免征|停征|免收|免缴|免交|免除|免予收取|免予征收|免予缴纳|全免)|"
    r"(?<![是否])不(?:收取(?!任何|其他|额外)|征收|收费)|零(?:收费|费率|租金|利率)|"
    r"减半(?:征收|收取|缴纳)?|全额(?:予以|给予)?(?:补助|补贴|退还|返还|资助|报销|扣除|减免)|(?:准予|允许)[^，。；]{0,24}扣除"
)
NOT_WHOLE = re.compile(
    r"^(?:申请|申报|核查|提交|提供|处罚|手续|抵押|担保|责任|检|于|费(?:培训|咨询|开放|乘)|职|去|办|证)(?![^，。；、]{0,4}费)"
)
# 可申请减免房产税, 给予减免: a relief of unstated size
RELIEF = re.compile(
    r"(?:可(?:以)?(?:依法)?(?:申请)?|申请|给予|予以|依法予?以?|应当)[^，。；]{0,16}?(?P<award>减免|减征|减收|返还|退还|(?:一次性)?税前扣除|加计扣除)(?!优惠|标准|金额|政策)"
)
# 实行转贷费用优惠费率, 可适当提高投资补助比例: better terms, more of an award
FAVOUR = re.compile(
    r"(?:实行|执行|享受|提供|给予)(?P<award>[^，。；、：□]{0,12}?优惠(?:费率|利率|税率|价格|电价|票价|租金))"
    r"(?![^，。；、]{0,4}(?:政策|的))"
    r"|(?:可|适当|适度|相应|酌情)+(?P<more>提高[^，。；、：\d□]{0,12}?(?:补助|补贴|奖励|资助|贴息|返还|报销|津贴|补偿))(?:比例|标准|额度)"
)
# 给予一定资金补贴: an award of unstated size
VAGUE = re.compile(
    rf"(?:给予|予以|发放|提供|享受|可以?(?:继续|按规定|依法)?领取)(?P<award>[^，。；、（）]{{0,14}}?(?:{_GIFT}|(?:适当|合理|一定|相应|经济)的?补偿)(?:支持)?)(?!对象|标准|期限|资格|政策[^，。；]|范围|申请|办法|目录|方式|条件|项目|等级|额度|名单|程序|申领|的|，具体|如下)"
)
# Another's business: honours, refusals, fraud, announcements, what is past
NO_AWARD = re.compile(
    r"不予|不再(?!收取|预留|征收|缴纳|缴存)|不得(?!超过)|停发|停止(?!征收|收取)|追回|追缴|骗取|套取|罚款|处以|违规|取消|暂停|不享受|不能享受|信息公开|行政奖励|挪用|"
    r"未按|责令|退回|表彰|只能|仅能|仅可|优先推荐|推荐(?:选拔|参评|申报)|提出了|考核|分别涉及|若[^，]*申请|冒用|缴费费率|年费率"
)
# 由企业注册地县级政府[给予], 由市、区财政[各承担]
PAID_BY = re.compile(
    r"由(?P<payer>[^，。；：由]{2,30}?)(?=(?:按照?|按比例|再|另|各|分别|共同|一次性|全额|直接|统筹(?!分配|推进|调度))|给予|予以|承担|负担|分担|"
    r"发放|支付|补助|补贴|奖励|安排|兑现|解决|列支|返还|垫付)"
)
# 市财政[承担], 省级财政[一次性给予], 市政府[给予]
PAYS = re.compile(
    r"(?:^|其中|内|[，：:])(?:鼓励|支持|落实|从)?(?P<payer>(?![若如])[^，。；：、由对按的给内]{0,12}?(?:、[^，。；：、由对按的给内]{1,6}){0,2}?(?:财政|政府|管委会|基金|专项资金)(?:部门|资金)?)"
    r"(?=再|一次性|按|各|继续|对[^，。；：]{2,40}?(?:给予|予以|发放)|给予|予以|安排|承担|负担|分担|发放|奖励|补助|补贴|另|全额|可采取|中$)"
)
# 政府性担保机构[对…降低费率], 鼓励各大型银行[在原利率水平上下浮]: who gives, for the whole sentence
GIVES = re.compile(
    r"^(?:[^，。；：]{0,8}期间[，,])?(?:鼓励|支持|引导|[^，。；：]{4,40}，鼓励)?"
    r"(?P<payer>[^，。；：对在按由的将给]{2,16}?(?:机构|公司|银行|协会|基金|资金|财政|政府|部门|管委会|局))"
    r"(?=对|在原|给予|可对|降低|减免|根据|依据|设立|按规定设立)"
)
# 市财政承担60%, 市、区两级财政各承担50%
SHARE = re.compile(
    r"(?P<each>各|分别)?(?:自)?(?:承担|负担|分担)\s?(?P<share>\d+(?:\.\d+)?[%％]|百分之[一二三四五六七八九十]+)"
)
DIVIDED = re.compile(r"承担|负担|分担")
# 由市、区县财政按1:1分担
RATIO = re.compile(
    r"由(?P<payers>[^，。；由]{2,30}?)按照?(?P<ratio>\d+(?:\.\d+)?(?:[:：]\d+(?:\.\d+)?)+)(?:的?比例)?(?:共同|分别)?(?:承担|负担|分担)"
)
_EACH = (
    "个企业|个项目|人次|企业|项目|平方米|学年|学期|季度|人|家|户|个|名|年|月|天|日|次|生|项|套|台|件|"
    "吨|亩|场|餐|例|位|辆|床"
)
# 每人每月[3000元], 按每户可
PER = re.compile(rf"(?:每(?:{_EACH}))+(?:可?一次性|可|最高)?$")
PER_AFTER = re.compile(r"(?:[/／][\u4e00-\u9fff]{1,3}(?:[·.、/／][\u4e00-\u9fff]{1,3})*)")  # 元/人
ONCE = "一次性"
# What leads to whom an award goes, and what leads from it to the award
LEAD = re.compile(
    r"^(?:\d{1,2}[.．、]|[（(]?[一二三四五六七八九十]+[）)、]|其中|对于|对|凡是|凡|鼓励|同时|此外|另外|并且?|且|即|经审核|[，,、：:；;。）)\s])+"
)
TRAIL = re.compile(
    r"(?:[，,、：:；;\s（(]|可以?|应当?|将|按照?|分别|一次性|直接|额外|再|另|另外|每年|由|其|均|依法|给|予|并|统一|实行|按规定|按程序|每[人家个]|最高|可按规定|按标准|和|或者?|予以|落实|定期|减收|减征|标准|额度|金额|上限|其中|每(?:人|月|年|次|家|户|生|学年|天)|为|在)+$"
)
TO_WHOM = re.compile(r"^(?:对于?|凡)")
# 财政部门对符合条件的贷款, 按照规定对经营规范的旅行社: who gives stands before whom
GIVER_TO = re.compile(r"(?:可|部门|财政|政府|机构|单位|规定|要求|期间)对于?(?![外口象接应])")
TIER_SEPARATOR = re.compile(r"[、和或]|(?<!以)及|(?<!参)与")
QUOTED = re.compile(r"“[^”]{1,16}”")
BOUNDARY_IN_TIER = re.compile(r"[为得的入评获在“”，,（(]")
LONGEST_TIER = 14
LONGEST_CONDITION = 200


def shortened(words: str) -> str | None:
    """Return whom an award is for: `对首次入选中国500强的企业，由` → `首次入选中国500强的企业`."""
    segments = re.split(r"(?<=[，,：:])", words)
    starts = [i for i, segment in enumerate(segments) if TO_WHOM.match(segment.strip())]
    if starts:
        words = "".join(segments[starts[-1] :])
    elif givers := list(GIVER_TO.finditer(words)):
        words = words[givers[-1].end() :]
    words = TRAIL.sub("", LEAD.sub("", words.strip()))
    words = words[-LONGEST_CONDITION:]
    return words if len(words) > 1 else None


def tiers(condition: str, count: int) -> list[str] | None:
    """Return one condition for each of `count` amounts, or None where none are listed.

    `获得国家级、省级、市级认定的企业` with 3 gives 获得国家级认定的企业, 获得省级认定的企业, ….
    """
    quoted = list(QUOTED.finditer(condition))
    if len(quoted) == count and quoted[-1].start() - quoted[0].end() <= LONGEST_TIER * count:
        before, after = condition[: quoted[0].start()], condition[quoted[-1].end() :]
        return [before + item.group() + after for item in quoted]
    cuts = list(TIER_SEPARATOR.finditer(condition))
    is_only = len(cuts) == count - 1
    for first in range(len(cuts) - count + 2):
        run = cuts[first : first + count - 1]
        middle = [condition[a.end() : b.start()] for a, b in pairwise(run)]
        if any(not 0 < len(item) <= LONGEST_TIER or "，" in item for item in middle):
            continue
        head, tail = condition[: run[0].start()], condition[run[-1].end() :]
        bounds = [match.end() for match in BOUNDARY_IN_TIER.finditer(head)]
        start = bounds[-1] if bounds else 0
        item = head[start:]
        if not 0 < len(item) <= LONGEST_TIER:
            continue
        if not is_only and any(other[-1] != item[-1] for other in middle):
            continue
        end = _end_of_last(tail, middle[-1] if middle else item)
        if not is_only and tail[end - 1 : end] != item[-1]:
            continue
        return [head[:start] + tier + tail[end:] for tier in (item, *middle, tail[:end])]
    return None


def _end_of_last(tail: str, example: str) -> int:
    """Return where the last item of a list ends: like its neighbour, or as long as it."""
    last = tail.find(example[-1])
    return last + 1 if 0 <= last < LONGEST_TIER else min(len(example), len(tail))


def payers_of(words: str) -> list[str]:
    """Return the payers of a list: `市、区两级财政` → 市财政, 区财政."""
    items = re.split(r"[、和及与]", words)
    common = re.search(r"(?:两级|三级|各级)?((?:财政|政府|管委会)(?:部门)?)$", items[-1])
    if common is None or len(items) == 1:
        return items
    names = [*items[:-1], items[-1][: common.start()]]
    return [name if name.endswith(("财政", "政府")) else name + common.group(1) for name in names]
