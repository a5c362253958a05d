"""Whether the text answers a question of yes or no with yes or with no, or does not decide."""

import re

from corpus.names.units import unit_matches, unit_mentions
from service.answering.assignments import Task, asked_roles
from service.answering.figures import claims_figure, decision_on_figure, holds_other_figures
from service.answering.frequencies import claims_frequency, decision_on_frequency
from service.planning import QuestionPlan
from service.reading.weights import Weights

# What is asked: leave, duty, or the truth of a figure
ASKS_LEAVE = re.compile(
    r"可[以否不唔]|能|行不行|行得通|行吗|允许|让不让|\b(?:can|may|could|allowed)\b", re.I
)
ASKS_DUTY = re.compile(
    r"必须|需要|要不要|用不用|得不得|一定|强制|非得|[要用][交缴办付走]|还[要用得]|也得|是不是要"
    r"|\b(?:must|need|should|have to|required)\b",
    re.I,
)
ASKS_WITHOUT = re.compile(r"不用|不需要|无需|免[交缴]|(?<!是)不[交缴办招付做]|without|exempt", re.I)
FORBIDS = re.compile(
    r"不得(?!不)|不予|不能(?!不)|废止|失效|停止执行|不可(?!以吗|不)|不准|不许|不允许|不支付|不享受|不重复"
    r"|不纳入|不列入|不受理|不适用|不视为|严禁|禁止|杜绝|取消.{0,6}资格|一律不"
)
EXEMPTS = re.compile(
    r"不再|无需|不需|不要求|免[交缴收除于予]|免去|自主|自愿|自行决定|可不|可以不|取消|停止(?:收|征)|减免"
)
REQUIRES = re.compile(r"必须|应当?|须(?!知)|强制|一律|全部|均要|要求")
ALLOWS = re.compile(
    r"可以?(?!能|持续|靠|视|行)|允许|鼓励|支持|享受|给予|予以|同时|自主|准予|有权|纳入|提供"
    r"|退还|减免|优先|参照"
)
# 组长是市住建局局长吗: who holds a post, as texts say it: 由分管副市长任组长
POST = re.compile(r"((?:副)?(?:总)?(?:组长|主任|召集人|指挥长))")
# 办公室是放在市发改委吗: 领导小组办公室设在市住建局
SEAT = re.compile(r"办公室|秘书处|中心")
SITS_AT = re.compile(
    r"(?:办公室|秘书处|中心)[^，。；]{0,4}(?:设在|设于|设立在|放在|挂靠)(?:在)?([^，。；]{2,30})"
)
HOLDS_POST = r"(?:由)?([^，。；由]{{2,40}}?)(?:担任|兼任|任|为)(?<!副){post}"
# 由市财政出的吗: whose budget pays
LEVEL = re.compile(r"中央|[省市区县镇]")
BUDGET = re.compile(
    r"((?:中央|[省市区县镇])(?:本?级)?(?:[、和与及](?:中央|[省市区县镇])(?:本?级)?)*)(?:财政|财力)"
)
# 能不能, 可不可以: neither forbids
VERB_NOT_VERB = re.compile(r"可不可以|([\u3400-\u9fff])不\1")
# 会搞揭榜挂帅吗 is answered by what is planned; 组长是局长吗 is not
PLANS = re.compile(
    r"探索|建立|推进|推行|推广|开展|实施|组织|设立|落实|完善|加快|考虑|打造|培育|建设|制定|加强|实行|采用"
)
IDENTIFIES = re.compile(r"(?<!不)是(?!不是|否)[^，。？?]{1,20}(?:吗|吧|么)|\b(?:is|are) ", re.I)
PHRASE = re.compile(r"[^，,；;。]+")
YES, NO = True, False


def asked_of(plan: QuestionPlan) -> str:
    """Return what a question of yes or no asks: `leave` to do, `duty` to do, or `truth`."""
    if plan.claimed_role is not None or claims_figure(plan.question):
        return "truth"
    plain = VERB_NOT_VERB.sub("", plan.question)
    if ASKS_DUTY.search(plan.question) and not ASKS_WITHOUT.search(plain):
        return "duty"
    return "leave" if ASKS_LEAVE.search(plan.question) else "truth"


def decision_on_task(plan: QuestionPlan, task: Task) -> bool:
    """Return whether the units that a question claims have the claimed role in a task."""
    roles = asked_roles(plan)
    leads = [row for row in task.rows if row.role == "lead"]
    holders = leads if leads and plan.claimed_role != "support" else task.rows
    region = task.document.region
    return all(
        any(row.role in roles and unit_matches(unit, row.unit, region) for row in holders)
        for unit in plan.units
    )


def decision_on_words(plan: QuestionPlan, words: str, weights: Weights) -> bool | None:
    """Return whether some words say yes or no to a question, or None where they leave it open."""
    held = _decision_on_post(plan, words)
    if held is not None:
        return held
    if plan.claimed_role is not None:
        return _decision_on_units(plan, words)
    asked, stated = _budgets_in(plan.question), _budgets_in(words)
    if asked and stated:
        return asked <= stated
    if claims_figure(plan.question):
        return decision_on_figure(plan, words, weights)
    if claims_frequency(plan.question):
        return decision_on_frequency(plan.question, words)
    # What holds of another figure decides nothing about the one asked about
    if any(holds_other_figures(plan.question, phrase) for phrase in PHRASE.findall(words)):
        return None
    return _decision_on_modality(plan.question, words)


def _decision_on_modality(question: str, words: str) -> bool | None:
    """Return what words that allow, forbid, require or exempt say to a question."""
    asks_without = ASKS_WITHOUT.search(VERB_NOT_VERB.sub("", question)) is not None
    if FORBIDS.search(VERB_NOT_VERB.sub("", question)):  # 是不是严禁新设保证金项目
        return YES if FORBIDS.search(words) else None
    if ASKS_DUTY.search(question) and not asks_without:
        if EXEMPTS.search(words) or FORBIDS.search(words):
            return NO
        return YES if REQUIRES.search(words) else None
    if asks_without:
        if EXEMPTS.search(words) or ALLOWS.search(words):
            return YES
        return NO if FORBIDS.search(words) or REQUIRES.search(words) else None
    if FORBIDS.search(words):
        return NO
    if ASKS_LEAVE.search(question):
        return YES if ALLOWS.search(words) else None
    if IDENTIFIES.search(question):
        return None
    return YES if any(own.search(words) for own in (ALLOWS, REQUIRES, PLANS)) else None


def _budgets_in(words: str) -> set[str]:
    """Return the levels whose budgets words name: 市 and 区 of 市、区财政."""
    return {level for found in BUDGET.findall(words) for level in LEVEL.findall(found)}


def _decision_on_units(plan: QuestionPlan, words: str) -> bool | None:
    if all(unit in words for unit in plan.units):
        return YES
    return NO if unit_mentions(words) else None


def _decision_on_post(plan: QuestionPlan, words: str) -> bool | None:
    """Return whether the unit that a question names holds the post, or the seat, it asks about."""
    if not plan.units:
        return None
    post = POST.search(plan.question)
    holders = re.findall(HOLDS_POST.format(post=post.group(1)), words) if post else []
    if not holders and SEAT.search(plan.question):
        holders = SITS_AT.findall(words)
    if not holders:
        return None
    return all(any(unit in holder for holder in holders) for unit in plan.units)
