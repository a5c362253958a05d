"""Puts the answers to the parts of a question together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from corpus.facts.models import Responsibility
from corpus.models import Document
from corpus.names.regions import english_region_name, region_named
from service.answering.decisions import asked_of
from service.answering.finding import Draft
from service.answering.parts import PartAnswer
from service.answering.timeliness import with_expiry_told, with_passed_deadlines
from service.answering.wording import (
    DECISIONS,
    GAP_OF_PART,
    GAP_OF_REGION,
    NOT_FOUND,
    dated_text,
)
from service.planning import QuestionPlan
from service.reading.reasons import Reason


@dataclass(frozen=True, slots=True)
class Composed:
    """A whole answer before its citations are numbered.

    `lead` begins its text, `gaps` end it; `reason` says why there are no drafts.
    """

    drafts: tuple[Draft, ...]
    lead: str = ""
    gaps: tuple[str, ...] = ()
    reason: Reason | None = None
    decision: Literal["yes", "no"] | None = None
    confidence: float = 0.0
    responsibilities: tuple[tuple[Document, Responsibility], ...] = ()


def composed(answers: Sequence[PartAnswer], today: date) -> Composed:
    """Return the answers as one; deadlines and validity are told as of `today`."""
    found = [answer for answer in answers if answer.finding]
    language = answers[0].plan.language
    if not found:
        reason = answers[0].reason or Reason.NOT_STATED
        confidence = max(answer.probability for answer in answers)
        return Composed((), NOT_FOUND[language][reason], (), reason, None, confidence)
    drafts = _without_repeats([draft for answer in found for draft in _drafts(answer)])
    drafts = _dated(drafts, language)
    drafts = [with_passed_deadlines(draft, today, language) for draft in drafts]
    drafts = with_expiry_told(drafts, today, language)
    rows = [row for a in found if a.finding for row in a.finding.responsibilities]
    decisions = {a.finding.decision for a in found if a.finding}
    decision = decisions.pop() if len(decisions) == 1 else None
    lead = DECISIONS[language][asked_of(found[0].plan)][decision] if decision is not None else ""
    return Composed(
        tuple(drafts),
        lead,
        tuple(_gap(answer.plan) for answer in answers if not answer.finding),
        None,
        None if decision is None else "yes" if decision else "no",
        min(answer.probability for answer in found),
        tuple(_unique(rows)),
    )


def _drafts(answer: PartAnswer) -> list[Draft]:
    """Return the drafts of a part; of regions that are compared the first names its region."""
    drafts = list(answer.finding.drafts) if answer.finding else []
    plan = answer.plan
    region = drafts[0].quotes[0].document.metadata.region if drafts else None
    if plan.is_compared and plan.language == "zh" and region and region not in drafts[0].text:
        drafts[0] = replace(drafts[0], text=f"{region}：{drafts[0].text}")
    return drafts


def _unique(
    rows: Sequence[tuple[Document, Responsibility]],
) -> list[tuple[Document, Responsibility]]:
    by_id = {(document.id, row.id): (document, row) for document, row in rows}
    return list(by_id.values())


def _without_repeats(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts in order, none twice."""
    return list({draft.text: draft for draft in reversed(drafts)}.values())[::-1]


def _dated(drafts: Sequence[Draft], language: str) -> list[Draft]:
    """Return drafts that tell documents of one region apart by title and date, newest first.

    Drafts of one document, or of documents of different regions, stay as they are.
    """
    documents = {draft.quotes[0].document.id: draft.quotes[0].document for draft in drafts}
    regions = [document.metadata.region for document in documents.values()]
    if len(set(regions)) == len(regions):
        return list(drafts)
    newest = sorted(
        documents, key=lambda i: documents[i].metadata.issued_on or date.min, reverse=True
    )
    ordered = sorted(drafts, key=lambda draft: newest.index(draft.quotes[0].document.id))
    told: set[str] = set()
    marked: list[Draft] = []
    for draft in ordered:
        document = draft.quotes[0].document
        if document.id not in told:
            draft = replace(draft, text=dated_text(document, draft.text, language))
        told.add(document.id)
        marked.append(draft)
    return marked


def _gap(plan: QuestionPlan) -> str:
    if plan.is_compared and plan.regions:
        region = plan.regions[0]
        named = region_named(region)
        if plan.language == "en" and named is not None:
            region = english_region_name(named)
        return GAP_OF_REGION[plan.language].format(region=region)
    return GAP_OF_PART[plan.language].format(question=plan.question.rstrip("？?。"))
