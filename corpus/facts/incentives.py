"""Money, or a relief in money, that somebody gets: who, how much, from whom."""

import hashlib
import re
from collections.abc import Iterator, Sequence

from corpus.facts import award_parts as part
from corpus.facts import incentive_words as say
from corpus.facts.award_changes import changed_in, months_in
from corpus.facts.award_parts import Award, Reading, Segment
from corpus.facts.award_reliefs import open_awards_in, whole_reliefs_in
from corpus.facts.award_shares import shares_in
from corpus.facts.models import Incentive
from corpus.facts.quantities import QuantityMention, quantities_in
from corpus.facts.sentences import (
    COVER,
    Words,
    covered,
    nested_spans,
    parts_of,
    sentences_of,
    telling_clauses,
)
from corpus.models import Clause

COMMAS = "，,：:"
# 暂退部分质量保证金，标准为80%: what is handed back, whose size follows
RETURNED = re.compile(
    r"(?:暂退|退还|返还|退付)(?:部分|剩余|其)?[^，。；、□]{0,14}(?:保证金|押金|税款|费用?)$"
)
LIST_FOLLOWS = ("：", ":")


def incentives_in(text: str, clauses: Sequence[Clause]) -> tuple[Incentive, ...]:
    """Return the awards and reliefs of a document in reading order.

    Each share of a split and each tier of a scale is one fact. Whom the head of a sentence names
    (`对首次…的企业`) holds for its later parts.
    """
    found: list[Incentive] = []
    for clause in telling_clauses(clauses):
        if not say.WORTH_READING.search(text, clause.start, clause.end):
            continue
        last: Incentive | None = None
        for sentence in sentences_of(clause, text):
            if sentence.text.rstrip("。：:") == clause.heading and sentence.end < clause.end:
                continue  # 停征部分收费。[对…停征…]: the sentences that follow say it in full
            for award in _awards_of(sentence.text, last):
                last = _incentive(award, sentence, clause)
                found.append(last)
    return tuple(found)


def _awards_of(sentence: str, last: Incentive | None) -> list[Award]:
    if not (say.WORTH_READING.search(sentence) or (last and say.DIVIDED.search(sentence))):
        return []
    plain = _without_asides(covered(sentence))
    reading = Reading(award=last.award if last else "")
    if last and say.CONTINUES.match(sentence):
        reading.condition = last.condition
    found: list[Award] = []
    giver = say.GIVES.match(plain)
    for segments in _segments(plain, sentence):
        if not segments:
            continue
        reading.payer = giver["payer"] if giver else None
        reading.pending = segments[0].start
        found += _in_part(segments, reading, found, last)
    return found


def _in_part(
    segments: list[Segment], reading: Reading, earlier: list[Award], last: Incentive | None
) -> list[Award]:
    """Return the awards of the words between two semicolons.

    One without a size (给予补贴) is kept where no later words give it one (每人1000元).
    """
    found: list[Award] = []
    opened: list[Award] = []
    for index, segment in enumerate(segments):
        if found and part.is_cap(segment.words):
            found[-1] = part.capped(found[-1], segment)
            continue
        pending = reading.pending
        awards = _in_segment(segment, reading, earlier + found, last)
        if awards:
            opened = [award for award in opened if not _is_same(award, awards)]
            found += awards
        elif segment.stop in LIST_FOLLOWS:
            opened = []
        else:
            opens = open_awards_in(segments, index, pending, reading)
            opened += [award for award in opens if not _is_same(award, found)]
            if opens:
                reading.condition = reading.condition or opens[0].condition
    return sorted(found + opened, key=lambda award: award.end)


def _is_same(opened: Award, awards: list[Award]) -> bool:
    """Tell whether an award without a size is one of some with a size: both are 补贴."""
    kinds = set(part.RELIEF_NAME.findall(opened.award))
    return any(kinds & set(part.RELIEF_NAME.findall(award.award)) for award in awards)


def _without_asides(plain: str) -> str:
    """Return a sentence with what stands in brackets covered: it is said besides."""
    for start, end in nested_spans(plain):
        if plain[start] in "（([【":
            plain = plain[: start + 1] + COVER * (end - start - 2) + plain[end - 1 :]
    return plain


def _segments(plain: str, sentence: str) -> Iterator[list[Segment]]:
    """Yield the parts of a sentence, each as its segments."""
    for start, end in parts_of(plain):
        yield [
            Segment(
                words=plain[start + a : start + b],
                start=start + a,
                end=start + b,
                sentence=sentence,
                stop=plain[start + b : start + b + 1],
            )
            for a, b in parts_of(plain[start:end], COMMAS)
        ]


def _in_segment(
    segment: Segment, reading: Reading, found: list[Award], last: Incentive | None
) -> list[Award]:
    words = segment.words
    if say.NO_AWARD.search(words):
        if "对" in segment.sentence[reading.pending : segment.start]:
            reading.condition = part.condition(segment.sentence, segment.start, reading)
        reading.pending = segment.end
        return []
    if words.rstrip().endswith("的"):
        return []  # says whom, not what
    if shares := shares_in(segment, found, last):
        return shares
    paid = segment.payer
    if paid:
        reading.payer = paid["payer"].strip()
    if changed := changed_in(segment, reading):
        return changed
    quantities = quantities_in(words)
    mentions = [m for m in quantities if part.is_amount(words, m, reading)]
    if not mentions and (months := months_in(segment, quantities, reading)):
        return months
    if mentions:
        return _amounts(segment, mentions, paid, reading)
    if reliefs := whole_reliefs_in(segment, reading):
        return reliefs
    _announce(segment, paid, reading)
    return []


def _announce(segment: Segment, paid: re.Match[str] | None, reading: Reading) -> None:
    """Keep an award that is named before its amounts: 对…的企业给予奖励：特级100万元."""
    words = segment.words
    gift = say.GIFT.search(words) or RETURNED.search(words)
    if gift and (gift.re is RETURNED or say.GIVE.search(words)):
        once = say.ONCE if say.ONCE + gift.group() in words else ""
        reading.award = once + gift.group()
        if gift.end() == len(words.rstrip()):
            anchor = segment.start + part.anchor(words, gift.start(), paid)
            reading.condition = reading.head = part.condition(segment.sentence, anchor, reading)
            reading.pending = segment.end
    elif standard := say.STANDARD.search(words):
        reading.award = standard["award"]
        if words[standard.end() :].strip() in ("", "为", "如下"):
            reading.pending = segment.end  # 补贴标准为：珠三角地区每年6000元
    reading.is_list |= segment.stop in ("：", ":") and bool(reading.award)


def _amounts(
    segment: Segment,
    mentions: list[QuantityMention],
    paid: re.Match[str] | None,
    reading: Reading,
) -> list[Award]:
    words, first = segment.words, mentions[0]
    anchor = part.anchor(words, first.start, paid)
    opening = words[: part.amount_span(words, first)[0]]
    if reading.is_list and len(mentions) > 1 and part.label(opening, first) == opening.strip():
        anchor = 0  # 特级100万元、一级50万元: tiers of what was said before
    whom = part.condition(segment.sentence, segment.start + anchor, reading)
    listed = part.tier_conditions(words, mentions, whom)
    found, previous = [], 0
    for index, mention in enumerate(mentions):
        start, end = part.amount_span(words, mention)
        reading.award = part.award_of(words, mention, previous, reading)
        label = part.label(words[previous or anchor : start], mention)
        if tier := part.TIER.match(words) if not previous and anchor == 0 else None:
            label = tier.group()  # 国家级奖励50万元
        found.append(
            Award(
                award=reading.award,
                amount=words[start:end].strip(),
                quantity=part.in_unit(mention.quantity),
                payer=reading.payer,
                condition=listed[index] if listed else part.joined(whom, label),
                start=min(reading.pending, segment.start),
                end=segment.end,
            )
        )
        previous = end
    reading.condition = whom
    reading.head = reading.head or (whom.split("其中")[0].strip("，、") if whom else None)
    reading.pending = segment.end
    reading.is_list = True
    return found


def _incentive(award: Award, sentence: Words, clause: Clause) -> Incentive:
    quote = sentence.part(award.start, award.end)
    key = (
        f"{clause.id}|incentive|{quote.start}|{quote.end}|{award.award}|{award.amount}"
        f"|{award.payer}|{award.condition}"
    )
    return Incentive(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        clause_id=clause.id,
        award=award.award,
        amount=award.amount,
        quantity=award.quantity,
        payer=award.payer,
        condition=award.condition,
        quote=quote.text,
        quote_start=quote.start,
        quote_end=quote.end,
    )
