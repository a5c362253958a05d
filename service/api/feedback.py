"""Routes that take and list readers' votes on answers."""

import uuid

from fastapi import APIRouter

from index.store import Vote
from service.api.parameters import Limit, Offset, State, check_length
from service.api.requests import FeedbackRequest
from service.api.schemas import FeedbackView, Page

router = APIRouter(prefix="/v1", tags=["feedback"])


@router.post("/feedback", status_code=201)
async def give_feedback(body: FeedbackRequest, state: State) -> FeedbackView:
    """Take a vote on an answer; a second one on the same answer takes the place of the first."""
    check_length("question", body.question, state.settings.max_question_characters)
    vote = Vote(
        id=body.answer_id or uuid.uuid4().hex,
        question=body.question,
        vote=body.vote,
        reason=body.reason,
        comment=body.comment or None,
        answer_id=body.answer_id,
        answer=body.answer,
        clause_ids=tuple(body.clause_ids),
        filters=body.filters.model_dump(mode="json"),
    )
    state.store.feedback.add(vote)
    return _view(vote)


@router.get("/feedback")
async def list_feedback(state: State, limit: Limit = 100, offset: Offset = 0) -> Page[FeedbackView]:
    """List votes, the newest first."""
    found, total = state.store.feedback.listed(limit, offset)
    return Page(items=[_view(vote) for vote in found], total=total)


def _view(vote: Vote) -> FeedbackView:
    return FeedbackView.model_validate(vote, from_attributes=True)
