"""How the question was understood, and what the answer cost."""

import streamlit as st

from ui.connection import Json
from ui.markup import element, joined, text_element
from ui.texts import Wording


def show_plan(wording: Wording, answer: Json) -> None:
    """Show the question plan and the timings, folded."""
    plan = answer["plan"]
    intent = wording.intents.get(plan["intent"], plan["intent"])
    rows = [(wording.intent, intent)]
    for name, label in wording.plan_fields.items():
        values = wording.separator.join(str(value) for value in plan[name])
        rows.append((label, values or wording.none_recognised))
    rows.extend(_rewordings(wording, plan))
    fields = (joined(text_element("dt", label), text_element("dd", value)) for label, value in rows)
    with st.expander(wording.plan, key="plan"):
        st.html(element("dl", *fields, css_class="pq-fields"))
    st.html(text_element("p", _timings(wording, answer), css_class="pq-timings"))


def _rewordings(wording: Wording, plan: Json) -> list[tuple[str, str]]:
    """Return which words of the question were read as others: 投表 → 投标; nothing, no row."""
    read = {
        "corrections": [(own["written"], own["read"]) for own in plan["corrections"]],
        "synonyms": [
            (own["written"], wording.separator.join(own["official"])) for own in plan["synonyms"]
        ],
    }
    return [
        (label, wording.separator.join(f"{written} → {meant}" for written, meant in read[name]))
        for name, label in wording.rewordings.items()
        if read[name]
    ]


def _timings(wording: Wording, answer: Json) -> str:
    timings = answer["timings_ms"]
    stages = wording.separator.join(
        f"{wording.stages.get(name, name)} {milliseconds:.1f}"
        for name, milliseconds in timings.items()
        if name != "total"
    )
    return wording.timings.format(
        total=f"{timings['total']:.1f}", stages=stages, generation=answer["engine"]["generation"]
    )
