"""The page 问答: the conversation on the left, the source of a citation on the right."""

from collections.abc import Mapping
from datetime import datetime

import streamlit as st

from service.errors import ServiceError
from ui.components import show_from_top
from ui.connection import (
    DOCUMENTS_LISTED,
    Json,
    connected,
    facets,
    is_away,
    listed,
    readiness,
    revision_of,
)
from ui.document_choice import document_titles
from ui.markup import element, text_element
from ui.notices import show_empty, show_problem
from ui.pages import is_arrival
from ui.questions.conversation import (
    DOCUMENTS_PARAMETER,
    QUESTIONS_PARAMETER,
    Asked,
    Turn,
    Visit,
    request,
    visit,
)
from ui.questions.examples import example_questions
from ui.questions.history_view import show_history
from ui.questions.holdings_view import show_holdings
from ui.questions.introduction import show_examples
from ui.questions.scope import DOCUMENTS_KEY, chosen_scope, show_scope
from ui.questions.source_view import show_source
from ui.questions.turn_view import show_question_asked, show_turn
from ui.texts import Wording
from ui.visit import came_by_history, language

QUESTION_KEY = "question"
PARAMETERS = (QUESTIONS_PARAMETER, DOCUMENTS_PARAMETER)
BAD_GATEWAY = 502  # the service is there, but what came of it is no whole answer
QUESTIONS_IN_ADDRESS = 20  # of a shared conversation


def show_questions(wording: Wording) -> None:
    """Show the page; what waits to be asked is asked in this run."""
    own = visit()
    _read_address(own)
    body = st.container()  # above the question box, which keeps in sight at the bottom
    with st.container(key="ask"):
        typed = st.chat_input(wording.question_placeholder, key=QUESTION_KEY)
    if typed:
        request(typed)
    with body:
        _show_body(wording, own)


def _show_body(wording: Wording, own: Visit) -> None:
    try:
        ready = readiness()
        revision = revision_of(ready)
        regions = facets(revision).get("region", {})
        documents = listed("documents", revision, DOCUMENTS_LISTED)
        titles = document_titles(revision, documents, DOCUMENTS_KEY)
        examples = example_questions(revision, documents.items, language())
    except ServiceError as error:
        _show_waiting(own)
        show_problem(wording, error)
        return
    if not ready["documents"]:
        show_empty(wording)
        return
    show_history(wording, own)
    show_scope(wording, regions, documents, titles)
    own.ask_linked(chosen_scope())  # only the choices just shown have read the address
    _show_in_address(own)
    if own.conversation.all_questions:
        _show_conversation(wording, own, titles, list(regions))
    else:
        show_examples(wording, examples)
        show_holdings(wording, documents)


def _show_conversation(
    wording: Wording, own: Visit, titles: Mapping[str, str], regions: list[str]
) -> None:
    shown = own.conversation.chosen
    columns = st.columns([5, 6], gap="large") if shown else [st.container()]
    with columns[0]:
        for number in range(len(own.conversation.turns)):
            show_turn(wording, own, number, titles, regions)
        if own.conversation.waiting:
            _ask_what_waits(wording, own, titles)
    if shown:
        answer = own.conversation.turns[shown[0]].answer
        assert answer is not None
        with columns[1], st.container(key="source"):
            show_source(wording, own.conversation, answer)
    last = len(own.conversation.turns) - 1
    if last > 0 and not own.conversation.waiting:  # a first answer is in sight already
        show_from_top(f"st-key-turn_{own.current}_{last}", f"{own.current}/{last}")


def _ask_what_waits(wording: Wording, own: Visit, titles: Mapping[str, str]) -> None:
    """Ask one question after another, showing each answer as it comes; then begin the page anew.

    While the service is away the questions wait.
    """
    conversation = own.conversation
    while conversation.waiting:
        asked = conversation.waiting[0]
        show_question_asked(wording, asked, titles)
        try:
            answer = _streamed_answer(wording, asked, conversation.questions)
            turn = Turn(asked, datetime.now(), answer)
        except ServiceError as error:
            if is_away(error):
                show_problem(wording, error)
                return
            turn = Turn(asked, datetime.now(), problem=error)
        conversation.waiting.pop(0)
        conversation.add(turn)
    st.rerun()


def _streamed_answer(wording: Wording, asked: Asked, history: list[str]) -> Json:
    """Return the answer to a question, whose statements are shown as they come."""
    statements: list[str] = []
    with st.spinner(wording.asking), connected() as client:
        place = st.empty()
        for name, part in client.ask_stream(asked.question, asked.scope.filters(), None, history):
            if name == "statement":
                statements.append(part["text"])
                paragraphs = (text_element("p", text) for text in statements)
                place.html(element("div", *paragraphs, css_class="pq-streamed"))
            elif name == "answer":
                place.empty()
                return part
    raise ServiceError(wording.answer_broken_off, BAD_GATEWAY)


def _show_waiting(own: Visit) -> None:
    """Show the questions that wait for the service, so that they are not lost from sight."""
    for question in [asked.question for asked in own.conversation.waiting] + own.linked:
        st.html(text_element("h2", question, css_class="pq-question"))


def _read_address(own: Visit) -> None:
    """Follow a link to this page, or the visitor's way back and forth; ask nothing twice.

    A conversation of this visit is gone back to; questions that none has are asked. Without any,
    a visitor who comes from another page finds what was left there; Back leads to a new beginning.
    """
    comes_back = came_by_history()
    if is_arrival():
        own.address = own.told = ()
    elif not comes_back:
        return  # the browser may not have heard yet of what this page wrote last
    questions, documents = given = _address()
    if given == own.address:
        return
    own.address, own.linked = given, []
    named = [own_id for own_id in documents if own_id.strip()]
    if named or comes_back:
        st.session_state[DOCUMENTS_KEY] = named
    asked = [text for text in questions if text.strip()][-QUESTIONS_IN_ADDRESS:]
    if asked and own.reopen_as_asked(asked, QUESTIONS_IN_ADDRESS):
        own.told = _told(own)
    elif asked:
        own.begin_anew()
        own.linked = asked
    elif comes_back:
        own.begin_anew()
        own.told = _told(own)


def _show_in_address(own: Visit) -> None:
    """Write the conversation and the documents chosen into the page's address."""
    told = _told(own)
    if told == own.told:  # the visitor came back to where there was less
        return
    own.address = own.told = told
    for name, values in zip(PARAMETERS, told, strict=True):
        if tuple(st.query_params.get_all(name)) != values:
            st.query_params[name] = list(values)


def _told(own: Visit) -> tuple[tuple[str, ...], ...]:
    asked = own.conversation.all_questions[-QUESTIONS_IN_ADDRESS:]
    return tuple(asked), chosen_scope().documents


def _address() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(st.query_params.get_all(name)) for name in PARAMETERS)
