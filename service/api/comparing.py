"""Routes that set regions, documents and versions of a document side by side."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.concurrency import run_in_threadpool

from index.errors import UnknownDocumentError
from index.filters import region_key
from index.store import DocumentVersion
from service.api.parameters import State, check_documents, document_of
from service.api.problems import Problem, not_found
from service.api.schemas import Page
from service.comparing import Comparison, VersionChanges, compared_documents, compared_topic
from service.comparing import version_changes as changes_between
from service.comparing.models import VersionReference
from service.comparing.versions import version_reference

router = APIRouter(prefix="/v1", tags=["comparison"])
MOST_SIDES = 8


@router.get("/compare")
async def compare(
    state: State,
    topic: Annotated[
        str | None, Query(max_length=1_000, description="words of what is compared")
    ] = None,
    regions: Annotated[tuple[str, ...], Query(description="repeat for several")] = (),
    documents: Annotated[tuple[str, ...], Query(description="ids; repeat for several")] = (),
    most_clauses: Annotated[int, Query(ge=1, le=50, description="of a side, on a topic")] = 10,
) -> Comparison:
    """Set side by side what regions or documents say of a topic, or documents as a whole.

    With a topic and nothing else, the regions that say most of it.
    """
    topic = (topic or "").strip() or None
    regions = _each_once(regions)
    documents = tuple(dict.fromkeys(documents))
    check_documents(state, documents)
    if len(regions) + len(documents) > MOST_SIDES:
        detail = f"{len(regions) + len(documents)} regions and documents, at most {MOST_SIDES}."
        raise Problem(422, "too-many-sides", "Too much to set side by side", detail)
    if topic:
        return await run_in_threadpool(
            compared_topic, state.engine, topic, regions, documents, most_clauses
        )
    if regions or len(documents) < 2:
        detail = "Give a topic, or two documents or more and no regions."
        raise Problem(422, "nothing-to-compare", "There is nothing to compare", detail)
    return await run_in_threadpool(compared_documents, state.engine, documents)


@router.get("/documents/{document_id}/versions")
async def versions(document_id: str, state: State) -> Page[VersionReference]:
    """List the versions of a document, the current one first."""
    document_of(state, document_id)
    items = [version_reference(own) for own in state.store.versions(document_id)]
    return Page(items=items, total=len(items))


@router.get("/documents/{document_id}/changes")
async def version_changes(
    document_id: str,
    state: State,
    first: Annotated[int | None, Query(description="a revision; null: the one before")] = None,
    second: Annotated[int | None, Query(description="a later one; null: the current")] = None,
) -> VersionChanges:
    """Return what changed between two versions of a document."""
    document = document_of(state, document_id)
    known = state.store.versions(document_id)
    if not known:
        raise UnknownDocumentError(document_id)
    later = _version(known, second, document_id, known[0])
    earlier = known[known.index(later) + 1 :]
    if first is None and not earlier:
        raise not_found("version", document_id, "The document has no earlier version")
    former = _version(known, first, document_id, earlier[0] if earlier else later)
    if former.revision > later.revision:
        detail = f"first: {former.revision} is later than second: {later.revision}. Exchange them."
        raise Problem(422, "versions-out-of-order", "The first version is the later one", detail)
    return await run_in_threadpool(changes_between, document, former, later, state.engine.embedder)


def _each_once(regions: Sequence[str]) -> tuple[str, ...]:
    """Return regions without other names of the same: 重庆, 重庆市."""
    first: dict[str, str] = {}
    for region in regions:
        first.setdefault(region_key(region), region)
    return tuple(first.values())


def _version(
    known: list[DocumentVersion], revision: int | None, document_id: str, otherwise: DocumentVersion
) -> DocumentVersion:
    """Return the version of a revision. Raises the problem of an unknown one."""
    if revision is None:
        return otherwise
    found = next((own for own in known if own.revision == revision), None)
    if found is None:
        where = f"GET /v1/documents/{document_id}/versions lists them"
        raise not_found("version", str(revision), where)
    return found
