"""Serves the page: `python -m ui FLAGS` is `streamlit run` on it, with the pages imported early.

Together they take two seconds to import, for which the first visitor would otherwise wait.
"""

import sys
from importlib import import_module
from pathlib import Path
from threading import Thread

from streamlit.web import cli

PAGES = ("questions", "duties", "deadlines", "comparison", "library", "runs")


def _import_pages() -> None:
    for name in PAGES:
        import_module(f"ui.{name}.page")


if __name__ == "__main__":
    Thread(target=_import_pages, daemon=True).start()
    cli.main(["run", str(Path(__file__).with_name("app.py")), *sys.argv[1:]])
