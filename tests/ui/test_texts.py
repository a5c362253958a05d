from collections.abc import Mapping
from dataclasses import fields
from string import Formatter

import pytest

from corpus.facts.models import Role
from service.answering.models import PlanSummary, Reason
from service.api.schemas import DocumentDetail
from service.planning.plan import Intent
from ui.markup import element, escaped, plain_label, text_element
from ui.texts import LANGUAGE_NAMES, WORDINGS, Language, Wording


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_the_languages_say_the_same_things() -> None:
    assert set(WORDINGS) == set(LANGUAGE_NAMES)
    for field in fields(Wording):
        chinese, english = (getattr(WORDINGS[language], field.name) for language in ("zh", "en"))
        if isinstance(chinese, Mapping):
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


def test_text_cannot_become_markup() -> None:
    written = text_element("p", "<b>\"&'", title='"><script>')
    assert "<b>" not in written
    assert "<script>" not in written
    assert element("p", escaped("<i>"), css_class="a") == '<p class="a">&lt;i&gt;</p>'


def test_a_label_is_only_given_signs_that_do_not_show() -> None:
    text = "**粗** $x$ :smile: `代码` -- -> [a](b)"
    assert plain_label(text).replace("\\", "").replace("\u2060", "") == text
    assert plain_label("推广BIM技术由谁牵头？") == "推广BIM技术由谁牵头？"
