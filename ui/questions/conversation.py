"""The conversations of a visit: what was asked, what came of it, which source is shown."""

from collections.abc import Sequence
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
    """Turns, the oldest first, and questions that wait to be asked.

    `chosen` is the turn and citation whose source is shown.
    """

    turns: list[Turn] = field(default_factory=list)
    waiting: list[Asked] = field(default_factory=list)
    chosen: tuple[int, int] | None = None
    times_chosen: int = 0  # since the last answer; 0: the first source is shown unasked

    @property
    def questions(self) -> list[str]:
        """The questions asked so far."""
        return [turn.asked.question for turn in self.turns]

    @property
    def all_questions(self) -> list[str]:
        """The questions asked, and those that wait to be."""
        return [*self.questions, *(asked.question for asked in self.waiting)]

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
    """All conversations of a visit, the one shown, and what the page's address said last."""

    conversations: list[Conversation] = field(default_factory=lambda: [Conversation()])
    current: int = 0
    linked: list[str] = field(default_factory=list)  # questions of a link whose limits are not read
    address: tuple[tuple[str, ...], ...] = ()  # as it was last read or written
    told: tuple[tuple[str, ...], ...] = ()  # what it told last: Back may have made it tell less

    @property
    def conversation(self) -> Conversation:
        """The conversation that is shown."""
        return self.conversations[self.current]

    def ask_linked(self, scope: Scope) -> None:
        """Let the questions of a link wait to be asked within the limits of the link."""
        self.conversation.waiting += [Asked(question, scope) for question in self.linked]
        self.linked = []

    def begin_anew(self) -> None:
        """Begin a new conversation; the former stays in the history."""
        if self.conversation.all_questions:
            self.conversations.append(Conversation())
        self.current = len(self.conversations) - 1

    def reopen(self, conversation: int, turn: int) -> None:
        """Go back to a turn of a conversation; what waits there is asked then."""
        self.current = conversation
        turns = self.conversation.turns
        if turn < len(turns) and turns[turn].is_answered:
            self.conversation.choose(turn, 0)

    def reopen_as_asked(self, questions: Sequence[str], most: int) -> bool:
        """Go back to where the last of at most `most` questions were these; False: nowhere."""
        numbers = range(len(self.conversations))
        for number in sorted(numbers, key=lambda own: (own != self.current, -own)):
            asked = self.conversations[number].all_questions
            for end in range(len(asked), 0, -1):
                if asked[max(0, end - most) : end] == list(questions):
                    self.reopen(number, end - 1)
                    return True
        return False


def visit() -> Visit:
    """Return what this visitor asked so far."""
    if _STATE not in st.session_state:
        st.session_state[_STATE] = Visit()
    return cast(Visit, st.session_state[_STATE])


def request(question: str) -> None:
    """Note a question to be asked within the limits chosen; a blank one is none.

    Nor is a second click on one that waits already.
    """
    waiting = visit().conversation.waiting
    asked = Asked(question, chosen_scope())
    if question.strip() and waiting[-1:] != [asked]:
        waiting.append(asked)
