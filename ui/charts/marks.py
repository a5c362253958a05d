"""What marks look like in all pictures: told apart by shape as well as by colour.

Colours are near Okabe and Ito's, made for all kinds of colour vision (Color Universal Design).
"""

from typing import Final

import altair as alt

Picture = alt.Chart | alt.LayerChart | alt.FacetChart
BLUE, ORANGE, GREEN, PURPLE, GREY = "#0072b2", "#d55e00", "#009e73", "#aa5f97", "#8a8f98"
ROLE_MARKS: Final[dict[str, tuple[str, str]]] = {
    "lead": ("square", BLUE),
    "support": ("circle", GREEN),
    "responsible": ("diamond", ORANGE),
}
DUE_MARKS: Final[dict[str, tuple[str, str]]] = {
    "target": ("circle", BLUE),
    "task": ("square", ORANGE),
    "document": ("triangle-up", PURPLE),
}
LABEL_LIMIT = 320  # pixels
# Labels begin with a number that keeps them apart and in order; it is not shown
NUMBER_WIDTH = 5
LABEL_WITHOUT_NUMBER = f"substring(datum.label, {NUMBER_WIDTH})"


def numbered(number: int, text: str) -> str:
    """Return a label that begins with its number, which `LABEL_WITHOUT_NUMBER` hides."""
    return f"{number:0{NUMBER_WIDTH}d}{text}"


def shortened(text: str, length: int) -> str:
    """Return a text of at most so many characters."""
    return text if len(text) <= length else f"{text[: length - 1]}…"
