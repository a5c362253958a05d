"""What the routes that read documents share."""

from typing import Annotated

from fastapi import Depends, Query

from corpus.models import Document
from index.errors import UnknownDocumentError
from service.api.problems import not_found
from service.api.state import ServiceState, state_of

State = Annotated[ServiceState, Depends(state_of)]
Limit = Annotated[int, Query(ge=1, le=1000)]
Offset = Annotated[int, Query(ge=0)]
SEE_DOCUMENTS = "GET /v1/documents lists them"


def document_of(state: ServiceState, document_id: str) -> Document:
    """Return a document. Raises the problem of an unknown id."""
    try:
        return state.store.document(document_id)
    except UnknownDocumentError as error:
        raise not_found("document", document_id, SEE_DOCUMENTS) from error
