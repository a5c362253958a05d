"""The phrases of questions: what they ask for, and which words of them are no topic."""

import re

from service.planning.plan import AskedField, Intent

_WHO = r"(?:谁|哪(?:个|些|家|几家|几个|一个|一家)?(?:的)?(?:单位|部门|局|委|机构|机关|政府)?|什么(?:单位|部门|机构|机关))"

# Order matters: the first pattern that matches names the intent. Examples stand beside each.
CHINESE_INTENTS: tuple[tuple[Intent, re.Pattern[str]], ...] = (
    # 渝府办发…的文号是多少; 有效期到哪一天; 什么时候印发的; 发文机关是谁
    (
        Intent.METADATA,
        re.compile(
            r"文号|发文字号|发文机关|有效期|(?:什么时候|何时|哪天|哪一天|几号|哪年|什么时间)"
            r"(?:开始|起|正式)?(?:印发|发布|出台|施行|生效|实施|执行|失效|到期|发)(?:的|$|？)"
            rf"|(?:印发|发布|施行|实施|生效|成文)(?:的)?(?:日期|时间)|由?{_WHO}(?:印发|发布|制发|发)的"
        ),
    ),
    # 谁来配合; 配合单位有哪些; 哪些单位要配合市住房城乡建委
    (
        Intent.WHO_SUPPORTS,
        re.compile(
            rf"{_WHO}.{{0,3}}(?:配合|协助|协办|参与)|(?:配合|协办|参与)(?:单位|部门)|配合的(?:是|有)"
        ),
    ),
    # 由哪个单位牵头; 谁牵头; 牵头单位是谁
    (
        Intent.WHO_LEADS,
        re.compile(rf"{_WHO}.{{0,4}}(?:牵头|主办|领头)|(?:牵头|主办|领头)(?:的)?(?:单位|部门|是谁)"),
    ),
    # 由谁负责; 责任单位是哪家; 归哪个部门管; 谁来清理
    (
        Intent.WHO_IS_RESPONSIBLE,
        re.compile(
            rf"{_WHO}.{{0,4}}(?:负责|主管|承担|管理|组织实施|落实)|责任(?:单位|部门)|[归由]{_WHO}"
            rf"|{_WHO}(?:来)?管|谁来|是谁的(?:职责|责任)|谁(?:是|任|当)|(?:是|找)(?:哪个|什么)(?:单位|部门)"
        ),
    ),
    # 奖励多少; 补贴多少钱; 给多少钱
    (
        Intent.AMOUNT,
        re.compile(
            r"多少(?:钱|万|元|亿元|奖|补)|几(?:万|千万|元|块)|(?:奖|补|给|罚|拿|领|发|出|资助|扶持).{0,8}多少"
            r"|多少.{0,4}(?:奖励|补贴|补助|资金)|(?:奖励|补贴|补助|资助)(?:的)?(?:金额|标准|额度)"
        ),
    ),
    # 什么时候; 最迟何时; 多久
    (
        Intent.DATE,
        re.compile(
            r"什么时[候间]|何时|哪一?[天年月]|几月|几号|多久|期限|截止(?:时间|日期)|(?:几|多少)(?:天|日|个月|年)内"
        ),
    ),
    # 占比目标是多少; 要达到百分之几; 几家示范企业
    (
        Intent.TARGET,
        re.compile(
            r"多少|百分之几|几(?:个|家|户|条|项|千|成|种|亿|万)|多大|比例(?:是|要|达)|目标(?:是|值|有)|多高|超过多"
        ),
    ),
    # 什么是…; …是什么意思; …指的是什么
    (
        Intent.DEFINITION,
        re.compile(
            r"什么是|是什么意思|什么意思|指(?:的是|的)?(?:什么|哪)|的?定义|的?[简全]称|是指"
        ),
    ),
    # 满足什么条件; 哪些情形会…; 会有什么后果
    (
        Intent.CONDITION,
        re.compile(
            r"(?:什么|哪些|何种|啥)(?:样的)?(?:条件|情况|情形|要求|后果|处罚)|会(?:怎么样|怎样|咋样)|怎么(?:处罚|处理|罚)|条件是"
        ),
    ),
    # 能不能; 是否; …吗
    (
        Intent.YES_NO,
        re.compile(
            r"[吗么][？?。！!]*$|能不能|可不可以|是不是|是否|有没有|要不要|会不会|给不给|支不支持|不[？?]$|行不行|可否|能否"
        ),
    ),
    # 有哪些; 哪几类
    (Intent.LIST, re.compile(r"哪些|哪几|有什么|有啥|包括什么|列出|分别是")),
)

ENGLISH_INTENTS: tuple[tuple[Intent, re.Pattern[str]], ...] = tuple(
    (intent, re.compile(pattern, re.IGNORECASE))
    for intent, pattern in (
        # What is the document number; When was it issued; Until when is it valid
        (
            Intent.METADATA,
            r"document (?:reference )?number|reference number|issued by whom|who issued|when was .* issued"
            r"|(?:valid|validity|expire|in force|take effect|effective date|issuing)",
        ),
        # Who supports…; Which departments support; supporting units
        (
            Intent.WHO_SUPPORTS,
            r"(?:who|which|what) .*\b(?:support|assist|cooperat|co-operat)\w*|support(?:ing)? (?:unit|depart|agenc|bod)",
        ),
        # Who leads BIM promotion; Which department is in the lead
        (
            Intent.WHO_LEADS,
            r"(?:who|which|what) .*\b(?:lead|leads|leading|head|heads|chair|chairs|spearhead\w*)\b|\blead (?:unit|depart|agenc|bod)|led by",
        ),
        # Who is responsible for…; Which department is in charge of…
        (
            Intent.WHO_IS_RESPONSIBLE,
            r"(?:who|which|what) .*\b(?:responsible|in charge|oversee\w*|manage\w*)|responsib",
        ),
        # How much is the award for…; What subsidy…
        (
            Intent.AMOUNT,
            r"how much (?:money|is|are|does|do|will|can|award|reward|subsid|funding)|how (?:big|large) (?:is|are)"
            r"|(?:amount|size) of the (?:award|reward|subsid|bonus|grant)|what (?:award|reward|subsid|bonus|grant)",
        ),
        # When must…; By when; How often; deadline
        (Intent.DATE, r"\bwhen\b|by what (?:date|time|year)|how (?:often|long)|deadline"),
        # What share of…; How many…; the target for…
        (
            Intent.TARGET,
            r"how many|how much|how large|what (?:\w+ ){0,2}(?:share|proportion|percentage|ratio|target|number|rate|scale|output)|\btargets?\b",
        ),
        # What does CIM stand for; What is meant by
        (Intent.DEFINITION, r"stand for|meant by|what does .* mean|definition of|define"),
        # Under what circumstances; What conditions
        (
            Intent.CONDITION,
            r"under (?:what|which) (?:circumstance|condition)|what (?:condition|circumstance|requirement|happen|consequence)|what if",
        ),
        # Can companies…; Is it allowed…; Does the city…
        (
            Intent.YES_NO,
            r"^\W*(?:can|may|is|are|does|do|did|must|should|will|has|have|could)\b",
        ),
        # Which areas…; What measures…
        (Intent.LIST, r"\b(?:which|what|list)\b"),
    )
)

# 市交通局配合哪些任务; 哪些任务由市交通局配合; 市商务委要牵头做哪项工作
DUTY_OF_UNIT = re.compile(
    r"(?:哪|什么|啥).{0,4}(?:任务|工作|事项|职责|事情|活|事)|(?:负责|牵头|配合|承担|要做|做)(?:了)?(?:些)?(?:什么|哪些|啥)"
    r"|(?:which|what) (?:\w+ )?(?:task|dut|work|responsibilit|thing)",
    re.IGNORECASE,
)
ROLE_ASKED = {
    "lead": re.compile(r"牵头|主办|\bleads?\b|\bled\b", re.IGNORECASE),
    "support": re.compile(r"配合|协助|协办|参与|\bsupport|\bassist", re.IGNORECASE),
    "responsible": re.compile(r"责任单位"),
}

ASKED_FIELDS: tuple[tuple[AskedField, re.Pattern[str]], ...] = (
    (AskedField.DOC_NUMBER, re.compile(r"文号|发文字号|document .*number|reference", re.I)),
    (
        AskedField.EXPIRES_ON,
        re.compile(r"有效期|失效|到期|废止|valid|expire", re.I),
    ),
    (
        AskedField.EFFECTIVE_ON,
        re.compile(r"施行|生效|实施(?:日期|时间|的)|开始执行|effect|in force", re.I),
    ),
    (
        AskedField.ISSUED_ON,
        re.compile(
            r"(?:什么时候|何时|哪天|哪一天|几号|哪年|什么时间).{0,6}(?:印发|发布|出台|发)|(?:印发|发布|成文)(?:的)?(?:日期|时间)|when",
            re.I,
        ),
    ),
    (AskedField.ISSUER, re.compile(r"机关|印发|发布|发的|issue", re.I)),
)

# What a question says besides its topic: phrases are cut out of the text, longest first …
_PHRASES = """
请问 我想问 想问一下 问一下 请告诉我 告诉我 麻烦问下 查一下 看一下
由哪个单位 由哪个部门 由哪些单位 由哪些部门 哪个单位 哪个部门 哪些单位 哪些部门 哪家单位 什么单位 什么部门 哪个局 哪个委 哪个机关 哪家
归哪个部门管 归谁管 由谁 谁来 是谁的 是谁 牵头单位 配合单位 责任单位 责任部门 牵头部门 配合部门 牵头负责
哪些 哪几个 哪几家 哪几种 哪几 哪种 哪项 哪里 哪儿 哪一天 哪天 哪年 哪方面 哪个
是什么意思 指的是什么 什么意思 是什么 有什么 什么时候 什么时间 什么样的 什么样 什么是 什么 何时 何种
怎么样 怎样 怎么办 怎么个 怎么 咋样 多久 多少钱 多少万元 多少元 多少 百分之几 几千亿 几家 几个 几户 几条 几项 几种 几年 几天 几月 几号
能不能 可不可以 是不是 有没有 要不要 会不会 给不给 支不支持 行不行 我公司 我们公司 这份 那份 这项 那项 这件事 这件 方案里 意见里 文件里 要点里 条例里
""".split()
QUESTION_PHRASE = re.compile(
    "|".join(sorted(map(re.escape, set(_PHRASES)), key=len, reverse=True))
)
# … words only where the dictionary cuts them: 能 in 我能吗, never in 智能
STOP_WORDS = frozenset(
    """
的 了 吗 呢 啊 吧 呀 嘛 么 地 得 着 过 是 有 在 和 与 及 对 把 被 让 给 从 到 要 会 能 可 将 为 以 于 由 向 就 才 又 再 很 最 也 都 还 不 没 没有 多 几 大 各 等 该 其 之 者 所 并 而 或 且 则 但 若 如
可以 应该 应当 是否 能否 可否 需要 必须 希望 打算 准备 想 我们 我 你们 你 他们 公司 这个 那个 这些 那些 这 那 它 自己 说 里面 里 上 下 中 其中 目前 现在 一下 已经 之后 以后 以前
谁 哪 如何 咋 啥 咱们 咱 请 问 根据 按照 依据 按 有关 关于 方面 规定 政策 文件 具体 分别 一共 总共 大概 主要 到底 究竟 目标 指标 要求 工作 任务 事项 情况 情形 条件 后果 最迟 最低 最高 至少 最多 超过 达到 单位 部门 牵头 配合 负责 责任 年 月 日 省 市
""".split()
)
