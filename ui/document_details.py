"""A document's own data, each with where it comes from: its text, or the catalogue beside it."""

import streamlit as st

from ui.connection import Json
from ui.markup import Html, element, joined, text_element
from ui.texts import Wording


def document_line(document: Json, *names: str) -> str:
    """Return what is known of a document under some names, in one line."""
    return " · ".join(document[name] for name in names if document[name])


def show_document_details(wording: Wording, document: Json) -> None:
    """Show a document's fields and its source file, folded."""
    rows = [_field(wording, document, name, label) for name, label in wording.fields.items()]
    rows += [
        _row(label, text_element("span", document[name]))
        for name, label in wording.file_fields.items()
        if document[name]
    ]
    with st.expander(wording.document_details, key="document_details"):
        st.html(element("dl", *rows, css_class="pq-fields"))


def _field(wording: Wording, document: Json, name: str, label: str) -> Html:
    value = document[name]
    if value is None:
        return _row(label, text_element("span", wording.not_stated, css_class="pq-null"))
    catalogued = document["origins"].get(name) == "catalogue"
    origin = text_element(
        "span",
        wording.origin_catalogue if catalogued else wording.origin_text,
        css_class="pq-origin pq-catalogue" if catalogued else "pq-origin",
    )
    return _row(label, joined(text_element("span", value), origin))


def _row(label: str, value: Html) -> Html:
    return joined(text_element("dt", label), element("dd", value))
