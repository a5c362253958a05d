"""Buttons that copy texts to the clipboard."""

from collections.abc import Sequence

from ui.components.base import component

ROOT = '<div class="actions"></div>'


def show_actions(texts: Sequence[tuple[str, str, str]], copied: str, failed: str, key: str) -> None:
    """Show a button for each text: its name, its label, what it copies; then what it says.

    A text that begins with `?` is copied as a link to this page with that query.
    """
    buttons = [{"name": name, "label": label, "text": text} for name, label, text in texts]
    data = {"buttons": buttons, "copied": copied, "failed": failed}
    component("actions", ROOT)(key=key, data=data)
