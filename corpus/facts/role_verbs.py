"""Who does what in running words: 由市住建局牵头，会同市财政局…, 市教委负责…, 各区政府配合."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from corpus.facts.assignments import Part, distinct
from corpus.facts.models import Role
from corpus.facts.sentences import Words
from corpus.facts.unit_phrases import is_function, is_known, is_official
from corpus.facts.unit_spans import WHICH_BODY, subject_of, units_after, units_before

# Each with the words that make it no assignment: 负责人, 牵头作用, 配合比, 参与率
ROLE_VERB = re.compile(
    r"(?P<lead>(?:充分|切实)?发挥(?:好)?(?:统筹)?牵头(?:抓总|协调|引领|统筹)*作用"
    r"|(?:负责|具体|统一)?(?<![总强])牵头(?!作用|单位|部门|企业|人|高校|院所|机构|责任|方|学校|医院|地位|效应)"
    r"|主办(?!单位|方|部门|者|地|券|城市|国|人|银行|机构|学校))"
    r"|(?P<join>会同|(?<=[，,、局委办厅府门])会(?=[相有]关|同级))"
    r"|(?P<support>(?<![协相共密])配合(?!比|度|力度|机制|单位|部门|饲料|联动|默契|肥)|协办(?!单位|方|部门)"
    r"|协助(?!单位|下|人)"
    r"|参与(?!单位|率|度|者|方|人|主体|式|部门)|参加(?!单位|者|人|部门|活动|考试|培训|会议))"
    r"|(?P<charge>承担(?=(?P<duty>[^，,。；;：:]{0,20}?(?:职责|职能|工作|任务))|[，,。；;）)]|$)"
    r"|(?:另行|分别|研究|统一|负责|组织)?制[定订](?:具体|实施|管理|操作|配套|相关|有关|的)*(?:办法|细则|方案|规定|标准))"
    r"|(?P<answer>(?<!首[问接办])负责(?!制(?![定订作发])|任(?![命免])|[人状]|同志|领导|精神|的态度|到底|，?一级|到位|单位|部门|机构|机关)"
    r"|承办(?!单位|方|部门|人|者|机构|地|国|城市|科室|处室|企业|法官|银行|件))"
)
TRIGGERS = ("牵头", "负责", "会同", "配合", "承办", "主办", "会相关", "会有关")
# 工作由市教委承担: what may be borne; not 费用由市财政承担
DUTY_BORNE = re.compile(r"(?:职责|职能|工作|任务)[，,]?由$")
# What may stand between two verbs of one task: X牵头，Y配合
BETWEEN = re.compile(r"(?:[，,、；;和及并由等‖ \u3000]|按照?(?:各自)?职责(?:分工)?(?=[，,]))*")
# 党委领导、政府负责的工作格局 describes an order of things and binds nobody
GENERAL_ORDER = re.compile(r"的[^，,。；;]{0,12}(?:格局|体制|机制|体系|原则|局面|氛围|合力|模式)")
# 对质量负责, 向党委负责, 谁审批谁负责
TO_SOMEBODY = re.compile(r"[对向][^，,。；;：:]*$|谁[^，,。；;：:]*$")
# 制定了, 梳理了: what was done, not what is to be done
WAS_DONE = re.compile(r"[^。；;]{0,80}?(?<![为除])了(?!解|结)")
CALLED_UPON = re.compile(r"做好|开展|实施|完成|推进|落实|抓好|办理|组织|参与|提供")
# 由市教委会同市财政局认定的机构: which one is meant
OF_WHICH = re.compile(
    r"(?:共同|联合|统一|依法)?(?:认定|确定|指定|批准|制定|公布|发布|管理|颁发|核发|组织|设立|委托|出具|审批|审核|征收)的"
)
# 各区政府配合。, 各区政府配合做好相关工作。: what they support was said before
WITHOUT_OBJECT = re.compile(
    r"(?:做好|开展|实施|落实|推进)?(?:相关|有关)?(?:工作)?(?:[，,。；;）)]|$)"
)
# …，负责, …，具体负责, …，并牵头: the verb begins a part of its sentence
PART_START = re.compile(
    r"(?:^|[，,、])(?:并|同时|具体|主要|全面|统一|统筹|应当|要|可以?|依法|及时|立即|积极|主动)*$"
)
OTHERS = re.compile(
    r"等(?:(?:有关|相关|各|其他|主管|行政|职能)*(?:部门|单位|机构|方面|地区|机关))?"
)
# （以下简称医保局）, （含经开区，下同）: brackets that explain a name and do not end it
EXPLANATION = re.compile(r"[（(][^（()）]*(?:以下|下同|简称|统称|包括|含)[^（()）]*[）)]")
VEIL = "‖"
NO_SPAN = (0, 0)
MOST_VERBS = 200  # of a sentence: one with more is none
FURTHEST_BACK = 80  # characters before a verb that may tell how it is meant


@dataclass(frozen=True, slots=True)
class Chain:
    """Verbs that follow each other, with what they bind to one task: X牵头，会同Y、Z.

    `start` and `end` are offsets in the words read, and so are those of the parts; `task` is the
    span of words within that say the task, empty where it stands around them.
    """

    start: int
    end: int
    parts: tuple[Part, ...]
    task: tuple[int, int] = NO_SPAN

    @property
    def is_named(self) -> bool:
        """Whether a unit of it is one that the registry knows."""
        return any(is_known(part.unit.text) for part in self.parts)

    @property
    def subject(self) -> tuple[Words, ...]:
        """Who leads, or is responsible."""
        return tuple(part.unit for part in self.parts if part.role is not Role.SUPPORT)


def has_trigger(words: str) -> bool:
    """Tell cheaply whether words may assign anything."""
    return any(trigger in words for trigger in TRIGGERS)


def veiled(words: str) -> str:
    """Return the words with brackets that only explain a name made `‖`."""
    return EXPLANATION.sub(lambda match: VEIL * len(match.group()), words)


def chains_in(words: str, subject_before: Sequence[Words] = ()) -> list[Chain]:
    """Return the assignments that a sentence states, in order.

    `subject_before`: who the sentence before spoke of, where this one goes on from it.
    """
    words = veiled(words)
    chains: list[Chain] = []
    floor = 0
    for verb in islice(ROLE_VERB.finditer(words), MOST_VERBS):
        before = chains[-1] if chains else None
        if verb.start() < floor:
            continue
        found = _bound(words, verb, floor, before, tuple(subject_before))
        if found is None:
            continue
        if before and BETWEEN.fullmatch(words, floor, found.start):
            end = found.end if before.task == NO_SPAN else before.end
            chains[-1] = Chain(before.start, end, before.parts + found.parts, before.task)
        elif before and _only_supports(words, found):
            # 市教委负责校园安全，各区政府配合: its task ends where they are named
            task = (before.end, found.start) if before.task == NO_SPAN else before.task
            chains[-1] = Chain(before.start, before.end, before.parts + found.parts, task)
        elif found.parts:
            chains.append(found)
        floor = found.end
    return [_cleaned(chain) for chain in chains if not _is_no_order(words, chain)]


def _only_supports(words: str, chain: Chain) -> bool:
    return (
        all(part.role is Role.SUPPORT for part in chain.parts)
        and words[chain.start - 1 : chain.start] in ("，", ",", "；", ";", "、")
        and WITHOUT_OBJECT.match(words, chain.end) is not None
    )


def _bound(
    words: str,
    verb: re.Match[str],
    floor: int,
    before: Chain | None,
    subject_before: tuple[Words, ...],
) -> Chain | None:
    """Return what one verb binds, or None where it assigns nothing."""
    kind = verb.lastgroup
    if kind == "answer" and (
        WHICH_BODY.match(words, verb.end()) or TO_SOMEBODY.search(_just_before(words, verb, floor))
    ):
        return None
    subject, start = units_before(words, floor, verb.start())
    follows = before is not None and BETWEEN.fullmatch(words, floor, verb.start()) is not None
    if not subject and not follows and kind != "support":
        subject = _elided_subject(words, verb, floor, subject_before)
        start = verb.start()
    if kind == "join" and (subject or follows or _begins_a_part(words, verb, floor)):
        return _joined(words, verb, subject, start)
    if kind == "charge":
        return _charged(words, verb, subject, start, floor)
    if not subject:
        return Chain(verb.start(), verb.end(), ()) if follows else None
    role = {"lead": Role.LEAD, "support": Role.SUPPORT}.get(kind or "", Role.RESPONSIBLE)
    if role is Role.SUPPORT and not _may_support(words, subject, start, verb, before, floor):
        return None
    if verb.group() in ("承办", "主办") and not (before or any(is_known(u.text) for u in subject)):
        return None
    return Chain(start, verb.end(), tuple(Part(role, unit) for unit in subject))


def _charged(
    words: str, verb: re.Match[str], subject: list[Words], start: int, floor: int
) -> Chain | None:
    """Return 由X承担…职责, 由X制定具体办法: an assignment only by 由, and to an office."""
    if words[start - 1 : start] != "由" or not all(is_official(unit.text) for unit in subject):
        return None
    is_borne = verb.group() == "承担"
    if is_borne and not verb["duty"] and not DUTY_BORNE.search(words[floor:start]):
        return None
    parts = tuple(Part(Role.RESPONSIBLE, unit) for unit in subject)
    return Chain(start, verb.end(), parts, verb.span("duty") if verb["duty"] else NO_SPAN)


def _joined(words: str, verb: re.Match[str], subject: list[Words], start: int) -> Chain | None:
    """Return X会同Y: X leads and Y supports."""
    partners = units_after(words, verb.end(), len(words))
    # 市财政局会同授权主体: whoever is no unit does not make the leader none
    if not partners and not all(is_official(unit.text) for unit in subject):
        return None
    end = partners[-1].end if partners else verb.end()
    others = OTHERS.match(words, end)
    leads = [Part(Role.LEAD, unit) for unit in subject]
    supports = [Part(Role.SUPPORT, unit) for unit in partners]
    start = min(start, verb.start()) if subject else verb.start()
    return Chain(start, others.end() if others else end, (*leads, *supports))


def _elided_subject(
    words: str, verb: re.Match[str], floor: int, subject_before: tuple[Words, ...]
) -> list[Words]:
    """Return whom 市民政局主管…，负责… means: the sentence's own subject, or that before it."""
    # 市民政局负责…，负责…: the first of them already has the whole
    if floor and verb.lastgroup == "answer":
        return []
    if not _begins_a_part(words, verb, floor):
        return []
    own = subject_of(words, verb.start())
    at_start = verb.start() < FURTHEST_BACK and PART_START.fullmatch(words[: verb.start()].strip())
    return own or (list(subject_before) if at_start else [])


def _just_before(words: str, verb: re.Match[str], floor: int) -> str:
    return words[max(floor, verb.start() - FURTHEST_BACK) : verb.start()]


def _begins_a_part(words: str, verb: re.Match[str], floor: int) -> bool:
    before = _just_before(words, verb, floor)
    found = PART_START.search(before)
    return found is not None and (len(before) < FURTHEST_BACK or found.start() > 0)


def _may_support(
    words: str,
    subject: list[Words],
    start: int,
    verb: re.Match[str],
    before: Chain | None,
    floor: int,
) -> bool:
    """Tell whether Y配合 assigns: beside a lead, by 由, or an office called upon to do."""
    if before and BETWEEN.fullmatch(words, floor, start):
        return True
    if verb.group() != "配合":
        return False
    if words[start - 1 : start] == "由":
        return True
    if before and before.subject and WITHOUT_OBJECT.match(words, verb.end()):
        return True
    if not all(is_official(unit.text) or is_function(unit.text) for unit in subject):
        return False
    called = CALLED_UPON.match(words, verb.end()) is not None
    return called or bool(units_after(words, verb.end(), len(words)))


def _is_no_order(words: str, chain: Chain) -> bool:
    """Tell whether the words tell what was done, or describe an order that names nobody."""
    if WAS_DONE.match(words, chain.end) or OF_WHICH.match(words, chain.end):
        return True
    return not chain.is_named and GENERAL_ORDER.match(words, chain.end) is not None


def _cleaned(chain: Chain) -> Chain:
    """Return the chain with each unit once in a role; who leads is not also responsible."""
    leads = {part.unit.text for part in chain.parts if part.role is Role.LEAD}
    parts = [
        part
        for part in chain.parts
        if part.role is not Role.RESPONSIBLE or part.unit.text not in leads
    ]
    return Chain(chain.start, chain.end, distinct(parts), chain.task)
