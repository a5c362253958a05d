"""Kinds of value that a question can ask for and a sentence can hold."""

import re

from service.planning import Intent, QuestionPlan

DIGITS = re.compile(r"\d+(?:\.\d+)?")
_NUMBER = r"(?:\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百千万]+)"
MONEY = re.compile(rf"{_NUMBER}\s?(?:万|亿|千|百)?(?:多)?元")  # 100万元, 3000亿元
NUMBER = re.compile(
    r"\d|百分之|[一二两三四五六七八九十百千万]+(?:个|家|户|项|条|年|倍|名|人|次|类|种)"
)
DATE = re.compile(
    r"\d{4}\s?年|\d{1,2}\s?月|十[三四五六][”\"]?(?:五)?[”\"]?期间|季度|每[年月季周]|[年月]底|按[年月季]|定期"
    r"|\d+\s?个?(?:工作)?[日天月年](?:内|以?前|之内)"
)
CALENDAR_DATE = re.compile(r"\d{4}\s?年|\d{1,2}\s?月|[年月]底")
IN_FORCE = re.compile(r"施行|生效|有效期|起执行|期满|届满")  # 自公布之日起施行, 有效期5年
# Words that say who: 由X牵头, X会同Y, 厅领导带队, 市住建局要
BODY = re.compile(
    r"牵头|负责|会同|组长|主任|主管|承担|设在|带队|领导|部门|单位|政府|[委局厅办]对|[委局厅办]要"
    r"|由.{2,20}(?:组织|制定|管理|给予)"
)
# A question that a frequency does not answer: 在哪一年, what date
ASKS_CALENDAR_DATE = re.compile(
    r"哪一?[年月天日]|几[月号]|(?:what|which) (?:year|date|month|day)", re.I
)
# A question about money that asks for a share of it: 百分之几, what share
ASKS_SHARE = re.compile(
    r"百分之几|百分比|比例|占比|几成|share|percent|proportion|rate", re.IGNORECASE
)


def holds_new_value(words: str, value: re.Pattern[str], question: str) -> bool:
    """Tell whether some words hold a value of a kind that the question did not itself give.

    Asked how many points are lost below 80%, a sentence whose only number is 80% does not say.
    """
    for known in set(DIGITS.findall(question)):
        words = re.sub(rf"(?<!\d){re.escape(known)}(?!\d)", " ", words)
    return value.search(words) is not None


def required_value(plan: QuestionPlan) -> re.Pattern[str] | None:
    """Return what a sentence must hold to answer the plan, or None when anything may do."""
    if ASKS_SHARE.search(plan.question):
        return NUMBER
    if plan.intent is Intent.AMOUNT:
        return MONEY
    if plan.intent is Intent.TARGET:
        return NUMBER
    if plan.intent is Intent.METADATA:
        return IN_FORCE
    if plan.intent.asks_for_units:
        return BODY
    if plan.intent is Intent.DATE:
        return CALENDAR_DATE if ASKS_CALENDAR_DATE.search(plan.question) else DATE
    return None
