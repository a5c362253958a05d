"""Quantities that a document states, in the words of the page."""

from ui.connection import Json
from ui.texts import Wording


def quantity_in_words(wording: Wording, fact: Json) -> str:
    """Return the quantity of a fact: 不少于 50%."""
    sign = wording.comparators.get(fact["comparator"], fact["comparator"])
    return f"{sign}{fact['value']}{fact['unit']}"
