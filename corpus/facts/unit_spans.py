"""Where units stand in a sentence: right before a verb, right after it, or as its subject."""

import re

from corpus.facts.sentences import Words
from corpus.facts.unit_lists import are_called_by_their_part, units_of_list, units_of_open_list
from corpus.facts.unit_phrases import is_function, is_unit
from corpus.names.unit_mentions import unit_mentions

# What may stand between a unit and its verb: 按照职责分工分别负责, 要积极配合, 应当牵头
BEFORE_VERB = re.compile(
    r"(?:应当|应该|应|要|须|必须|可以|可|将|也|并|均|都|还|依法|依规|具体|主要|全面|统一|统筹|共同|联合|分别|各自"
    r"|分工|归口|分级|积极|主动|全力|切实|严格|直接|协同|予以|合力|一并|同步|另行|日常|及时|立即|尽快|定期|总|(?:在|如)?必要时|[，,‖]"
    r"|(?:按照?|根据|依据?|依照|在)[^，,。；;由]{0,20}?"
    r"(?:分工|职责|职能|职权|领域|要求|规定|权限|原则|需要|任务|管理)(?:分工|范围|权限)?[内中]?(?:范围内)?"
    r"|(?:按照?|依照?|在)(?:分工|职责|职能|职权|权限)(?:范围)?内?|(?<=[局委办厅府会门院])[：:])$"
)
# 由市住建局, 办理由市住建局; not 自由, 理由
BY = re.compile(r"(?<![自缘事案])(?<![^办管受审处清代修监治整护]理)由(?!于|此|衷|来)")
# 委托市住建局, 明确由市住建局
CHARGED = re.compile(r"(?:委托|授权|指定|明确|要求)(?:给|由)?")
# 市“双随机”办, 市商务局（市“两区”办）: quotation marks inside a name
WITHIN_NAME = r"(?:工作)?(?:办(?!理)|专班|领导小组|联席会议|指挥部)"
BOUNDARY = re.compile(
    rf"[，,：:；;。！？!?\n\t‘’《》]|“(?![^“”]{{1,8}}”{WITHIN_NAME})|”(?!{WITHIN_NAME})"
)
# What opens a sentence or a part of it before its subject
BEFORE_UNIT = re.compile(
    r"(?:其中|同时|此外|另外|另|并|具体|一般|原则上|统一|明确|确定|以|建立|健全|完善|成立|组建|形成|构建|要求|请|是"
    r"|和|及|与|对此|为此|由|(?:组织|指导|督促|协调|支持|推动|鼓励)(?=[各有相市区县])"
    r"|第[一二三四五六七八九十百千零〇\d]+[条款项]|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、]"
    r"|[一二三四五六七八九十]+[、是要])[ \u3000]*"
)
# …收集点、分拣中心，并会同: the verb goes on from the sentence's subject, not from the last words
GOES_ON_FROM_SUBJECT = re.compile(r"[，,](?:并|也|还|同时)")
# The last words before a unit that shows it to be the object of something: 报市政府, 对市教委
NOT_BEFORE_SUBJECT = re.compile(r"(?:[的对向经报受被与和及或、]|[区市省县州]|涉及|非)$")
# A kind of body, at which a unit's name in running text may end
KIND = re.compile(
    r"(?:人民政府|政府|部门|机关|委员会|管委会|办公室|办公厅|办事处|法院|检察院|银行|单位|机构|中心|协会|学会|商会"
    r"|集团|公司|高校|院校|街道|乡镇|区县|支行|海关|工会|妇联|残联|联合会|领导小组|工作组|专班|联席会议|总队|支队|大队|处室|科室"
    r"|[委局厅署](?![托派员限面势部门])|办(?![理法学案结好证事])|部(?![署分位件门队级落]))"
    r"(?:[（(][^（()）]{1,20}[）)])?"
)
PERSONS_OF_IT = re.compile(
    r"[的和与]?(?:工作)?(?:人员|负责人|主要负责人|职责|职能|职工|领导|之间|联动|系统|数据|网站)"
)
# 市人民政府|有关部门, 市人民政府|教育行政部门: the same name going on
MORE_OF_IT = re.compile(
    r"(?:有关|相关|各|所属|其他|工作|直属)*(?P<function>[\u4e00-\u9fff]{2,12}?)?(?:行政)?(?:主管)?"
    r"(?:部门|机构|单位|办公室|委|局|办)|办事处|人民政府|政府|管委会"
)
LONGEST_MORE = 14
JOINT = re.compile(r"[、，,]|和|及|与|以及")
# 科技、财政等部门: a list with its end marked
CLOSED_LIST = re.compile(
    r"(?P<list>(?:(?!会同|牵头|负责|配合)[^，,。；;：:]){1,80}?)等(?:有关|相关|各|其他|行政|主管|职能|成员|责任)*(?P<body>部门|单位|机构|部委|机关)"
)
# 市教委主管…, 市教委是…, 市教委要…, 市教委，: not 市教委的网站
AS_SUBJECT = re.compile(
    r"‖*(?:等(?:有关|相关)?(?:部门|单位)?)?"
    r"(?:[，,、]|主管|受|承担|履行|作为|自|是|为|应|要|须|将|可|按|根据|依|在|对|加强|统筹|组织|会同|牵头|负责|具体|做好)"
)
# 由负责药品监督管理的部门: which body is meant, and nothing assigned
WHICH_BODY = re.compile(
    r"[^，,。；;：:]{0,40}?的(?:工作|内设|职能|专门|有关|相关)?"
    r"(?:(?:行政)?(?:主管)?部门|机构|(?:行政)?机关|单位"
    r"|(?:组织|(?:主管)?人员|科室|处室|企业|主体|同志|专员|社区)(?=[，,。；;、和或应可须要在与（(]|$))"
)
FURTHEST_SUBJECT = 260  # characters before its verb that a list of units may take
FURTHEST_PARTNER = 200
LONGEST_MODIFIER = 60


def units_before(words: str, floor: int, end: int) -> tuple[list[Words], int]:
    """Return the units right before `end` and where they begin; none where none stand there.

    Between them and `end` only such words may stand as 按照职责分工 or 应当.
    """
    floor = max(floor, end - FURTHEST_SUBJECT)
    limit = floor + len(_without_modifiers(words[floor:end]))
    if GOES_ON_FROM_SUBJECT.match(words, limit, end):
        return [], end
    if words[floor:limit].endswith("等"):
        limit -= 1
    found: list[Words] = []
    first = limit
    while True:
        units, start, by = _units_up_to(words, floor, limit)
        # 明确牵头部门与协办部门，|牵头部门负责: who is called by a part is no list with another
        if not units or (found and are_called_by_their_part([unit.text for unit in units])):
            return found, first
        found, first = units + found, start
        if by or start <= floor or words[start - 1] not in "，,":
            return found, first
        limit = start - 1


def _without_modifiers(words: str) -> str:
    while match := BEFORE_VERB.search(words, max(0, len(words) - LONGEST_MODIFIER)):
        words = words[: match.start()]
    return words


def _units_up_to(words: str, floor: int, end: int) -> tuple[list[Words], int, bool]:
    """Return the units between the last boundary and `end`, where they begin, and whether by 由."""
    start, by = floor, False
    for boundary in BOUNDARY.finditer(words, floor, end):
        start = boundary.end()
    for match in [*CHARGED.finditer(words, start, end), *BY.finditer(words, start, end)]:
        start, by = max(start, match.end()), True
    start = _after_opening(words, start, end)
    phrase = words[start:end]
    if len(phrase.strip()) < 2:
        return [], end, by
    listed = units_of_list(phrase) or units_of_open_list(phrase, by)
    if listed:
        return _placed(listed, start), start, by
    # 落实政策、市财政局, 由共同的上级部门: the last of the words may still be units
    for joint in ("、", "和", "与", "及", *("的" if by else "")):
        at = phrase.rfind(joint) + 1
        listed = units_of_list(phrase[at:]) if at else None
        if listed and not are_called_by_their_part([unit for unit, _ in listed]):
            units = _placed(listed, start + at)
            return units, start if joint == "的" else units[0].start, False
    # 为切实做好工作市财政局
    mentions = [mention for mention in unit_mentions(phrase) if mention.end == len(phrase)]
    if mentions and not NOT_BEFORE_SUBJECT.search(phrase[: mentions[0].start]):
        units = _placed([(mentions[0].written, mentions[0].start)], start)
        return units, units[0].start, False
    return [], end, by


def _after_opening(words: str, start: int, end: int) -> int:
    """Return where the subject may begin after 其中, 第三条 and the like."""
    while start < end:
        if words[start] in " \u3000":
            start += 1
            continue
        opening = BEFORE_UNIT.match(words, start, end)
        if opening is None or is_unit(words[start:end].rstrip("‖")):
            break
        start = opening.end()
    return start


def _placed(listed: list[tuple[str, int]], base: int) -> list[Words]:
    return [Words(unit, base + at, base + at + len(unit)) for unit, at in listed]


def units_after(words: str, start: int, end: int) -> list[Words]:
    """Return the units that a list at `start` names, up to where other words go on.

    `市财政局、市交通局制定…` → 市财政局, 市交通局; `科技、财政等部门建立…` → 科技, 财政.
    """
    end = min(end, start + FURTHEST_PARTNER)
    closed = CLOSED_LIST.match(words, start, end)
    if closed and (listed := units_of_list(closed["list"] + closed["body"])):
        # The shared body was added to the last of them only to be judged
        last, at = listed[-1]
        kept = last.removesuffix(closed["body"]) if at + len(last) > len(closed["list"]) else last
        return _placed([*listed[:-1], (kept, at)], start)
    found: list[Words] = []
    position = start
    while (unit_end := _unit_end(words, position, end)) is not None:
        found += _placed(units_of_list(words[position:unit_end]) or [], position)
        while unit_end < end and words[unit_end] == "‖":
            unit_end += 1
        joint = JOINT.match(words, unit_end, end)
        if joint is None:
            break
        position = joint.end()
    return found


def _unit_end(words: str, start: int, end: int) -> int | None:
    """Return where the shortest name at `start` ends, with what goes on naming the same unit."""
    stop = BOUNDARY.search(words, start, end)
    limit = stop.start() if stop else end
    for kind in KIND.finditer(words, start, limit):
        if PERSONS_OF_IT.match(words, kind.end(), limit):
            continue
        if not units_of_list(words[start : kind.end()]):
            continue
        for longer in KIND.finditer(words, kind.end(), min(limit, kind.end() + LONGEST_MORE)):
            if _is_more_of_it(words[kind.end() : longer.end()]):
                return longer.end()
        return kind.end()
    return None


def _is_more_of_it(words: str) -> bool:
    match = MORE_OF_IT.fullmatch(words)
    if match is None:
        return False
    function = match["function"]
    return not function or is_function(function) or function.endswith(("管理", "执法"))


def subject_of(words: str, end: int) -> list[Words]:
    """Return the units that a sentence begins with, where they are the subject of it."""
    start = _after_opening(words, 0, min(end, FURTHEST_PARTNER))
    units = units_after(words, start, end)
    if not units or not AS_SUBJECT.match(words, units[-1].end, end):
        return []
    # 人民政府负责防震工作的机构，负责…: the subject is a longer name
    which = words.startswith("负责", units[-1].end) and WHICH_BODY.match(words, units[-1].end + 2)
    return [] if which else units
