"""Upload by drag and drop: how far each file has come, and why one failed."""

from typing import cast

import streamlit as st

from ui.connection import Json, api_url
from ui.library.opened import open_document
from ui.library.uploads import Upload, Uploads
from ui.markup import element, plain_label, text_element
from ui.texts import Wording

STAGES = (
    "waiting",
    "read",
    "clean",
    "outline",
    "metadata",
    "responsibilities",
    "targets",
    "incentives",
    "conditions",
    "embed",
    "store",
    "index",
    "searchable",
)
REDRAWN_SECONDS = 0.3
_STATE = "uploads"


def show_upload(wording: Wording) -> None:
    """Show where files are dropped, and what becomes of those that were."""
    words = wording.library
    uploads = _uploads()
    with st.expander(words.upload, key="upload", expanded=bool(uploads.all)):
        files = st.file_uploader(
            words.upload_label,
            accept_multiple_files=True,
            key=f"upload_{uploads.drops}",
            help=words.upload_help,
        )
        if files:
            uploads.take(uploads.drops, [(file.name, file.getvalue()) for file in files])
            st.rerun()  # with an empty box
        were_ended = uploads.are_ended
        redrawn = None if were_ended else REDRAWN_SECONDS

        @st.fragment(run_every=redrawn)
        def show_all() -> None:
            for number, upload in enumerate(uploads.all):
                _show(wording, upload, number)
            if uploads.are_ended and not were_ended:
                st.rerun()  # what came is listed

        show_all()


def _uploads() -> Uploads:
    if _STATE not in st.session_state:
        st.session_state[_STATE] = Uploads(api_url())
    return cast(Uploads, st.session_state[_STATE])


def _show(wording: Wording, upload: Upload, number: int) -> None:
    if upload.job is not None and upload.is_ended:
        _show_ended(wording, upload.name, upload.job, number)
    else:
        st.progress(*_how_far(wording, upload))


def _how_far(wording: Wording, upload: Upload) -> tuple[float, str]:
    """Return how far an upload has come, 0 to 1, and in words."""
    words = wording.library
    name, job = plain_label(upload.name), upload.job
    if job is None and upload.is_sending:
        return 0.0, words.uploading.format(file=name)
    if job is None:
        return 0.0, wording.named.format(name=name, text=words.stages["waiting"])
    stage = words.stages.get(job["stage"], job["stage"])
    place = STAGES.index(job["stage"]) if job["stage"] in STAGES else 0
    read = words.files_read.format(count=job["files_read"]) if job["files_read"] > 1 else ""
    return (place + 1) / len(STAGES), wording.named.format(name=name, text=f"{stage}{read}")


def _show_ended(wording: Wording, name: str, job: Json, number: int) -> None:
    words = wording.library
    stage = words.stages.get(job["stage"], job["stage"])
    is_done = job["status"] == "done"
    result = words.upload_done if is_done else words.upload_failed.format(stage=stage)
    failed = [job["error"]] if job.get("error") else list(job.get("failed", ()))
    st.html(
        element(
            "div",
            text_element("strong", name),
            text_element("p", result),
            *(text_element("p", reason, css_class="pq-note") for reason in failed),
            css_class="pq-upload" if is_done else "pq-upload pq-failed",
            role="status" if is_done else "alert",
        )
    )
    (document_id,) = job["document_ids"] if len(job["document_ids"]) == 1 else (None,)
    if document_id and st.button(wording.open_document, key=f"uploaded_{number}"):
        open_document(document_id)
        st.rerun()
