"""The answer: its sentences with citations, yes or no, what is not stated, or why there is none."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from ui.components import show_statements
from ui.connection import Json
from ui.document_details import document_line
from ui.markup import Html, element, joined, text_element
from ui.questions.conversation import Conversation
from ui.texts import Wording


def show_answer(
    wording: Wording, conversation: Conversation, number: int, key: str, with_evidence: bool
) -> None:
    """Show the answer of a turn; with evidence, the clauses that it cites too."""
    answer = conversation.turns[number].answer
    assert answer is not None
    citations = [
        {
            "label": citation["label"] or citation["document"]["title"],
            "title": document_line(
                citation["document"], "title", "doc_number", "region", "issued_on"
            ),
            "quote": f"“{citation['quote']}”",
            "action": wording.show_source_of.format(number=place, label=citation["label"]),
        }
        for place, citation in enumerate(answer["citations"], 1)
    ]
    lead = wording.decisions.get(answer["decision"] or "")
    if lead:
        st.html(text_element("p", lead, css_class="pq-decision"))
    chosen = conversation.chosen
    data = {
        "statements": [
            {"text": own["text"], "citations": own["citations"]} for own in answer["statements"]
        ],
        "citations": citations,
        "chosen": chosen[1] if chosen and chosen[0] == number else None,
        "evidence": wording.evidence if with_evidence else "",
    }
    statements_key = f"statements_{key}"
    show_statements(data, statements_key, partial(_choose, conversation, number, statements_key))
    if answer["gaps"]:
        gaps = (text_element("p", gap, css_class="pq-note") for gap in answer["gaps"])
        st.html(element("div", *gaps, role="note"))


def show_reason(wording: Wording, answer: Json, regions: Sequence[str]) -> None:
    """Say why there is no answer."""
    reason = str(answer["reason"])
    parts: list[Html] = [text_element("p", wording.reasons.get(reason, answer["answer"]))]
    if reason == "region_not_in_corpus" and regions:
        held = wording.regions_held.format(regions=wording.separator.join(regions[:REGIONS_NAMED]))
        parts.append(text_element("p", held, css_class="pq-note"))
    st.html(element("div", joined(*parts), css_class="pq-reason", role="status"))


REGIONS_NAMED = 40


def _choose(conversation: Conversation, number: int, key: str) -> None:
    chosen = st.session_state[key].citation
    if chosen is not None:
        conversation.choose(number, int(chosen))
