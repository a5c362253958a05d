"""A question in its conversation: what it leans on, and the parts that it has."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from index.terms import normalized
from service.planning.comparing import side_by_side
from service.planning.corrections import Frequencies, corrected, corrections
from service.planning.parts import parts_of
from service.planning.phrases import metadata_words
from service.planning.plan import Intent, QuestionPlan
from service.planning.planner import (
    YEAR,
    asked_fields_of,
    language_of,
    planned,
)

# 那连云港呢, 配合的又是谁, 这项工作归谁; What about Jilin, and who supports it
LEANS = re.compile(
    r"^\s*(?:那|还有|另外|此外|再问|然后|and\b|what about|how about)"
    r"|呢[？?。\s]*$|(?:这|该|此|那|上述|前述)(?:项|个|份|些|条|种|笔|件|类|一)?"
    r"(?:工作|任务|政策|文件|办法|意见|方案|奖励|补贴|指标|目标|事|规定|标准|项目|钱|平台|通知)"
    r"|它|其中|\b(?:it|its|they|them|their|this|that|these|those)\b",
    re.IGNORECASE,
)
PRONOUNS = re.compile(
    r"(?:这|该|此|那|上述|前述)(?:项|个|份|些|条|种|笔|件|类|一)?(?:工作|任务|政策|事情?|规定)"
)
TIMES = (Intent.DATE, Intent.TARGET, Intent.OTHER, Intent.LIST)
SHORT_QUESTION = 24  # characters; one that names neither place nor unit goes on with the last
NUMERAL = r"[\d一二三四五六七八九十特]"
GRADE = re.compile(rf"{NUMERAL}+([\u3400-\u9fff]{{1,2}})")  # 2级, 一等
TAIL = 2  # characters that two names of a kind share: 特级资质 and 一级资质
MOST_TURNS = 4  # earlier questions that are read


def understood(
    question: str, history: Sequence[str], frequencies: Frequencies
) -> tuple[QuestionPlan, ...]:
    """Return the plans of the parts of a question, each complete by itself.

    `history` are the earlier questions, the oldest first. A part leans on the part before it, the
    first on the question before, where it says so or names no topic of its own.
    """
    before: QuestionPlan | None = None
    for earlier in history[-MOST_TURNS:]:
        for plan in _plans(earlier, frequencies):
            before = _carried(plan, before, is_part=False) if before else plan
    plans: list[QuestionPlan] = []
    for plan in _with_leads_joined(question, list(_plans(question, frequencies))):
        former = plans[-1] if plans else before
        whole = _carried(plan, former, is_part=bool(plans)) if former else plan
        plans.append(whole)
    return tuple(own for plan in _without_repeats(plans) for own in side_by_side(plan))


def _with_leads_joined(question: str, plans: list[QuestionPlan]) -> list[QuestionPlan]:
    """Return plans without those that only lead up to the next: 占多大比例，重庆和吉林各是多少.

    A part that names no region, in one sentence with one that names some.
    """
    joined: list[QuestionPlan] = []
    for plan in plans:
        former = joined[-1] if joined else None
        if (
            former is not None
            and plan.regions
            and not (former.regions or former.units or former.doc_numbers)
            and former.asked_value is not None
            and not _ends_a_sentence(question, former.question)
            and not former.asks_who
        ):
            topics = " ".join(filter(None, [former.search_text, plan.search_text]))
            joined[-1] = replace(
                plan,
                search_text=topics,
                topics=tuple(dict.fromkeys(topics.split())),
                asked_value=former.asked_value,
                intent=former.intent if plan.intent is Intent.OTHER else plan.intent,
                wordings=former.wordings + plan.wordings,
            )
        else:
            joined.append(plan)
    return joined


def _ends_a_sentence(question: str, part: str) -> bool:
    end = re.escape(part[-TAIL:])
    return re.search(rf"{end}\s*[?;。!]", normalized(question)) is not None


def _plans(question: str, frequencies: Frequencies) -> Iterator[QuestionPlan]:
    language = language_of(question)
    found = corrections(question, frequencies) if language == "zh" else ()
    for part in parts_of(corrected(question, found), language):
        yield replace(planned(part, language), corrections=found)


def _carried(plan: QuestionPlan, before: QuestionPlan, is_part: bool) -> QuestionPlan:
    """Return a plan with what it takes from the one before it."""
    # 什么时候印发的，管几年; Who issued it, and on what date
    of_document = before.intent is Intent.METADATA and plan.intent in (*TIMES, Intent.METADATA)
    if of_document and set(plan.topics) <= metadata_words():
        fields = asked_fields_of(plan.question)
        plan = replace(plan, intent=Intent.METADATA, asked_fields=fields, topics=(), search_text="")
    has_topic = bool(PRONOUNS.sub("", plan.question).strip()) and bool(plan.search_text)
    names_another = bool(plan.regions or plan.doc_numbers) and not LEANS.search(plan.question)
    is_bare = not plan.regions and not plan.units and len(plan.question) <= SHORT_QUESTION
    leans = is_part or not has_topic or is_bare or bool(LEANS.search(plan.question))
    if not leans or (has_topic and names_another and plan.intent is not Intent.OTHER):
        return plan
    asks = before if plan.intent is Intent.OTHER else plan
    # The validity of what an award is in: its document is named by the region alone
    of_itself = plan.intent is Intent.METADATA and before.intent is not Intent.METADATA
    carries_units = not plan.units and (not has_topic or before.intent is Intent.UNIT_DUTIES)
    return replace(
        plan,
        intent=asks.intent,
        asked_fields=asks.asked_fields,
        asked_role=plan.asked_role or asks.asked_role,
        asked_value=asks.asked_value,
        regions=plan.regions or before.regions,
        unknown_places=plan.unknown_places or (() if plan.regions else before.unknown_places),
        # Of another region another year may be stated: 2025 there, 2023 here
        years=plan.years or (() if plan.regions not in ((), before.regions) else before.years),
        units=before.units if carries_units and asks.intent is before.intent else plan.units,
        doc_numbers=plan.doc_numbers or before.doc_numbers,
        search_text=plan.search_text if of_itself else plan.search_text or before.search_text,
        topics=plan.topics if of_itself else plan.topics or before.topics,
        context="" if of_itself else _context(plan, before),
        wordings=plan.wordings + before.wordings,
    )


def _context(plan: QuestionPlan, before: QuestionPlan) -> str:
    """Return the topic words of the question before that the new one does not replace.

    Its years where others are named; 3级 where 2级 is; 特级资质 where 一级资质 is.
    """
    if not plan.search_text:
        return before.context
    earlier = YEAR.sub(" ", before.search_text) if plan.years else before.search_text
    kept = []
    for words in earlier.split():
        for own in plan.search_text.split():
            grade = GRADE.fullmatch(own)
            if grade:
                words = re.sub(rf"{NUMERAL}+{grade.group(1)}", own, words)
            elif len(own) > TAIL and own not in words and own[-TAIL:] in words:
                words = words.partition(own[-TAIL:])[2]
        kept.append(words)
    return " ".join(" ".join(kept).split())


def _without_repeats(plans: Sequence[QuestionPlan]) -> Iterator[QuestionPlan]:
    """Yield the plans but those whose answer the one before gives: 谁牵头，谁配合."""
    yield plans[0]
    for former, plan in pairwise(plans):
        same_task = plan.search_text == former.search_text or not plan.topics
        if not (same_task and plan.intent.asks_for_units and former.intent.asks_for_units):
            yield plan
