"""Turns a clause of official text into a question, a template a kind of clause.

Each template returns a question, or None where its pattern does not stand in the clause.
Beside each regular expression stands an example: what it finds → what the template makes of it.
"""

import random
import re
from collections.abc import Callable

# "本条例所称的口岸,是指…" → 什么是口岸
DEFINITION = re.compile(
    r"^(?:本(?:条例|法|办法|规定|细则|意见|方案)所称)?的?(?P<term>[^，。]{2,16}?)[，,]?是指"
)
# "由市住房城乡建委牵头", "由公安机关负责" → 谁牵头
LEAD_UNIT = re.compile(r"由[^，。；]{2,24}?(?P<verb>负责|牵头|主管)")
# "（牵头单位：市发展改革委）", "[责任单位：各区]" → 由谁牵头
UNIT_IN_BRACKETS = re.compile(
    r"[(（\[〔](?P<role>牵头|责任|配合)单位[:：][^)）\]〕]{2,60}[)）\]〕]"
)
# "市交通局配合", "市水利局等部门予以配合" → 哪些部门配合
SUPPORTING_UNIT = re.compile(r"[^，。；（）、]{2,12}(?:局|委|厅|部门|机关|单位)(?:予以|参与)?配合")
# "会同市财政局", "会同有关部门" → 和哪些部门一起
TOGETHER_WITH = re.compile(r"会同[^，。；]{2,16}?(?:局|委|厅|部门|机关)")
# "给予100万元奖励", "一次性奖励五十万元", "给予最高不超过30万元的补助" → 奖励多少
AWARD = re.compile(
    r"(?:一次性)?(?P<verb>给予|奖励|补助|补贴|资助)[^，。；]{0,14}?"
    r"[\d一二三四五六七八九十百千万.]+元(?:以[上下])?(?:的?(?P<noun>奖励|奖金|补助|补贴|资助|资金))?"
)
# "达到30%以上", "不低于百分之二十", "不超过工程造价的3%" → 达到多少
SHARE = re.compile(
    r"(?P<verb>达到|不低于|不高于|不少于|不超过|不得低于|不得高于|不得超过|占)(?P<of>[^，。；]{0,10}?)"
    r"(?:百分之[零一二三四五六七八九十百点]+|\d+(?:\.\d+)?\s*[%％])(?:以[上下])?"
)
# "到2025年", "2025年底前", "2023年12月31日前" → 什么时候前
DUE_DATE = re.compile(r"到?\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|末)?(?P<before>以?前)?")

Template = Callable[[str, random.Random], str | None]


def ask_definition(clause: str, chance: random.Random) -> str | None:
    """Return 什么是口岸 for 本条例所称的口岸，是指…"""
    found = DEFINITION.search(clause)
    if found is None:
        return None
    term = found["term"]
    asked = ("什么是{}", "{}是什么意思", "{}指的是什么", "{}的定义是什么", "{}包括哪些")
    return chance.choice(asked).format(term)


def ask_lead_unit(clause: str, chance: random.Random) -> str | None:
    """Return 燃气安全监管谁负责 for 燃气安全监管由住房城乡建设部门负责."""
    found = LEAD_UNIT.search(clause)
    if found is None:
        return None
    asked = ["谁负责", "哪个部门负责", "归谁管", "由谁负责", "由哪个单位负责", "责任单位是谁"]
    if found["verb"] == "牵头":
        asked = ["由谁牵头", "哪个部门牵头", "牵头单位是谁", "由哪个单位牵头"]
    return _in_place_of(found, clause, chance.choice(asked))


def ask_unit_in_brackets(clause: str, chance: random.Random) -> str | None:
    """Return 推广BIM技术由谁牵头 for 推广BIM技术（牵头单位：市住房城乡建委）."""
    found = UNIT_IN_BRACKETS.search(clause)
    if found is None:
        return None
    role = found["role"]
    asked = (f"由谁{role}", f"哪个部门{role}", f"{role}单位是谁", f"由哪些单位{role}")
    return clause.replace(found.group(), "") + chance.choice(asked)


def ask_supporting_unit(clause: str, chance: random.Random) -> str | None:
    """Return 推进信用监管，哪些部门配合 for 推进信用监管，市财政局配合."""
    found = SUPPORTING_UNIT.search(clause) or TOGETHER_WITH.search(clause)
    if found is None:
        return None
    asked = ("哪些部门配合", "由谁配合", "配合单位有哪些", "和哪些部门一起", "谁来配合")
    return _in_place_of(found, clause, chance.choice(asked))


def ask_award(clause: str, chance: random.Random) -> str | None:
    """Return 对首次入选的企业，奖励多少 for 对首次入选的企业，给予100万元奖励."""
    found = AWARD.search(clause)
    if found is None:
        return None
    noun = found["noun"] or (found["verb"] if found["verb"] != "给予" else "奖励")
    asked = (f"{noun}多少", "能拿多少钱", f"{noun}多少钱", f"有什么{noun}", f"最高{noun}多少")
    return _in_place_of(found, clause, chance.choice(asked))


def ask_share(clause: str, chance: random.Random) -> str | None:
    """Return 装配式建筑占比达到多少 for 装配式建筑占比达到30%以上."""
    found = SHARE.search(clause)
    if found is None:
        return None
    asked = (
        f"{found['verb']}{found['of']}多少",
        "比例是多少",
        "占多少",
        "要达到多少",
        "目标是多少",
    )
    return _in_place_of(found, clause, chance.choice(asked))


def ask_due_date(clause: str, chance: random.Random) -> str | None:
    """Return 什么时候前建成管理平台 for 2025年底前建成管理平台."""
    found = DUE_DATE.search(clause)
    if found is None:
        return None
    asked = ("什么时候", "到哪一年", "到什么时候", "截止到哪年")
    before = "前" if found["before"] else ""
    return _in_place_of(found, clause, chance.choice(asked) + before)


def _in_place_of(found: re.Match[str], clause: str, asked: str) -> str:
    """Return the clause with the words that were found replaced by the question's."""
    return clause[: found.start()] + asked + clause[found.end() :]


TEMPLATES: tuple[Template, ...] = (
    ask_definition,
    ask_unit_in_brackets,
    ask_award,
    ask_share,
    ask_lead_unit,
    ask_supporting_unit,
    ask_due_date,
)
