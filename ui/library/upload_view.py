"""Upload by drag and drop: how far each file has come, and why one failed."""

import time
from collections.abc import Sequence
from typing import Any

import streamlit as st

from service.client import PolicyClient
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
_DONE = "uploads"
_ROUND = "upload_round"


def show_upload(wording: Wording) -> None:
    """Show where files are dropped; those dropped are sent in this run, one after another."""
    words = wording.library
    state = st.session_state
    state.setdefault(_DONE, [])
    state.setdefault(_ROUND, 0)
    with st.expander(words.upload, key="upload", expanded=bool(state[_DONE])):
        files = st.file_uploader(
            words.upload_label,
            accept_multiple_files=True,
            key=f"upload_{state[_ROUND]}",
            help=words.upload_help,
        )
        if files:
            state[_DONE] = [_sent(wording, file) for file in files] + state[_DONE]
            state[_ROUND] += 1  # an empty box, so that nothing is sent twice
            st.rerun()
        _show_done(wording, state[_DONE])


def _sent(wording: Wording, file: Any) -> Json:
    """Send a file and follow its job to the end; return what became of it."""
    words = wording.library
    name = plain_label(file.name)
    bar = st.progress(0.0, words.uploading.format(file=name))
    try:
        with connected() as client:
            job = _followed(wording, client, client.upload(file.name, file.getvalue()), bar, name)
    except ServiceError as error:
        job = {"status": "failed", "stage": "upload", "error": str(error), "document_ids": []}
    bar.empty()
    return {"file": file.name} | job


def _followed(wording: Wording, client: PolicyClient, job: Json, bar: Any, name: str) -> Json:
    words = wording.library
    while job["status"] not in ENDED:
        stage = words.stages.get(job["stage"], job["stage"])
        place = STAGES.index(job["stage"]) if job["stage"] in STAGES else 0
        read = words.files_read.format(count=job["files_read"]) if job["files_read"] > 1 else ""
        bar.progress((place + 1) / len(STAGES), f"{name}：{stage}{read}")
        time.sleep(POLL_SECONDS)
        job = client.job(job["id"])
    return job


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
