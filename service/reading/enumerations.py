"""What is listed: the members of an enumeration, and the items that go on with a first one."""

import re
from collections.abc import Iterator, Sequence

from service.planning import Intent, QuestionPlan
from service.planning.english_numbers import ONES
from service.reading.sentences import Sentence

# 墙板安装、装饰装修、测量测绘等领域: members between 、 and the words for and
ENUMERATION = re.compile(r"[^，,。；;：:、\s]+(?:、[^，,。；;：:、]+)+")
MEMBER_BREAK = re.compile(r"、|(?<=[^、]{2})(?:和|与|及|以及)(?=[^、]{2})")
MOST_MEMBERS = 6  # more tell nothing further
NUMBERS = {number: value for value, number in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
# 哪五个方面, 哪4个行业, 五大类; which four, mention five types
ASKED_COUNT = re.compile(r"哪([二两三四五六七八九十\d])[个种类项条点款块方样级步件大样处家]")
ASKED_COUNT_ENGLISH = re.compile(
    rf"\b({'|'.join(list(ONES)[1:])})\b(?! (?:percent|years|days|months))", re.IGNORECASE
)
ASKS_ITEMS = re.compile(
    r"哪些|哪几|(?:有|包括)(?:什么|啥)(?!不|区别|差别|关系)|\bwhich\b|\bwhat (?:kinds|sorts|types)",
    re.I,
)
# 一是…, 第一种方式…, 首先…: the first of several sentences; 以下两种方式
FIRST_ITEM = re.compile(r"(?:^|[，。；：:])\s?(?:一[是要]|第一[，,、种类步档级批项]|首先)")
FOLLOWING = re.compile(r"(?:以下|下列).{0,4}[二两三四五六七八九十\d][种类项个]")
LATER_ITEM = re.compile(
    r"\s?(?:([二三四五六七八九十])[是要]|第([一二三四五六七八九十])[，,、种类步档级批项]|[其再]次|最后)"
)
MOST_ITEMS = 20


def asks_for_a_list(plan: QuestionPlan) -> bool:
    """Tell whether a question asks for the members of something."""
    return plan.intent is Intent.LIST or ASKS_ITEMS.search(plan.question) is not None


def share_of_members(words: str, plan: QuestionPlan) -> float:
    """Return how far, 0 to 1, words enumerate what a question for a list asks for.

    Exactly as many as a question counts (哪五个方面) are the whole.
    """
    counts = {len(MEMBER_BREAK.split(found)) for found in ENUMERATION.findall(words)}
    asked = asked_count(plan.question)
    if asked is not None:
        return float(asked in counts)
    return min(max(counts, default=0), MOST_MEMBERS) / MOST_MEMBERS


def asked_count(question: str) -> int | None:
    """Return how many members a question says that there are: 哪五个方面 asks for five."""
    found = ASKED_COUNT.search(question)
    if found:
        number = found.group(1)
        return int(number) if number.isdigit() else NUMBERS[number]
    english = ASKED_COUNT_ENGLISH.search(question)
    return ONES[english.group(1).lower()] if english else None


def items_after(sentence: Sentence, rest: Sequence[Sentence]) -> Iterator[Sentence]:
    """Yield the sentences that go on with what a sentence begins: 二是…, 三是… after 一是….

    `rest` are those behind it in its clause.
    """
    words = sentence.text
    begins, announces = FIRST_ITEM.search(words), FOLLOWING.search(words)
    if not begins and not announces:
        return
    for other in rest[:MOST_ITEMS]:
        if LATER_ITEM.match(other.text):
            yield other
