"""What a job tells while a file is read, and where one failed."""

from typing import Any

import pytest

from service.client import PolicyClient
from tests.conftest import POLICIES
from tests.zip_files import zipped

STAGES = [
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
]
ENDED = ("done", "failed")


def followed(service: PolicyClient, name: str, data: bytes) -> list[dict[str, Any]]:
    """Return what a job said from its beginning to its end."""
    said = [service.upload(name, data)]
    while said[-1]["status"] not in ENDED:
        said.append(service.job(said[0]["id"]))
    return said


def test_an_upload_goes_through_its_stages_and_counts_its_files(own_service: PolicyClient) -> None:
    policies = sorted(POLICIES.glob("*.txt"))
    data = zipped(*((f"{n}/{own.name}", own.read_bytes()) for n in range(2) for own in policies))
    said = followed(own_service, "policies.zip", data)
    counts = [job["files_read"] for job in said]
    assert counts == sorted(counts)
    assert (counts[0], counts[-1]) == (0, 2 * len(policies))
    assert any(0 < count < counts[-1] for count in counts)
    assert {job["stage"] for job in said} <= set(STAGES)
    assert said[0]["stage"] == "waiting"
    assert {"done"} == {job["status"] for job in said if job["stage"] == "searchable"}
    of_reading = set(STAGES[2:]) - {"searchable"}
    assert any(job["status"] == "running" and job["stage"] in of_reading for job in said)
    assert own_service.documents()["total"] >= len(said[-1]["document_ids"]) == counts[-1]


def test_one_file_is_counted_and_searchable_at_the_end(own_service: PolicyClient) -> None:
    job = followed(own_service, "种树.txt", "一、种树\n在荒坡种植刺槐。".encode())[-1]
    assert (job["status"], job["stage"], job["files_read"]) == ("done", "searchable", 1)
    found = own_service.search("荒坡刺槐", {"documents": job["document_ids"]})["items"]
    assert [hit["document"]["id"] for hit in found] == [job["document_id"]]


def test_the_same_file_again_is_searchable_as_before(own_service: PolicyClient) -> None:
    data = "一、种草\n种草百亩。".encode()
    first, second = (followed(own_service, "种草.txt", data)[-1] for _ in range(2))
    assert first["id"] != second["id"]
    named = ("status", "stage", "document_ids", "error")
    assert [first[name] for name in named] == [second[name] for name in named]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("空.txt", b" \n "),
        ("乱码.txt", b"\xff\xfe\x00"),
        ("不是.docx", zipped(("hello.xml", b"<a/>"))),
        ("断.pdf", b"%PDF-1.4 broken"),
        ("行.jsonl", b'{"id": "a"}\n'),
    ],
)
def test_a_bad_file_fails_where_it_is_read(
    own_service: PolicyClient, name: str, data: bytes
) -> None:
    before = own_service.documents()["total"]
    job = followed(own_service, name, data)[-1]
    assert (job["status"], job["stage"]) == ("failed", "read")
    assert name in job["error"]
    assert ": read: " in job["error"]
    assert (job["document_id"], job["document_ids"]) == (None, [])
    assert own_service.documents()["total"] == before


def test_a_bad_file_of_an_archive_does_not_stop_the_others(own_service: PolicyClient) -> None:
    good = "一、修路\n修建林区道路十公里。".encode()
    data = zipped(("a/坏.txt", b"\xff\xfe\x00"), ("b/好.txt", good), ("c/图.bmp", b"BM"))
    job = followed(own_service, "夹杂.zip", data)[-1]
    assert (job["status"], job["stage"], job["error"]) == ("done", "searchable", None)
    assert [own.partition(":")[0] for own in job["failed"]] == ["夹杂.zip/a/坏.txt"]
    assert job["skipped"] == ["夹杂.zip/c/图.bmp"]
    assert own_service.document(job["document_id"])["source_name"] == "夹杂.zip/b/好.txt"


def test_an_archive_of_bad_files_fails_as_the_first_of_them(own_service: PolicyClient) -> None:
    data = zipped(("a.txt", b" "), ("b.pdf", b"%PDF-1.4 broken"))
    job = followed(own_service, "全坏.zip", data)[-1]
    assert (job["status"], job["stage"]) == ("failed", "read")
    assert len(job["failed"]) == 2
    assert job["error"] == job["failed"][0]
    assert job["error"].startswith("全坏.zip/a.txt: read: ")
