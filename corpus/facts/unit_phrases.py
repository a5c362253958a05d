"""Whether some words are the name of a unit: a known one, or a collective by its ending."""

import re
from functools import lru_cache

from corpus.names.gazetteer import gazetteer
from corpus.names.unit_mentions import unit_mentions
from corpus.names.unit_parse import parse_unit

# 中国人民银行, 市、县（区）人民政府, “双随机”办: the characters of a name
LONGEST_NAME = 32
NAME = re.compile(rf"[\u4e00-\u9fffA-Za-z0-9（）()、“”·—\-]{{2,{LONGEST_NAME}}}")
# What bodies of the state and of the people are called, at the end of their names
OFFICIAL_ENDING = re.compile(
    r"(?:政府|部门|机关|委员会|管委会|委|局|厅|署|办公室|办公厅|办|法院|检察院|办事处|街道|乡镇|镇街"
    r"|支队|总队|大队|支行|中支|营业管理部|营管部|银行|海关|工会|妇联|残联|科协|侨联|文联|团委|团市委"
    r"|团省委|工商联|妇女联合会|红十字会|联合会|领导小组|工作小组|工作组|(?:残联|工会|妇联|党|基层|行业|群团|自治|执法)组织|专班|指挥部|联席会议|国务院|省委|市委|区委|县委"
    r"|党工委|党委|开发区|新区|高新区|经开区|示范区|试验区|功能区|保税区|宣传部|组织部|统战部|武装部|社会工作部|政法委|城管执法队|消防救援站|派出所|司法所"
    r"|管理[处所站]|监督[处所站]|秘书处|理事会|总站|[处科]室|乡镇|社区|居委会|村委会|两委|乡|镇)$"
)
# Every place of a level: 各区, 各区县, 各市（州）, 各街道（乡镇）
EVERY = re.compile(
    r"(?:(?:各|有关|相关|所辖|所属)+|属地|\d{1,3}个?)(?:级|地|设区)*"
    r"(?:[省市州盟县区旗乡镇村、和]|地区|街道|社区|自治[区州县旗]|直辖市|园区|功能区|开发区|板块|景区)+"
    r"(?:[（(][^（()）]{1,20}[）)])?$"
)
# Bodies that need more than their kind to be a unit: 事业单位, 服务机构, 数据中心, 建设集团
OTHER_ENDING = re.compile(
    r"(?:单位|机构|中心|公司|集团|高校|院校|学校|幼儿园|医院|病院|保健院|研究院|协会|学会|商会|基金会|联盟|分局|事务所|平台公司"
    r"|图书馆|博物馆|档案馆|电视台|报社|出版社|电台)$"
)
# 格局, 布局: words that end as a body's name does
NOT_A_BODY = re.compile(
    r"(?:[格布结当僵赌骗饭]局|[承主协督代经开举申兴创合筹包停]办|[常编政军]委|[大餐舞客前]厅"
    r"|不[同管论]部门|农村|乡村|城镇|城乡|家乡|本村|小城镇)$"
)
# 全局, 常委: too short to tell a body, unless it is a known one (教委)
TWO_CHARACTERS = re.compile(r"(?!乡镇)[\u4e00-\u9fff][委局厅署办村乡镇]")
# The kind alone, or a pointer to what stands elsewhere: 部门, 该部门, 其他单位, 牵头单位
NO_NAME = re.compile(
    r"(?:该|此|其|这些|上述|前述|以上|双方|多|各方|哪些?|任何)?"
    r"(?:政府|部门|机关|单位|机构|中心|公司|集团|委员会|办公室|平台|企业|村|乡|镇|社区|街道办|银行)"
    r"|(?:该|此|其(?![他余])|这些|上述|前述|任何|每个|一个|多个|若干|不同)[\u4e00-\u9fff]+"
    r"|(?!各|有关各).*(?:牵头|责任|配合|协办|主办|参与|主责)(?:责任)?(?:单位|部门|机构)|[一两多\d]+[家个]单位"
)
# How an unknown name does not begin: with a verb, a preposition, a conjunction, an adverb
NOT_A_START = re.compile(
    r"[为对向将把由经在从并应须可请报被使让给至到凡若如因且但仍均也都还就再又则它他她您你这那哪谁"
    r"不未已及与或需除含]"
    r"|加强|加快|加大|推动|推进|组织|建立|建设(?!单位|部门|行政|主管|系统)|完善|健全|强化|落实|按照?|根据|依据|依照|依法|通过|关于"
    r"|督促|支持|鼓励|引导|依托|依靠|发挥|充分|积极|深化|促进|坚持|做好|开展|涉及|包括|明确|确定|授权"
    r"|委托|是否|没有|以|其中|同时|此外|另外|要|必须|利用|运用|提高|提升|确保|保障|优化|实施|实行|支付"
    r"|申请|提供|享受|符合|属于|作为|成立|形成|制定|配合|协助|参与|参加|会同|负责|牵头|承担|履行|接受"
    r"|告知|通知|报送|统筹|协调|联系|指导|(?:监督|管理|检查)(?!管理|机构|部门|[委局处])|具体|主要|有条件|分级|分部门|分工"
)
# What a name does not hold: 享受补贴的, 是, 以下
NOT_INSIDE = re.compile(
    r"(?<!设区)的|[了将把被使让是吗呢您]|\d[家个]|应当|必须|可以|以下|按照|根据|依法|根本|负责|牵头(?!部门|单位)|会同|配合|不得|不断"
    r"|进一步|实现|通过|委托|成为|从(?![江化])|如果|或者|对(?![外口])|向(?!阳)"
)
PLACE = re.compile(r"[省市区县州盟旗]$")
# 项目所在地的区政府, 涉及改革的有关部门: the one 的 that a name may hold
OF_A_PLACE = re.compile(
    r"^(?:[\u4e00-\u9fff]{1,12}(?:所在地|地|辖区|所在市|所在区|属地)|涉及[\u4e00-\u9fff]{0,8})的"
)
PERSON = re.compile(
    r"(?:人|人员|同志|领导|主任|局长|市长|县长|区长|书记|代表|专家|经理|工程师|员)$"
)
LEVEL_BEFORE = re.compile(r"^(?:国务院|国家|全?[省市区县]级?|同级|本级|上级|各级|各[市区县]?|有关)")


# 镇人民政府（街道办事处）: brackets behind a name explain it
LAST_BRACKETS = re.compile(r"[（(][^（()）]{1,20}[）)]$")


@lru_cache(maxsize=1 << 15)
def is_unit(words: str) -> bool:
    """Tell whether `words` are a unit's name as a text writes it: 市住建局, 各区政府, 有关部门.

    Persons (项目负责人), kinds without a name (部门) and pointers (该单位, 牵头单位) are none.
    """
    if is_official(words):
        return True
    words = LAST_BRACKETS.sub("", words)
    return bool(OTHER_ENDING.search(words)) and _may_be_a_name(words)


@lru_cache(maxsize=1 << 15)
def is_official(words: str) -> bool:
    """Tell whether `words` name a body of the state, of a party or of the people."""
    if not NAME.fullmatch(words) and not OF_A_PLACE.match(words):
        return False
    # A place stands for its government: 朝阳区、通州区按分管领域负责
    if EVERY.fullmatch(words) or (PLACE.search(words) and words in gazetteer().by_chinese_name):
        return True
    words = LAST_BRACKETS.sub("", words)
    if OFFICIAL_ENDING.search(words) and not TWO_CHARACTERS.fullmatch(words):
        return _may_be_a_name(words) and not NOT_A_BODY.search(words)
    return is_known(words)


@lru_cache(maxsize=1 << 15)
def is_known(words: str) -> bool:
    """Tell whether the whole of `words` is a unit that the registry knows."""
    mentions = unit_mentions(words)
    return len(mentions) == 1 and mentions[0].written == words


@lru_cache(maxsize=1 << 15)
def is_function(words: str) -> bool:
    """Tell whether `words` name a department's function without its body: 市旅游, 发展改革."""
    plain = LEVEL_BEFORE.sub("", words)
    return any(parse_unit(f"{stem}部门").names for stem in {words, plain} if stem)


def may_be_function(words: str) -> bool:
    """Tell whether `words` are short and plain enough to be a function: 网信, 民族宗教."""
    return bool(SHORT.fullmatch(words)) and _may_be_a_name(words)


SHORT = re.compile(r"[\u4e00-\u9fff]{2,14}")


def _may_be_a_name(words: str) -> bool:
    words = OF_A_PLACE.sub("", words)
    return not (
        NO_NAME.fullmatch(words)
        or PERSON.search(words)
        or (NOT_A_START.match(words) and not is_known(words))
        or NOT_INSIDE.search(words)
        or not balanced(words)
    )


def balanced(words: str) -> bool:
    """Tell whether every bracket in `words` is closed in it, and opened."""
    depth = 0
    for character in words:
        depth += (character in "（(〔[【") - (character in "）)〕]】")
        if depth < 0:
            return False
    return not depth
