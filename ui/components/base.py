"""Mounts a part of the page: its script, its style sheet, and an element for it to fill."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

FOLDER = Path(__file__).parent


@cache
def component(name: str, root: str = "") -> Callable[..., Any]:
    """Return what mounts the part of a name; `root` is the HTML that its script fills."""
    style = FOLDER / f"{name}.css"
    return st.components.v2.component(
        f"policyqa_{name}",
        html=root,
        css=style.read_text(encoding="utf-8") if style.exists() else "",
        js=(FOLDER / f"{name}.js").read_text(encoding="utf-8"),
    )
