"""The conversations of a visit: what was asked, what came of it, which source is shown."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

import streamlit as st

from service.errors import ServiceError
from ui.connection import Json
from ui.questions.scope import Scope, chosen_scope

_STATE = "conversations"
QUESTIONS_PARAMETER = "q"  # of the page's address, once for each question of a conversation
DOCUMENTS_PARAMETER = "document"


@dataclass(frozen=True)
class Asked:
    """A question with the documents that may answer it."""

    question: str
    scope: Scope


@dataclass(frozen=True)
class Turn:
    """A question and what became of it: an answer, or the problem the service had with it."""

    asked: Asked
    at: datetime
    answer: Json | None = None
    problem: ServiceError | None = None

    @property
    def is_answered(self) -> bool:
        """Whether the documents say it."""
        return self.answer is not None and self.answer["status"] == "answered"


@dataclass
class Conversation:
    """Turns, the oldest first. `chosen` is the turn and citation whose source is shown."""

    turns: list[Turn] = field(default_factory=list)
    chosen: tuple[int, int] | None = None
    times_chosen: int = 0  # since the last answer; 0: the first source is shown unasked

    @property
    def questions(self) -> list[str]:
        """The questions asked so far."""
        return [turn.asked.question for turn in self.turns]

    def choose(self, turn: int, citation: int) -> None:
        """Show the source of a citation, and bring it into view."""
        self.chosen = (turn, citation)
        self.times_chosen += 1

    def add(self, turn: Turn) -> None:
        """Take in what became of a question; its first source is shown."""
        self.turns.append(turn)
        if turn.is_answered:
            self.chosen = (len(self.turns) - 1, 0)
        self.times_chosen = 0


@dataclass
class Visit:
    """All conversations of a visit, and the questions that wait to be asked."""

    conversations: list[Conversation] = field(default_factory=lambda: [Conversation()])
    current: int = 0
    waiting: list[Asked] = field(default_factory=list)
    linked: list[str] = field(default_factory=list)  # questions of a link whose limits are not read
    address: tuple[tuple[str, ...], ...] = ()  # what this page wrote into its address, or read

    @property
    def conversation(self) -> Conversation:
        """The conversation that is shown."""
        return self.conversations[self.current]

    def ask_linked(self, scope: Scope) -> None:
        """Let the questions of a link wait to be asked within the limits of the link."""
        self.waiting += [Asked(question, scope) for question in self.linked]
        self.linked = []


def visit() -> Visit:
    """Return what this visitor asked so far; the questions in the page's address wait at first."""
    if _STATE not in st.session_state:
        st.session_state[_STATE] = Visit()
    return cast(Visit, st.session_state[_STATE])


def request(question: str) -> None:
    """Note a question to be asked within the limits chosen; a blank one is none."""
    if question.strip():
        visit().waiting = [Asked(question, chosen_scope())]


def begin_anew() -> None:
    """Begin a new conversation; the former stays in the history."""
    own = visit()
    own.waiting = []
    if own.conversation.turns:
        own.conversations.append(Conversation())
    own.current = len(own.conversations) - 1


def reopen(conversation: int, turn: int) -> None:
    """Go back to a turn of an earlier conversation."""
    own = visit()
    own.current = conversation
    if own.conversation.turns[turn].is_answered:
        own.conversation.choose(turn, 0)
