"""Errors as RFC 9457 problem details: what was wrong with which value, and what to do."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from index.errors import IndexingError, UnknownDocumentError

MEDIA_TYPE = "application/problem+json"
TYPE_PREFIX = "urn:policyqa:problem:"


class ProblemBody(BaseModel):
    """An error as RFC 9457 describes it."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[dict[str, str]] = []


def fault() -> ProblemBody:
    """Return the problem of a fault of ours."""
    detail = "A fault of the service; its log has the details. Please report it."
    return ProblemBody(
        type=f"{TYPE_PREFIX}fault", title="The service failed", status=500, detail=detail
    )


def described(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the OpenAPI entries of the problems that an endpoint may answer with."""
    schema = {"schema": {"$ref": "#/components/schemas/ProblemBody"}}
    return {
        status: {
            "model": ProblemBody,
            "description": HTTPStatus(status).phrase,
            "content": {MEDIA_TYPE: schema},
        }
        for status in statuses
    }


class Problem(HTTPException):
    """Raised in a route, or while its body is taken in, and returned to the client as it is."""

    def __init__(self, status: int, kind: str, title: str, detail: str) -> None:
        super().__init__(status, detail)
        self.status = status
        self.kind = kind
        self.title = title
        self.detail = detail


def not_found(what: str, value: str, where: str) -> Problem:
    """Return the problem of an unknown id."""
    return Problem(404, "unknown-id", f"Unknown {what}", f"No {what} has the id {value!r}. {where}")


def install(app: FastAPI) -> None:
    """Make every error of an app a problem."""

    @app.exception_handler(Problem)
    async def on_problem(request: Request, problem: Problem) -> JSONResponse:
        return _response(problem.status, problem.kind, problem.title, problem.detail)

    @app.exception_handler(RequestValidationError)
    async def on_invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        errors = [_described(item) for item in error.errors()]
        malformed = any(item["type"] == "json_invalid" for item in error.errors())
        kind, title = (
            ("malformed-json", "The body is not JSON")
            if malformed
            else ("invalid-request", "The request is not valid")
        )
        status = 400 if malformed else 422
        return _response(status, kind, title, " ".join(e["problem"] for e in errors), errors)

    @app.exception_handler(IndexingError)
    async def on_indexing(request: Request, error: IndexingError) -> JSONResponse:
        return _response(503, "storage", "The store or the index cannot be used", str(error))

    @app.exception_handler(UnknownDocumentError)
    async def on_unknown(request: Request, error: UnknownDocumentError) -> JSONResponse:
        detail = f"No document or clause has the id {error}. It may just have been deleted."
        return _response(404, "unknown-id", "Unknown document", detail)

    @app.exception_handler(Exception)
    async def on_fault(request: Request, error: Exception) -> JSONResponse:
        body = fault()
        return JSONResponse(body.model_dump(), body.status, media_type=MEDIA_TYPE)

    @app.exception_handler(HTTPException)
    async def on_http(request: Request, error: HTTPException) -> JSONResponse:
        detail = f"{request.method} {request.url.path}: {error.detail}. See /docs for the endpoints"
        return _response(error.status_code, "http", str(error.detail), detail)


def _described(item: dict[str, Any]) -> dict[str, str]:
    place = ".".join(str(part) for part in item["loc"] if part != "body") or "body"
    if item["type"] == "extra_forbidden":
        message = f"{place}: unknown field. Remove it, or see /docs for the fields there are."
    elif item["type"] == "json_invalid":
        message = f"The body is not JSON at character {item['loc'][-1]}. Send a JSON object."
    else:
        message = f"{place}: {item['msg']}."
    return {"field": place, "problem": message}


def _response(
    status: int, kind: str, title: str, detail: str, errors: Sequence[dict[str, str]] = ()
) -> JSONResponse:
    body: dict[str, Any] = {
        "type": TYPE_PREFIX + kind,
        "title": title,
        "status": status,
        "detail": detail,
    }
    if errors:
        body["errors"] = list(errors)
    return JSONResponse(body, status, media_type=MEDIA_TYPE)
