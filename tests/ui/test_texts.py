from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from string import Formatter
from typing import Any

import pytest

from corpus.facts.models import Comparator, Role
from eval.metrics.scores import PER_QUESTION, STABILITY
from eval.question_sets.model import Style
from eval.report.failures import ProblemKind
from service.answering.models import PlanSummary, Reason
from service.api.document_lists import Sort
from service.api.requests import FeedbackReason
from service.api.schemas import DocumentDetail, FactCounts
from service.comparing.models import RowKind
from service.planning.plan import Intent
from ui.library.upload_view import STAGES
from ui.markup import element, escaped, plain_label, text_element
from ui.texts import LANGUAGE_NAMES, WORDINGS, Language


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_the_languages_say_the_same_things() -> None:
    assert set(WORDINGS) == set(LANGUAGE_NAMES)
    assert_alike(WORDINGS["zh"], WORDINGS["en"])


def assert_alike(one: Any, other: Any) -> None:
    """Assert that two wordings have the same keys and placeholders."""
    for field in fields(one):
        chinese, english = (getattr(wording, field.name) for wording in (one, other))
        if field.name in ("streamlit", "streamlit_patterns"):
            continue  # only what is not English already
        if is_dataclass(chinese):
            assert_alike(chinese, english)
        elif isinstance(chinese, Mapping):
            assert chinese.keys() == english.keys(), field.name
        else:
            assert placeholders(chinese) == placeholders(english), field.name


@pytest.mark.parametrize("language", LANGUAGE_NAMES)
def test_every_key_of_the_service_has_words(language: Language) -> None:
    wording = WORDINGS[language]
    assert set(Reason) == wording.reasons.keys()
    assert set(Intent) == wording.intents.keys()
    assert set(Role) == wording.roles.keys()
    shown = {*wording.plan_fields, *wording.rewordings}
    assert shown == PlanSummary.model_fields.keys() - {"intent", "asked_value", "parts"}
    assert {*wording.fields, *wording.file_fields} <= DocumentDetail.model_fields.keys()


@pytest.mark.parametrize("language", LANGUAGE_NAMES)
def test_every_metric_and_problem_of_an_evaluation_has_words(language: Language) -> None:
    wording = WORDINGS[language].runs
    assert {*PER_QUESTION, STABILITY} == wording.metrics.keys()
    assert {kind.name for kind in ProblemKind} == wording.problems.keys()
    assert {*Intent, *Style, *LANGUAGE_NAMES} == wording.groups.keys()


@pytest.mark.parametrize("language", LANGUAGE_NAMES)
def test_every_role_reason_stage_and_kind_of_the_api_has_words(language: Language) -> None:
    wording = WORDINGS[language]
    assert set(FeedbackReason) == wording.feedback.reasons.keys()
    assert set(Comparator) == wording.comparators.keys()
    assert set(RowKind) == wording.comparison.kinds.keys()
    assert set(Sort) == wording.library.sorts.keys()
    assert set(STAGES) <= wording.library.stages.keys()
    assert set(FactCounts.model_fields) == wording.library.kinds.keys()


def test_text_cannot_become_markup() -> None:
    written = text_element("p", "<b>\"&'", title='"><script>')
    assert "<b>" not in written
    assert "<script>" not in written
    assert element("p", escaped("<i>"), css_class="a") == '<p class="a">&lt;i&gt;</p>'


def test_a_label_is_only_given_signs_that_do_not_show() -> None:
    text = "**粗** $x$ :smile: `代码` -- -> [a](b)"
    assert plain_label(text).replace("\\", "").replace("\u2060", "") == text
    assert plain_label("推广BIM技术由谁牵头？") == "推广BIM技术由谁牵头？"
