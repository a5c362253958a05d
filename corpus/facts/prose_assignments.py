"""Assignments within sentences: 由市住建局牵头制定…, 市教委负责…, 市财政局为责任单位."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from corpus.facts.assignments import ROLE_NAME, ROLES, Assignment, Part, words_between
from corpus.facts.role_verbs import MOST_VERBS, Chain, chains_in, veiled
from corpus.facts.sentences import Words
from corpus.facts.unit_spans import BY, units_after, units_before

SENTENCE = re.compile(r"[^。；;！？!?\n\t]+[。；;！？!?]?")
# 市财政局为责任单位, 各区政府是本区…工作的责任主体, 各区是整改第一责任单位
NAMED_AS = re.compile(
    rf"(?:作为|为|是|担任)(?:(?P<task>[^，,。；;：:]{{0,25}}?)(?:的(?:第一)?|(?=第一)第一))?(?!主管){ROLE_NAME}(?!的|负责|应|要)"
)
# 牵头单位为市财政局, 责任主体是各区政府
ROLE_IS = re.compile(rf"{ROLE_NAME}(?:分别)?(?:为|是)")
ROLE_BODY = re.compile(
    r"(?:牵头|责任|配合|主办|承办|协办|实施|落实|参与|主责)(?:责任)?(?:单位|部门|主体)"
)
# What a sentence must hold to assign anything; 直接负责的主管人员 is the commonest that does not
TRIGGER = re.compile(
    rf"负责(?!人|的主管|的[董经])|牵头|会同|配合|承[办担]|主办|会[相有]关|由[^，,。；;]{{2,40}}制[定订]|{ROLE_BODY.pattern}"
)
AROUND_TASK = " \n\t\u3000。；;，,、：:"
LAST_STOP = re.compile(r"[，,：:][^，,：:]*$")
# 2022年6月底前，: a time is no task
TIME = re.compile(r"[\d一二三四五六七八九十年月日季度底初末前起至从自每内于在到\s]*")
AUXILIARY = re.compile(r"(?:应当?|可以?|均|统一|具体|原则上|一般)*$")
SHORTEST_TASK = 4


def prose_assignments(
    text: str, body_start: int, end: int, taken: Sequence[tuple[int, int]]
) -> Iterator[Assignment]:
    """Yield the assignments in the sentences of a clause; `taken` spans are read otherwise."""
    triggers = [match.start() for match in TRIGGER.finditer(text, body_start, end)]
    if not triggers:
        return
    # Who was spoken of last in the paragraph, and where that sentence begins: …；会同市教委制定…
    subject: tuple[Words, ...] = ()
    subject_start = body_start
    for match in SENTENCE.finditer(text, body_start, end):
        first = bisect_left(triggers, match.start())
        if first == len(triggers) or triggers[first] >= match.end():
            continue
        for start, stop in _free(match.start(), match.end(), taken):
            if subject and "\n" in text[subject_start:start]:
                subject = ()
            chains = _chains(text[start:stop], subject)
            for assignment in _in_sentence(text, start, stop, chains, body_start):
                goes_on = any(part.unit in subject for part in assignment.parts)
                quote = words_between(text, subject_start, stop) if goes_on else assignment.quote
                yield replace(assignment, quote=quote)
            spoken_of = [c.subject for c in chains if c.subject and c.subject != subject]
            if spoken_of:
                subject, subject_start = spoken_of[-1], start


def _free(start: int, end: int, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield what the taken spans leave of a sentence."""
    first = max(0, bisect_left(taken, (start, start)) - 1)
    for taken_start, taken_end in taken[first:]:
        if taken_end <= start:
            continue
        if taken_start >= end:
            break
        if start < taken_start:
            yield start, taken_start
        start = max(start, taken_end)
    if start < end:
        yield start, end


def _chains(words: str, subject_before: Sequence[Words]) -> list[Chain]:
    chains = chains_in(words, subject_before)
    if ROLE_BODY.search(words):
        chains += _named_as(veiled(words))
    return sorted(chains, key=lambda chain: chain.start)


def _named_as(words: str) -> Iterator[Chain]:
    for match in islice(NAMED_AS.finditer(words), MOST_VERBS):
        units, start = units_before(words, 0, match.start())
        if units:
            parts = tuple(Part(ROLES[match["role"]], unit) for unit in units)
            yield Chain(start, match.end(), parts, match.span("task"))
    for match in islice(ROLE_IS.finditer(words), MOST_VERBS):
        units = units_after(words, match.end(), len(words))
        if units:
            parts = tuple(Part(ROLES[match["role"]], unit) for unit in units)
            yield Chain(match.start(), units[-1].end, parts)


def _in_sentence(
    text: str, start: int, end: int, chains: Sequence[Chain], body_start: int
) -> Iterator[Assignment]:
    quote = words_between(text, start, end)
    for chain, following in pairwise([*chains, None]):
        if chain is None:
            continue
        task_end = start + following.start if following else end
        chain_start, chain_end = start + chain.start, start + chain.end
        if chain.task[1] - chain.task[0] >= SHORTEST_TASK:
            span = (start + chain.task[0], start + chain.task[1])
            task = words_between(text, *span, AROUND_TASK)
        else:
            task = _task(text, start, chain_start, chain_end, task_end)
        if len(task.text) < 2:
            task = _before(text, body_start, chain_start)
        source = Words(text[chain_start:chain_end], chain_start, chain_end)
        if task.text:
            yield Assignment(quote, source, task, chain.parts)


def _task(text: str, start: int, chain_start: int, chain_end: int, end: int) -> Words:
    """Return what is assigned: the words after the verb, or the object that stands before 由."""
    before = _before(text, start, chain_start)
    if text[chain_start - 1 : chain_start] == "由" and text[before.end : chain_start] == "由":
        stop = LAST_STOP.search(before.text)
        nearest = words_between(text, before.start + (stop.start() + 1 if stop else 0), before.end)
        if len(nearest.text) > 2 and not TIME.fullmatch(nearest.text):
            return nearest if len(nearest.text) >= SHORTEST_TASK else before
    after = _without_by(text, words_between(text, chain_end, end, AROUND_TASK))
    if after.text.startswith("的"):
        after = words_between(text, after.start + 1, after.end, AROUND_TASK)
    return after if len(after.text) >= SHORTEST_TASK or len(before.text) < 2 else before


def _before(text: str, start: int, end: int) -> Words:
    return _without_by(text, words_between(text, start, end, AROUND_TASK))


def _without_by(text: str, words: Words) -> Words:
    """Return words without 由 at their end, and what may stand before it: 应当由, 可以由."""
    if not BY.match(words.text, max(0, len(words.text) - 1)):
        return words
    kept = AUXILIARY.sub("", words.text[:-1])
    return words_between(text, words.start, words.start + len(kept), AROUND_TASK)
