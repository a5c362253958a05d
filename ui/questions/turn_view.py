"""One turn of the conversation: the question, its answer, and what can be done with it."""

from collections.abc import Mapping, Sequence

import streamlit as st

from ui.markup import element, text_element
from ui.notices import show_problem
from ui.questions.answer_view import show_answer, show_reason
from ui.questions.conversation import Asked, Visit
from ui.questions.feedback_view import show_feedback
from ui.questions.nearest_view import show_nearest
from ui.questions.plan_view import show_plan
from ui.questions.responsibility_view import show_responsibilities
from ui.questions.sharing_view import show_sharing
from ui.texts import Wording


def show_turn(
    wording: Wording,
    own: Visit,
    number: int,
    titles: Mapping[str, str],
    regions: Sequence[str],
) -> None:
    """Show a turn; the last one at length, earlier ones with what belongs to them folded."""
    turn = own.conversation.turns[number]
    is_last = number == len(own.conversation.turns) - 1 and not own.conversation.waiting
    key = f"{own.current}_{number}"
    with st.container(key=f"turn_{key}"):
        show_question_asked(wording, turn.asked, titles)
        if turn.problem is not None:
            show_problem(wording, turn.problem)
        answer = turn.answer
        if answer is None:
            return
        found = turn.is_answered
        badge = "pq-badge pq-found" if found else "pq-badge pq-missing"
        st.html(
            text_element("span", wording.answered if found else wording.not_found, css_class=badge)
        )
        if found:
            show_answer(wording, own.conversation, number, key, is_last)
        else:
            show_reason(wording, answer, regions)
        if is_last:
            show_sharing(wording, own.conversation, number, key, titles)
            show_feedback(wording, turn, key)
            if answer["retrieved"] and not found:
                show_nearest(wording, answer["retrieved"], titles)
            if answer["responsibilities"]:
                show_responsibilities(wording, answer["responsibilities"])
            show_plan(wording, answer)


def show_question_asked(wording: Wording, asked: Asked, titles: Mapping[str, str]) -> None:
    """Show a question and its limits."""
    parts = [text_element("h2", asked.question, css_class="pq-question")]
    limits = asked.scope.words(wording, titles)
    if limits:
        within = wording.asked_within.format(scope=limits)
        parts.append(text_element("p", within, css_class="pq-note"))
    st.html(element("div", *parts, css_class="pq-asked"))
