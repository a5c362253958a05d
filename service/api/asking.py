"""Routes that answer and search."""

import logging
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.sse import EventSourceResponse, ServerSentEvent

from index.search import SearchOptions
from service.answering import Answer
from service.api.parameters import State, check_length
from service.api.problems import fault
from service.api.requests import AskRequest, SearchRequest
from service.api.schemas import SearchResponse
from service.api.views import search_hit

router = APIRouter(prefix="/v1", tags=["ask"])
log = logging.getLogger(__name__)


async def checked_question(body: AskRequest, state: State) -> AskRequest:
    """Return a question that is not too long."""
    check_length("question", body.question, state.settings.max_question_characters)
    return body


Question = Annotated[AskRequest, Depends(checked_question)]


@router.post("/ask")
async def ask(body: Question, state: State) -> Answer:
    """Answer a question with the clauses that say so, or say that the corpus does not."""
    history = [turn.question for turn in body.history]
    return state.answerer.answer(
        body.question, body.filters.to_filters(), body.max_citations, history
    )


@router.post("/ask/stream", response_class=EventSourceResponse)
async def ask_stream(body: Question, state: State) -> AsyncIterator[ServerSentEvent]:
    """Answer a question as server-sent events.

    `plan`, then each `citation` and `statement`, then the whole `answer`, as `/v1/ask` gives it;
    a fault on the way is an `error` with a problem in place of what would follow.
    """
    history = [turn.question for turn in body.history]
    answered = state.answerer.stream(
        body.question, body.filters.to_filters(), body.max_citations, history
    )
    try:
        for name, part in answered:
            yield ServerSentEvent(event=name, data=part)
    except Exception:  # the headers are out: what went wrong can be told in the stream alone
        log.exception("a question could not be answered")
        yield ServerSentEvent(event="error", data=fault())


@router.post("/search")
async def search(body: SearchRequest, state: State) -> SearchResponse:
    """Return the clauses that match a query, best first."""
    check_length("query", body.query, state.settings.max_question_characters)
    options = SearchOptions(fold=body.fold, facets=body.facets, explain=body.explain)
    result = state.engine.search(body.query, body.k, body.filters.to_filters(), options)
    found = state.store.clauses([hit.clause_id for hit in result.hits])
    items = [search_hit(hit, found[hit.clause_id]) for hit in result.hits if hit.clause_id in found]
    facets = {name: dict(counted) for name, counted in result.facets.items()}
    return SearchResponse(items=items, total=len(items), facets=facets)
