"""What wording the page of targets, deadlines and incentives needs, in whichever language."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class DeadlinesWording:
    """The page's own words in one language. Braces are filled in by the view that shows them."""

    title: str
    words: str
    view: str
    views: Mapping[str, str]
    kinds_shown: str
    kinds: Mapping[str, str]
    only_open: str
    nothing: str
    no_incentives: str
    documents_cut: str
    timeline_alt: str
    today: str
    open: str
    passed: str
    day: str
    state: str
    kind: str
    what: str
    value: str
    deadline: str
    document: str
    count: str
    incentives: str
    incentives_note: str
    award: str
    amount: str
    number: str
    number_unit: str
    condition: str
    payer: str


CHINESE = DeadlinesWording(
    title="指标与时限",
    words="指标、任务或奖励中的词",
    view="视图",
    views={"dues": "指标与时限", "incentives": "奖励"},
    kinds_shown="显示",
    kinds={"target": "指标", "task": "任务时限", "document": "文件有效期"},
    only_open="只看未到期的",
    nothing="这些条件下没有指标或时限。请放宽条件。",
    no_incentives="这些条件下没有奖励。请放宽条件。",
    documents_cut="文件较多，时间轴只画出前 {shown} 份，共 {total} 份；表格中有全部。",
    timeline_alt="时间轴：每份文件一行，空心为已过期，红色虚线为今天",
    today="今天",
    open="未到期",
    passed="已过期",
    day="到期日",
    state="状态",
    kind="类别",
    what="内容",
    value="数值或单位",
    deadline="原文时限",
    document="文件",
    count="项数",
    incentives="奖励",
    incentives_note="{count} 项奖励；点击表头可排序，金额单位为元，上限取高值。",
    award="奖励什么",
    amount="原文金额",
    number="数值",
    number_unit="计量",
    condition="条件",
    payer="由谁支付",
)
ENGLISH = DeadlinesWording(
    title="Targets and deadlines",
    words="Words of a target, task or award",
    view="View",
    views={"dues": "Targets and deadlines", "incentives": "Incentives"},
    kinds_shown="Show",
    kinds={"target": "Target", "task": "Task", "document": "End of validity"},
    only_open="Only what is still to come",
    nothing="There are no targets or deadlines within these limits. Widen them.",
    no_incentives="There are no incentives within these limits. Widen them.",
    documents_cut="The time line has only the first {shown} of {total} documents; the table has "
    "them all.",
    timeline_alt="Time line: a row for each document; hollow marks have passed, the dashed red "
    "line is today",
    today="Today",
    open="To come",
    passed="Passed",
    day="Due on",
    state="State",
    kind="Kind",
    what="What",
    value="Value or units",
    deadline="As written",
    document="Document",
    count="How many",
    incentives="Incentives",
    incentives_note="Incentives: {count}; a click on a head sorts. Amounts are in yuan; of a range "
    "the upper end.",
    award="For what",
    amount="As written",
    number="Number",
    number_unit="Unit",
    condition="Condition",
    payer="Paid by",
)
