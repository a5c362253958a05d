"""The page. Run by `policyqa ui`; POLICYQA_API_URL tells it where the service is."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from ui.components import show_streamlit_in
from ui.heading import show_heading
from ui.named_choice import kept_choices
from ui.notices import show_guarded, show_not_installed
from ui.pages import remember_pages, remember_shown
from ui.texts import PRODUCT, PRODUCT_LATIN, Wording
from ui.visit import language

STYLE = Path(__file__).with_name("page.css")


def show_application() -> None:
    """Show the heading, the links to the pages, and the page chosen."""
    st.set_page_config(page_title=f"{PRODUCT} {PRODUCT_LATIN}", page_icon="📜", layout="wide")
    st.html(STYLE)
    wording = show_heading()
    pages = {
        "questions": st.Page(
            partial(_show_questions, wording), title=wording.page_questions, default=True
        ),
        "duties": _page(_show_duties, wording, wording.duties.title, "duties"),
        "deadlines": _page(_show_deadlines, wording, wording.deadlines.title, "deadlines"),
        "compare": _page(_show_comparison, wording, wording.comparison.title, "compare"),
        "library": _page(_show_library, wording, wording.library.title, "library"),
        "runs": _page(_show_runs, wording, wording.runs.title, "runs"),
    }
    remember_pages(pages)
    chosen = st.navigation(list(pages.values()), position="hidden")
    remember_shown(chosen)
    with st.container(key="pages", horizontal=True):
        for name, page in pages.items():
            st.page_link(page, query_params=kept_choices(name))
    chosen.run()
    show_streamlit_in(wording.streamlit, wording.streamlit_patterns, language())


def _page(show: Callable[[Wording], None], wording: Wording, title: str, path: str) -> st.Page:
    return st.Page(partial(show, wording), title=title, url_path=path)


# A page is imported when it is opened, or before by ui.__main__: all together take two seconds
def _show_questions(wording: Wording) -> None:
    from ui.questions.page import show_questions

    show_questions(wording)


def _show_duties(wording: Wording) -> None:
    from ui.duties.page import show_duties_page

    show_guarded(wording, show_duties_page)


def _show_deadlines(wording: Wording) -> None:
    from ui.deadlines.page import show_deadlines_page

    show_guarded(wording, show_deadlines_page)


def _show_comparison(wording: Wording) -> None:
    from ui.comparison.page import show_comparison_page

    show_guarded(wording, show_comparison_page)


def _show_library(wording: Wording) -> None:
    from ui.library.page import show_library_page

    show_library_page(wording)


def _show_runs(wording: Wording) -> None:
    try:
        from ui.runs.page import show_runs
    except ModuleNotFoundError as error:
        show_not_installed(wording, str(error))
        return
    show_runs(wording.runs)


if __name__ == "__main__":
    show_application()
