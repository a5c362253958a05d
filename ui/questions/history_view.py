"""What was asked in this visit, and a new conversation."""

import streamlit as st

from ui.markup import plain_label
from ui.questions.conversation import Conversation, Visit
from ui.texts import Wording


def show_history(wording: Wording, own: Visit) -> None:
    """Show a list of all questions of the visit, to go back to, and a way to begin anew."""
    asked = [
        (number, place, question)
        for number, conversation in enumerate(own.conversations)
        for place, question in enumerate(conversation.all_questions)
    ]
    if not asked:
        return
    with st.container(key="conversation_tools", horizontal=True, gap="small"):
        st.button(wording.new_conversation, key="new_conversation", on_click=own.begin_anew)
        with st.popover(wording.history.format(count=len(asked)), key="history"):
            for number, place, question in reversed(asked):
                st.button(
                    plain_label(f"{_mark(own.conversations[number], place)} {question}"),
                    key=f"history_{number}_{place}",
                    type="tertiary",
                    on_click=own.reopen,
                    args=(number, place),
                )


def _mark(conversation: Conversation, place: int) -> str:
    """Return when a question was asked and whether it is answered; of one that waits: …"""
    if place >= len(conversation.turns):
        return "…"
    turn = conversation.turns[place]
    return f"{turn.at:%H:%M} {'✓' if turn.is_answered else '–'}"
