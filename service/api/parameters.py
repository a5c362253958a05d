"""What the routes that read documents share."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Depends, Query

from corpus.models import Document
from index.errors import UnknownDocumentError
from service.api.problems import Problem, not_found
from service.api.state import ServiceState, state_of

State = Annotated[ServiceState, Depends(state_of)]
Limit = Annotated[int, Query(ge=1, le=1000)]
ManyRows = Annotated[int, Query(ge=1, le=10_000)]
Offset = Annotated[int, Query(ge=0, le=1_000_000_000)]
RegionNames = Annotated[
    tuple[str, ...], Query(description="places; those subordinate to them too; repeat for several")
]
Names = Annotated[tuple[str, ...], Query(description="repeat for several")]
DocumentIds = Annotated[tuple[str, ...], Query(description="ids of documents; repeat for several")]
SEE_DOCUMENTS = "GET /v1/documents lists them"


def document_of(state: ServiceState, document_id: str) -> Document:
    """Return a document. Raises the problem of an unknown id."""
    try:
        return state.store.document(document_id)
    except UnknownDocumentError as error:
        raise not_found("document", document_id, SEE_DOCUMENTS) from error


def check_documents(state: ServiceState, document_ids: Sequence[str]) -> None:
    """Raise the problem of an unknown id where one of them is none."""
    known = state.store.headers(document_ids) if document_ids else {}
    unknown = next((own for own in document_ids if own not in known), None)
    if unknown is not None:
        raise not_found("document", unknown, SEE_DOCUMENTS)


def check_length(field: str, text: str, limit: int) -> None:
    """Raise the problem of a text of more than `limit` characters."""
    if len(text) > limit:
        raise Problem(
            422,
            "too-long",
            f"The {field} is too long",
            f"{field}: {len(text)} characters, at most {limit} are read. Shorten it.",
        )
