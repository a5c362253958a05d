"""Plans a question by rules: no model, the same plan every time."""

import re

from corpus.document_lines import DOC_NUMBER_LINE
from corpus.names.regions import RegionMention, contains, region_mentions
from corpus.names.units import UnitMention, unit_mentions
from corpus.segmentation import tagged_words_of
from index.terms import normalized, topic_text
from service.planning.asked_values import asked_value
from service.planning.english import chinese_search_text, unknown_words
from service.planning.everyday import everyday_wordings
from service.planning.phrases import (
    ASKED_FIELDS,
    ASKS_VALIDITY,
    DUTY_OF_UNIT,
    ROLE_ASKED,
    ROLE_CLAIMED,
    intent_patterns,
    metadata_words,
)
from service.planning.plan import AskedField, Intent, QuestionPlan

CHINESE_CHARACTER = re.compile(r"[\u3400-\u9fff]")
ENGLISH_WORD = re.compile(r"[A-Za-z]{2,}")
# 2025年, by 2025; not 2000亿元, 2019家
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\s?[\d万亿元家个名人户项平米吨%％.])")
PLACE_TAG = "ns"  # the tagger's mark for names of places
BEFORE_A_PLACE = frozenset(" 在到去于从和与及、，：？。对向来往比按")
# A name after a preposition, or with 's: in Singapore, Singapore's
ENGLISH_PLACE = re.compile(
    r"(?:(?<=\bin )|(?<=\bof )|(?<=\bat )|(?<=\bfrom )|(?<=\bfor )|\b(?=[A-Z]\w+['’]s\b))"
    r"([A-Z][a-z]+)"
)


def language_of(question: str) -> str:
    """Return `zh` for a question that is mostly Chinese, else `en`.

    An English question may name a unit as it is written: Which tasks involve 市应急管理局?
    """
    chinese = len(CHINESE_CHARACTER.findall(question))
    english = len(ENGLISH_WORD.findall(question))
    return "zh" if chinese >= 3 * english else "en"


def planned(question: str, language: str) -> QuestionPlan:
    """Return the plan of one question in Chinese (`zh`) or English (`en`), by itself."""
    text = question.strip()
    if language == "zh":
        text = normalized(text)
    mentions = region_mentions(text)
    regions = _most_specific(mentions)
    numbers = list(DOC_NUMBER_LINE.finditer(text))
    doc_numbers = tuple(match.group() for match in numbers)
    units = _named_units(_blanked(text, [match.span() for match in numbers]), regions)
    intent = intent_of(text, language, bool(units))
    claims_validity = intent is Intent.YES_NO and ASKS_VALIDITY.search(text) is not None
    if claims_validity:
        intent = Intent.METADATA
    rest = _blanked(text, [(m.start, m.end) for m in mentions])
    rest = _blanked(rest, [(m.start, m.end) for m in units])
    if language == "en":
        untranslated = tuple(w for w in unknown_words(rest) if not text.startswith(w))
        search_text = " ".join([chinese_search_text(rest), *untranslated]).strip()
        unknown_places = _unknown_english_places(rest, untranslated)
    else:
        no_topic = metadata_words() if intent is Intent.METADATA else frozenset[str]()
        search_text = topic_text(_blanked_numbers(rest, intent), no_topic)
        unknown_places = _unknown_places(rest)
    asked_fields = asked_fields_of(text) if intent is Intent.METADATA else ()
    if claims_validity:
        asked_fields = (AskedField.EXPIRES_ON,)
    claimed_role = _claimed_role(text) if intent is Intent.YES_NO and units else None
    return QuestionPlan(
        question=text,
        language=language,
        intent=intent,
        regions=tuple(dict.fromkeys(m.region.name for m in regions)),
        unknown_places=unknown_places,
        years=tuple(dict.fromkeys(int(match.group(1)) for match in YEAR.finditer(text))),
        units=tuple(dict.fromkeys(m.written for m in units)),
        doc_numbers=doc_numbers,
        topics=tuple(dict.fromkeys(search_text.split())),
        search_text=search_text,
        asked_fields=asked_fields,
        asked_role=_asked_role(text) if intent is Intent.UNIT_DUTIES else None,
        claimed_role=claimed_role,
        claims_validity=claims_validity,
        asked_value=asked_value(
            text, intent, asked_fields, bool(claimed_role) or intent.asks_for_units
        ),
        wordings=everyday_wordings(rest) if language == "zh" else (),
    )


def region_places(question: str) -> dict[str, int]:
    """Return where each region is named first in a question, by its official name."""
    places: dict[str, int] = {}
    for mention in region_mentions(question):
        places.setdefault(mention.region.name, mention.start)
    return places


def intent_of(question: str, language: str, names_a_unit: bool) -> Intent:
    """Return the first intent whose phrases the question holds."""
    if names_a_unit and DUTY_OF_UNIT.search(question):
        return Intent.UNIT_DUTIES
    return next(
        (entry.intent for entry in intent_patterns(language) if entry.pattern.search(question)),
        Intent.OTHER,
    )


def _blanked_numbers(text: str, intent: Intent) -> str:
    """Return a metadata question without the document number that identifies the document."""
    return DOC_NUMBER_LINE.sub(" ", text) if intent is Intent.METADATA else text


def _most_specific(mentions: tuple[RegionMention, ...]) -> list[RegionMention]:
    """Leave out a region that another one named is part of: 江苏 in 江苏省连云港市."""
    named = {mention.region for mention in mentions}
    wider = {
        region for region in named for other in named if other != region and contains(region, other)
    }
    return [mention for mention in mentions if mention.region not in wider]


def _named_units(text: str, regions: list[RegionMention]) -> list[UnitMention]:
    region_spans = {(m.start, m.end) for m in regions}
    return [m for m in unit_mentions(text) if (m.start, m.end) not in region_spans]


def _unknown_places(text: str) -> tuple[str, ...]:
    """Return words that the dictionary knows as places and the gazetteer does not.

    Only where a place would stand: at the start, after a blank or a preposition. 腾龙 in
    “腾龙换鸟” and 云岗 in 连云岗 are no places.
    """
    found: list[str] = []
    before = " "
    for word, tag in tagged_words_of(text):
        if tag == PLACE_TAG and len(word) > 1 and before in BEFORE_A_PLACE:
            found.append(word)
        before = word if word.strip() else " "
    return tuple(dict.fromkeys(found))


def _unknown_english_places(text: str, unknown: tuple[str, ...]) -> tuple[str, ...]:
    """Return names that no glossary knows and that stand where a place would: in Singapore."""
    return tuple(
        dict.fromkeys(
            match.group(1) for match in ENGLISH_PLACE.finditer(text) if match.group(1) in unknown
        )
    )


def asked_fields_of(text: str) -> tuple[AskedField, ...]:
    """Return the fields that a question about a document asks for, at least one."""
    found = tuple(field for field, pattern in ASKED_FIELDS if pattern.search(text))
    if AskedField.BASIS in found or AskedField.REPEALED in found:
        return found[:1]  # the number, date or title asked for is another document's
    return found or (AskedField.DOC_NUMBER,)


def _asked_role(text: str) -> str | None:
    return next((role for role, pattern in ROLE_ASKED.items() if pattern.search(text)), None)


def _claimed_role(text: str) -> str | None:
    return next((role for role, pattern in ROLE_CLAIMED.items() if pattern.search(text)), None)


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    characters = list(text)
    for start, end in spans:
        characters[start:end] = " " * (end - start)
    return "".join(characters)
