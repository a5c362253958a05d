"""Example questions, made of what the service holds and kept only if the service answers them."""

import re
from collections.abc import Iterator, Sequence

import streamlit as st

from service.client import PolicyClient
from ui.connection import SECONDS_REMEMBERED, Json, api_url
from ui.texts import WORDINGS, Language, Wording

EXAMPLES_SHOWN = 4
DOCUMENTS_TRIED = 12
ROWS_TRIED = 40
HEADING_LENGTHS = range(3, 21)  # shorter says too little, longer does not fit on a button
# 指导、监督全市不动产登记工作: articles of laws have no headings
SHORT_TASK = re.compile(r"[^，；。\s]{8,24}")
LONGEST_TITLE = 40


def example_questions(
    revision: str, documents: Sequence[Json], language: Language
) -> tuple[str, ...]:
    """Return a few questions that the service answers, of different documents where it can."""
    return _example_questions(api_url(), revision, tuple(documents[:DOCUMENTS_TRIED]), language)


# What it is remembered by are the address, the revision and the language
@st.cache_data(ttl=SECONDS_REMEMBERED, max_entries=8, show_spinner=False)
def _example_questions(
    url: str, revision: str, _documents: Sequence[Json], language: Language
) -> tuple[str, ...]:
    found: list[str] = []
    with PolicyClient(url) as client:
        candidates = [_candidates(client, d, language) for d in _documents]
        while candidates and len(found) < EXAMPLES_SHOWN:
            for questions in list(candidates):
                question = _first_answered(client, questions)
                if question is None:
                    candidates.remove(questions)
                elif question not in found:
                    found.append(question)
    return tuple(found[:EXAMPLES_SHOWN])


def _first_answered(client: PolicyClient, questions: Iterator[str]) -> str | None:
    answered = (q for q in questions if client.ask(q)["status"] == "answered")
    return next(answered, None)


def _candidates(client: PolicyClient, document: Json, language: Language) -> Iterator[str]:
    wording = WORDINGS[language]
    yield from _of_assignments(client, document, wording)
    if document["origins"].get("title") != "text" or len(document["title"]) > LONGEST_TITLE:
        return
    if document["doc_number"]:
        yield wording.example_doc_number.format(title=document["title"])
    if document["expires_on"]:
        yield wording.example_expires_on.format(title=document["title"])
    if document["origins"].get("effective_on") == "text":
        yield wording.example_effective_on.format(title=document["title"])


def _of_assignments(client: PolicyClient, document: Json, wording: Wording) -> Iterator[str]:
    patterns = {"lead": wording.example_lead, "responsible": wording.example_responsible}
    rows = client.responsibilities(document=document["id"], limit=ROWS_TRIED)["items"]
    seen: set[str] = set()
    for row in rows:
        pattern = patterns.get(row["role"])
        if pattern is None or row["inherited"] or row["clause_id"] in seen:
            continue
        seen.add(row["clause_id"])
        region, task = document["region"], row["task"]
        heading = client.clause(row["clause_id"])["heading"] or ""
        if region and len(heading) in HEADING_LENGTHS:
            yield pattern.format(region=region, heading=heading)
        elif region and row["role"] == "responsible" and SHORT_TASK.fullmatch(task):
            yield wording.example_task.format(region=region, task=task)
