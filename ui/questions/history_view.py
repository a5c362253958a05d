"""What was asked in this visit, and a new conversation."""

import streamlit as st

from ui.markup import plain_label
from ui.questions.conversation import Visit, begin_anew, reopen
from ui.texts import Wording


def show_history(wording: Wording, own: Visit) -> None:
    """Show a list of all questions of the visit, to go back to, and a way to begin anew."""
    asked = [
        (number, place, turn)
        for number, conversation in enumerate(own.conversations)
        for place, turn in enumerate(conversation.turns)
    ]
    if not asked:
        return
    with st.container(key="conversation_tools", horizontal=True, gap="small"):
        st.button(wording.new_conversation, key="new_conversation", on_click=begin_anew)
        with st.popover(wording.history.format(count=len(asked)), key="history"):
            for number, place, turn in reversed(asked):
                mark = "✓" if turn.is_answered else "–"
                st.button(
                    plain_label(f"{turn.at:%H:%M} {mark} {turn.asked.question}"),
                    key=f"history_{number}_{place}",
                    type="tertiary",
                    on_click=reopen,
                    args=(number, place),
                )
