"""One document: its outline, its text with facts marked in colour, its versions, its removal."""

import streamlit as st

from service.errors import ServiceError
from ui.connection import Json, connected
from ui.document_details import document_line, show_document_details
from ui.library.changes_view import show_changes
from ui.library.opened import close_document
from ui.library.reading_view import show_reading
from ui.markup import element, text_element
from ui.notices import show_nothing
from ui.pages import page_named
from ui.texts import Wording

_PROBLEM = "library_problem"  # why the document could not be deleted


def show_document(wording: Wording, document_id: str, revision: str) -> None:
    """Show the document of an id, or that there is none. Raises ServiceError."""
    words = wording.library
    st.button(words.back, key="library_back", icon=":material/arrow_back:", on_click=close_document)
    try:
        with connected() as client:
            document = client.document(document_id)
            versions = client.versions(document_id)["items"]
    except ServiceError as error:
        if error.status != 404:
            raise
        show_nothing(words.gone)
        return
    known = document_line(document, "doc_number", "issuer", "region", "issued_on")
    st.html(
        element(
            "div",
            text_element("h2", document["title"], css_class="pq-question"),
            text_element("p", known, css_class="pq-note"),
            lang="zh",
        )
    )
    _show_tools(wording, document)
    show_document_details(wording, document)
    views = [words.text, words.changes.format(count=len(versions))]
    view = st.segmented_control(
        words.view,
        views,
        default=views[0],
        required=True,
        key=f"library_view_{document_id}",
        label_visibility="collapsed",
    )
    if view == views[0]:
        show_reading(wording, document, revision)
    else:
        show_changes(wording, document, versions)


def _show_tools(wording: Wording, document: Json) -> None:
    words = wording.library
    with st.container(key="document_tools", horizontal=True, gap="small"):
        st.page_link(
            page_named("questions"),
            label=words.ask_about,
            query_params={"document": document["id"]},
            icon=":material/forum:",
        )
        st.download_button(
            words.download,
            lambda: _source(document["id"]),
            file_name=document["source_name"].rsplit("/", 1)[-1],
            key="library_source",
            on_click="ignore",
        )
        if st.button(words.delete, key="library_delete", icon=":material/delete:"):
            _confirm(wording, document)


def _source(document_id: str) -> bytes:
    with connected() as client:
        return client.source(document_id)


def _confirm(wording: Wording, document: Json) -> None:
    words = wording.library

    @st.dialog(words.delete_title)
    def confirm() -> None:
        st.html(
            element(
                "div",
                text_element("p", words.delete_question),
                text_element("p", document["title"], css_class="pq-title"),
            )
        )
        problem = st.session_state.pop(_PROBLEM, None)
        if problem:
            st.html(text_element("p", problem, css_class="pq-note pq-warning", role="alert"))
        left, right = st.columns(2)
        is_gone = left.button(
            words.delete_yes,
            key="delete_yes",
            type="primary",
            width="stretch",
            on_click=_delete,
            args=(document["id"],),
        )
        is_kept = right.button(words.delete_no, key="delete_no", width="stretch")
        if is_kept or (is_gone and problem is None):
            st.rerun()

    confirm()


def _delete(document_id: str) -> None:
    try:
        with connected() as client:
            client.delete(document_id)
    except ServiceError as error:
        st.session_state[_PROBLEM] = str(error)
        return
    close_document()
