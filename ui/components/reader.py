"""A document's text in a box of its own, with words marked, scrolled to where the reader wants."""

from ui.components.base import component
from ui.connection import Json

ROOT = '<div class="text" tabindex="0" role="region"></div>'


def show_reader(data: Json, key: str) -> None:
    """Show a text; it scrolls to `goal` whenever `shown` changes.

    `data` has `paragraphs` (each `pieces` of text with their `marks`, `title`, and whether it is
    `cited`), `goal` (the number of a paragraph; null: the first piece marked `quote`), `shown`,
    `label`, `before` and `after` (what is left out), `reveal` (whether the box comes into view).
    """
    component("reader", ROOT)(key=key, data=data)
