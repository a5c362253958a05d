"""When a document holds, what it ends, and what it carries out."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

from corpus.facts.dates import date_in, months_later, period_end
from corpus.facts.models import Validity, ValidityKind
from corpus.facts.quantities import number_value
from corpus.facts.sentences import Words, nested_spans, parts_of, sentences_of
from corpus.models import Clause, ClauseKind

WORTH_READING = re.compile(r"施行|实施|执行|生效|有效期|废止|停止|失效|试行|继续有效|《")
HOLDS = r"(?:施行|实施|执行|生效|试行|适用)"
# The document speaks of itself: 本办法, 以上政策措施, 现予公布
ITSELF = re.compile(
    r"本[\u4e00-\u9fff]{1,8}|以上|上述|现予?(?:公布|发布|印发)|^(?:自|从|于)|此(?:通知|办法|件)"
)
# 自2023年4月1日起施行, 自印发之日起实施, 从2025年1月1日起执行, 自2019年2月1日实施
EFFECTIVE = re.compile(
    rf"[自从于](?P<when>[^，。；自从于]{{2,30}}?)(?:起(?:正式|开始)?{HOLDS}|(?<=日){HOLDS})"
)
_NUMERAL = r"\d{1,2}|[一二两三四五六七八九十]{1,3}"
_SPAN = rf"(?P<term>(?:{_NUMERAL})(?:年|个月))"
# 有效期5年, 有效期限为三年, 施行期暂定为6个月, 试行两年, 执行期为自政策发布之日起的3个月
TERM = re.compile(
    rf"(?:(?:有效期|施行期|实施期|执行期|试行期|暂行期)限?(?:暂定)?[为是：:]?(?:自[^，。；]{{2,14}}起的?)?|^试行)\s?{_SPAN}(?:止|$|[，。；（(])"
)
# 执行期为[自发布之日起]的3个月: a term that says from when
TERM_SINCE = re.compile(
    r"自(?P<when>[^，。；自]{0,8}(?:印发|公布|发布|下发|颁布|签发)之?日)起的?\s?[\d一二两三四五六]"
)
# Another's term: 登记结果有效期, 信息卡有效期
OWN_TERM = re.compile(
    r"(?:^|本[\u4e00-\u9fff]{1,8}?|政策|措施|其[余馀他]|[，：:])(?:(?:有效期|施行期|实施期|执行期|试行期|暂行期)|试行)"
)
# 有效期至2028年3月31日, 执行至2020年12月31日, 执行期限为发布之日起至2020年6月30日止
EXPIRES = re.compile(
    rf"(?:有效期|执行期|施行期|实施期|{HOLDS})限?(?:为?[^，。；]{{0,16}}?)(?:截止?)?[至到](?P<when>[^，。；]{{2,40}}?)(?:止|为止)?(?=[，。；（(]|$)"
)
STOPS = re.compile(
    r"自(?P<when>[^，。；]{4,40}?)起(?:停止执行|自动失效|自行废止|失效)"
)  # 自…之日起停止执行
# 有效期延长至2026年12月31日, 有效期延续3年, 继续有效至…
# What ends a document without a day: 疫情应急响应结束
_EVENT = r"(?:结束|解除|终止|完成|届满)"
UNTIL_EVENT = re.compile(rf"{_EVENT}(?:之日|时|后)?$")
# 因…疫情应急响应结束等原因…自然失效, 待疫情解除后自动失效
ENDS_ITSELF = re.compile(
    rf"[因待随](?:着)?(?P<when>[^，。；（）()因待随]{{3,40}}?{_EVENT})[^。；（）()]{{0,30}}?"
    r"(?:自然|自动|自行|同时|即行)(?:失效|废止|终止|停止执行)"
)
EXTENDS = re.compile(
    r"(?:有效期限?|执行期限?|实施期限?)(?:再|继续)?(?:延长|延续|顺延|调整|变更|修改|修订)(?:至|到)?"
    r"(?P<until>[^，。；]{2,24}?)(?=[，。；（(]|$)"
    r"|继续(?:有效|执行)[至到](?P<still>[^，。；]{4,24})"
)
REPEALS = re.compile(
    r"(?:同时|即行|自行|予以|一并|相应|均|宣布|自[^，。；《》]{2,20}起|，)?(?:废止|停止执行|失效|不再执行)"
)
FROM_ISSUE = re.compile(r"(?:印发|公布|发布|下发|颁布|签发)之?日")
# What speaks of repeal without repealing: 制定、修订、废止情况
NO_REPEAL = re.compile(r"修订、|修改、|[、和]废止|废止[、和情需调等]|应当?废止|如[^，]*废止|日期")
DOC_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{2,12}[〔\[（(](?:19|20)\d\d[〕\]）)]\d+号"
)  # 渝建发〔2010〕5号
FORMER = re.compile(
    r"原(?!则|因|有的|先)[\u4e00-\u9fff]{2,30}?(?=同时|即行|自行|予以|一并|废止|停止|失效)"
)
# What a document is made under or carries out
UNDER = re.compile(r"根据|依据|依照|按照|遵照|贯彻|落实|执行|实施")
MAKES = re.compile(
    r"制定|制订|结合[^，。]{0,14}(?:实际|情况)|现将|现就|如下|印发|提出|精神|要求|起草|推进|促进|规范|加快|现发布"
)
# Titles that are made, sent or named, not carried out
MADE = re.compile(
    r"(?:制定|制订|编制|起草|印发|公布|发布|修订|形成|现将|对|通过|以下简?称|简称|是)(?:了|完成)?[“（(]?$"
)
IS_APPROVED = re.compile(
    r"[^，。；《》]{0,8}(?:已经|业经|已由|业已|经[^，]{2,30}(?:同意|通过))|[^，。《》]{0,6}印发"
)
# 推动《…行动计划》落实落地: the verb stands behind
CARRIED_OUT = re.compile(
    r"(?:[（(][^）)]*[）)])?(?:等[^，。；《》]{0,8})?(?:的)?(?:有关|相关|各项)?(?:要求|部署|精神|任务|规定)?(?:落实|落地|贯彻|实施)"
)
# 政策依据, 一、起草背景: a clause that names the grounds; 办理依据 of a page for a service
GROUNDS = re.compile(
    r"(?:制定|办理|政策|法律|设定|起草|编制|文件|实施|申请|审批)?(?:依据|背景)|依据及"
)
GROUND_FIRST = re.compile(r"(?:根据|依据|按照|为[了]?(?:贯彻|落实|执行|做好))")  # 根据《…》，…
FIRST_ARTICLES = ("第一条", "第二条", "第1条", "第2条")
FIRST_SENTENCES = 4
LONGEST_HEADING = 12
SKIPPED = frozenset({ClauseKind.TABLE})
OPENING = frozenset({ClauseKind.FRONT_MATTER, ClauseKind.PREAMBLE})


def validity_in(
    text: str, clauses: Sequence[Clause], issued_on: date | None = None
) -> tuple[Validity, ...]:
    """Return what a document says of its own validity, in reading order, each thing once.

    A cover letter and the first article may name the same grounds. `issued_on` dates what holds
    from the day of issue (自印发之日起施行).
    """
    found: list[Validity] = []
    for clause in clauses:
        if clause.kind in SKIPPED or clause.repeats_id is not None:
            continue
        if not WORTH_READING.search(text, clause.start, clause.end):
            continue
        is_opening = clause.kind in OPENING or clause.number in FIRST_ARTICLES
        gives_grounds = "《" in text[clause.start : clause.end] and _gives_grounds(clause)
        spoken = False  # 本办法自…起施行。有效期5年。
        for index, sentence in enumerate(sentences_of(clause, text)):
            if not WORTH_READING.search(sentence.text):
                continue
            if gives_grounds or (
                is_opening and (index < FIRST_SENTENCES or clause.kind is ClauseKind.FRONT_MATTER)
            ):
                found += _implemented(sentence, clause, gives_grounds)
            periods = list(_periods(sentence, clause, issued_on, spoken))
            spoken = any(fact.kind is ValidityKind.EFFECTIVE for fact in periods)
            found += periods
            found += _repealed(sentence, clause)
    if not any(fact.kind is ValidityKind.IMPLEMENTS for fact in found):
        found += _grounds_of_first(text, clauses)
    once = {(fact.kind, fact.value): fact for fact in reversed(found)}
    return tuple(fact for fact in found if once[fact.kind, fact.value] is fact)


def _grounds_of_first(text: str, clauses: Sequence[Clause]) -> Iterator[Validity]:
    """Yield the grounds that open the first clause of a document without a preamble of its own."""
    first = next((clause for clause in clauses if clause.kind is ClauseKind.CLAUSE), None)
    if first is None or "《" not in text[first.start : first.end]:
        return
    for sentence in islice(sentences_of(first, text), FIRST_SENTENCES):
        if GROUND_FIRST.match(sentence.text):
            yield from _implemented(sentence, first, gives_grounds=False)


def effective_on(facts: Sequence[Validity]) -> date | None:
    """Return the day from which a document holds, as its validity states it, or None."""
    return next((f.on for f in facts if f.kind is ValidityKind.EFFECTIVE and f.on), None)


def expires_on(facts: Sequence[Validity], issued_on: date | None = None) -> date | None:
    """Return the last day on which a document holds, or None where that is not stated.

    A term counts from the day of effect: from 2023-04-01 five years last until 2028-03-31. A term
    that says so (自发布之日起三个月) counts from the day of issue.
    """
    stated = [
        f.on for f in facts if f.kind in (ValidityKind.EXPIRES, ValidityKind.EXTENDS) and f.on
    ]
    if stated:
        return max(stated)
    term = next((f for f in facts if f.kind is ValidityKind.TERM), None)
    if term is None:
        return None
    start = issued_on if FROM_ISSUE.search(term.quote) else effective_on(facts)
    return months_later(start, _months(term.value)) - timedelta(days=1) if start else None


def _months(term: str) -> int:
    """Return the months of 5年, 两年 or 六个月."""
    number = number_value(term.removesuffix("年").removesuffix("个月"))
    return int(number) * (12 if term.endswith("年") else 1)


def _periods(
    sentence: Words, clause: Clause, issued_on: date | None, spoken: bool
) -> Iterator[Validity]:
    """Yield from when, for how long and until when the document holds.

    `spoken` tells that the sentence before spoke of the document itself.
    """
    words = sentence.text
    for start, end in parts_of(words, "，,；;"):
        part = words[start:end].strip()
        at = start + words[start:end].find(part)
        titles = nested_spans(part)
        spoken |= ITSELF.search(part) is not None or EXTENDS.match(part) is not None
        effective = EFFECTIVE.search(part)
        if effective and spoken and not _is_inside(effective.start(), titles):
            when = effective["when"]
            on = date_in(when) or (issued_on if FROM_ISSUE.search(when) else None)
            if date_in(when) or FROM_ISSUE.search(when):
                place = sentence.part(at, at + len(part))
                yield _validity(clause, ValidityKind.EFFECTIVE, when, on, place)
        if not spoken:
            continue
        place = sentence.part(at, at + len(part))
        if extends := EXTENDS.search(part):
            until = extends["until"] or extends["still"]
            if extends["still"] and period_end(until) is None:
                continue  # 继续执行至全部完毕
            yield _validity(clause, ValidityKind.EXTENDS, until, period_end(until), place)
        elif (term := TERM.search(part)) and OWN_TERM.search(part[: term.start("term")]):
            if since := TERM_SINCE.search(part):
                on = date_in(since["when"]) or issued_on
                yield _validity(clause, ValidityKind.EFFECTIVE, since["when"], on, place)
            yield _validity(clause, ValidityKind.TERM, term["term"], None, place)
        elif (expires := EXPIRES.search(part)) and not _is_inside(expires.start(), titles):
            when = expires["when"]
            own = OWN_TERM.match(part) or UNTIL_EVENT.search(when)
            if period_end(when) or own:
                yield _validity(clause, ValidityKind.EXPIRES, when, period_end(when), place)
        elif stops := STOPS.search(part):
            when = stops["when"]
            yield _validity(clause, ValidityKind.EXPIRES, when, period_end(when), place)
    if "失效" in words or "自" in words:
        for ends in ENDS_ITSELF.finditer(words):
            when = ends["when"]
            place = sentence.part(ends.start(), ends.end())
            yield _validity(clause, ValidityKind.EXPIRES, when, period_end(when), place)


def _repealed(sentence: Words, clause: Clause) -> Iterator[Validity]:
    """Yield what the document ends: titles, else numbers, else 原…办法."""
    words = sentence.text
    spans = nested_spans(words)
    verbs = [
        match
        for match in REPEALS.finditer(words)
        if not _is_inside(match.end() - 1, spans) and not NO_REPEAL.search(words)
    ]
    start = 0
    for verb in verbs:
        titles = [(a, b) for a, b in spans if words[a] == "《" and start <= a and b <= verb.start()]
        named = titles or [
            match.span() for match in DOC_NUMBER.finditer(words, start, verb.start())
        ]
        named = named or [match.span() for match in FORMER.finditer(words, start, verb.end())]
        named = [span for span in named if not _is_conditional(words, span[0])]
        if named:
            place = sentence.part(named[0][0], verb.end())
            for a, b in named:
                yield _validity(clause, ValidityKind.REPEALS, words[a:b], None, place)
        start = verb.end()


def _is_conditional(words: str, start: int) -> bool:
    """Tell whether what ends is named as a ground: 根据《…》, 按照《…》规定."""
    return UNDER.search(words[max(0, start - 4) : start]) is not None


def _gives_grounds(clause: Clause) -> bool:
    """Tell whether a clause is headed as the grounds of the document: 政策依据."""
    names = (clause.heading or "", clause.path[-1] if clause.path else "")
    return any(len(name) <= LONGEST_HEADING and GROUNDS.search(name) for name in names)


def _implemented(sentence: Words, clause: Clause, gives_grounds: bool) -> Iterator[Validity]:
    """Yield the titles that the document is made under or carries out.

    Where the clause lists the grounds (`gives_grounds`) a title needs no 根据 before it.
    """
    words = sentence.text
    if "《" not in words:
        return
    if not (gives_grounds or MAKES.search(words) or GROUND_FIRST.match(words)):
        return
    for start, end in nested_spans(words):
        if words[start] != "《":
            continue
        before = words[:start]
        ground = [match.end() for match in UNDER.finditer(before)]
        is_ground = ground or gives_grounds or CARRIED_OUT.match(words, end)
        if not is_ground or MADE.search(before.rstrip()) or IS_APPROVED.match(words, end):
            continue
        since = before[ground[-1] :] if ground else ""
        if re.search(r"现将|制定了|编制了|起草了|形成|印发给|[。；]", since):
            continue
        place = sentence.part(0, len(words))
        yield _validity(clause, ValidityKind.IMPLEMENTS, words[start:end], None, place)


def _is_inside(position: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < position < end for start, end in spans)


def _validity(
    clause: Clause, kind: ValidityKind, value: str, on: date | None, quote: Words
) -> Validity:
    key = f"{clause.id}|{kind}|{value}|{quote.start}"
    return Validity(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        clause_id=clause.id,
        kind=kind,
        value=value,
        on=on,
        quote=quote.text,
        quote_start=quote.start,
        quote_end=quote.end,
    )
