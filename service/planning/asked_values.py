"""Which kind of value a question asks for."""

import re

from service.planning.plan import AskedField, AskedValue, Intent

# Money is asked as a share of it: 百分之几, 几个点, what share
SHARE = re.compile(
    r"百分之几|百分比|比例|占比|比重|几成|几个?点|折扣|share|percent|proportion|\brate\b",
    re.IGNORECASE,
)
# 在哪一年, what date: a frequency or a length does not answer
CALENDAR_DATE = re.compile(
    r"哪一?[年月天日]|几[月号]|(?:what|which) (?:year|date|month|day)", re.IGNORECASE
)
# 多久一次, 几个工作日内, how long
DURATION = re.compile(
    r"多久|多长时间|(?:多少|(?<![这那近好])几)个?(?:工作日|小时|天|日|年|月)(?!份|底|初)"
    r"|期限(?:是|为|有)?多|how (?:long|often|many (?:\w+ )?(?:day|month|year|hour))",
    re.IGNORECASE,
)
# 姓啥叫啥, 组长叫什么名字, what is the name of the mayor
PERSON = re.compile(r"姓[啥什甚]|姓名|尊姓|(?:长|主任|书记|负责人|联系人)(?:是|叫)(?:啥|什么)名")
# 由市财政出的吗: who pays, though no unit is named
PAYS = re.compile(r"由.{1,12}(?:出|付|负担|承担|支付|掏|安排)")
OF_VALIDITY = (AskedField.EFFECTIVE_ON, AskedField.EXPIRES_ON)


def asked_value(
    question: str, intent: Intent, fields: tuple[AskedField, ...], asks_who: bool
) -> AskedValue | None:
    """Return the kind of value that evidence must hold, or None where any words may answer."""
    if PERSON.search(question):
        return AskedValue.PERSON
    if asks_who or (intent is Intent.YES_NO and PAYS.search(question)):
        return AskedValue.BODY
    if intent is Intent.METADATA:
        return AskedValue.VALIDITY if set(fields) & set(OF_VALIDITY) else None
    if intent is Intent.DEFINITION:
        return AskedValue.DEFINITION
    if intent in (Intent.AMOUNT, Intent.TARGET, Intent.DATE):
        if SHARE.search(question):
            return AskedValue.SHARE
        if intent is Intent.AMOUNT:
            return AskedValue.MONEY
        if CALENDAR_DATE.search(question):
            return AskedValue.CALENDAR_DATE
        if DURATION.search(question):
            return AskedValue.DURATION
        return AskedValue.DATE if intent is Intent.DATE else AskedValue.NUMBER
    return None
