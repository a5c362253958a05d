"""Kinds of value that a sentence can hold, against what a question asks for."""

import re
from collections.abc import Mapping
from functools import lru_cache

from service.planning import Intent, QuestionPlan
from service.planning.plan import AskedValue

DIGITS = re.compile(r"\d+(?:\.\d+)?")
_NUMBER = r"(?:\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百千万]+)"
_COUNTED = r"(?:平方米|公里|小时|[个家户项条年倍名人次类种元分%％米吨座处所级岁天日月])"
_LENGTH = r"(?<![\d月])(?:\d{1,3}(?:\.\d+)?|[一二两三四五六七八九十百半]+)"
# 5个工作日, 3—5年, 三个月; not 2027年, 6月15日
PERIOD = rf"{_LENGTH}(?:[—\-~～至到]\d{{1,3}})?\s?(?:个?工作日|个月|天|日|年|小时|个?季度|周|分钟)"
MONEY = re.compile(rf"{_NUMBER}\s?(?:万|亿|千|百)?(?:多)?元")  # 100万元, 3000亿元
SHARE = re.compile(rf"\d\s?[%％]|百分之|{_NUMBER}(?:成|折|倍)|{_NUMBER}个百分点|一半|减半|全额")
NUMBER = re.compile(rf"\d|百分之|{_NUMBER}{_COUNTED}")
DATE = re.compile(
    r"\d{4}\s?年|\d{1,2}\s?月|十[三四五六][”\"]?(?:五)?[”\"]?期间|季度|每[年月季周天日]|[年月]底|按[年月季]|定期"
    rf"|{PERIOD}|之日起|期间|长期|即日"
)
CALENDAR_DATE = re.compile(r"\d{4}\s?年|\d{1,2}\s?月|[年月]底|之日起")
LENGTH_OF_TIME = re.compile(PERIOD)
DURATION = re.compile(rf"{PERIOD}|每[年月季周天日]|按[年月季]|定期|长期")
VALIDITY = re.compile(
    r"有效期|执行期|期满|届满|废止|失效|起(?:正式)?(?:施行|实施|执行|生效)|[至到].{2,12}(?:截止|为止|止)"
)
DEFINITION = re.compile(r"是指|指的?是|即|简称|包括|称为|[（(][^（）()]{2,}[）)]|[：:]|“[^”]{5,}”")
# What follows a term that is explained: ”（…），是指
SAYS_MEANING = (
    r"[”’》]?(?:[（(][^（）()]{1,40}[）)])?[，,]?(?:主要)?(?:是(?!否|不是)|系|指|即|为(?!了)|[：:])"
)
_BREAK = r",，。？?！!；;"
# 里说的递补志愿是指什么, “告知承诺”是怎么一回事, 什么叫智慧工地, 所称的汽车数据包括哪些
ASKED_TERMS = (
    re.compile(
        rf"“([^”]{{2,20}})”[^{_BREAK}“]{{0,4}}[,，]?[^{_BREAK}“]{{0,4}}"
        r"(?:是|指|什么|意思|怎么|定义|算|包括)"
    ),
    re.compile(rf"(?:什么是|(?:啥|什么)叫做?|何谓)“?([^{_BREAK}的”]{{2,16}})"),
    re.compile(
        rf"((?:[^{_BREAK}、的里中说叫讲称”]|中(?=小)){{2,16}}?)(?:到底|究竟|具体)?"
        r"(?:(?:是|是指|指的?是?|算|包括|包含)(?:个|一种|一个)?(?:什么|啥|怎么|怎样|哪)"
        r"|的(?:定义|意思|含义))"
    ),
)
# CIM; in a Chinese question, which is brought to small letters, any Latin word
ACRONYM = {
    "zh": re.compile(r"[a-z][a-z0-9+]{1,9}", re.IGNORECASE),
    "en": re.compile(r"\b[A-Z][A-Z0-9+]{1,9}\b"),
}
# 组长：张三, 张三同志
PERSON = re.compile(
    r"(?:长|主任|书记|人)[：:\s][\u4e00-\u9fff]{2,4}(?![\u4e00-\u9fff])|同志|先生|女士"
)
# How the names of bodies end
_BODY_END = (
    r"(?:[局厅委院办组站]|部门|机关|单位|政府|中心|机构|公司|协会|银行"
    r"|社区|街道|学校|专班|网点|窗口|大厅|各区)"
)
# Words that say who: 由X牵头, X会同Y, 厅领导带队, 市住建局要, 向X申请
BODY = re.compile(
    r"牵头|负责|会同|组长|主任|主管部门|承担|设在|带队"
    rf"|{_BODY_END}(?:要(?!求)|[应将]|可以?|依法|依据|结合|积极|配合|组织|起草|制定|审核|复核|受理|办理|出具|对|按|进行)"
    r"|[委局厅办院会]是.{2,24}(?:部门|机构|单位)"
    r"|财政.{0,4}(?:负担|承担|安排|列支)|[向找到].{2,20}(?:申请|提出|报告|办理|申报)"
    rf"|(?:由|(?<![生产已曾])经(?![营济验费办])).{{0,24}}{_BODY_END}"
    r"|[由经].{2,20}(?:组织|制定|管理|给予|支付|列入|审核|受理|负担|出资|出具|审批|确定|评定)"
)
SUPPORTS = re.compile(r"配合|协助|协办|协同|参与|支持")
PATTERNS: Mapping[AskedValue, tuple[re.Pattern[str], ...]] = {
    # what answers, then what may answer too: 奖励多少 by 按50%
    AskedValue.MONEY: (MONEY, SHARE),
    AskedValue.SHARE: (SHARE, NUMBER),
    AskedValue.NUMBER: (NUMBER,),
    AskedValue.DATE: (DATE,),
    AskedValue.CALENDAR_DATE: (CALENDAR_DATE,),
    AskedValue.DURATION: (DURATION, DATE),
    AskedValue.BODY: (BODY,),
    AskedValue.VALIDITY: (VALIDITY,),
    AskedValue.DEFINITION: (DEFINITION,),
    AskedValue.PERSON: (PERSON,),
}
MAY_ANSWER = 0.5
QUESTIONS_REMEMBERED = 256
# The measure word that a question counts in: 几分, 多少人, 哪几家
ASKED_MEASURE = re.compile(
    r"(?:多少|(?<!好)几)(?:千|百|万|亿)?"
    r"(个工作日|平方米|公里|小时|学时|课时|[个家户项条年倍名人次类种元分米吨座处所级岁天日月折成号轮亩届批台辆])"
)
# How many people, how many pilot districts: what an English question counts, and in what
ASKED_MEASURE_ENGLISH = (
    (
        re.compile(r"how many (?:\w+ ){0,3}?(?:people|persons|workers|participants|staff)", re.I),
        "人",
    ),
    (re.compile(r"how many (?:\w+ ){0,3}?(?:companies|enterprises|firms|businesses)", re.I), "家"),
)
# 建筑面积多大, 多大面积: in square metres, though no measure is named
ASKED_AREA = re.compile(r"面积(?:有|是|要|达到?)?多大|多大.{0,3}面积")
AREA = "平方米"
LOOSE_MEASURES = "个种项条类件年次"
# 15个工作日 counts no 个
OF_TIME = r"(?!工作日|自然日|百分点|小时|月|星期|季度|学时|学期|学年)"
# Numbers that count nothing: 国发〔2024〕3号, 2022年7月, 第三批
NAMES_BY_NUMBER = re.compile(
    r"〔\d{4}〕\s?\d+\s?号|(?:19|20)\d\d\s?年(?:\s?\d{1,2}\s?月)?(?:\s?\d{1,2}\s?日)?"
    r"|第[\d一二三四五六七八九十]+[批次条章届号项款级类期]"
)
SAME_MEASURES = (
    ("人", "名", "位", "个"),
    ("家", "户", "个"),
    ("项", "个", "种", "条", "类", "件"),
    ("天", "日", "个工作日", "工作日"),
    ("座", "处", "所", "个"),
    ("元", "亿", "万"),
)
# Words by which a sentence answers a kind of question: 是指 a definition, 不得 a yes or no
CUES: Mapping[Intent, re.Pattern[str]] = {
    Intent.DEFINITION: DEFINITION,
    Intent.CONDITION: re.compile(
        r"条件|具备|符合|满足|应当?|须|不得|不予|达到|以上|情形|的，|取得|连续|未|如|逾期|违反"
    ),
    Intent.LIST: re.compile(r"、.+、|以下|包括|分别|：|一是|等"),
    Intent.YES_NO: re.compile(
        r"可以?|不得|应|必须|须|允许|严禁|禁止|不予|不再|鼓励|支持|给予|享受|无需|不需|自主|均|不支付"
    ),
}


def value_grade(words: str, plan: QuestionPlan) -> float:
    """Return how far, 0 to 1, some words hold a value of the kind that the plan asks for.

    A value that the question itself gives does not count: asked how many points are lost below
    80%, a sentence whose only number is 80% does not say. 1 where no value is asked for.
    """
    if plan.asked_value is None:
        return 1.0
    known = _known_numbers(plan.question)
    if known is not None:
        words = known.sub(" ", words)
    best, *further = PATTERNS[plan.asked_value]
    if plan.asked_value is AskedValue.DEFINITION:
        return _grade_of_definition(words, plan)
    if plan.asked_value is AskedValue.NUMBER:
        words = NAMES_BY_NUMBER.sub(" ", words)
    if plan.intent is Intent.WHO_SUPPORTS and not SUPPORTS.search(words):
        return 0.0
    if best.search(words):
        is_share = plan.asked_value is AskedValue.SHARE  # 几成 is answered by 10%
        return 1.0 if is_share else _grade_of_measure(words, plan.question)
    if plan.asked_value is AskedValue.DURATION and _counted_as_asked(plan.question):
        return 0.0  # 几个工作日 is not answered by 6月
    return MAY_ANSWER if any(pattern.search(words) for pattern in further) else 0.0


@lru_cache(maxsize=QUESTIONS_REMEMBERED)
def _known_numbers(question: str) -> re.Pattern[str] | None:
    """Return what matches the numbers that a question gives itself."""
    numbers = set(DIGITS.findall(question))
    if not numbers:
        return None
    return re.compile(rf"(?<![\d.])(?:{'|'.join(map(re.escape, numbers))})(?![\d.])[百千万亿]*")


def acronym_in(plan: QuestionPlan) -> str | None:
    """Return the acronym that a question about a meaning names, if it names one."""
    if plan.asked_value is not AskedValue.DEFINITION:
        return None
    found = ACRONYM[plan.language].search(plan.question)
    return found.group() if found else None


def names_what_it_asks(plan: QuestionPlan) -> bool:
    """Tell whether a question about a meaning names the acronym or term that it asks about."""
    return acronym_in(plan) is not None or defined_term(plan.question) is not None


def _grade_of_definition(words: str, plan: QuestionPlan) -> float:
    """Return how far some words say what a term means: an acronym has its name beside it.

    Words that define another term than the question's may answer.
    """
    acronym = acronym_in(plan)
    if acronym is not None:
        own = re.escape(acronym)
        return float(
            re.search(rf"[（(]\s?{own}\s?[）)]|{own}\s?[（(]", words, re.IGNORECASE) is not None
        )
    term = defined_term(plan.question)
    if term is not None and _meaning_of(term).search(words):
        return 1.0
    if not DEFINITION.search(words):
        return 0.0
    return 1.0 if term is None else MAY_ANSWER


@lru_cache(maxsize=QUESTIONS_REMEMBERED)
def _meaning_of(term: str) -> re.Pattern[str]:
    """Return what matches words that say what a term means: 递补志愿是指…, 作为…的递补志愿."""
    own = re.escape(term)
    return re.compile(
        rf"{own}{SAYS_MEANING}|(?:作为|称为|称作|简称|叫做?).{{0,6}}{own}", re.IGNORECASE
    )


@lru_cache(maxsize=QUESTIONS_REMEMBERED)
def defined_term(question: str) -> str | None:
    """Return the term whose meaning a Chinese question asks for, if it names one."""
    for pattern in ASKED_TERMS:
        found = pattern.search(question)
        if found:
            return found.group(1)
    return None


def _grade_of_measure(words: str, question: str) -> float:
    """Return how far, 0 to 1, some words count in the measure that a question names, if any.

    多少个 may be answered by 3项, but 几分 never by 80%.
    """
    counted = _counted_as_asked(question)
    if counted is None or counted[0].search(words):
        return 1.0
    counts_else = NUMBER.search(LENGTH_OF_TIME.sub(" ", words)) is not None
    return MAY_ANSWER if counted[1] in LOOSE_MEASURES and counts_else else 0.0


@lru_cache(maxsize=QUESTIONS_REMEMBERED)
def _counted_as_asked(question: str) -> tuple[re.Pattern[str], str] | None:
    """Return what matches a number in the measure that a question names, and that measure."""
    asked = ASKED_MEASURE.search(question)
    measure = AREA if ASKED_AREA.search(question) else asked and asked.group(1)
    measure = measure or next((m for p, m in ASKED_MEASURE_ENGLISH if p.search(question)), None)
    if not measure:
        return None
    same = {measure, *(own for group in SAME_MEASURES if measure in group for own in group)}
    measures = "|".join(map(re.escape, sorted(same, key=len, reverse=True)))
    number = rf"{_NUMBER}(?:[—\-~～至到]{_NUMBER})?\s?[多余万亿千百]*"
    return re.compile(rf"{number}(?:{measures}){OF_TIME}"), measure


def has_cue(words: str, intent: Intent) -> bool:
    """Tell whether some words speak as answers to such a question do."""
    cue = CUES.get(intent)
    return cue is not None and cue.search(words) is not None
