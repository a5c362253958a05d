"""Serves the page: `python -m ui FLAGS` is `streamlit run` on it, with what is slow done early.

The first visitor would otherwise wait for the import of the pages, two seconds in all, and for the
long lists of the service.
"""

import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from threading import Thread

from streamlit.web import cli

PAGES = ("questions", "duties", "deadlines", "comparison", "library")


def _prepare() -> None:
    """Import the pages, then keep the lists of the service at hand."""
    for name in PAGES:
        import_module(f"ui.{name}.page")
    with suppress(ModuleNotFoundError):  # its packages are an extra
        import_module("ui.runs.page")
    from ui.prefetching import Prefetching

    Prefetching().look_on()


if __name__ == "__main__":
    Thread(target=_prepare, daemon=True).start()
    cli.main(["run", str(Path(__file__).with_name("app.py")), *sys.argv[1:]])
