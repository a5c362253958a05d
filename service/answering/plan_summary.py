"""How a question was understood, as the API shows it."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from service.answering.models import CorrectionView, PartPlan, PlanSummary, WordingView
from service.planning import Intent, QuestionPlan

Item = TypeVar("Item")


def plan_summary(plans: Sequence[QuestionPlan]) -> PlanSummary:
    """Return the summary of the parts of a question; lists hold those of all parts."""
    first = plans[0]
    return PlanSummary(
        intent=Intent.COMPARISON if first.is_compared else first.intent,
        regions=_all(plans, lambda plan: plan.regions),
        years=_all(plans, lambda plan: plan.years),
        units=_all(plans, lambda plan: plan.units),
        doc_numbers=_all(plans, lambda plan: plan.doc_numbers),
        topics=_all(plans, lambda plan: plan.topics),
        asked_value=first.asked_value,
        context=tuple(first.context.split()),
        synonyms=tuple(
            WordingView(written=wording.written, official=wording.official)
            for wording in dict.fromkeys(wording for plan in plans for wording in plan.wordings)
        ),
        corrections=tuple(
            CorrectionView(written=correction.written, read=correction.read)
            for correction in dict.fromkeys(c for plan in plans for c in plan.corrections)
        ),
        parts=tuple(
            PartPlan(
                question=plan.question,
                intent=plan.intent,
                regions=plan.regions,
                years=plan.years,
                topics=plan.topics,
                asked_value=plan.asked_value,
            )
            for plan in (plans if len(plans) > 1 else ())
        ),
    )


def _all(
    plans: Iterable[QuestionPlan], of: Callable[[QuestionPlan], tuple[Item, ...]]
) -> tuple[Item, ...]:
    return tuple(dict.fromkeys(item for plan in plans for item in of(plan)))
