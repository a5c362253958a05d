"""The page 文库: the list of documents with upload, or the document chosen."""

from service.errors import ServiceError
from ui.connection import readiness, revision_of
from ui.library.document_page import show_document
from ui.library.list_view import show_list
from ui.library.opened import opened_document
from ui.library.upload_view import show_upload
from ui.notices import show_empty, show_problem
from ui.texts import Wording


def show_library_page(wording: Wording) -> None:
    """Show the document that the address names, else all of them and how to add some."""
    try:
        document_id = opened_document()
        if document_id:
            show_document(wording, document_id, revision_of(readiness()))
            return
        show_upload(wording)
        ready = readiness()  # after the upload: what came is listed at once
        if ready["documents"]:
            show_list(wording, revision_of(ready))
        else:
            show_empty(wording)
    except ServiceError as error:
        show_problem(wording, error)
