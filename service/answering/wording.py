"""How answers are worded, in Chinese and in English."""

from collections.abc import Mapping, Sequence

from corpus.facts.models import Role
from corpus.models import Document
from corpus.names.regions import english_region_name
from corpus.names.units import english_unit_name
from service.planning import AskedField
from service.planning.english import gloss
from service.reading.reasons import Reason

NOT_FOUND = {
    "zh": {
        Reason.REGION_NOT_IN_CORPUS: "没有收录所问地区的文件，无法回答。",
        Reason.NOT_STATED: "已收录的文件没有说明这一点。",
        Reason.OFF_TOPIC: "这个问题不在已收录的政策文件的范围内。",
        Reason.NO_DOCUMENTS: "没有可供查询的文件。",
    },
    "en": {
        Reason.REGION_NOT_IN_CORPUS: "The corpus holds no document of the region asked about.",
        Reason.NOT_STATED: "The documents in the corpus do not state this.",
        Reason.OFF_TOPIC: "The question is outside what the policy documents in the corpus treat.",
        Reason.NO_DOCUMENTS: "There are no documents to answer from.",
    },
}
LEFT_OUT = {
    "zh": "（另有{}条陈述因引文数量限制未列出。）",
    "en": " ({} more statements are left out by the limit on citations.)",
}
# How an answer to a question of yes or no begins, by what was asked
DECISIONS = {
    "zh": {
        "leave": {True: "可以。", False: "不可以。"},
        "duty": {True: "需要。", False: "不需要。"},
        "truth": {True: "是。", False: "不是。"},
    },
    "en": {asked: {True: "Yes. ", False: "No. "} for asked in ("leave", "duty", "truth")},
}
GAP_OF_REGION = {
    "zh": "{region}：已收录的文件没有说明这一点。",
    "en": "{region}: the documents in the corpus do not state this.",
}
GAP_OF_PART = {
    "zh": "关于“{question}”，已收录的文件没有说明。",
    "en": "On “{question}”, the documents in the corpus state nothing.",
}
PASSED = {"zh": "（所述期限已过）", "en": " (this deadline has passed)"}
EXPIRED = {
    "zh": "（该文件有效期至{}年{}月{}日，已过）",
    "en": " (this document was valid until {}-{:02}-{:02})",
}
FIELD_NAMES = {
    "zh": {
        AskedField.TITLE: "标题",
        AskedField.DOC_NUMBER: "文号",
        AskedField.ISSUER: "发文机关",
        AskedField.ISSUED_ON: "成文日期",
        AskedField.EFFECTIVE_ON: "施行日期",
        AskedField.EXPIRES_ON: "有效期截止日",
    },
    "en": {
        AskedField.TITLE: "title",
        AskedField.DOC_NUMBER: "document number",
        AskedField.ISSUER: "issuing body",
        AskedField.ISSUED_ON: "date of issue",
        AskedField.EFFECTIVE_ON: "effective date",
        AskedField.EXPIRES_ON: "expiry date",
    },
}
ROLE_NAMES = {Role.LEAD: "牵头", Role.SUPPORT: "配合", Role.RESPONSIBLE: "责任"}
ROLE_VERBS = {Role.LEAD: "牵头", Role.SUPPORT: "配合"}


def titled(document: Document) -> str:
    """Return a document's title in its marks; titles within it in single ones."""
    return f"《{document.title.replace('《', '〈').replace('》', '〉')}》"


def in_quotes(words: str) -> str:
    """Return words in quotation marks; what is quoted within them in single ones."""
    return f"“{words.replace('“', '‘').replace('”', '’')}”"


def place_of(document: Document, language: str) -> str:
    """Return the document's region as an answer names it; empty when it has none."""
    name = document.metadata.region or ""
    if language == "zh" or document.region is None:
        return name
    return english_region_name(document.region)


def assignment_text(
    document: Document,
    subject: str,
    units: Mapping[Role, Sequence[str]],
    language: str,
) -> str:
    """Return who does a task: 重庆市“推进信息技术应用”由市住房城乡建委牵头，…配合。"""
    place = place_of(document, language)
    if language == "en":
        return _english_assignment(document, place, subject, units)
    parts = [
        f"由{'、'.join(units[role])}{verb}" for role, verb in ROLE_VERBS.items() if units.get(role)
    ]
    if len(parts) > 1:
        parts[1:] = [part.removeprefix("由") for part in parts[1:]]
    text = f"{place}{subject}{'，'.join(parts)}"
    if units.get(Role.RESPONSIBLE):
        joint = "；" if parts else "的"
        text += f"{joint}责任单位是{'、'.join(units[Role.RESPONSIBLE])}"
    return text + "。"


def inherited_text(document: Document, role: Role, units: Sequence[str], language: str) -> str:
    """Return that a rule elsewhere in the document adds units."""
    if language == "en":
        return (
            f"A rule in the same document adds these units ({role}) to every later task: "
            f"{_glossed_units(document, units)}."
        )
    return f"按同一文件对各项任务的统一规定，{ROLE_NAMES[role]}单位还包括{'、'.join(units)}。"


def sentence_text(document: Document, words: str, language: str) -> str:
    """Return a sentence of a document as a statement; for English readers quoted and glossed."""
    if language == "zh":
        return words if words.endswith(("。", "！", "？")) else words.rstrip("；;，,：:") + "。"
    place = place_of(document, language)
    quoted = f"{in_quotes(words)}{_key_terms(words)}"
    return f"{place}: {quoted}" if place else quoted


def dated_text(document: Document, text: str, language: str) -> str:
    """Return a statement with the title and the date of issue of the document that makes it."""
    issued = document.metadata.issued_on
    if language == "en":
        when = f", issued {issued.isoformat()}" if issued else ""
        return f"{titled(document)}{when}: {text}"
    when = f"（{issued.year}年{issued.month}月{issued.day}日印发）" if issued else ""
    return f"{titled(document)}{when}：{text}"


def field_text(document: Document, field: AskedField, value: str, language: str) -> str:
    """Return what a document says of itself: 《…》的文号是渝府办发〔2023〕53号。"""
    if field is AskedField.TITLE:
        return f"{titled(document)}{'。' if language == 'zh' else ''}"
    name = FIELD_NAMES[language][field]
    if language == "en":
        return f"The {name} of {titled(document)} is {value}."
    return f"{titled(document)}的{name}是{value}。"


def stated_text(document: Document, words: str, language: str) -> str:
    """Return what a document says of its validity, with its title."""
    quoted = sentence_text(document, words, "zh")
    return f"{titled(document)}{':' if language == 'en' else '：'}{quoted}"


def _english_assignment(
    document: Document, place: str, subject: str, units: Mapping[Role, Sequence[str]]
) -> str:
    phrases = {
        Role.LEAD: "is led by",
        Role.SUPPORT: "supported by" if units.get(Role.LEAD) else "is supported by",
        Role.RESPONSIBLE: "is the responsibility of",
    }
    parts = [
        f"{phrase} {_glossed_units(document, units[role])}"
        for role, phrase in phrases.items()
        if units.get(role)
    ]
    named = f"{subject}{_key_terms(subject)}"
    start = f"In {place}, {named}" if place else named
    return f"{start} {', '.join(parts)}."


def _key_terms(words: str) -> str:
    """Return the terms of Chinese words that the glossary knows, for a reader of English."""
    glossed = "; ".join(f"{chinese} = {english}" for chinese, english in gloss(words))
    return f" (key terms: {glossed})" if glossed else ""


def _glossed_units(document: Document, units: Sequence[str]) -> str:
    named = []
    for unit in units:
        english = english_unit_name(unit, document.region)
        named.append(f"{unit} ({english})" if english else unit)
    return ", ".join(named)
