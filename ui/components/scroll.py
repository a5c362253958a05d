"""Scrolls the page to a part of it."""

from ui.components.base import component


def show_from_top(css_class: str, shown: str) -> None:
    """Bring the part of the page with a class into view, once for each value of `shown`."""
    component("scroll", "<span></span>")(key="scroll", data={"target": css_class, "shown": shown})
