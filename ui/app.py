"""The page. Run by `policyqa ui`; POLICYQA_API_URL tells it where the service is."""

from functools import partial
from pathlib import Path

import streamlit as st

from service.errors import ServiceError
from ui.answer_view import show_answer, show_question_asked, show_reason
from ui.connection import Json, api_url, connected, listed_documents, revision_of
from ui.examples import example_questions
from ui.heading import show_heading
from ui.holdings_view import show_holdings
from ui.nearest_view import show_nearest
from ui.notices import show_empty, show_problem
from ui.plan_view import show_plan
from ui.question_form import show_examples, show_question_form, show_scope
from ui.responsibility_view import show_responsibilities
from ui.runs_view import show_runs
from ui.session import Outcome, ask, chosen_citation, language, outcome, pending
from ui.source_view import show_source
from ui.texts import PRODUCT, PRODUCT_LATIN, Wording

STYLE = Path(__file__).with_name("page.css")


def show_application() -> None:
    """Show the heading, the links to the pages, and the page chosen."""
    st.set_page_config(page_title=f"{PRODUCT} {PRODUCT_LATIN}", page_icon="📜", layout="wide")
    st.html(STYLE)
    wording = show_heading()
    pages = [
        st.Page(partial(show_questions, wording), title=wording.page_questions, default=True),
        st.Page(partial(show_runs, wording.runs), title=wording.runs.title, url_path="runs"),
    ]
    chosen = st.navigation(pages, position="hidden")
    with st.container(key="pages", horizontal=True):
        for page in pages:
            st.page_link(page)
    chosen.run()


def show_questions(wording: Wording) -> None:
    """Show the page of questions and answers."""
    show_question_form(wording)
    try:
        with connected() as client:
            readiness = client.ready()
        documents = listed_documents(api_url(), revision_of(readiness))
        examples = example_questions(api_url(), revision_of(readiness), documents, language())
    except ServiceError as error:
        show_problem(wording, error)
        return
    if not readiness["documents"]:
        show_empty(wording)
        return
    show_scope(wording, documents, readiness["documents"])
    asked = pending()
    if asked is not None:
        with st.spinner(wording.asking):
            ask(asked)
    result = outcome()
    if result is None:
        show_examples(wording, examples)
        show_holdings(wording, documents, readiness["documents"])
    else:
        _show_outcome(wording, result, documents)


def _show_outcome(wording: Wording, result: Outcome, documents: list[Json]) -> None:
    if result.problem is not None:
        show_problem(wording, result.problem)
    if result.answer is None:
        return
    answer = result.answer
    titles = {document["id"]: document["title"] for document in documents}
    with st.container(key="result"):
        show_question_asked(wording, result.asked, answer, titles)
        if answer["status"] == "answered":
            _show_answer_beside_source(wording, answer)
        else:
            regions = dict.fromkeys(d["region"] for d in documents if d["region"])
            show_reason(wording, answer, list(regions))
            if answer["retrieved"]:
                show_nearest(wording, answer["retrieved"], titles)
        if answer["responsibilities"]:
            show_responsibilities(wording, answer["responsibilities"])
        show_plan(wording, answer)


def _show_answer_beside_source(wording: Wording, answer: Json) -> None:
    left, right = st.columns([5, 6], gap="large")
    with left:
        show_answer(wording, answer)
    with right, st.container(key="source"):
        show_source(wording, answer["id"], answer["citations"], chosen_citation())


if __name__ == "__main__":
    show_application()
