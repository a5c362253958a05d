"""The source beside the answer: a cited clause in its document, the quoted words marked."""

import streamlit as st

from service.errors import ServiceError
from ui.components import show_reader
from ui.connection import Json, connected
from ui.document_details import show_document_details
from ui.markup import element, text_element
from ui.questions.conversation import Conversation
from ui.questions.source_text import Excerpt, cited_clause, excerpt_of
from ui.texts import Wording
from ui.visit import language


def show_source(wording: Wording, conversation: Conversation, answer: Json) -> None:
    """Show the document of the citation chosen, scrolled to the quoted words."""
    assert conversation.chosen is not None
    turn, chosen = conversation.chosen
    citations = answer["citations"]
    citation = citations[chosen]
    _show_position(wording, conversation, turn, chosen, len(citations))
    _show_heading(citation)
    excerpt, note, detail = _read(wording, citation)
    if note:
        st.html(text_element("p", note, css_class="pq-note pq-warning", role="status"))
    show_reader(
        {
            "shown": f"{answer['id']}/{chosen}/{conversation.times_chosen}/{note}/{language()}",
            "paragraphs": excerpt.paragraphs,
            "before": _omitted(wording.characters_before, excerpt.before),
            "after": _omitted(wording.characters_after, excerpt.after),
            "label": wording.document_text,
            "goal": None,
            "reveal": conversation.times_chosen > 0,
        },
        key="reader",
    )
    if detail:
        show_document_details(wording, detail)


def _show_position(
    wording: Wording, conversation: Conversation, turn: int, chosen: int, total: int
) -> None:
    position = wording.source_position.format(number=chosen + 1, total=total)
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        st.html(
            element(
                "h3",
                text_element("span", wording.source_heading),
                text_element("small", position),
                css_class="pq-source-heading",
            ),
            width="content",
        )
        if total > 1:
            with st.container(horizontal=True, width="content", gap="small"):
                for name, label, step in (
                    ("previous_citation", wording.previous_citation, -1),
                    ("next_citation", wording.next_citation, 1),
                ):
                    st.button(
                        label,
                        key=name,
                        disabled=not 0 <= chosen + step < total,
                        on_click=conversation.choose,
                        args=(turn, chosen + step),
                    )


def _show_heading(citation: Json) -> None:
    document = citation["document"]
    facts = [document[name] for name in ("doc_number", "region", "issued_on") if document[name]]
    parts = [text_element("p", document["title"], css_class="pq-title", lang="zh")]
    if facts:
        parts.append(
            element("p", *(text_element("span", f) for f in facts), css_class="pq-facts", lang="zh")
        )
    if citation["label"]:
        parts.append(text_element("p", citation["label"], css_class="pq-label", lang="zh"))
    st.html(element("div", *parts, css_class="pq-source"))


def _read(wording: Wording, citation: Json) -> tuple[Excerpt, str, Json | None]:
    """Return the text to show, what is to be said about it, and the document's own data."""
    document_id = citation["document"]["id"]
    try:
        with connected() as client:
            excerpt = excerpt_of(client.text(document_id), citation)
            detail = client.document(document_id)
    except ServiceError as error:
        return cited_clause(citation), f"{wording.text_unavailable} ({error})", None
    if excerpt is None:
        return cited_clause(citation), wording.text_changed, detail
    return excerpt, "", detail


def _omitted(pattern: str, count: int) -> str:
    return pattern.format(count=count) if count else ""
