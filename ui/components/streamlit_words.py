"""Streamlit's own English words in the language of the page: it has no setting for them."""

from collections.abc import Mapping

from ui.components.base import component


def show_streamlit_in(words: Mapping[str, str], patterns: Mapping[str, str], language: str) -> None:
    """Write Streamlit's own words as another language does, whatever it draws from here on.

    `words` are whole texts, labels and placeholders; `patterns` are regular expressions, with $1
    in what stands for them. The page says which language it is in to the browser.
    """
    data = {"words": dict(words), "patterns": dict(patterns), "language": language}
    component("streamlit_words")(key="streamlit_words", data=data)
