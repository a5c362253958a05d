"""Assignments apart from sentences: （责任单位：…）, （X牵头，Y配合）, 责任单位：… as a line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.facts.assignments import (
    BODIES,
    ROLE_LABEL,
    ROLE_NAME,
    ROLES,
    Assignment,
    Part,
    distinct,
    words_between,
)
from corpus.facts.inheritance import without_rules
from corpus.facts.models import Role
from corpus.facts.role_verbs import chains_in, has_trigger
from corpus.facts.sentences import Words
from corpus.facts.unit_lists import split_units
from corpus.facts.unit_phrases import PERSON, is_known, is_unit

OPENING, CLOSING = "（([【〔［", "）)]】〕］"
OPENING_BRACKET = re.compile(r"[（(\[【〔［]")
# 完成时限, 办结时间: what names a deadline
DEADLINE_NAME = (
    r"(?:完成|办理|办结|整改|推进|落实)?(?:时限|时间|期限|进度|节点)(?:要求|安排)?[ \u3000]?"
)
# 责任人：, 完成时限：: labels that end a list of units
OTHER_LABEL = re.compile(
    r"(?:责任人|责任领导|牵头领导|分管领导|领导|联系人|联系电话|联系方式|电话|备注|措施|目标|目标任务"
    rf"|{DEADLINE_NAME})[ \u3000]?[:：]"
)
# 2023年12月底前, 今年三季度末前, 12月31日前
BEFORE_DATE = (
    r"(?:\d{4}年|今年|明年|本?年)?"
    r"(?:\d{1,2}月|上半年|下半年|[年月]|[一二三四]季度)?\d{0,2}日?(?:底|末|中旬|上旬|下旬)?以?前"
)
# 完成时限：2025年12月, 2023年12月底前完成, 长期坚持
DEADLINE = re.compile(
    rf"{DEADLINE_NAME}(?:[:：]|为)?(?P<labelled>[^，,；;。）)]{{2,30}})"
    rf"|(?P<plain>{BEFORE_DATE})(?:基本)?(?:完成|实现|落实|建成|启动|出台)"
    r"|(?P<lasting>(?:长期|持续|全年|常年|立即|即时|常态化)(?:坚持|推进|实施|开展|落实|执行|整改)?)$"
)
# 列首位的为牵头单位: the first of each list leads
FIRST_LEADS = re.compile(
    r"(?:(?:位?列|排列?)[在于]?)?(?:首位?|第一位?|最前)的?(?:单位|部门|者)?均?[为是]"
    r"牵头(?:责任)?(?:单位|部门)"
)
# In brackets the colon may be missing: （责任单位 市财政局）, （责任单位为市财政局）
LABEL_IN_BRACKETS = re.compile(rf"{ROLE_NAME}(?:[ \u3000]?[:：]|[ \u3000]+|为|是)")
# The role of one unit in a list: 市住建局（牵头）
MARKED = re.compile(rf"[（(]({'|'.join(ROLES)}){BODIES}?[）)]$")
# …市住建委2.搭建平台, …市住建委 （二）搭建平台
NEXT_NUMBER = re.compile(
    r"\d{1,2}[.．、](?!\d)"
    r"|[ \u3000](?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、)"
)
# Where a line 责任单位：… may begin: after a stop, a blank or a line's end
LINE_LABEL = re.compile(rf"(?:(?<=[。；;\n\t \u3000）)])|^)(?={ROLE_LABEL.pattern})")
BY_SOMETHING = re.compile(r"^(?:(?:以上|上述|该|此|本)[\u4e00-\u9fff]{0,6})?(?:具体|统一)?由?$")
# The words that any of these assignments holds
HINTS = re.compile(
    r"牵头|负责|责任|配合|协办|承办|主办|实施单位|落实单位|实施部门|参与单位|主管|首"
)
# Around 主办单位：… at the foot of a web page
FOOTER = re.compile(
    r"版权所有|网站标识|备案|公网安备|ICP|网站地图|联系我们|[Cc]opyright|©|保留所有权利|建议使用"
)
PUBLISHES = re.compile(r"主办|承办|协办|主管")  # what a web page says of itself
AROUND_FOOTER = 160  # characters
BLANK = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")
FIRST_ITEM = re.compile(r"[^、，,；; \u3000]+")
LAST_ITEM = re.compile(r"[^、，,；; \u3000]+$")
LINE_STOP = re.compile(r"[。\n\t]")
LONGEST = 600
BEFORE_TASK = " \n\t\u3000。；;，,、"


@dataclass(frozen=True, slots=True)
class Bracket:
    """An assignment with its place: `outer` with brackets, `inner` without."""

    outer: Words
    inner: Words
    parts: tuple[Part, ...]
    deadline: str | None


def bracketed_assignments(
    text: str, body_start: int, end: int, first_leads: bool = False
) -> Iterator[Assignment]:
    """Yield the assignments in brackets or as lines in a clause, each with the words before it."""
    task_start = body_start
    for found in brackets_in(text, body_start, end, first_leads):
        task = words_between(text, task_start, found.outer.start, BEFORE_TASK)
        yield Assignment(found.inner, found.outer, task, found.parts, found.deadline)
        task_start = found.outer.end


def brackets_in(text: str, start: int, end: int, first_leads: bool = False) -> Iterator[Bracket]:
    """Yield the bracketed and labelled assignments of `text[start:end]` in order.

    `first_leads`: a rule says that the first unit of each list leads (列首位的为牵头单位).
    """
    if not first_leads and HINTS.search(text, start, end) is None:
        return
    position = start
    opening = OPENING_BRACKET.search(text, start, end)
    while position < end:
        if opening and opening.start() < position:
            opening = OPENING_BRACKET.search(text, position, end)
        limit = opening.start() if opening else end
        label = LINE_LABEL.search(text, position, limit)
        if position == start:
            label = ROLE_LABEL.match(text, start, limit) or label
        if label:
            stop = _line_end(text, label.start(), end)
            found = _read(text, label.start(), stop, label.start(), stop, first_leads)
            if found and not _is_footer(text, label.start(), stop):
                yield found
            position = max(stop, label.start() + 1)
            continue
        if opening is None:
            return
        position = opening.end()
        if not _may_assign(text, position, min(end, position + LONGEST), first_leads):
            continue
        stop = _bracket_end(text, position, end)
        closed = stop < end and text[stop] in CLOSING
        found = _read(text, position, stop, opening.start(), stop + closed, first_leads)
        if found:
            yield found
            position = found.outer.end


def _is_footer(text: str, start: int, end: int) -> bool:
    """Tell whether a line stands at the foot of a web page; its clause may end before that does."""
    if not PUBLISHES.match(text, start):
        return False
    return FOOTER.search(text, max(0, start - AROUND_FOOTER), end + AROUND_FOOTER) is not None


def _may_assign(text: str, start: int, limit: int, first_leads: bool) -> bool:
    hint = HINTS.search(text, start, limit)
    if hint is None:
        return first_leads
    return first_leads or "。" not in text[start : hint.start()]


def _bracket_end(text: str, start: int, limit: int) -> int:
    """Return where the brackets opened before `start` close.

    Some are never closed in the source: then the assignment ends with its sentence, or where
    the next number begins. A rule may follow a stop inside: （市财政局。列首位的为牵头单位）.
    """
    depth = 1
    for position in range(start, min(limit, start + LONGEST)):
        depth += (text[position] in OPENING) - (text[position] in CLOSING)
        if not depth:
            return position
        if text[position] == "\n" or (
            text[position] == "。" and not FIRST_LEADS.search(text, position, position + 30)
        ):
            limit = position
            break
    number = NEXT_NUMBER.search(text, start, limit)
    return number.start() if number else limit


def _line_end(text: str, start: int, limit: int) -> int:
    """Return where the list of a line 责任单位：… ends; it may stand in the line after."""
    label = ROLE_LABEL.match(text, start)
    position = label.end() if label else start
    while position < limit and text[position] in " \n\t\u3000":
        position += 1
    stop = LINE_STOP.search(text, position, limit)
    limit = stop.start() if stop else limit
    number = NEXT_NUMBER.search(text, position, limit)
    return number.start() if number else limit


def _read(
    text: str, start: int, end: int, outer_start: int, outer_end: int, first_leads: bool
) -> Bracket | None:
    """Return what the words of a bracket assign, or None where they assign nothing."""
    inner = words_between(text, start, end)
    units_end, deadline = _deadline(inner.text)
    listed = without_rules(inner.text[:units_end])
    listed = FIRST_LEADS.sub(lambda match: "。" * len(match.group()), listed)
    first_leads = first_leads or FIRST_LEADS.search(inner.text) is not None
    labels = list(LABEL_IN_BRACKETS.finditer(listed))
    if labels and not labels[0].start():
        parts = list(_labelled(listed, inner.start, labels, first_leads))
    elif has_trigger(listed):
        parts = _by_verbs(listed, inner.start)
    elif first_leads:
        parts = _known_units(listed, inner.start)
    else:
        return None
    if not parts:
        return None
    outer = Words(text[outer_start:outer_end], outer_start, outer_end)
    return Bracket(outer, inner, distinct(parts), deadline)


def _deadline(words: str) -> tuple[int, str | None]:
    """Return where a deadline begins in a bracket (its end where there is none), and its words."""
    match = DEADLINE.search(words)
    if match is None:
        return len(words), None
    written = match["labelled"] or match["plain"] or match["lasting"]
    return match.start(), written.strip()


def _labelled(
    listed: str, base: int, labels: list[re.Match[str]], first_leads: bool
) -> Iterator[Part]:
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        end = following.start() if following else len(listed)
        other = OTHER_LABEL.search(listed, label.end(), end)
        group = _list_in(listed[label.end() : other.start() if other else end].split("。")[0])
        start = base + label.end()
        role = ROLES[label["role"]]
        if has_trigger(group) and (parts := _by_verbs(group, start)):
            yield from parts
            continue
        units = split_units(group)
        for unit, offset in units:
            own = role
            marked = MARKED.search(unit)
            if marked:
                own, unit = ROLES[marked.group(1)], unit[: marked.start()]
            elif (
                first_leads and len(units) > 1 and unit == units[0][0] and role is Role.RESPONSIBLE
            ):
                own = Role.LEAD
            if len(unit) > 1 and not PERSON.search(unit):
                yield Part(own, Words(unit, start + offset, start + offset + len(unit)))


def _list_in(words: str) -> str:
    """Return the list of units that words begin with: other words may follow after a blank."""
    for blank in BLANK.finditer(words):
        last = LAST_ITEM.search(words[: blank.start()])
        following = FIRST_ITEM.match(words, blank.end())
        if last and following and is_unit(last.group()) and not is_unit(following.group()):
            return words[: blank.start()]
    return words


def _by_verbs(listed: str, base: int) -> list[Part]:
    """Return the parts of X牵头，Y、Z配合, where the words before the first unit add nothing."""
    chains = chains_in(listed)
    if not chains or not BY_SOMETHING.match(listed[: chains[0].start].strip(" \n\t\u3000，,")):
        return []
    return [
        Part(part.role, Words(part.unit.text, base + part.unit.start, base + part.unit.end))
        for chain in chains
        for part in chain.parts
    ]


def _known_units(listed: str, base: int) -> list[Part]:
    """Return the parts of （市农牧业局、市财政局） where a rule says that the first leads."""
    units = split_units(listed.split("。")[0].rstrip("，,"))
    if not units or not is_known(units[0][0]):
        return []
    return [
        Part(Role.RESPONSIBLE if i else Role.LEAD, Words(u, base + at, base + at + len(u)))
        for i, (u, at) in enumerate(units)
    ]
