"""Turns a question into plans: what is asked, of which region, year, unit and topic."""

from service.planning.conversation import understood
from service.planning.plan import AskedField, AskedValue, Intent, QuestionPlan

__all__ = ["AskedField", "AskedValue", "Intent", "QuestionPlan", "understood"]
