"""Bad input gets a problem that says what to do, and the service goes on."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from service.client import PolicyClient
from service.errors import ServiceError
from tests.conftest import run_policyqa, running_service
from tests.zip_files import zipped


@pytest.fixture(scope="module")
def http(service_url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=service_url, timeout=30) as opened:
        yield opened


def problem(response: httpx.Response, status: int) -> dict[str, Any]:
    """Check that a response is a problem by RFC 9457 and return it."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["status"] == status
    assert body["type"].startswith("urn:policyqa:problem:")
    assert body["title"]
    assert body["detail"]
    return body


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"question": ""}, "question"),
        ({"question": " 　\n"}, "question"),
        ({"question": "问" * 10_001}, "10001 characters, at most 10000"),
        ({}, "question: Field required"),
        ({"question": 5}, "question: Input should be a valid string"),
        ({"question": "a", "filters": {"colour": ["red"]}}, "filters.colour: unknown field"),
        ({"question": "a", "filters": {"regions": "重庆市"}}, "filters.regions"),
        ({"question": "a", "filters": {"issued_from": "yesterday"}}, "filters.issued_from"),
        ({"question": "a", "max_citations": 0}, "max_citations"),
        ({"question": "a", "sources": []}, "sources: unknown field"),
        ([], "body"),
    ],
)
def test_bad_questions(http: httpx.Client, body: Any, words: str) -> None:
    assert words in problem(http.post("/v1/ask", json=body), 422)["detail"]


def test_malformed_json(http: httpx.Client) -> None:
    response = http.post(
        "/v1/ask", content=b'{"question": ', headers={"content-type": "application/json"}
    )
    assert "not JSON" in problem(response, 400)["detail"]


@pytest.mark.parametrize("k", [0, -1, 10_000_000, "many"])
def test_bad_k(http: httpx.Client, k: Any) -> None:
    assert "k:" in problem(http.post("/v1/search", json={"query": "建筑", "k": k}), 422)["detail"]


@pytest.mark.parametrize(
    "path",
    [
        "/v1/documents/nope",
        "/v1/documents/nope/text",
        "/v1/documents/nope/clauses",
        "/v1/documents/nope/source",
        "/v1/clauses/nope",
        "/v1/jobs/nope",
        "/v1/responsibilities?document=nope",
    ],
)
def test_unknown_ids(http: httpx.Client, path: str) -> None:
    assert "'nope'" in problem(http.get(path), 404)["detail"]


@pytest.mark.parametrize(
    "path", ["/v1/responsibilities?role=boss", "/v1/documents?limit=0", "/v1/documents?offset=-1"]
)
def test_bad_parameters(http: httpx.Client, path: str) -> None:
    problem(http.get(path), 422)


def test_unknown_paths_and_methods(http: httpx.Client) -> None:
    assert "/docs" in problem(http.get("/v1/nothing"), 404)["detail"]
    problem(http.get("/v1/ask"), 405)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b"MZ\x90\x00\x03"),
        ("a.exe", "一、总则".encode()),
        ("a.txt", b""),
        ("a.docx", b"MZ\x90\x00\x03"),
        ("a.zip", "一、总则".encode()),
        ("noextension", "一、总则".encode()),
    ],
)
def test_a_file_that_is_not_what_its_name_says(http: httpx.Client, name: str, data: bytes) -> None:
    response = http.post("/v1/documents", files={"file": (name, data)})
    assert name in problem(response, 415)["detail"]


SMALL_UPLOADS = 2000


@pytest.fixture(scope="module")
def small_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A service that takes small uploads alone, with no documents yet."""
    data = tmp_path_factory.mktemp("small") / "data"
    with (
        running_service(data, max_upload_bytes=SMALL_UPLOADS) as url,
        httpx.Client(base_url=url, timeout=30) as opened,
    ):
        yield opened


@pytest.mark.parametrize("size", [SMALL_UPLOADS + 1, 50_000_000])
def test_a_file_that_is_too_large(small_service: httpx.Client, size: int) -> None:
    file = ("a.txt", b"1" * size)
    detail = problem(small_service.post("/v1/documents", files={"file": file}), 413)["detail"]
    assert "2000 bytes" in detail


def test_a_body_of_unstated_length_that_is_too_large(small_service: httpx.Client) -> None:
    # A part that is well formed as far as it goes: however it arrives, only its length is wrong
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
    response = small_service.post(
        "/v1/documents",
        content=iter([head, *([b"1" * 1000] * 100)]),
        headers={"content-type": "multipart/form-data; boundary=x"},
    )
    problem(response, 413)


def job_of(http: httpx.Client, name: str, data: bytes) -> dict[str, Any]:
    """Upload a file and return its job when it has ended."""
    response = http.post("/v1/documents", files={"file": (name, data)})
    assert response.status_code == 202, response.text
    job: dict[str, Any] = response.json()
    while job["status"] in ("queued", "running"):
        time.sleep(0.02)
        job = http.get(f"/v1/jobs/{job['id']}").json()
    return job


@pytest.mark.parametrize(
    ("name", "data", "stage", "words"),
    [
        ("a.txt", b"\xff\xff\xff", "read", "cannot be decoded"),
        ("a.txt", "\u200b".encode(), "clean", "no text"),
        ("a.zip", zipped(("../a.txt", b"1")), "unpack", "leads out of the archive"),
        ("a.zip", zipped(("a.txt", bytes(100_000))), "unpack", "zip bomb"),
        ("a.zip", zipped(("a.txt", b"\xff\xff")), "read", "a.zip/a.txt"),
        ("a.jsonl", b'{"id": 1}', "read", "a.jsonl line 1"),
        ("a.jsonl", b"\n", "read", "empty"),
    ],
)
def test_a_file_that_cannot_be_read_fails_its_job_with_the_reason(
    small_service: httpx.Client, name: str, data: bytes, stage: str, words: str
) -> None:
    job = job_of(small_service, name, data)
    assert (job["status"], job["stage"], job["document_ids"]) == ("failed", stage, [])
    assert words in job["error"]
    assert name in job["error"]
    assert small_service.get("/v1/documents").json()["total"] == 0


@pytest.mark.parametrize(
    "question",
    ["，。！？", "😀😀", "\x07\x00", "SELECT * FROM documents; --", "<script>alert(1)</script>"],
)
def test_odd_questions_are_refused_plainly(client: PolicyClient, question: str) -> None:
    assert client.ask(question)["status"] == "not_found"


def test_the_service_goes_on(client: PolicyClient) -> None:
    assert client.ask("重庆市推广BIM技术由哪个单位牵头？")["status"] == "answered"


def test_an_empty_corpus_starts_and_says_so(other_service: PolicyClient) -> None:
    ready = other_service.ready()
    assert ready["documents"] == 0
    assert "policyqa ingest" in ready["message"]
    answer = other_service.ask("重庆市推广BIM技术由哪个单位牵头？")
    assert (answer["status"], answer["reason"]) == ("not_found", "no_documents")
    assert other_service.search("建筑")["items"] == []
    assert other_service.documents() == {"items": [], "total": 0}
    assert other_service.responsibilities() == {"items": [], "total": 0}


def test_a_client_says_what_the_problem_was(client: PolicyClient) -> None:
    with pytest.raises(ServiceError, match="'nope'") as caught:
        client.document("nope")
    assert caught.value.status == 404


def test_a_client_without_a_service_says_what_to_do() -> None:
    with (
        PolicyClient("http://127.0.0.1:1") as nobody,
        pytest.raises(ServiceError, match="policyqa serve"),
    ):
        nobody.ready()


def test_an_address_that_is_none_or_not_ours_is_said_so(service_url: str) -> None:
    with pytest.raises(ServiceError, match="POLICYQA_API_URL"):
        PolicyClient("http://[bad").ready()
    with (
        PolicyClient(f"{service_url}/docs?x=") as page,
        pytest.raises(ServiceError, match="not policyqa"),
    ):
        page.ready()


def test_unknown_settings_are_refused(tmp_path: Path) -> None:
    done = run_policyqa("search", "x", data=tmp_path / "d", colour="red")
    assert done.returncode == 1
    assert "unknown setting POLICYQA_COLOUR" in done.stderr
    assert "Traceback" not in done.stderr
