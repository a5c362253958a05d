"""Files dropped in the library are sent once, beside whatever the visitor does meanwhile."""

import time

from service.client import PolicyClient
from tests.conftest import free_port
from tests.ui.conftest import RUN_SECONDS, OpenApp, html
from ui.library.uploads import Uploads
from ui.texts.chinese import CHINESE

FILES = [
    (f"{name}.txt", f"某某市人民政府关于促进{name}发展的意见\n\n一、任务\n发展{name}。\n".encode())
    for name in ("林业", "渔业", "牧业")
]


def ended(uploads: Uploads) -> Uploads:
    until = time.monotonic() + RUN_SECONDS
    while not uploads.are_ended and time.monotonic() < until:
        time.sleep(0.02)
    return uploads


def test_files_of_a_drop_are_sent_once_and_in_their_order(other_service: PolicyClient) -> None:
    uploads = Uploads(other_service.url)
    uploads.take(0, FILES[:2])
    uploads.take(0, FILES[:2])  # by a run of the page that a click began meanwhile
    uploads.take(1, FILES[2:])
    ended(uploads)
    names = [name for name, _ in FILES]
    assert [own.name for own in uploads.all] == [names[2], *names[:2]]
    assert {own.job["status"] for own in uploads.all if own.job} == {"done"}
    assert not any(own.data for own in uploads.all)
    ids = [own.job["document_ids"] for own in uploads.all if own.job]
    listed = other_service.documents()["items"]
    assert sorted(ids) == sorted([own["id"]] for own in listed)
    assert other_service.ready()["revision"] == len(FILES)


def test_a_file_that_cannot_be_sent_says_why_and_the_others_are_tried() -> None:
    uploads = Uploads(f"http://127.0.0.1:{free_port()}")
    uploads.take(0, FILES[:2])
    ended(uploads)
    for own in uploads.all:
        assert own.job is not None
        assert (own.job["status"], own.job["stage"]) == ("failed", "upload")
        assert "policyqa serve" in own.job["error"]


def test_the_page_shows_what_became_of_a_file_dropped(
    app: OpenApp, other_service: PolicyClient
) -> None:
    page = app(other_service.url, "library")
    name, data = FILES[0]
    page.file_uploader[0].upload(name, data, "text/plain").run()
    ended(page.session_state["uploads"])
    page.run()
    assert not page.exception
    assert CHINESE.library.upload_done in html(page)
    assert page.file_uploader[0].value == []
    page.button(key="uploaded_0").click().run()
    assert CHINESE.library.back in [button.label for button in page.button]
