"""What the page remembers between two runs of the script, per visitor."""

from dataclasses import dataclass
from typing import cast

import streamlit as st

from service.errors import ServiceError
from ui.connection import Json, connected, is_away
from ui.texts import DEFAULT_LANGUAGE, Language

LANGUAGE_KEY = "language"
QUESTION_KEY = "question"
REGIONS_KEY = "regions"
DOCUMENTS_KEY = "documents"
_PENDING = "pending"
_OUTCOME = "outcome"
_CITATION = "citation"
_CHOICES = "choices"


@dataclass(frozen=True)
class Asked:
    """A question with the documents that may answer it."""

    question: str
    regions: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What became of a question: an answer, or the problem that the service had with it."""

    asked: Asked
    answer: Json | None
    problem: ServiceError | None = None


def language() -> Language:
    """Return the language of the page's own wording."""
    return cast(Language, st.session_state.get(LANGUAGE_KEY) or DEFAULT_LANGUAGE)


def request_answer(question: str) -> None:
    """Note a question to be asked in this run; a blank one is none."""
    if question.strip():
        st.session_state[QUESTION_KEY] = question
        st.session_state[_PENDING] = Asked(
            question,
            tuple(st.session_state.get(REGIONS_KEY, ())),
            tuple(st.session_state.get(DOCUMENTS_KEY, ())),
        )


def request_typed_answer() -> None:
    """Note the question that stands in the question box."""
    request_answer(st.session_state.get(QUESTION_KEY) or "")


def pending() -> Asked | None:
    """Return the question that waits to be asked."""
    return cast(Asked | None, st.session_state.get(_PENDING))


def ask(asked: Asked) -> None:
    """Ask the service and remember the outcome; a service that is away is asked again later."""
    answer, problem = None, None
    try:
        with connected() as client:
            filters = {"regions": list(asked.regions), "documents": list(asked.documents)}
            answer = client.ask(asked.question, filters)
    except ServiceError as error:
        problem = error
    st.session_state[_PENDING] = asked if problem is not None and is_away(problem) else None
    st.session_state[_OUTCOME] = Outcome(asked, answer, problem)
    st.session_state[_CITATION] = 0
    st.session_state[_CHOICES] = 0


def outcome() -> Outcome | None:
    """Return what became of the last question."""
    return cast(Outcome | None, st.session_state.get(_OUTCOME))


def chosen_citation() -> int:
    """Return the position of the citation whose source is shown."""
    return int(st.session_state.get(_CITATION, 0))


def choose_citation(position: int) -> None:
    """Show the source of a citation, and bring it into view."""
    st.session_state[_CITATION] = position
    st.session_state[_CHOICES] = times_chosen() + 1


def times_chosen() -> int:
    """Return how often the reader chose a citation of this answer; 0: shows the first unasked."""
    return int(st.session_state.get(_CHOICES, 0))
