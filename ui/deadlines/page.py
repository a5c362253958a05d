"""The page 指标与时限."""

from collections.abc import Callable, Mapping
from datetime import date

from ui.deadlines.due_view import show_dues
from ui.deadlines.incentives_view import show_incentives
from ui.fact_filters import FactFilters, show_fact_filters
from ui.named_choice import chosen_view
from ui.texts import Wording

View = Callable[[Wording, str, FactFilters, date], None]
VIEWS: Mapping[str, View] = {"dues": show_dues, "incentives": show_incentives}


def show_deadlines_page(wording: Wording, revision: str) -> None:
    """Show the filters, and the time line or the incentives. Raises ServiceError."""
    words = wording.deadlines
    filters = show_fact_filters(wording, "deadlines", revision, words.words)
    view = chosen_view(words.view, words.views, "deadlines")
    VIEWS[view](wording, revision, filters, date.today())
