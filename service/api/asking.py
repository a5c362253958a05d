"""Routes that answer and search."""

from typing import Annotated

from fastapi import APIRouter, Depends

from index.search import SearchOptions
from service.answering import Answer
from service.api.problems import Problem
from service.api.schemas import AskRequest, SearchRequest, SearchResponse
from service.api.state import ServiceState, state_of
from service.api.views import search_hit

router = APIRouter(prefix="/v1", tags=["ask"])
State = Annotated[ServiceState, Depends(state_of)]


@router.post("/ask")
async def ask(body: AskRequest, state: State) -> Answer:
    """Answer a question with the clauses that say so, or say that the corpus does not."""
    _check_length("question", body.question, state.settings.max_question_characters)
    history = [turn.question for turn in body.history]
    return state.answerer.answer(
        body.question, body.filters.to_filters(), body.max_citations, history
    )


@router.post("/search")
async def search(body: SearchRequest, state: State) -> SearchResponse:
    """Return the clauses that match a query, best first."""
    _check_length("query", body.query, state.settings.max_question_characters)
    options = SearchOptions(fold=body.fold, facets=body.facets, explain=body.explain)
    result = state.engine.search(body.query, body.k, body.filters.to_filters(), options)
    found = state.store.clauses([hit.clause_id for hit in result.hits])
    items = [search_hit(hit, found[hit.clause_id]) for hit in result.hits if hit.clause_id in found]
    facets = {name: dict(counted) for name, counted in result.facets.items()}
    return SearchResponse(items=items, total=len(items), facets=facets)


def _check_length(field: str, text: str, limit: int) -> None:
    if len(text) > limit:
        raise Problem(
            422,
            "too-long",
            f"The {field} is too long",
            f"{field}: {len(text)} characters, at most {limit} are read. Shorten it.",
        )
