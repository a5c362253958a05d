"""A reader's vote on an answer, with a reason."""

import streamlit as st

from service.errors import ServiceError
from ui.connection import connected
from ui.markup import text_element
from ui.questions.conversation import Turn
from ui.texts import Wording
from ui.visit import language


def show_feedback(wording: Wording, turn: Turn, key: str) -> None:
    """Show two thumbs; once one is chosen, a reason and a remark may follow."""
    words = wording.feedback
    vote_key, told_key = f"vote_{key}", f"told_{key}"
    voted, told = st.session_state.get(vote_key), st.session_state.get(told_key)
    with st.container(key=f"feedback_{key}", horizontal=True, gap="small"):
        for vote, label, icon in (
            ("up", words.useful, ":material/thumb_up:"),
            ("down", words.not_useful, ":material/thumb_down:"),
        ):
            st.button(
                label,
                key=f"{vote_key}_{vote}",
                icon=icon,
                type="primary" if voted == vote else "secondary",
                on_click=None if told is True and voted == vote else _vote,
                args=(turn, vote, vote_key, told_key),
            )
    if voted is None:
        return
    with st.form(f"reasons_{key}", border=False):
        reason = None
        if voted == "down":
            reason = st.selectbox(
                words.reason,
                list(words.reasons),
                index=None,
                format_func=lambda name: words.reasons[name],
                placeholder=words.reason_placeholder,
                key=f"reason_{key}_{language()}",
            )
        comment = st.text_input(
            words.comment, max_chars=2_000, autocomplete="off", key=f"comment_{key}"
        )
        if st.form_submit_button(words.send, key=f"send_{key}"):
            _vote(turn, voted, vote_key, told_key, reason, comment)
            told = st.session_state.get(told_key)
    if told is True:
        st.html(text_element("p", words.thanks, css_class="pq-note", role="status"))
    elif told:
        failed = f"{words.failed} {told}"
        st.html(text_element("p", failed, css_class="pq-note pq-warning", role="alert"))


def _vote(
    turn: Turn,
    vote: str,
    vote_key: str,
    told_key: str,
    reason: str | None = None,
    comment: str = "",
) -> None:
    """Send a vote; another on the same answer takes its place."""
    answer = turn.answer
    assert answer is not None
    st.session_state[vote_key] = vote
    try:
        with connected() as client:
            client.give_feedback(
                question=turn.asked.question,
                vote=vote,
                reason=reason,
                comment=comment,
                answer_id=answer["id"],
                answer=answer["answer"],
                clause_ids=[citation["clause_id"] for citation in answer["citations"]],
                filters=turn.asked.scope.filters(),
            )
        st.session_state[told_key] = True
    except ServiceError as error:
        st.session_state[told_key] = str(error)
