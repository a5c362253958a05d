"""The phrases of questions: what they ask for, and which words of them are no topic."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from service.planning.plan import AskedField, Intent

# 市交通局配合哪些任务; 哪些任务由市交通局配合; 列有市国资委的任务有哪些; 市商务委要牵头做哪项工作
DUTY = r"(?:任务|工作|事项|职责|事情|活|事|措施|举措|指标|内容|项目|条款)"
DUTY_OF_UNIT = re.compile(
    rf"(?:哪|什么|啥).{{0,6}}{DUTY}|{DUTY}.{{0,4}}(?:有哪|有什么|有啥|是哪|是什么|是啥)"
    r"|(?:负责|牵头|配合|承担|参与|要做|做|管)(?:了|的)?(?:些|是)?(?:什么|哪|啥)"
    r"|列为.{2,6}的?(?:有|是)(?:哪|什么)"
    # 是哪几项的责任单位; 哪几条有市交通运输局的份; 哪几项点名列了它
    r"|哪(?:[一几些]|一些)?(?:[项条个件类点块]){0,2}的?.{0,6}(?:(?:责任|牵头|配合)(?:单位|部门)|的份|点名|有关)"
    r"|哪[一几些]?[项条个件类点].{0,4}有.{2,14}的份|哪[一几些]?[项条].{0,20}点名"
    r"|(?:which|what) (?:[\w-]+ ){0,2}(?:task|dut|work|responsibilit|thing|measure)",
    re.IGNORECASE,
)
ROLE_ASKED = {
    "lead": re.compile(r"牵头|主办|\bleads?\b|\bled\b", re.IGNORECASE),
    "support": re.compile(r"配合|协助|协办|\bsupport|\bassist", re.IGNORECASE),
    "responsible": re.compile(r"责任单位"),
}
# The role that a question of yes or no claims: 是不是由市财政局牵头, 归市科技局管吗
ROLE_CLAIMED = ROLE_ASKED | {
    "responsible": re.compile(
        r"负责|责任单位|主管|承担|[归由].{2,16}(?:管|办|定|制定|组织|审批|建设|运行|出|付|掏)"
        r"|(?:是不是|是否)[归由]|[归由].{2,20}(?:吗|吧|么)[？?]?$|设在|放在|挂靠"
        r"|responsib|in charge|\bmanage",
        re.IGNORECASE,
    )
}
# 还有效吗, 过期了没有, 2027年还能用吗: whether a document is valid
ASKS_VALIDITY = re.compile(
    r"(?:还|仍|目前|现在|是否|依然).{0,4}(?:有效|管用|能用|算数|适用)|有效(?:吗|不|没有|么)|过期|失效了?(?:吗|没|么)"
    r"|作废|(?:still|currently) (?:valid|in force)|expired",
    re.IGNORECASE,
)
# Which fields a metadata question asks for: all that match, but for the last where another does
WHEN = r"(?:什么时[候间]|啥时候?|何时|哪一?[天年月日]|几[号月]|几时)"
ASKED_FIELDS: tuple[tuple[AskedField, re.Pattern[str]], ...] = tuple(
    (field, re.compile(pattern, re.IGNORECASE))
    for field, pattern in (
        # 是为了落实哪个文件; 依据哪个文件制定
        (
            AskedField.BASIS,
            r"(?:落实|贯彻|依据|根据|按照)(?:的)?.{0,12}(?:哪|什么).{0,8}(?:文件|文号|意见|规定|办法|制定)"
            r"|(?:based|basis|under) .{0,20}(?:which|what) (?:document|law)",
        ),
        # 废止的是哪个文件; 取代了哪个办法
        (
            AskedField.REPEALED,
            r"(?:废止|取代|替代)(?:了|的)?(?:是)?.{0,4}(?:哪|什么)|(?:哪|什么).{0,16}(?:被|同时)(?:废止|取代)"
            r"|(?:repeal|replac|abolish)",
        ),
        # 是什么文件; 文件名称; What is the title
        (
            AskedField.TITLE,
            r"是什么文件|哪份文件|(?:文件|文件的)(?:名称|标题|全称)|what document|title",
        ),
        # 文号是多少; What is the document number
        (AskedField.DOC_NUMBER, r"文号|文件号|号文|发文字号|编号|document .*number|reference"),
        # 有效期到哪一天; 管几年; 到哪天截止; Until when is it valid
        (
            AskedField.EXPIRES_ON,
            rf"有效期|失效|到期|作废|执行期|停止(?:执行|施行|实施)|管(?:到|几|多久|多少年)|截止|{WHEN}.{{0,3}}(?:废止|截止)"
            rf"|(?:到|至){WHEN}.{{0,4}}(?:截止|为止|结束|止)?[？?]?$"
            r"|valid|expire|until when|stay in force|remain in force",
        ),
        # 从什么时候起施行; When does it take effect
        (
            AskedField.EFFECTIVE_ON,
            r"施行|生效|(?<!贯彻)实施(?!意见|方案|细则|办法|条例|计划|规划)"
            r"|(?:开始|起)(?:执行|管用|实行|算|用|生效)|take effect|effective|into force",
        ),
        # 什么时候印发的; When was it issued
        (
            AskedField.ISSUED_ON,
            rf"{WHEN}.{{0,6}}(?:印发|印出|发布|公布|出台|下发|发)|(?:印发|发布|公布|出台|成文|发文)(?:的)?(?:日期|时间)|落的?款"
            r"|when .*(?:issued|published)|date|dated",
        ),
        # 发文机关是谁; Who issued it
        (
            AskedField.ISSUER,
            r"发文机关|(?:谁|哪(?!一?[天年月日])|什么(?!时)).{0,8}(?:印发|发布|制发|出台|发)的"
            r"|(?:who|which \w+) (?:\w+ )?issued|issued by|issuing",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class IntentPattern:
    """An intent with the pattern that tells it and examples that the pattern must match."""

    intent: Intent
    pattern: re.Pattern[str]
    examples: tuple[str, ...]


@cache
def intent_patterns(language: str) -> tuple[IntentPattern, ...]:
    """Return the intents of a language (`zh`, `en`) in the order they are tried."""
    table = tomllib.loads(_data("intents.toml"))
    return tuple(
        IntentPattern(
            Intent(entry["intent"]),
            re.compile(_filled("|".join(entry["patterns"]), table), re.IGNORECASE),
            tuple(entry["examples"]),
        )
        for entry in table[language]
    )


def _filled(pattern: str, table: Mapping[str, Any]) -> str:
    """Return a pattern with the words that it names by {who}, {who_en}, {when} and {document}."""
    for name in ("who_en", "who", "when", "document"):
        pattern = pattern.replace(f"{{{name}}}", table[name])
    return pattern


@cache
def metadata_words() -> frozenset[str]:
    """Return words that ask for a document's own data and are no topic then: 施行, 印发."""
    return frozenset(_data("metadata_words.txt").split())


def _data(name: str) -> str:
    return files("service.planning").joinpath(name).read_text("utf-8")
