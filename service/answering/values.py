"""Kinds of value that a question can ask for and a sentence can hold."""

import re

from service.planning import Intent, QuestionPlan

_NUMBER = r"(?:\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百千万]+)"
MONEY = re.compile(rf"{_NUMBER}\s?(?:万|亿|千|百)?(?:多)?元")  # 100万元, 3000亿元
SHARE = re.compile(rf"{_NUMBER}\s?(?:%|％|个百分点|成)|百分之{_NUMBER}|[一二三四五六七八九十]分之")
NUMBER = re.compile(
    r"\d|百分之|[一二两三四五六七八九十百千万]+(?:个|家|户|项|条|年|倍|名|人|次|类|种)"
)
DATE = re.compile(
    r"\d{4}\s?年|\d{1,2}\s?月|[“\"]?十[三四五六][”\"]?(?:五)?[”\"]?期间|季度|每[年月季周]|年度|"
    r"\d+\s?个?(?:工作)?[日天月年](?:内|以?前|之内)|(?:年|月)底|按[年月季]|定期|及时|期限"
)
# Sentences that name who does something without an assignment in brackets
BODY = re.compile(
    r"牵头|负责|会同|组长|主任|主管|承担|设在|部门|单位|政府|[委局厅办]对|[委局厅办]要|由.{2,20}(?:组织|制定|管理|给予)"
)
# A question about money that asks for a share of it: 百分之几, what share
ASKS_SHARE = re.compile(
    r"百分之几|百分比|比例|占比|几成|share|percent|proportion|rate", re.IGNORECASE
)


def required_value(plan: QuestionPlan) -> re.Pattern[str] | None:
    """Return what a sentence must hold to answer the plan, or None when anything may do."""
    if ASKS_SHARE.search(plan.question):
        return NUMBER
    if plan.intent is Intent.AMOUNT:
        return MONEY
    if plan.intent is Intent.TARGET:
        return NUMBER
    if plan.intent is Intent.DATE:
        return DATE
    if plan.intent.asks_for_units:
        return BODY
    return None
