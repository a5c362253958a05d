"""The HTTP client of the service: what the web page, the evaluation and the commands use."""

import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import httpx
from httpx_sse import EventSource

from service.errors import ServiceError

TIMEOUT_SECONDS = 60.0
DOCUMENTS_LISTED = 500  # at once
Json = dict[str, Any]
Parameter = str | int | bool | Sequence[str] | None


class PolicyClient:
    """Calls a running service. Every method raises ServiceError with what to do."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        try:
            self._http = httpx.Client(
                base_url=self.url, timeout=TIMEOUT_SECONDS, verify=_certificates()
            )
        except httpx.InvalidURL as error:
            raise ServiceError(f"{url!r} is no address ({error}). Set POLICYQA_API_URL") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def ask(
        self,
        question: str,
        filters: Json | None = None,
        max_citations: int | None = None,
        history: Sequence[str] = (),
    ) -> Json:
        """Return the answer to a question; `history` are the questions asked before it."""
        body = _question(question, filters, max_citations, history)
        return self._call("POST", "/v1/ask", json=body)

    def ask_stream(
        self,
        question: str,
        filters: Json | None = None,
        max_citations: int | None = None,
        history: Sequence[str] = (),
    ) -> Iterator[tuple[str, Json]]:
        """Yield the answer to a question as it comes: `plan`, `citation`, `statement`, `answer`."""
        body = _question(question, filters, max_citations, history)
        with (
            self._reaching(),
            self._http.stream("POST", "/v1/ask/stream", json=body) as response,
        ):
            if not response.is_success:
                response.read()
                raise ServiceError(_problem_of(response), response.status_code)
            for event in EventSource(response).iter_sse():
                part: Json = event.json()
                if event.event == "error":
                    raise ServiceError(str(part["detail"]), part["status"])
                yield event.event, part

    def search(self, query: str, filters: Json | None = None, k: int = 10, **options: bool) -> Json:
        """Return the clauses that match a query; options are fold, facets and explain."""
        body = {"query": query, "filters": filters or {}, "k": k} | options
        return self._call("POST", "/v1/search", json=body)

    def documents(self, limit: int = 100, offset: int = 0, **filters: Parameter) -> Json:
        """Return a page of documents, by region, kind, issuer, q (words), dates; and sort."""
        return self._list("/v1/documents", limit=limit, offset=offset, **filters)

    def facets(self, **filters: Parameter) -> Json:
        """Return how many documents there are of each region, kind, issuer, year, collection."""
        return self._list("/v1/facets", **filters)

    def every_document(self) -> Iterator[Json]:
        """Yield all documents, listed a page at a time."""
        offset = 0
        while True:
            page = self.documents(limit=DOCUMENTS_LISTED, offset=offset)
            yield from page["items"]
            offset += len(page["items"])
            if not page["items"] or offset >= page["total"]:
                return

    def document(self, document_id: str) -> Json:
        """Return a document with its outline."""
        return self._call("GET", f"/v1/documents/{_segment(document_id)}")

    def text(self, document_id: str) -> str:
        """Return a document's normalised text."""
        return str(self._call("GET", f"/v1/documents/{_segment(document_id)}/text")["text"])

    def clauses(self, document_id: str) -> Json:
        """Return a document's clauses in reading order."""
        return self._call("GET", f"/v1/documents/{_segment(document_id)}/clauses")

    def clause(self, clause_id: str) -> Json:
        """Return one clause with its text."""
        return self._call("GET", f"/v1/clauses/{_segment(clause_id)}")

    def responsibilities(self, **filters: Parameter) -> Json:
        """Return a page of responsibilities."""
        return self._list("/v1/responsibilities", **filters)

    def units(self, **filters: Parameter) -> Json:
        """Return a page of units with how much each has to do, by region, document, q."""
        return self._list("/v1/units", **filters)

    def compare(self, **sides: Parameter) -> Json:
        """Return regions, or documents, side by side, by topic, regions, documents."""
        return self._list("/v1/compare", **sides)

    def versions(self, document_id: str) -> Json:
        """Return the versions of a document, the current one first."""
        return self._call("GET", f"/v1/documents/{_segment(document_id)}/versions")

    def changes(self, document_id: str, **revisions: Parameter) -> Json:
        """Return what changed between two versions of a document, first and second."""
        return self._list(f"/v1/documents/{_segment(document_id)}/changes", **revisions)

    def give_feedback(self, **vote: Any) -> Json:
        """Send a vote on an answer: question, vote, and what /v1/feedback takes besides."""
        return self._call("POST", "/v1/feedback", json=vote)

    def feedback(self, limit: int = 100, offset: int = 0) -> Json:
        """Return a page of votes, the newest first."""
        return self._list("/v1/feedback", limit=limit, offset=offset)

    def source(self, document_id: str) -> bytes:
        """Return a document's file as it was ingested."""
        return self._response("GET", f"/v1/documents/{_segment(document_id)}/source").content

    def targets(self, **filters: Parameter) -> Json:
        """Return a page of targets, by region, document, indicator, due_by (an ISO date)."""
        return self._list("/v1/targets", **filters)

    def incentives(self, **filters: Parameter) -> Json:
        """Return a page of incentives, by region, document, q (words of them)."""
        return self._list("/v1/incentives", **filters)

    def conditions(self, **filters: Parameter) -> Json:
        """Return a page of conditions, by region, document, q (words of them)."""
        return self._list("/v1/conditions", **filters)

    def validity(self, **filters: Parameter) -> Json:
        """Return a page of statements of validity, by region, document, kind."""
        return self._list("/v1/validity", **filters)

    def upload(self, name: str, data: bytes) -> Json:
        """Send a file and return its job."""
        return self._call("POST", "/v1/documents", files={"file": (name, data)})

    def job(self, job_id: str) -> Json:
        """Return what became of an upload."""
        return self._call("GET", f"/v1/jobs/{_segment(job_id)}")

    def delete(self, document_id: str) -> None:
        """Remove a document."""
        self._call("DELETE", f"/v1/documents/{_segment(document_id)}")

    def ready(self) -> Json:
        """Return what the service holds."""
        return self._call("GET", "/readyz")

    def _list(self, path: str, **parameters: Parameter) -> Json:
        given = {name: value for name, value in parameters.items() if value is not None}
        return self._call("GET", path, params=given)

    def _call(self, method: str, path: str, **arguments: Any) -> Json:
        response = self._response(method, path, **arguments)
        if not response.content:
            return {}
        try:
            body: Json = response.json()
        except ValueError as error:
            raise ServiceError(
                f"what answers at {self.url} is not policyqa: {response.text[:80]!r}. "
                "Set POLICYQA_API_URL to the address of `policyqa serve`"
            ) from error
        return body

    def _response(self, method: str, path: str, **arguments: Any) -> httpx.Response:
        with self._reaching():
            response = self._http.request(method, path, **arguments)
        if not response.is_success:
            raise ServiceError(_problem_of(response), response.status_code)
        return response

    @contextmanager
    def _reaching(self) -> Iterator[None]:
        """Turn what keeps the service from answering into an error that says what to do."""
        try:
            yield
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ServiceError(
                f"the service at {self.url} does not answer ({error}). "
                "Start it with `policyqa serve`, or set POLICYQA_API_URL"
            ) from error


@cache
def _certificates() -> ssl.SSLContext:
    """Return the authorities trusted; reading them takes 20 ms, more than most calls."""
    return httpx.create_ssl_context()


def _segment(identifier: str) -> str:
    """Return an id as one segment of a path, whatever characters it has."""
    return quote(identifier, safe="").replace(".", "%2E")  # . and .. would be parts of a path


def _question(
    question: str, filters: Json | None, max_citations: int | None, history: Sequence[str]
) -> Json:
    return {
        "question": question,
        "filters": filters or {},
        "max_citations": max_citations,
        "history": [{"question": earlier} for earlier in history],
    }


def _problem_of(response: httpx.Response) -> str:
    if response.has_redirect_location:
        return (
            f"{response.url} leads on to {response.headers['location']}. "
            "Set POLICYQA_API_URL to the address of `policyqa serve`"
        )
    try:
        body = response.json()
    except ValueError:
        body = None  # an error page of something in between
    if isinstance(body, dict) and "detail" in body:
        return str(body["detail"])
    return f"HTTP {response.status_code}: {response.text[:200]}"
