"""Upload by drag and drop: how far each file has come, and why one failed."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from service.errors import ServiceError
from ui.connection import Json, connected
from ui.library.opened import open_document
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
POLL_SECONDS = 0.15
ENDED = ("done", "failed")
_QUEUE, _DONE, _ROUND = "upload_queue", "uploads", "upload_round"


@dataclass
class _Upload:
    """A file on its way; without its bytes once the service has it."""

    name: str
    data: bytes
    job: Json | None = None


def show_upload(wording: Wording) -> None:
    """Show where files are dropped; those dropped are sent, one after another.

    What a click elsewhere on the page interrupts goes on in the run after it.
    """
    words = wording.library
    state = st.session_state
    queue: list[_Upload] = state.setdefault(_QUEUE, [])
    done: list[Json] = state.setdefault(_DONE, [])
    state.setdefault(_ROUND, 0)
    with st.expander(words.upload, key="upload", expanded=bool(queue or done)):
        files = st.file_uploader(
            words.upload_label,
            accept_multiple_files=True,
            key=f"upload_{state[_ROUND]}",
            help=words.upload_help,
        )
        if files:
            queue.extend(_Upload(file.name, file.getvalue()) for file in files)
            state[_ROUND] += 1  # an empty box, so that nothing is sent twice
            st.rerun()
        if queue:
            while queue:
                ended = _sent(wording, queue[0])
                done.insert(0, {"file": queue.pop(0).name} | ended)
            st.rerun()
        _show_done(wording, done)


def _sent(wording: Wording, upload: _Upload) -> Json:
    """Send a file and follow its job to the end; return what became of it."""
    words = wording.library
    name = plain_label(upload.name)
    bar = st.progress(0.0, words.uploading.format(file=name))
    try:
        with connected() as client:
            if upload.job is None:
                upload.job = client.upload(upload.name, upload.data)
                upload.data = b""
            while upload.job["status"] not in ENDED:
                bar.progress(*_how_far(wording, upload.job, name))
                time.sleep(POLL_SECONDS)
                upload.job = client.job(upload.job["id"])
            ended = upload.job
    except ServiceError as error:
        ended = {"status": "failed", "stage": "upload", "error": str(error), "document_ids": []}
    bar.empty()
    return ended


def _how_far(wording: Wording, job: Json, name: str) -> tuple[float, str]:
    """Return how far a job has come, 0 to 1, and in words."""
    words = wording.library
    stage = words.stages.get(job["stage"], job["stage"])
    place = STAGES.index(job["stage"]) if job["stage"] in STAGES else 0
    read = words.files_read.format(count=job["files_read"]) if job["files_read"] > 1 else ""
    return (place + 1) / len(STAGES), wording.named.format(name=name, text=f"{stage}{read}")


def _show_done(wording: Wording, done: Sequence[Json]) -> None:
    words = wording.library
    for number, own in enumerate(done):
        stage = words.stages.get(own["stage"], own["stage"])
        is_done = own["status"] == "done"
        result = words.upload_done if is_done else words.upload_failed.format(stage=stage)
        failed = [own["error"]] if own.get("error") else list(own.get("failed", ()))
        st.html(
            element(
                "div",
                text_element("strong", own["file"]),
                text_element("p", result),
                *(text_element("p", reason, css_class="pq-note") for reason in failed),
                css_class="pq-upload" if is_done else "pq-upload pq-failed",
                role="status" if is_done else "alert",
            )
        )
        if len(own["document_ids"]) == 1:
            st.button(
                wording.open_document,
                key=f"uploaded_{number}",
                on_click=open_document,
                args=(own["document_ids"][0],),
            )
