"""Ways to carry an answer elsewhere: copied as text or Markdown, as a Word file, as a link."""

from collections.abc import Mapping
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from ui.components import show_actions
from ui.exports.answers import SharedAnswer, as_markdown, as_text
from ui.exports.word import as_word
from ui.questions.conversation import (
    DOCUMENTS_PARAMETER,
    QUESTIONS_PARAMETER,
    Conversation,
)
from ui.questions.scope import (
    IN_FORCE_KEY,
    ISSUED_FROM_KEY,
    ISSUED_TO_KEY,
    REGIONS_KEY,
)
from ui.texts import LANGUAGE_NAMES, Wording
from ui.visit import LANGUAGE_KEY, language

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FILE_NAME_LENGTH = 30


def show_sharing(
    wording: Wording, conversation: Conversation, number: int, key: str, titles: Mapping[str, str]
) -> None:
    """Show the buttons that copy an answer with its citations, or save it."""
    turn = conversation.turns[number]
    assert turn.answer is not None
    limits = turn.asked.scope.words(wording, titles)
    shared = SharedAnswer(wording.sharing, turn.answer, limits, turn.at)
    with st.container(key=f"sharing_{key}", horizontal=True, gap="small"):
        show_actions(
            [
                ("text", wording.sharing.copy_text, as_text(shared)),
                ("markdown", wording.sharing.copy_markdown, as_markdown(shared)),
                ("link", wording.sharing.copy_link, link_to(conversation, number)),
            ],
            wording.sharing.copied,
            wording.sharing.not_copied,
            key=f"actions_{key}",
        )
        st.download_button(
            wording.sharing.word,
            partial(as_word, shared),
            file_name=f"{_file_name(turn.asked.question)}.docx",
            mime=WORD_TYPE,
            key=f"word_{key}",
            on_click="ignore",
        )


def link_to(conversation: Conversation, number: int) -> str:
    """Return the query of an address that asks a question of a conversation again.

    With the questions before it, on which it may lean, and with its limits.
    """
    scope = conversation.turns[number].asked.scope
    parameters = [(QUESTIONS_PARAMETER, text) for text in conversation.questions[: number + 1]]
    parameters += [(REGIONS_KEY, region) for region in scope.regions]
    parameters += [(DOCUMENTS_PARAMETER, document) for document in scope.documents]
    for name, day in (
        (ISSUED_FROM_KEY, scope.issued_from),
        (ISSUED_TO_KEY, scope.issued_to),
        (IN_FORCE_KEY, scope.in_force_on),
    ):
        if day:
            parameters.append((name, day))
    parameters.append((LANGUAGE_KEY, LANGUAGE_NAMES[language()]))
    return f"?{urlencode(parameters)}"


def _file_name(question: str) -> str:
    """Return a question as a file may be named: letters and digits of any script."""
    kept = "".join(letter if letter.isalnum() else " " for letter in question)
    return "-".join(kept.split())[:FILE_NAME_LENGTH] or "answer"
