"""Who pays which share of an award: 市财政承担60%，县区财政承担40%."""

import re

from corpus.facts import incentive_words as say
from corpus.facts.award_parts import Award, Segment
from corpus.facts.models import Comparator, Incentive, Quantity
from corpus.facts.quantities import number_value

OTHER_SHARE = re.compile(r"[，：]|承担|负担|分担|\d+[%％]、?")
BEFORE_PAYER = re.compile(r"^(?:所需)?(?:资金|经费|费用)?[、由其中\s]*")


def shares_in(segment: Segment, found: list[Award], last: Incentive | None) -> list[Award]:
    """Return the shares of a split, one for each payer, of the award before it.

    That is the last of `found` in the sentence, else `last` of the clause; without one, none.
    """
    earlier = found[-1] if found else last
    if earlier is None:
        return []
    start = found[-1].start if found else segment.start

    def share(written: str, value: str, number: float, payer: str) -> Award:
        quantity = Quantity(Comparator.EQUAL, value, number, None, "%")
        return Award(earlier.award, written, quantity, payer, earlier.condition, start, segment.end)

    if ratio := say.RATIO.search(segment.words):
        payers = say.payers_of(ratio["payers"])
        numbers = [float(number) for number in re.split("[:：]", ratio["ratio"])]
        if len(payers) != len(numbers) or not sum(numbers):
            return []
        return [
            share(ratio["ratio"], ratio["ratio"], 100 * number / sum(numbers), payer)
            for payer, number in zip(payers, numbers, strict=True)
        ]
    shares = []
    for match in say.SHARE.finditer(segment.words):
        named = BEFORE_PAYER.sub("", OTHER_SHARE.split(segment.words[: match.start()])[-1])
        value = match["share"].removeprefix("百分之").rstrip("%％")
        payers = say.payers_of(named) if match["each"] else [named]
        shares += [
            share(match["share"], value, number_value(value), payer) for payer in payers if payer
        ]
    return shares
