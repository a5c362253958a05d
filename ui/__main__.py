"""Serves the page: `python -m ui FLAGS` is `streamlit run` on it, with what is slow done early.

The first visitor would otherwise wait for the import of the pages, two seconds in all, and for the
long lists of the service, one second at 148,000 clauses.
"""

import sys
import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from threading import Thread

from streamlit.web import cli

PAGES = ("questions", "duties", "deadlines", "comparison", "library")
TRIES = 60  # a second each: the service may start later than the page


def _prepare() -> None:
    """Import the pages, then have the lists remembered once the service is there."""
    for name in PAGES:
        import_module(f"ui.{name}.page")
    with suppress(ModuleNotFoundError):  # its packages are an extra
        import_module("ui.runs.page")
    from service.errors import ServiceError
    from ui.connection import remember_lists

    for _ in range(TRIES):
        try:
            remember_lists()
        except ServiceError:
            time.sleep(1)
        else:
            return


if __name__ == "__main__":
    Thread(target=_prepare, daemon=True).start()
    cli.main(["run", str(Path(__file__).with_name("app.py")), *sys.argv[1:]])
