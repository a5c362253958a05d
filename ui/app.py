"""The page. Run by `policyqa ui`; POLICYQA_API_URL tells it where the service is."""

from functools import partial
from pathlib import Path

import streamlit as st

from ui.comparison.page import show_comparison_page
from ui.components import show_streamlit_in
from ui.deadlines.page import show_deadlines_page
from ui.duties.page import show_duties_page
from ui.heading import show_heading
from ui.library.page import show_library_page
from ui.notices import show_guarded
from ui.pages import remember_pages
from ui.questions.page import show_questions
from ui.runs.page import show_runs
from ui.texts import PRODUCT, PRODUCT_LATIN
from ui.visit import language

STYLE = Path(__file__).with_name("page.css")


def show_application() -> None:
    """Show the heading, the links to the pages, and the page chosen."""
    st.set_page_config(page_title=f"{PRODUCT} {PRODUCT_LATIN}", page_icon="📜", layout="wide")
    st.html(STYLE)
    wording = show_heading()
    pages = {
        "questions": st.Page(
            partial(show_questions, wording), title=wording.page_questions, default=True
        ),
        "duties": st.Page(
            partial(show_guarded, wording, show_duties_page),
            title=wording.duties.title,
            url_path="duties",
        ),
        "deadlines": st.Page(
            partial(show_guarded, wording, show_deadlines_page),
            title=wording.deadlines.title,
            url_path="deadlines",
        ),
        "compare": st.Page(
            partial(show_guarded, wording, show_comparison_page),
            title=wording.comparison.title,
            url_path="compare",
        ),
        "library": st.Page(
            partial(show_library_page, wording), title=wording.library.title, url_path="library"
        ),
        "runs": st.Page(
            partial(show_runs, wording.runs), title=wording.runs.title, url_path="runs"
        ),
    }
    remember_pages(pages)
    chosen = st.navigation(list(pages.values()), position="hidden")
    with st.container(key="pages", horizontal=True):
        for page in pages.values():
            st.page_link(page)
    chosen.run()
    show_streamlit_in(wording.streamlit, wording.streamlit_patterns, language())


if __name__ == "__main__":
    show_application()
