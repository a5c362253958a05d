"""Questions to try, shown until one is asked."""

from collections.abc import Sequence

import streamlit as st

from ui.markup import plain_label
from ui.questions.conversation import request
from ui.texts import Wording


def show_examples(wording: Wording, questions: Sequence[str]) -> None:
    """Show questions to try; a click asks."""
    if not questions:
        return
    with st.container(key="examples"):
        st.caption(wording.examples)
        with st.container(horizontal=True, gap="small"):
            for number, question in enumerate(questions):
                st.button(
                    plain_label(question),
                    key=f"example_{number}",
                    on_click=request,
                    args=(question,),
                )
