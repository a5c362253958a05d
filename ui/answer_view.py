"""The answer: what was asked, whether the documents say it, and its sentences with citations."""

from collections.abc import Mapping, Sequence

import streamlit as st

from ui.components import show_statements
from ui.connection import Json
from ui.markup import Html, element, joined, text_element
from ui.session import Asked, choose_citation, chosen_citation
from ui.texts import Wording

STATEMENTS_KEY = "statements"


def show_question_asked(
    wording: Wording, asked: Asked, answer: Json, titles: Mapping[str, str]
) -> None:
    """Show the question, its limits, and whether there is an answer."""
    found = answer["status"] == "answered"
    badge = text_element(
        "span",
        wording.answered if found else wording.not_found,
        css_class="pq-badge pq-found" if found else "pq-badge pq-missing",
    )
    parts = [badge, text_element("h2", asked.question, css_class="pq-question")]
    limits = [*asked.regions, *(titles.get(i, i) for i in asked.documents)]
    if limits:
        scope = wording.asked_within.format(scope="、".join(limits))
        parts.append(text_element("p", scope, css_class="pq-note"))
    st.html(element("div", *parts, css_class="pq-asked"))


def show_answer(wording: Wording, answer: Json) -> None:
    """Show yes or no, the sentences with their citations, and what is not stated."""
    citations = [
        {
            "label": citation["label"] or citation["document"]["title"],
            "title": document_line(citation["document"]),
            "quote": f"“{citation['quote']}”",
            "action": wording.show_source_of.format(number=number, label=citation["label"]),
        }
        for number, citation in enumerate(answer["citations"], 1)
    ]
    statements = [{"text": s["text"], "citations": s["citations"]} for s in answer["statements"]]
    lead = wording.decisions.get(answer["decision"] or "")
    if lead:
        st.html(text_element("p", lead, css_class="pq-decision"))
    data = {
        "statements": statements,
        "citations": citations,
        "chosen": chosen_citation(),
        "evidence": wording.evidence,
    }
    show_statements(data, STATEMENTS_KEY, _on_citation)
    if answer["gaps"]:
        gaps = (text_element("p", gap, css_class="pq-note") for gap in answer["gaps"])
        st.html(element("div", *gaps, role="note"))


def show_reason(wording: Wording, answer: Json, regions: Sequence[str]) -> None:
    """Say why there is no answer."""
    reason = str(answer["reason"])
    parts: list[Html] = [text_element("p", wording.reasons.get(reason, answer["answer"]))]
    if reason == "region_not_in_corpus" and regions:
        held = wording.regions_held.format(regions="、".join(regions))
        parts.append(text_element("p", held, css_class="pq-note"))
    st.html(element("div", joined(*parts), css_class="pq-reason", role="status"))


def document_line(document: Json) -> str:
    """Return a document's title, number, region and date in one line; what is null is left out."""
    known = (document[name] for name in ("title", "doc_number", "region", "issued_on"))
    return " · ".join(part for part in known if part)


def _on_citation() -> None:
    chosen = st.session_state[STATEMENTS_KEY].citation
    if chosen is not None:
        choose_citation(int(chosen))
