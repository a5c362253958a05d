"""HTML made of escaped text: what a document or a question says never becomes markup."""

import re
from html import escape
from typing import NewType

Html = NewType("Html", str)

WORD_JOINER = "\u2060"  # invisible; keeps `:name:`, `--` and `->` from being read as codes
ASCII_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def escaped(text: object) -> Html:
    """Return text as HTML that shows it as it is."""
    return Html(escape(str(text)))


def element(name: str, *children: Html, **attributes: str) -> Html:
    """Return an element; `css_class` becomes `class`, other underscores become hyphens."""
    written = "".join(
        f' {"class" if key == "css_class" else key.replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
    )
    return Html(f"<{name}{written}>{''.join(children)}</{name}>")


def text_element(name: str, text: object, **attributes: str) -> Html:
    """Return an element that holds text."""
    return element(name, escaped(text), **attributes)


def joined(*parts: Html) -> Html:
    """Return pieces of HTML one after the other."""
    return Html("".join(parts))


def plain_label(text: str) -> str:
    """Return text for a widget's label, which Streamlit reads as Markdown, so that it stays plain.

    A backslash alone does not stop emoji codes, directives and typographic replacements; a word
    joiner after each sign does.
    """
    return ASCII_PUNCTUATION.sub(rf"\\\1{WORD_JOINER}", text)
