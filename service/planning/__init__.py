"""Turns a question into a plan: what is asked, of which region, year, unit and topic."""

from service.planning.plan import AskedField, Intent, QuestionPlan
from service.planning.planner import planned

__all__ = ["AskedField", "Intent", "QuestionPlan", "planned"]
