"""Money, or a relief in money, that somebody gets: who, how much, from whom."""

import hashlib
import re
from collections.abc import Iterator, Sequence

from corpus.facts import award_parts as part
from corpus.facts import incentive_words as say
from corpus.facts.award_parts import Award, Reading, Segment
from corpus.facts.award_shares import shares_in
from corpus.facts.models import Comparator, Incentive, Quantity
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
HALF = Quantity(Comparator.EQUAL, "半", 50.0, None, "%")
LONGEST_RELIEF = 32


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
    for segments in _segments(plain, sentence):
        reading.payer, reading.pending = None, segments[0].start
        for segment in segments:
            found += _in_segment(segment, reading, found, last)
    return found or list(_of_open_size(plain, sentence))


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
        reading.pending = segment.end
        return []
    if words.rstrip().endswith("的"):
        return []  # says whom, not what
    if shares := shares_in(segment, found, last):
        return shares
    paid = segment.payer
    if paid:
        reading.payer = paid["payer"].strip()
    mentions = [m for m in quantities_in(words) if part.is_amount(words, m, reading)]
    if mentions:
        return _amounts(segment, mentions, paid, reading)
    whole = say.WHOLE.search(words)
    if whole and not say.NOT_WHOLE.match(words[whole.end() :]):
        return _whole(segment, whole, paid, reading)
    _announce(segment, paid, reading)
    return []


def _announce(segment: Segment, paid: re.Match[str] | None, reading: Reading) -> None:
    """Keep an award that is named before its amounts: 对…的企业给予奖励：特级100万元."""
    words = segment.words
    gift = say.GIFT.search(words)
    if gift and say.GIVE.search(words):
        once = say.ONCE if say.ONCE + gift.group() in words else ""
        reading.award = once + gift.group()
        if gift.end() == len(words.rstrip()):
            anchor = segment.start + part.anchor(words, gift.start(), paid)
            reading.condition = reading.head = part.condition(segment.sentence, anchor, reading)
            reading.pending = segment.end
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


def _whole(
    segment: Segment, whole: re.Match[str], paid: re.Match[str] | None, reading: Reading
) -> list[Award]:
    anchor = segment.start + part.anchor_of_whole(whole, paid)
    whom = part.condition(segment.sentence, anchor, reading)
    thing = part.NAME_OF_RELIEF.split(segment.words[whole.end() :])[0].strip("，。；、的 ")
    is_half = whole.group().startswith("减半")
    award = Award(
        award=whole.group() + ("" if is_half else thing[:LONGEST_RELIEF]),
        amount="减半" if is_half else None,
        quantity=HALF if is_half else None,
        payer=reading.payer,
        condition=whom,
        start=min(reading.pending, segment.start),
        end=segment.end,
    )
    reading.condition, reading.award = whom, whole.group()
    reading.head = reading.head or whom
    reading.pending = segment.end
    return [award] if whom or thing else []


def _of_open_size(plain: str, sentence: str) -> Iterator[Award]:
    """Yield awards whose size the sentence leaves open: 对…的企业给予一定资金补贴."""
    if plain.rstrip().endswith(("：", ":")):
        return  # a list follows
    reading = Reading()
    for segments in _segments(plain, sentence):
        reading.pending = segments[0].start
        for segment in segments:
            words = segment.words
            match = say.VAGUE.search(words) or say.RELIEF.search(words)
            if match is None or words.rstrip().endswith("的") or COVER in match.group():
                continue
            paid = segment.payer
            anchor = segment.start + part.anchor_of_whole(match, paid)
            whom = part.condition(sentence, anchor, reading)
            if whom is None or say.NO_AWARD.search(words):
                continue
            rest = words[match.end() :] if match.re is say.RELIEF else ""
            yield Award(
                award=(match["award"] + rest).removeprefix("的").strip("，。；"),
                amount=None,
                quantity=None,
                payer=paid["payer"] if paid else None,
                condition=whom,
                start=segments[0].start,
                end=segment.end,
            )
            reading.pending = segment.end


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
